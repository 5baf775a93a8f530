import { accountName } from '../../evaluation/account-name.js';
import { previousRepId } from '../../evaluation/changes.js';
import { repGains } from '../../evaluation/story/winners.js';
import type { Evaluation, Territory } from '../../evaluation/types.js';
import type { Problem } from '../../model/problem.js';
import { isOverride, rowWords } from '../../model/rule.js';
import { isoDate } from '../../model/table.js';
import { dayNumber } from '../../model/units.js';
import { moneyColumn, moneyOf } from '../currency.js';
import {
  type Document,
  figures,
  firstOf,
  list,
  note,
  paragraph,
  type Section,
  section,
  sectionIf,
  table,
  words,
} from '../document/blocks.js';
import { percentShown } from '../document/figures.js';
import { compactNumber, numberWords } from '../document/numbers.js';
import { andList, counted, nobodyOr, plural } from '../document/words.js';
import { nextFor, nextSection } from '../next-commands.js';
import type { LeastChange } from '../plan-json.js';
import type { ReportedPlan } from '../plan-words.js';
import { repColumns } from '../rep-table.js';
import { roleChanges } from '../roles.js';

/** An event as it is told. */
export interface ToldOf {
  readonly kind: string;
  readonly id: string;
  readonly accounts: number | undefined;
  readonly arr: number | undefined;
  readonly note: string;
}

/** A bound that cannot be kept any more, and the number that would do. */
export interface OutgrownBound {
  readonly row: number | string | undefined;
  readonly column: string;
  readonly from: { readonly amount: number; readonly percent: boolean };
  readonly to: number;
}

/** What the report of a rebalance is made of. */
export interface RebalanceParts {
  /** The plan with its roles, where rows give some. */
  readonly plan: Pick<ReportedPlan['plan'], 'roles'>;
  readonly rebalanced: {
    readonly problem: Problem;
    readonly evaluation: Evaluation;
    readonly events: readonly ToldOf[];
    readonly within: Float64Array;
    readonly score: { readonly broken: number; readonly excess: number };
    readonly leastChange: LeastChange;
    readonly outgrown: readonly OutgrownBound[];
    readonly relaxations: readonly unknown[];
  };
  readonly handover: {
    readonly handovers: readonly {
      readonly account: number;
      readonly wave: 1 | 2 | 3;
      readonly due: number;
      /** The day on which the owner changes. */
      readonly effective: number;
      readonly interim: { readonly rep: number; readonly until: number | undefined } | undefined;
    }[];
    readonly covers: readonly {
      readonly account: number;
      readonly rep: number;
      readonly away: number;
      readonly until: number | undefined;
    }[];
    readonly stops: readonly unknown[];
    readonly roleCovers: readonly {
      readonly role: { readonly role: { readonly name: string } };
      readonly account: number;
      readonly rep: number;
      readonly away: number;
      readonly until: number | undefined;
    }[];
  };
  readonly out: string;
  readonly files: readonly string[];
}

/** So many lines of a list say enough; the files have all. */
const linesAtMost = 8;

/** A rebalance: what had to move, what else moved and what it bought, who covers whom until when. */
export function rebalanceDocument(parts: RebalanceParts): Document {
  const { evaluation } = parts.rebalanced;
  const isWhole = evaluation.feasible;
  return {
    headline: {
      text: headline(parts),
      tone: isWhole ? 'good' : 'bad',
      toneOf: isWhole ? 'lead' : 'whole',
    },
    sections: [
      happened(parts),
      ...hadToMove(parts),
      ...elseMoved(parts),
      ...byHand(parts),
      ...outgrown(parts),
      ...covered(parts),
      ...byWhen(parts),
      ...roleChanges(parts.plan, parts.rebalanced.problem),
      ...files(parts),
      nextSection([nextFor.transition(parts.out), nextFor.export(parts.out)]),
    ],
  };
}

/** How many accounts get another holder, by role; roles in which none does are left out. */
export function holdersChanged({
  roles = [],
}: RebalanceParts['plan']): ReadonlyMap<string, number> {
  const counts = roles.map(({ role, plan }): [string, number] => [
    role.name,
    plan.evaluation.change.filter((change) => gotAnother.has(change)).length,
  ]);
  return new Map(counts.filter(([, count]) => count > 0));
}

const gotAnother: ReadonlySet<string> = new Set(['moved', 'orphaned', 'new', 'released']);

function headline(parts: RebalanceParts): string {
  const ofRoles = [...holdersChanged(parts.plan)].map(
    ([role, count]) =>
      `${counted(count, 'account')} ${plural(count, 'gets', 'get')} another ${role}`,
  );
  return [headlineOfReps(parts), ...ofRoles].join('; ');
}

