import { accountName } from '../../evaluation/account-name.js';
import type { RepAccount, RepExplanation, RepReason } from '../../evaluation/explain/rep.js';
import { knownThere } from '../../evaluation/known-there.js';
import { holdingWords } from '../../evaluation/reason-words.js';
import { groupBy } from '../../model/grouping.js';
import type { Problem } from '../../model/problem.js';
import { moneyColumn } from '../currency.js';
import {
  type ColumnOf,
  type Document,
  type Pair,
  paragraph,
  type Section,
  section,
  sectionIf,
  type Table,
  table,
  textColumn,
  words,
} from '../document/blocks.js';
import { signedPercentCellShown } from '../document/figures.js';
import { compactNumber, numberWords } from '../document/numbers.js';
import { counted, plural } from '../document/words.js';
import { ownPieces } from '../pieces-words.js';
import { ruleNote, ruleTitle } from '../rule-words.js';
import { narrowest, repAndId } from './names.js';

/**
 * Why a rep gains or loses an account, fit to be handed to them: nothing of
 * anyone else's figures or status.
 */
export function repReasonWords(problem: Problem, why: RepReason, gained: boolean): string {
  switch (why.kind) {
    case 'unowned':
      return 'had no owner';
    case 'owner gone':
      return 'needed a new owner';
    case 'takes none':
      return 'your accounts are handed over';
    case 'nobody':
      return 'no rep may have it under the rules';
    case 'assigned':
      return `assigned ${gained ? 'to you' : 'elsewhere'}${because(problem, why.row)}`;
    case 'released':
      return `goes to the house pool${because(problem, why.row)}`;
    case 'decided':
      return decidedWords(problem, why, gained);
  }
}

/** What decided between a rep and another, by this rep's own standing and the rules alone. */
function decidedWords(
  problem: Problem,
  { decision, step }: Extract<RepReason, { readonly kind: 'decided' }>,
  gained: boolean,
): string {
  const family = 'goes with the companies it belongs to';
  if (decision.is === 'family') return family;
  if (decision.is === 'nothing') {
    return `${gained ? 'its former owner' : 'you'} could as well have kept it`;
  }
  const { against, row, name } = decision.objection;
  if (against?.is === 'family') return family;
  const mine = gained ? step.from : step.to;
  const isMine =
    (against?.is === 'deviation' || against?.is === 'holding') &&
    against.who === problem.repNames[mine] &&
    // The other rep may have the same name.
    gained !== (against.is === 'deviation' ? against.gains : against.side === 'max');
  if (decision.is === 'rule') {
    if (against?.is === 'holding' && isMine) {
      return holdingWords(problem, row, { ...against, who: 'you', came: [], before: 0 });
    }
    return row === undefined
      ? 'a must rule asks for another owner'
      : `${ruleTitle(problem, row)} asks for another owner${noteOf(problem, row)}`;
  }
  if (against?.is === 'deviation') {
    if (!isMine || against.target === 0) return `it evens out ${against.metric} over the team`;
    const { now, then } = against;
    const side = then < 0 ? 'below' : 'above';
    const further = now !== 0 && now < 0 === then < 0 ? 'further ' : '';
    return `${gained ? 'without' : 'with'} it you would be ${further}${side} your fair share of ${against.metric}`;
  }
  if (name === 'relationship') {
    const words = gained ? knownThere(problem, step.account, mine, -1) : undefined;
    return words ?? (gained ? 'you are better known there' : 'its new owner is better known there');
  }
  if (name === 'distance') return gained ? 'you are nearer' : 'its new owner is nearer';
  return row === undefined
    ? 'another owner suits it better'
    : `${ruleTitle(problem, row)} speaks for another owner${noteOf(problem, row)}`;
}

function because(problem: Problem, row: number): string {
  return `: ${ruleTitle(problem, row)}${noteOf(problem, row)}`;
}

/** The row's own note says best why it is there. */
function noteOf(problem: Problem, row: unknown): string {
  const note = ruleNote(problem, row);
  return note === '' ? '' : `: ${note}`;
}

