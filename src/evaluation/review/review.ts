import type { BrokenRow, Step } from '../../measures/tracked.js';
import { groupBy } from '../../model/grouping.js';
import { AccountState, type Problem } from '../../model/problem.js';
import type { DecisionWord } from '../../model/review.js';
import { recordsAsFiled } from '../../model/table.js';
import { objectiveBy } from '../cost-at-most.js';
import { evaluate } from '../evaluate.js';
import { mayHave } from '../explain/alternatives.js';
import { Ledger } from '../explain/ledger.js';
import { changedAccounts } from '../moves-of-note.js';
import { roleOfRep } from '../role-of-rep.js';
import type { Evaluation } from '../types.js';
import { breaksWords, brokenBy, nobodyThere } from './rejects.js';
import type { ReviewSheet } from './sheets.js';
import type {
  Answer,
  Conflict,
  ConflictKind,
  Correction,
  Decision,
  Review,
  ReviewTerms,
} from './types.js';

/** Said of an account that nobody answered for. */
const silent = 'no answer: taken as accepted';

/** Settles a managers' round: what is taken at which price, what is in conflict, what is open. */
export function settleReview(
  problem: Problem,
  evaluation: Evaluation,
  sheets: readonly ReviewSheet[],
  answers: readonly Answer[],
  terms: ReviewTerms,
): Review {
  const conflicts: Conflict[] = [];
  const decided = drafts(problem, evaluation, inAnyOrder(answers));
  const inConflict = new Set<Draft>();
  const conflict = (those: readonly Draft[], what: ConflictKind, detail: string): void => {
    for (const draft of those) inConflict.add(draft);
    const [{ accountId, account }] = those;
    conflicts.push({
      accountId,
      account,
      what,
      detail,
      managers: distinct(those.flatMap(({ managers }) => managers)),
    });
  };

  for (const those of groupBy(decided, ({ accountId }) => accountId).values()) {
    const current = those.filter(({ stale }) => stale === '');
    const stale = those.filter(({ stale }) => stale !== '');
    if (stale.length > 0)
      conflict(stale, 'changed', distinct(stale.map((one) => one.stale)).join('; '));
    if (new Set(current.map(({ decision, rep }) => (rep < 0 ? decision : rep))).size > 1) {
      const said = current.map((one) => `${listed(one.managers)}: ${saidOf(problem, one)}`);
      conflict(current, 'disagree', said.join('; '));
      continue;
    }
    for (const draft of current) {
      const fault = faultOf(problem, draft);
      if (fault !== undefined) conflict([draft], ...fault);
    }
  }

  const ledger = new Ledger(problem, evaluation.assignment);
  const stepsOf = (draft: Draft): readonly Step[] =>
    ledger.stepsTo([draft.account], draft.rep).filter(({ to }) => to >= 0);
  const breaks = new Map<Draft, readonly BrokenRow[]>();
  const withFamily = familySteps(problem, decided, inConflict, stepsOf);
  for (const draft of decided) {
    if (draft.account < 0 || draft.rep < 0 || draft.decision === 'accept') continue;
    const rows = brokenBy(ledger, draft.account, draft.rep, withFamily(draft));
    breaks.set(draft, rows);
    if (inConflict.has(draft)) continue;
    if (rows.length > 0) {
      const { account, rep } = draft;
      conflict([draft], 'rule', breaksWords(problem, account, rep, rows, terms.ruleWords));
    } else if (!isAllowed(problem, draft)) {
      conflict([draft], 'rep not active', `${problem.repNames[draft.rep]} is given nothing now`);
    }
  }

  const isExpired = ({ decision }: Draft): boolean =>
    decision !== 'accept' && terms.expires !== undefined && terms.expires < terms.asOf;
  const isTaken = (draft: Draft): boolean => !inConflict.has(draft) && !isExpired(draft);
  for (;;) {
    const taken = decided.filter((draft) => isTaken(draft) && draft.decision !== 'accept');
    const steps = new Map(taken.map((draft) => [draft, stepsOf(draft)]));
    const rows = ledger.breaks(distinctSteps([...steps.values()].flat()));
    if (rows.length === 0) break;
    const found = contributors(problem, evaluation, steps, rows);
    const detail = `breaks ${rows.map(terms.ruleWords).join('; ')} together with other decisions`;
    for (const draft of found) conflict([draft], 'rule', detail);
    for (const draft of found) breaks.set(draft, rows);
  }

  const open = openAccounts(sheets, decided);
  if (terms.silenceAccepts) decided.push(...accepted(problem, evaluation, sheets, open));
  const assignment = evaluation.assignment.slice();
  const handled = new Set<number>();
  for (const draft of decided) {
    if (!isTaken(draft) || draft.decision === 'accept') continue;
    assignment[draft.account] = draft.rep;
    handled.add(draft.account);
  }
  const after = handled.size === 0 ? evaluation : evaluate(problem, assignment);
  const rank = rankOf(problem);
  const priceOf = pricesOf(problem, evaluation);
  const decisions = decided.map((draft): Decision => {
    const { accountId, account, decision, rep, managers, by, why } = draft;
    return {
      ...{ accountId, account, decision, rep, managers, by, why },
      price: priceOf(draft),
      breaks: breaks.get(draft) ?? [],
      expires: decision === 'accept' ? undefined : terms.expires,
      status: inConflict.has(draft) ? 'conflict' : isExpired(draft) ? 'expired' : 'taken',
    };
  });
  const inOrder = <One extends { readonly account: number; readonly accountId: string }>(
    all: readonly One[],
    more: (one: One) => string,
  ): readonly One[] =>
    [...all].sort(
      (a, b) =>
        rank(a.account) - rank(b.account) ||
        compared(a.accountId, b.accountId) ||
        compared(more(a), more(b)),
    );
  return {
    decisions: inOrder(
      decisions,
      ({ decision, rep }) => `${decision}\t${rep < 0 ? '' : problem.repIds[rep]}`,
    ),
    conflicts: inOrder(conflicts, ({ what, detail }) => `${what}\t${detail}`),
    corrections: correctionsOf(answers, (one) =>
      inOrder(one, ({ manager, correction }) => `${manager}\t${correction}`),
    ),
    open: terms.silenceAccepts ? [] : open,
    evaluation: after,
    taken: handled.size,
    byHand: handled.size / Math.max(1, changedAccounts(problem, evaluation).length),
    price: handled.size === 0 ? 0 : after.objective - evaluation.objective,
  };
}