function headlineOfReps({ rebalanced, handover }: RebalanceParts): string {
  const { leastChange, evaluation } = rebalanced;
  const { moves, must_move: must } = leastChange;
  const changed = handover.handovers.length;
  const lead = evaluation.feasible
    ? 'Rebalanced'
    : 'A rule cannot be kept any more. In the closest plan';
  if (changed === 0) return `${lead}: nothing has to move`;
  const other =
    moves === 0
      ? 'no account leaves an active owner'
      : `${counted(moves, 'account')} ${plural(moves, 'leaves', 'leave')} an active owner`;
  return `${lead}: ${numberWords(must)} of ${counted(evaluation.change.length, 'account')} had to find an owner, ${other}`;
}

const kindWords: Readonly<Record<string, readonly [string, string]>> = {
  churn: ['account churned', 'accounts churned'],
  gone: ['account is gone', 'accounts are gone'],
  merge: ['account has a new parent', 'accounts have a new parent'],
  new: ['new account', 'new accounts'],
  unowned: ['account lost its owner', 'accounts lost their owners'],
  drift: ['account has another owner than planned', 'accounts have another owner than planned'],
};

const repWords: Readonly<Record<string, string>> = {
  leave: 'leaves',
  leave_of_absence: 'is on leave',
  return: 'is back',
  join: 'joins',
  ramp: 'has another ramp or capacity',
  uneven: 'stands further off fair share than allowed',
};

function happened({ rebalanced, plan }: RebalanceParts): Section {
  const { events, problem } = rebalanced;
  const title = 'What happened';
  if (events.length === 0) {
    // Who else looks after accounts is compared holder by holder, below.
    const about = (plan.roles ?? []).length > 0 ? ' to reps and their accounts' : '';
    return section(title, paragraph(`nothing since the plan${about}`, { depth: 1 }));
  }
  const ofReps = events.filter(({ kind }) => repWords[kind] !== undefined);
  const { shown, more } = firstOf(ofReps, linesAtMost, 'in events.csv');
  const nameOf = (id: string): string => {
    const rep = problem.repIds.indexOf(id);
    return rep < 0 ? '' : problem.repNames[rep];
  };
  const told = shown.map(({ kind, id, accounts = 0, arr = 0, note: said }) => {
    const name = nameOf(id) || said;
    const has =
      accounts === 0
        ? ''
        : `: ${counted(accounts, 'account')}${arr > 0 ? `, ${moneyOf(problem, 'arr', arr)} ARR` : ''}`;
    return `${name === '' ? id : name} ${repWords[kind]}${has}`;
  });
  const counts = Object.entries(kindWords).flatMap(([kind, [one, many]]) => {
    const count = events.filter((event) => event.kind === kind).length;
    return count === 0 ? [] : [counted(count, one, many)];
  });
  const rules = events
    .filter(({ kind }) => kind === 'rule')
    .map(({ id }) => ruleCalled(problem, id));
  const broken = rules.length === 0 ? [] : [`today's owners break ${andList(rules, 4)}`];
  return section(
    title,
    list([...told, ...(more === undefined ? [] : [more]), ...counts, ...broken]),
  );
}

function ruleCalled({ rules }: Problem, id: string): string {
  const rule = rules.find(({ row }) => String(row) === id);
  return rule === undefined ? id : `row ${id} (${rule.kind})`;
}

/** Who gets what had to find an owner. */
function hadToMove({ rebalanced, handover }: RebalanceParts): Section[] {
  const { problem, evaluation, leastChange } = rebalanced;
  const forced = handover.handovers.filter(
    ({ account }) => problem.liveOwner[account] < 0 && evaluation.assignment[account] >= 0,
  );
  if (forced.length === 0) return [];
  const reps = new Map<number, { count: number; potential: number; arr: number }>();
  for (const { account } of forced) {
    const rep = evaluation.assignment[account];
    const held = reps.get(rep) ?? { count: 0, potential: 0, arr: 0 };
    held.count++;
    held.potential += problem.potential[account];
    held.arr += problem.arr[account];
    reps.set(rep, held);
  }
  const ranked = [...reps].sort(([, a], [, b]) => b.potential - a.potential);
  const { shown, more } = firstOf(ranked, linesAtMost, 'reps in moves.csv');
  return [
    {
      ...section(
        'What had to move, and to whom',
        table(shown, [
          words('Rep', ([rep]) => problem.repNames[rep], { flexible: true }),
          figures('Gets', 'count', ([, { count }]) => count),
          figures('Potential', 'amount', ([, { potential }]) => potential),
          moneyColumn(
            problem,
            'arr',
            figures('ARR', 'change', ([, { arr }]) => (problem.hasArr ? arr : undefined)),
          ),
          {
            ...repColumns.potentialOff,
            of: ([rep]: (typeof shown)[number]) =>
              repColumns.potentialOff.of(evaluation.territories[rep], 0),
          },
        ]),
        note(more),
      ),
      aside: counted(leastChange.must_move, 'account'),
    },
  ];
}

