import { AccountState, type PlacementMeasure, type Problem, SettledBy } from '../model/problem.js';
import type { AccountIndex, RepIndex } from '../model/units.js';
import type { Idleness, IdleQuestion } from '../rules/definition.js';
import { definitionOf, definitions } from '../rules/kinds/index.js';
import { type MeasureFamily, nothing } from './family.js';
import { accountBreach, mayTakeAll, oncePerSet } from './remedies.js';
import { poolOfAccount } from './tally.js';
import { type BrokenRow, once, rowList } from './tracked.js';

/** Whether a rep (-1: nobody) suits an account that the row concerns. With nobody, only a row that keeps reps away is satisfied. */
export function suits(measure: PlacementMeasure, account: AccountIndex, rep: RepIndex): boolean {
  if (rep < 0) return measure.suitsNobody;
  return measure.sets[measure.setOf[account]].mask[rep] === 1;
}

/** Whether an account breaks the row; one that nobody may take is told apart, as unplaceable. */
export function breaksPlacement(
  measure: PlacementMeasure,
  account: AccountIndex,
  rep: RepIndex,
): boolean {
  if (measure.level === 'must' && rep < 0) return false;
  return !suits(measure, account, rep);
}

function amountOf({ amounts }: PlacementMeasure, account: AccountIndex): number {
  return amounts === undefined ? 1 : amounts[account];
}

/** Where single accounts should or must be: match, avoid, assign, keep, prefer, and locked accounts. */
export const placement: MeasureFamily<PlacementMeasure> = {
  name: 'placement',
  list: ({ placements }) => placements,
  put: (placements) => ({ placements }),
  amounts: ({ amounts }) => (amounts === undefined ? [] : [amounts]),
  factsPlace: 4,
  alwaysTerm: false,
  counts: 'accounts',
  /** Accounts that break the row ÷ accounts it concerns, each counted by its amount. */
  term(measure, _problem, assignment) {
    let broken = 0;
    let all = 0;
    for (let account = 0; account < assignment.length; account++) {
      if (measure.setOf[account] < 0) continue;
      const amount = amountOf(measure, account);
      all += amount;
      if (!suits(measure, account, assignment[account])) broken += amount;
    }
    return all > 0 ? broken / all : undefined;
  },
  judge(measure, _problem, assignment) {
    let concerned = 0;
    let broken = 0;
    const { setOf } = measure;
    for (let account = 0; account < assignment.length; account++) {
      if (setOf[account] < 0) continue;
      concerned++;
      if (breaksPlacement(measure, account, assignment[account])) broken++;
    }
    const exempt = measure.exempt?.reduce((sum, one) => sum + one, 0) ?? 0;
    const { ownerGone = 0 } = measure;
    const gone = ownerGone > 0 && { ownerGone };
    return { ...nothing, counts: 'accounts', concerned, broken, exempt, ...gone };
  },
  gather(measure, judged, tally) {
    const { problem, assignment } = judged;
    const stranded = new Set(
      problem.unplaceable
        .filter(({ rows }) => typeof measure.row === 'number' && rows.includes(measure.row))
        .map(({ account }) => account),
    );
    const mayGoTo = oncePerSet(
      (account) => `${problem.eligible[account]}:${measure.setOf[account]}`,
      (account) =>
        mayTakeAll(
          problem,
          [account],
          (rep) => measure.setOf[account] < 0 || suits(measure, account, rep),
        ),
    );
    for (let account = 0; account < assignment.length; account++) {
      if (measure.setOf[account] < 0 && !stranded.has(account)) continue;
      const rep = assignment[account];
      const pool = poolOfAccount(problem, account, rep);
      tally.concern(pool);
      // An account without a live rep breaks no must row: it is told apart, as unowned.
      const unheld = measure.level === 'must' && measure.rule !== 'locked' && rep < 0;
      const outside = measure.setOf[account] >= 0 && !unheld && !suits(measure, account, rep);
      if (outside || stranded.has(account)) {
        const breach = accountBreach(judged, account, rep, mayGoTo(account));
        tally.breach(pool, { ...breach, stranded: stranded.has(account) });
      }
    }
  },
  tracked(measure, { problem }) {
    const { setOf } = measure;
    const all = once(() => {
      let sum = 0;
      for (let account = 0; account < setOf.length; account++)
        if (setOf[account] >= 0) sum += amountOf(measure, account);
      return sum;
    });
    return {
      change: (steps) => {
        let sum = 0;
        for (const { account, from, to } of steps) {
          if (setOf[account] < 0) continue;
          const fits = Number(suits(measure, account, from)) - Number(suits(measure, account, to));
          sum += fits * amountOf(measure, account);
        }
        return sum / all();
      },
      breaks: (steps) => {
        if (measure.level !== 'must') return [];
        const rows = new Set<BrokenRow>();
        for (const { account, from, to } of steps) {
          if (setOf[account] < 0 || !breaksPlacement(measure, account, to)) continue;
          if (breaksPlacement(measure, account, from)) continue;
          for (const row of rowOf(problem, measure, account)) rows.add(row);
        }
        return [...rows];
      },
    };
  },
  against: () => () => ({ is: 'placement' }),
  // Rows that leave an account nobody are told by that account, all of them at once.
  facts: () => [],
  contradictions: () => [],
  idle(_measure, question) {
    const { settles } = definitions[question.rule.kind];
    if (settles === undefined) return fitsAnyway(question);
    return question.rule.level === 'must' ? settlesNothing(question) : undefined;
  },
  masked: (measure) => measure,
  bounds: undefined,
};

