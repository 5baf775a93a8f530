import { accountName } from '../../evaluation/account-name.js';
import { previousRepId } from '../../evaluation/changes.js';
import { holdersChanged } from '../../evaluation/role-changes.js';
import { repGains } from '../../evaluation/story/winners.js';
import type { Territory } from '../../evaluation/types.js';
import type { Problem } from '../../model/problem.js';
import { isOverride, rowWords } from '../../model/rule.js';
import { moneyColumn } from '../currency.js';
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
import { repColumns } from '../rep-table.js';
import { roleChanges } from '../roles.js';
import { byWhen, covered } from './by-when.js';
import { linesAtMost, type RebalanceParts } from './parts.js';
import { happened, ruleCalled } from './what-happened.js';

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

function headline(parts: RebalanceParts): string {
  const { problem, evaluation } = parts.rebalanced;
  const ofRoles = holdersChanged(problem, evaluation).map(({ role, another, first }) =>
    andList([
      ...(another > 0
        ? [`${counted(another, 'account')} ${plural(another, 'gets', 'get')} another ${role}`]
        : []),
      ...(first > 0
        ? [`${counted(first, 'account')} ${plural(first, 'gets its', 'get their')} first ${role}`]
        : []),
    ]),
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