/** What left a live owner, what that bought, and how little it could have been. */
function elseMoved({ rebalanced, handover }: RebalanceParts): Section[] {
  const { problem, evaluation, leastChange, within, score } = rebalanced;
  const title = 'What else moves, and what it buys';
  const { moves, gap, bound, disruption } = leastChange;
  const off = score.excess > 0 ? [`still ${score.excess} % further off than allowed, in all`] : [];
  const allowed = Math.max(0, ...within.filter((share) => !Number.isNaN(share)));
  if (moves === 0) {
    if (handover.handovers.length === 0 && off.length === 0) return [];
    const enough = `nothing: rules and evenness (within ${percentShown(100 * allowed)}) are kept without it`;
    return [section(title, paragraph(off[0] ?? enough, { depth: 1 }))];
  }
  const moved = handover.handovers
    .filter(({ account }) => evaluation.change[account] === 'moved')
    .sort((a, b) => problem.disruption[b.account] - problem.disruption[a.account]);
  const { shown, more } = firstOf(moved, linesAtMost, 'in moves.csv');
  const proof =
    gap <= 1e-6
      ? 'No plan that does as well moves less.'
      : bound > 0
        ? `At least ${compactNumber(bound)} of the ${compactNumber(disruption)} of disruption cannot be avoided.`
        : `How much of the ${compactNumber(disruption)} of disruption could be avoided is not proven.`;
  const gains = repGains(evaluation)
    .map(({ territory }) => territory)
    .filter((one: Territory) => one.live && one.accounts_in + one.accounts_out > 0)
    .slice(0, linesAtMost);
  return [
    section(
      title,
      table(shown, [
        words('Account', ({ account }) => accountName(problem, account), { most: 28 }),
        words('From → to', ({ account }) => {
          const to = evaluation.assignment[account];
          return `${ownerName(problem, account)} → ${to < 0 ? 'nobody' : problem.repNames[to]}`;
        }),
        figures('Potential', 'amount', ({ account }) => problem.potential[account]),
        moneyColumn(
          problem,
          'arr',
          figures('ARR', 'amount', ({ account }) =>
            problem.hasArr ? problem.arr[account] : undefined,
          ),
        ),
      ]),
      note(more),
      table(gains, [repColumns.rep, repColumns.accounts, repColumns.potentialOff]),
      paragraph([...off, proof].join('; '), { depth: 1 }),
    ),
  ];
}

function ownerName(problem: Problem, account: number): string {
  const owner = problem.owner[account];
  return owner >= 0 ? problem.repNames[owner] : nobodyOr(previousRepId(problem, account));
}

/** Rules that what happened has outgrown, with the number that would do. */
function outgrown({ rebalanced }: RebalanceParts): Section[] {
  const { outgrown: bounds, relaxations, problem } = rebalanced;
  const taken = relaxations.length > 0;
  const items = bounds.map(({ row, column, from, to }) => {
    const say = (amount: number): string =>
      from.percent ? percentShown(100 * amount) : numberWords(amount);
    const rule = row === undefined ? '' : ruleCalled(problem, String(row));
    return `${rule}: ${column} ${say(from.amount)} ${taken ? 'became' : 'cannot be kept; what would do is'} ${say(to)}`;
  });
  return sectionIf(
    items.length > 0,
    'Rules that this has outgrown',
    list(items),
    taken ? undefined : paragraph('--relax plans with these numbers', { depth: 1 }),
  );
}

/** Who looks after accounts until their reps can. */
/** Decisions of a managers' round that go before all rules, each with its price. */
function byHand({ rebalanced }: RebalanceParts): Section[] {
  const { problem } = rebalanced;
  const rows = problem.rules.filter(({ row }) => isOverride(row));
  if (rows.length === 0) return [];
  const { shown, more } = firstOf(rows, linesAtMost, 'in the register');
  const items = shown.map(({ row, name, text }) => `${name} (${rowWords(row)}): ${text.note}`);
  return [section('Decided by hand, before all rules', list(items), note(more))];
}