/** Whether every planned account the row concerns would suit every rep who could be given it. */
function fitsAnyway({ rule, problem, suitable }: IdleQuestion): Idleness | undefined {
  if (!problem.takes.includes(1)) return undefined;
  const { setOf, sets } = suitable(rule);
  const keepsOut = sets.map(({ mask }) =>
    problem.takes.some((open, rep) => open === 1 && mask[rep] === 0),
  );
  const concerned = setOf.filter(
    (set, account) => set >= 0 && problem.state[account] === AccountState.planned,
  );
  if (concerned.length === 0) return { reason: 'concerns-nobody' };
  return concerned.some((set) => keepsOut[set]) ? undefined : { reason: 'every-rep-fits' };
}

/** A row that settles accounts, where others have settled all of its own before it. */
function settlesNothing({ rule, problem, passing }: IdleQuestion): Idleness | undefined {
  if (problem.settledRow.includes(rule.row)) return undefined;
  const passes = passing();
  const owned = problem.liveOwner.some((owner, account) => owner >= 0 && passes[account] === 1);
  return {
    reason: definitions[rule.kind].settles === 'keep' && !owned ? 'no-live-owner' : 'earlier-rows',
  };
}

/** Whether must rows of a kind keep reps from accounts that nothing higher has settled, as match and avoid do. */
export function keepsReps(kind: PlacementMeasure['rule']): boolean {
  const { family, settles } = definitionOf(kind);
  return family === placement.name && settles === undefined;
}

/** The account that a row reads for an account: a family's head, but where rows name accounts one by one. */
export function readFor(
  kind: PlacementMeasure['rule'],
  { familyHead }: Problem,
  account: AccountIndex,
): number {
  const named = definitionOf(kind).settles === 'assign';
  return named ? account : familyHead[account];
}

/** A locked account is a row of its own. */
function rowOf(
  problem: Problem,
  measure: PlacementMeasure,
  account: AccountIndex,
): readonly BrokenRow[] {
  return measure.rule === 'locked'
    ? [`accounts.csv:${problem.accounts.rowNumbers[account]}`]
    : rowList(measure.row);
}

/** The accounts exempt from a row only because a keep row or a lock holds them where they are today. */
export function heldAside({ exempt }: PlacementMeasure, { settled }: Problem): number {
  return (exempt ?? new Uint8Array()).reduce((sum, one, account) => {
    const by = settled[account];
    return sum + (by === SettledBy.keep || by === SettledBy.locked ? one : 0);
  }, 0);
}