/** "you keep 30 accounts, 29 accounts come to you". */
export function bookWords({ gains, losses, kept }: RepExplanation): string {
  const parts = [
    ...(kept > 0 ? [`you keep ${counted(kept, 'account')}`] : []),
    gains.length > 0
      ? `${counted(gains.length, 'account')} ${plural(gains.length, 'comes', 'come')} to you`
      : '',
    losses.length > 0
      ? `${counted(losses.length, 'account')} ${plural(losses.length, 'goes', 'go')} to others`
      : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? 'no account of yours changes hands' : parts.join(', ');
}

/** Accounts with the same reason together, in the order of the first of each. */
export function byReason(
  problem: Problem,
  accounts: readonly RepAccount[],
  gained: boolean,
): (readonly [string, readonly RepAccount[]])[] {
  return [...groupBy(accounts, ({ why }) => repReasonWords(problem, why, gained))];
}

/** A rep's page, to be handed over: it holds nobody else's figures. */
export function repDocument(problem: Problem, explanation: RepExplanation): Document {
  return {
    headline: { text: `${repAndId(problem, explanation.rep)}: ${bookWords(explanation)}` },
    sections: [
      section(
        'Your territory',
        beforeAfter(problem, explanation),
        ...explanation.pieces.map((one) => paragraph(ownPieces(one))),
      ),
      ...accountSection(problem, explanation, 'gains'),
      ...accountSection(problem, explanation, 'losses'),
    ],
  };
}

interface Standing {
  readonly title: string;
  readonly before: number;
  readonly after: number;
  readonly target?: number;
  readonly off?: Pair<number>;
}

function beforeAfter(problem: Problem, { territory: own }: RepExplanation): Table {
  const balanced = new Set(
    problem.balances.filter(({ unfiltered }) => unfiltered).map(({ metric }) => metric),
  );
  const rows: Standing[] = [
    { title: 'accounts', before: own.accounts_before, after: own.accounts },
    {
      title: 'potential',
      before: own.potential_before,
      after: own.potential,
      ...(balanced.has('potential') && {
        target: own.potential_target,
        off: [own.potential_deviation_before_pct, own.potential_deviation_pct] as const,
      }),
    },
    {
      title: 'workload',
      before: own.workload_before,
      after: own.workload,
      ...(balanced.has('workload') && {
        target: own.workload_target,
        off: [own.workload_deviation_before_pct, own.workload_deviation_pct] as const,
      }),
    },
    ...(problem.hasArr
      ? [
          {
            title: moneyColumn(problem, 'arr', { title: 'ARR' }).title,
            before: own.arr_before,
            after: own.arr,
          },
        ]
      : []),
  ];
  return table(rows, [
    words('', ({ title }) => title, narrowest),
    textColumn('Before', ({ before }) => figure(before)),
    textColumn('After', ({ after }) => figure(after)),
    textColumn('Your fair share', ({ target }) =>
      target !== undefined && own.live ? figure(target) : '–',
    ),
    textColumn('Against it', ({ off }) =>
      off !== undefined && own.live ? off.map(signedPercentCellShown).join(' → ') : '–',
    ),
  ]);
}

function figure(value: number): string {
  return Number.isInteger(value) && value < 10_000 ? numberWords(value) : compactNumber(value);
}

function accountSection(
  problem: Problem,
  explanation: RepExplanation,
  side: 'gains' | 'losses',
): Section[] {
  const gained = side === 'gains';
  return sectionIf(
    explanation[side].length > 0,
    gained ? 'What comes to you' : 'What goes to others',
    byReason(problem, explanation[side], gained).flatMap(([why, group]) => [
      paragraph(`${why}:`),
      table(group, accountColumns(problem, group, gained), { depth: 2 }),
    ]),
  );
}

function accountColumns(
  problem: Problem,
  group: readonly RepAccount[],
  gained: boolean,
): ColumnOf<RepAccount>[] {
  const handsOver = group.some(({ otherId }) => otherId !== '');
  return [
    words('Account', ({ account }) => accountName(problem, account), narrowest),
    textColumn('Potential', ({ account }) => figure(problem.potential[account])),
    ...(problem.hasArr
      ? [
          moneyColumn(
            problem,
            'arr',
            textColumn<RepAccount>('ARR', ({ account }) => figure(problem.arr[account])),
          ),
        ]
      : []),
    ...(handsOver
      ? [words<RepAccount>(gained ? 'From' : 'To', (one) => otherName(problem, one))]
      : []),
  ];
}

function otherName(problem: Problem, { other, otherId }: RepAccount): string {
  return other >= 0 ? problem.repNames[other] : otherId || '–';
}