function covered({ rebalanced, handover }: RebalanceParts): Section[] {
  const { problem, evaluation } = rebalanced;
  const interims = handover.handovers.flatMap(({ account, interim }) =>
    interim === undefined
      ? []
      : [{ account, for: evaluation.assignment[account], as: '', ...interim }],
  );
  const away = [
    ...handover.covers,
    ...handover.roleCovers.map(({ role, ...cover }) => ({ ...cover, as: role.role.name })),
  ].map(({ away: rep, ...cover }) => ({ as: '', ...cover, for: rep }));
  const all = [...interims, ...away];
  if (all.length === 0) return [];
  const groups = new Map<
    string,
    {
      rep: number;
      for: number;
      as: string;
      until: number | undefined;
      count: number;
      first: number;
    }
  >();
  for (const { account, rep, until, for: whose, as } of all) {
    const key = `${whose} ${rep} ${until ?? ''} ${as}`;
    const known = groups.get(key) ?? { rep, for: whose, as, until, count: 0, first: account };
    known.count++;
    groups.set(key, known);
  }
  const ranked = [...groups.values()].sort((a, b) => b.count - a.count);
  const { shown, more } = firstOf(
    ranked,
    linesAtMost,
    handover.roleCovers.length === 0
      ? 'in moves.csv and cover.csv'
      : 'in moves.csv, cover.csv and role-cover.csv',
  );
  return [
    section(
      'Who covers whom, and until when',
      table(shown, [
        words(
          'For',
          (one) => `${problem.repNames[one.for]}${one.as === '' ? '' : ` as ${one.as}`}`,
          { flexible: true },
        ),
        words('Cover', ({ rep }) => (rep < 0 ? 'nobody can' : problem.repNames[rep]), {
          flexible: true,
        }),
        figures('Accounts', 'count', ({ count }) => count),
        words('Until', ({ until }) =>
          until === undefined ? 'not said' : isoDate(dayNumber(until)),
        ),
      ]),
      note(more),
    ),
  ];
}

/** The waves, and what is not started any more. */
function byWhen({ rebalanced, handover }: RebalanceParts): Section[] {
  const { problem } = rebalanced;
  const { handovers, stops } = handover;
  if (handovers.length === 0) return [];
  const waves = ([1, 2, 3] as const).flatMap((wave) => {
    const own = handovers.filter((one) => one.wave === wave);
    if (own.length === 0) return [];
    const arr = own.reduce((sum, { account }) => sum + problem.arr[account], 0);
    return [{ wave, count: own.length, arr, due: Math.max(...own.map(({ due }) => due)) }];
  });
  return [
    {
      ...section(
        'By when',
        table(waves, [
          words('Wave', ({ wave }) => String(wave)),
          figures('Accounts', 'count', ({ count }) => count),
          moneyColumn(
            problem,
            'arr',
            figures('ARR', 'amount', ({ arr }) => (problem.hasArr ? arr : undefined)),
          ),
          figures('Due', 'date', ({ due }) => due),
        ]),
        stops.length === 0
          ? undefined
          : note(
              `${counted(stops.length, 'account')} of those who leave: no new outbound (stop-outbound.csv)`,
            ),
      ),
      aside: changeDays(handovers.map((one) => one.effective)),
    },
  ];
}

/** Events that name a day of their own have owners change on that. */
function changeDays(days: readonly number[]): string {
  const [first, last] = [Math.min(...days), Math.max(...days)].map((day) =>
    isoDate(dayNumber(day)),
  );
  return first === last
    ? `owners change on ${first}`
    : `owners change from ${first} to ${last}, each on the day of its event`;
}

const purposes: ReadonlyMap<string, string> = new Map([
  ['moves.csv', 'what changes hands, why, in which wave, who covers'],
  ['events.csv', 'what has happened since the plan'],
  ['cover.csv', 'who looks after the accounts of reps on leave'],
  ['role-cover.csv', 'the same for SDRs, CSMs and so on who are on leave'],
  ['stop-outbound.csv', 'accounts that their leaving owners start nothing new with'],
  ['assignments.csv', 'who has every account'],
  ['report.html', 'the whole plan as a page'],
]);

function files({ out, files: written }: RebalanceParts): Section[] {
  const items = [...purposes].flatMap(([file, text]) =>
    written.includes(file) ? [{ label: file, text, tone: 'quiet' as const }] : [],
  );
  if (items.length === 0) return [];
  return [{ ...section(`Files in ${out}`, list(items, { overflow: 'past the edge' })), cut: true }];
}
