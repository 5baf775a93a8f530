/** What a row is called in the column `rule`; the kinds there are, and what each means, are listed in rules/kinds. */
export type RuleKind = string;

/** The columns of rules.csv, in the order carve writes them. */
export const ruleColumns = [
  'rule',
  'name',
  'accounts',
  'reps',
  'metric',
  'top',
  'by',
  'min',
  'max',
  'weight',
  'value',
  'level',
  'note',
  'private',
] as const;

export type RuleColumn = (typeof ruleColumns)[number];

/** Columns that say nothing to a plan: what people call a row and write beside it. */
const remarks: readonly RuleColumn[] = ['name', 'note', 'private'];

export function isRemark(column: RuleColumn): boolean {
  return remarks.includes(column);
}

export type RuleLevel = 'must' | 'should';

/** Rows of a register of overrides have numbers beyond those of any rules file. */
const beforeOverrides = 1_000_000_000;

/** The number by which a row of overrides.csv is known among the rules. */
export function overrideRow(row: number): number {
  return beforeOverrides + row;
}

/** Whether a rule stands in overrides.csv, not in the rules file. */
export function isOverride(row: unknown): row is number {
  return typeof row === 'number' && row > beforeOverrides;
}

/** A row as files name it: its number, or `overrides.csv:ROW`. */
export function writtenRow<Row extends number | string>(row: Row): Row | `overrides.csv:${number}` {
  return isOverride(row) ? `overrides.csv:${row - beforeOverrides}` : row;
}

/** The same undone. */
export function readRow(written: number | string): number | string {
  const row = /^overrides\.csv:(\d+)$/.exec(String(written))?.[1];
  return row === undefined ? written : overrideRow(Number(row));
}

/** "row 7", "overrides.csv:4". */
export function rowWords(row: number): string {
  return isOverride(row) ? writtenRow(row).toString() : `row ${row}`;
}

/** The raw text of one row of rules.csv, by column; absent columns are ''. */
export interface RuleText extends Readonly<Record<RuleColumn, string>> {
  /** The spreadsheet row (the header is 1). */
  readonly row: number;
}

/** A bound as written: `30%` is { amount: 0.3, percent: true }, `30` is { amount: 30, percent: false }. */
export interface RuleBound {
  readonly amount: number;
  readonly percent: boolean;
}

export type ComparisonOperator = '=' | '!=' | '<' | '<=' | '>' | '>=' | '~';

/** One condition of a filter: `segment = Enterprise|Strategic`. */
export interface Condition {
  readonly column: string;
  readonly operator: ComparisonOperator;
  /** Alternatives, unquoted; a single '' means "the cell is empty". */
  readonly values: readonly string[];
}

/** Conditions that must all hold; none means everything passes. */
export interface Filter {
  readonly text: string;
  readonly conditions: readonly Condition[];
}

/** One rule row, parsed but not yet applied to any table. */
export interface Rule {
  /** Its row in the rules file; the header is 1. */
  readonly row: number;
  readonly kind: RuleKind;
  /** What people call it; '' where they call it nothing. */
  readonly name: string;
  readonly accounts: Filter;
  readonly reps: Filter;
  /** Trimmed; '' when blank. */
  readonly metric: string;
  readonly top: number | undefined;
  /** Trimmed; '' when blank. */
  readonly by: string;
  readonly min: RuleBound | undefined;
  readonly max: RuleBound | undefined;
  readonly weight: number | undefined;
  readonly value: string;
  readonly level: RuleLevel;
  readonly note: string;
  /** The role whose problem the row is part of, as its role row names it; absent: the main assignment's. */
  readonly role?: string;
  /** The row as written, for rules-used.csv and for wording; its `private` goes nowhere but into that file. */
  readonly text: RuleText;
}

/** Whether two texts name one role: SDR is sdr. */
export function roleKey(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_');
}

/** What a column holds that the row's kind does not read. */
interface UnreadCells {
  readonly metric: '';
  readonly top: undefined;
  readonly by: '';
  readonly min: undefined;
  readonly max: undefined;
  readonly weight: undefined;
  readonly value: '';
}

/** A row of one kind, which reads some columns and has nothing in the others. */
export type RuleOf<Kind extends RuleKind, Reads extends RuleColumn> = Rule & {
  readonly kind: Kind;
} & Omit<UnreadCells, Reads>;
