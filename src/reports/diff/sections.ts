import type {
  Amounts,
  Pair,
  RepChange,
  RuleChange,
  RuleState,
} from '../../evaluation/diff/types.js';
import {
  type ColumnOf,
  figures,
  firstOf,
  type Item,
  list,
  note,
  type Section,
  sectionIf,
  type Table,
  table,
  words,
} from '../document/blocks.js';
import { counted } from '../document/words.js';
import { repColumns } from '../rep-table.js';
import { figureSection } from './figures.js';
import { type DiffParts, type DiffView, holderName } from './parts.js';

/** How much of each thing is told: a page shows the greatest, a view asked for shows more. */
export interface Room {
  readonly overview: number;
  readonly view: number;
}

/** The sections of a comparison: an overview, or one view of it in full. */
export function diffSections(parts: DiffParts, by: DiffView | undefined, room: Room): Section[] {
  switch (by) {
    case undefined:
      return [
        ...flowSection(parts, room.overview),
        ...repSection(parts, room.overview),
        ...roleSection(parts, room.overview),
        ...figureSection(parts),
        ...ruleSection(parts, room.overview, false),
        ...settingSections(parts),
      ];
    case 'account':
      return [...accountSection(parts, room.view), ...roleSection(parts, room.view)];
    case 'rep':
      return [...repSection(parts, room.view), ...flowSection(parts, room.view)];
    case 'rule':
      return [...ruleSection(parts, room.view, true), ...settingSections(parts)];
  }
}

/** A column that is told only where some of its cells say something. */
type OptionalColumn<Row> = ColumnOf<Row> & { readonly isShown?: (row: Row) => boolean };

function tableOf<Row>(rows: readonly Row[], columns: readonly OptionalColumn<Row>[]): Table {
  const shownEntries = columns.filter(({ isShown }) => isShown === undefined || rows.some(isShown));
  return table(
    rows,
    shownEntries.map(({ isShown: _, ...column }): ColumnOf<Row> => column),
  );
}

/** What goes from hand to hand, where it is known. */
const amounts: readonly OptionalColumn<Pick<Amounts, 'potential' | 'arr'>>[] = [
  {
    ...figures('Potential', 'amount', ({ potential }) => potential),
    isShown: ({ potential }) => potential !== undefined,
  },
  { ...figures('ARR', 'amount', ({ arr }) => arr), isShown: ({ arr }) => arr !== undefined },
];

/** What goes from whom to whom. */
function flowSection({ a, b, comparison }: DiffParts, most: number): Section[] {
  const { shown, more } = firstOf(comparison.flows, most, 'pairs of reps');
  return sectionIf(
    shown.length > 0,
    'What goes from whom to whom',
    tableOf(shown, [
      words('From', ({ from }) => holderName(from, a, b), { flexible: true }),
      words('To', ({ to }) => holderName(to, b, a), { flexible: true }),
      figures('Accounts', 'count', ({ accounts }) => accounts),
      ...amounts,
    ]),
    note(more),
  );
}

/** What changes by rep; of many, the greatest gains and losses. */
function repSection({ a, b, comparison }: DiffParts, most: number): Section[] {
  const { reps } = comparison;
  const isCut = reps.length > most;
  const half = Math.ceil(most / 2);
  const shown = isCut ? [...reps.slice(0, half), ...reps.slice(half - most)] : reps;
  const isKnown = (pair: RepChange['potential']): boolean =>
    pair.some((value) => value !== undefined);
  const handed = (
    column: ColumnOf<never>,
    sign: number,
    side: 'in' | 'out',
  ): OptionalColumn<RepChange> => ({
    ...column,
    dispensable: false,
    of: (one) => sign * (one[side].arr ?? 0),
    isShown: (one) => (one[side].arr ?? 0) !== 0,
  });
  const columns: OptionalColumn<RepChange>[] = [
    { ...repColumns.rep, of: ({ rep }) => holderName(rep, b, a) },
    { ...repColumns.accounts, of: ({ accounts }) => accounts },
    {
      ...repColumns.potential,
      of: ({ potential }) => potential,
      isShown: ({ potential }) => isKnown(potential),
    },
    handed(repColumns.arrIn, 1, 'in'),
    handed(repColumns.arrOut, -1, 'out'),
    {
      ...repColumns.potentialOff,
      of: ({ deviation }) => deviation,
      isShown: ({ deviation }) => isKnown(deviation),
    },
  ];
  return sectionIf(
    reps.length > 0,
    'Who gains and who loses',
    tableOf(shown, columns),
    note(isCut ? `… and ${counted(reps.length - most, 'rep')} between them` : undefined),
  );
}