/** A decision before it is known what comes of it. */
interface Draft {
  readonly accountId: string;
  readonly account: number;
  readonly decision: DecisionWord;
  readonly rep: number;
  readonly managers: readonly string[];
  readonly by: readonly string[];
  readonly why: readonly string[];
  readonly stale: string;
}

/** Answers in an order of their own, whichever file they came from and when. */
function inAnyOrder(answers: readonly Answer[]): readonly Answer[] {
  const keyOf = ({ accountId, decision, toRep, manager, by, why }: Answer): string =>
    [accountId, decision, toRep, manager, by, why].join('\t');
  const keys = new Map(answers.map((answer) => [answer, keyOf(answer)]));
  return [...answers].sort((a, b) => compared(keys.get(a) ?? '', keys.get(b) ?? ''));
}

/** What was decided, the same of several managers or files once. */
function drafts(problem: Problem, evaluation: Evaluation, answers: readonly Answer[]): Draft[] {
  const decided = answers.filter(({ decision, toRep }) => decision !== '' || toRep >= 0);
  const targetOf = ({ account, decision, toRep }: Answer): number => {
    if (account < 0) return decision === 'move' || decision === '' ? toRep : -1;
    if (decision === 'accept') return evaluation.assignment[account];
    return decision === 'reject' ? problem.liveOwner[account] : toRep;
  };
  // Who names a rep and says no more asks for a move.
  const groups = groupBy(decided, (answer) =>
    [answer.accountId, answer.decision || 'move', targetOf(answer), answer.stale].join('\t'),
  );
  return [...groups.values()].map((those) => {
    const [first] = those;
    return {
      accountId: first.accountId,
      account: first.account,
      decision: first.decision === '' ? 'move' : first.decision,
      rep: targetOf(first),
      managers: distinct(those.map(({ manager }) => manager)),
      by: distinct(those.map(({ by, manager }) => by || manager)),
      why: distinct(those.map(({ why }) => why)),
      stale: first.stale,
    };
  });
}

/** What keeps a decision from being taken whatever the rules say. */
function faultOf(problem: Problem, draft: Draft): [ConflictKind, string] | undefined {
  const { account, decision, rep, why } = draft;
  if (decision === 'accept') return undefined;
  if (decision === 'reject' && rep < 0) {
    return ['nobody to go back to', nobodyThere(problem, account)];
  }
  if (rep < 0) return ['no rep named', 'move needs a rep in to_rep_id'];
  if (problem.live[rep] === 0) {
    return [
      'rep not active',
      `${problem.repNames[rep]} ${roleOfRep(problem, rep) ?? 'takes no accounts'}`,
    ];
  }
  if (why.length === 0) return ['no reason', `${decision} needs a reason in why`];
  return undefined;
}

/** The steps that a decision is judged by: with those of its must family that are decided alike. */
function familySteps(
  problem: Problem,
  decided: readonly Draft[],
  inConflict: ReadonlySet<Draft>,
  stepsOf: (draft: Draft) => readonly Step[],
): (draft: Draft) => readonly Step[] {
  const familyOf = new Map<number, number>();
  problem.mustFamilies.forEach((members, family) => {
    for (const account of members) familyOf.set(account, family);
  });
  const key = ({ account, rep }: Draft): string =>
    `${familyOf.get(account) ?? `of ${account}`}\t${rep}`;
  const alike = groupBy(
    decided.filter((draft) => !inConflict.has(draft) && draft.account >= 0 && draft.rep >= 0),
    key,
  );
  return (draft) => {
    const those = alike.get(key(draft)) ?? [];
    return distinctSteps([...stepsOf(draft), ...those.flatMap(stepsOf)]);
  };
}

/** Whether the plan's rules let the rep have the account, or it is there already. */
function isAllowed(problem: Problem, { account, rep }: Draft): boolean {
  return problem.state[account] !== AccountState.planned || mayHave(problem, account, rep);
}

/** The decisions without which one of the rows would be kept, or broken less. */
function contributors(
  problem: Problem,
  evaluation: Evaluation,
  steps: ReadonlyMap<Draft, readonly Step[]>,
  rows: readonly BrokenRow[],
): readonly Draft[] {
  const joint = evaluation.assignment.slice();
  for (const { account, to } of [...steps.values()].flat()) joint[account] = to;
  const found = [...steps].filter(([, own]) => {
    if (own.length === 0) return false;
    const without = joint.slice();
    for (const { account, from } of own) without[account] = from;
    return new Ledger(problem, without).breaks(own).some((row) => rows.includes(row));
  });
  // Bounds that are passed in steps too small for one to count: all of them did it.
  return (found.length > 0 ? found : [...steps].filter(([, own]) => own.length > 0)).map(
    ([draft]) => draft,
  );
}

/** Accounts of the sheets that nobody decided. */
function openAccounts(sheets: readonly ReviewSheet[], decided: readonly Draft[]): number[] {
  const known = new Set(decided.map(({ account }) => account));
  const listed = new Set(sheets.flatMap(({ rows }) => rows.map(({ account }) => account)));
  return [...listed].filter((account) => !known.has(account)).sort((a, b) => a - b);
}

function accepted(
  { accountIds }: Problem,
  { assignment }: Evaluation,
  sheets: readonly ReviewSheet[],
  open: readonly number[],
): Draft[] {
  const managers = new Map<number, string[]>();
  for (const { manager, rows } of sheets) {
    for (const { account } of rows)
      managers.set(account, [...(managers.get(account) ?? []), manager]);
  }
  return open.map((account) => ({
    accountId: accountIds[account],
    account,
    decision: 'accept',
    rep: assignment[account],
    managers: distinct(managers.get(account) ?? []),
    by: [],
    why: [silent],
    stale: '',
  }));
}

/** What one change costs: two full evaluations, the one with it less the plan's. */
function pricesOf(
  problem: Problem,
  { assignment, objective }: Evaluation,
): (draft: Draft) => number | undefined {
  const known = new Map<string, number | undefined>();
  const changed = assignment.slice();
  return ({ account, rep, decision }) => {
    if (account < 0) return undefined;
    if (decision === 'accept' || rep === assignment[account]) return 0;
    if (rep < 0 || problem.live[rep] === 0 || problem.state[account] !== AccountState.planned) {
      return undefined;
    }
    const key = `${account}\t${rep}`;
    if (!known.has(key)) {
      changed[account] = rep;
      const score = objectiveBy(problem, changed);
      changed[account] = assignment[account];
      known.set(key, score === undefined || Number.isNaN(score) ? undefined : score - objective);
    }
    return known.get(key);
  };
}

function correctionsOf(
  answers: readonly Answer[],
  inOrder: (all: readonly (Correction & { readonly account: number })[]) => readonly Correction[],
): readonly Correction[] {
  const given = answers.filter(({ correction }) => correction !== '');
  const once = groupBy(given, ({ accountId, manager, correction }) =>
    [accountId, manager, correction].join('\t'),
  );
  return inOrder([...once.values()].map(([first]) => first));
}

/** "reject", "move to Ann". */
function saidOf({ repNames }: Problem, { decision, rep }: Draft): string {
  return decision === 'move' && rep >= 0 ? `move to ${repNames[rep]}` : decision;
}

/** The place of each account in the accounts file; what is not there comes last. */
function rankOf({ accounts }: Problem): (account: number) => number {
  const ranks = new Map(recordsAsFiled(accounts).map((account, rank) => [account, rank]));
  return (account) => ranks.get(account) ?? accounts.size;
}

function distinctSteps(steps: readonly Step[]): readonly Step[] {
  return [...new Map(steps.map((step) => [step.account, step])).values()];
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].filter((text) => text !== '').sort(compared);
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? 'somebody' : names.join(', ');
}

function compared(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