/** Every account whose holder of a role differs. */
function roleSection({ a, b, comparison }: DiffParts, most: number): Section[] {
  const { shown, more } = firstOf(comparison.roles, most, 'accounts');
  return sectionIf(
    shown.length > 0,
    'Whose holder of a role differs',
    tableOf(shown, [
      words('Account', ({ account, name }) => name || account, { flexible: true }),
      words('Role', ({ role }) => role),
      words('From', ({ from }) => holderName(from, a, b), { flexible: true }),
      words('To', ({ to }) => holderName(to, b, a), { flexible: true }),
    ]),
    note(more),
  );
}

/** Every account that differs. */
function accountSection({ a, b, comparison }: DiffParts, most: number): Section[] {
  const { shown, more } = firstOf(comparison.changes, most, 'accounts');
  const excluded = (rep: string, isOut: boolean): string => (isOut ? `${rep} (excluded)` : rep);
  const from = ({ kind, from: rep }: (typeof shown)[number]): string =>
    kind === 'appeared' ? '(not there)' : excluded(holderName(rep, a, b), kind === 'included');
  const to = ({ kind, to: rep }: (typeof shown)[number]): string =>
    kind === 'vanished' ? '(not there)' : excluded(holderName(rep, b, a), kind === 'excluded');
  return sectionIf(
    shown.length > 0,
    'Accounts that differ',
    tableOf(shown, [
      words('Account', (one) => one.name || one.account, { flexible: true }),
      words('From', from, { flexible: true }),
      words('To', to, { flexible: true }),
      ...amounts,
    ]),
    note(more),
  );
}

/**
 * The rules whose state changed.
 *
 * @param all those too that came out the same with other numbers.
 */
function ruleSection({ comparison }: DiffParts, most: number, all: boolean): Section[] {
  const rules = comparison.plans?.rules ?? [];
  const shownEntries = rules.filter(({ kind }) => all || kind !== 'figures');
  const { shown, more } = firstOf(shownEntries, most, 'rules');
  const title = all ? 'Rules that differ' : 'Rules whose state changed';
  return sectionIf(shownEntries.length > 0, title, list(shown.map(itemOf)), note(more));
}

function itemOf({ kind, a, b }: RuleChange): Item {
  const details = [a?.detail, b?.detail].filter((detail) => detail !== undefined);
  const described =
    details.length === 2 && details[0] !== details[1]
      ? [`before: ${details[0]}`, `after: ${details[1]}`]
      : details.slice(0, 1);
  return {
    text: `${mark(kind, b ?? a)} ${label(a, b)}: ${stateWords(kind, a, b)}`,
    details: described,
  };
}

function mark(kind: RuleChange['kind'], rule: RuleState | undefined): string {
  if (kind === 'removed') return '-';
  if (rule?.status === 'met') return '✓';
  return rule?.level === 'must' ? '✗' : '~';
}

/** "row 7 (limit)", and where it has another number in B, both. */
function label(a: RuleState | undefined, b: RuleState | undefined): string {
  const rule = b ?? a;
  const rows = [...new Set([a, b].flatMap((one) => (one === undefined ? [] : [one.row])))];
  const place = rows.map((row) => (typeof row === 'number' ? `row ${row}` : row)).join(' → ');
  return rule?.name === undefined
    ? `${place} (${rule?.rule ?? ''})`
    : `${rule.name} (${place}, ${rule.rule})`;
}

function stateWords(
  kind: RuleChange['kind'],
  a: RuleState | undefined,
  b: RuleState | undefined,
): string {
  switch (kind) {
    case 'broken':
    case 'met':
      return `${statusWords(a)} → ${statusWords(b)}`;
    case 'edited':
      return `written otherwise, ${statusWords(b)} as before`;
    case 'added':
      return `new, ${statusWords(b)}`;
    case 'removed':
      return `gone, was ${statusWords(a)}`;
    case 'figures':
      return `${statusWords(b)} as before, other figures`;
  }
}

/** A should rule that is not kept in full is not broken as a must rule is. */
function statusWords(rule: RuleState | undefined): string {
  if (rule?.status !== 'broken') return 'met';
  return rule.level === 'must' ? 'broken' : 'kept only in part';
}

/** So much of a checksum tells two files apart for people. */
const shownOfChecksum = 12;

/** The inputs and options that differ. */
function settingSections({ comparison }: DiffParts): Section[] {
  const { inputs = [], options = [] } = comparison.plans ?? {};
  const differing = (
    title: string,
    pairs: readonly Pair<string>[],
    say: (value: string) => string,
  ): Section[] => {
    const sayOrNone = (value: string | undefined): string =>
      value === undefined ? 'none' : say(value);
    const items = pairs.map(({ name, a, b }) => `${name}: ${sayOrNone(a)} → ${sayOrNone(b)}`);
    return sectionIf(items.length > 0, title, list(items));
  };
  return [
    ...differing('Inputs that differ, by SHA-256', inputs, (sum) => sum.slice(0, shownOfChecksum)),
    ...differing('Options that differ', options, (value) => value.replace(/^"(.*)"$/, '$1')),
  ];
}
