import { parseDate } from '../inputs/cells/date.js';
import { parseFlag } from '../inputs/cells/flag.js';
import { parseNumber, parsePoints } from '../inputs/cells/number.js';
import type { Condition } from '../model/rule.js';
import {
  type Column,
  cellText,
  comparableText,
  comparesExactly,
  fold,
  type TextColumn,
} from '../model/table.js';

/** Why a condition cannot be applied to its column. */
export interface ConditionFault {
  readonly what: string;
  readonly value: string;
  readonly remedy: string;
}

/** Number columns in which an empty cell counts as 0 when compared (contract 4). */
const zeroWhenEmpty = new Set(['potential', 'workload', 'arr', 'open_pipeline']);
/** Whether a comparison takes an empty cell of this column for 0. */
export function emptyCountsAsZero(columnName: string): boolean {
  return zeroWhenEmpty.has(columnName);
}

/** Columns whose cells are one value even with a `|` in them. */
const neverLists = new Set([
  'account_id',
  'parent_id',
  'rep_id',
  'owner',
  'account_name',
  'rep_name',
  'email',
]);

/** Clears `mask` where the column's cell does not meet the condition; returns a fault instead where that makes no sense. */
export function applyCondition(
  column: Column,
  condition: Condition,
  mask: Uint8Array,
): ConditionFault | undefined {
  const { operator } = condition;
  const comparables = comparablesOf(column);
  if (comparables !== undefined) {
    return operator === '~'
      ? keepText(column, condition, mask)
      : keepComparable(column, condition, mask, comparables);
  }
  if (operator !== '=' && operator !== '!=' && operator !== '~') {
    return {
      what: `compares by ${operator}, but ${column.header} ${column.filled > 0 ? 'holds text' : 'is empty in every row'}`,
      value: condition.values.join('|'),
      remedy: `use =, != or ~, or give ${column.header} only numbers or dates`,
    };
  }
  if (column.kind === 'flag' && operator !== '~') {
    return keepFlags(column.flags, condition, mask, column.header);
  }
  return keepText(column, condition, mask);
}

/** The distinct values of a column that can be compared, and which of them each row holds. */
interface Comparables {
  /** NaN when empty. */
  readonly values: Float64Array;
  /** Index into `values` by row; undefined where there is a value a row. */
  readonly codes: Uint32Array | undefined;
  readonly parse: (text: string) => number | undefined;
  readonly kind: string;
}

function numbersIn(column: Column, values: Float64Array, codes?: Uint32Array): Comparables {
  const points = column.name === 'fit' || column.name === 'intent';
  return {
    values,
    codes,
    parse: points ? parsePoints : (text) => parseNumber(text)?.value,
    kind: 'a number',
  };
}

function datesIn(values: Float64Array, codes?: Uint32Array): Comparables {
  return { values, codes, parse: parseDate, kind: 'a date' };
}

/** What of a column can be compared by size; undefined for text and flags. */
function comparablesOf(column: Column): Comparables | undefined {
  switch (column.kind) {
    case 'number':
      return numbersIn(column, column.values);
    case 'date':
      return datesIn(column.days);
    case 'flag':
      return undefined;
    default:
      if (column.wordNumbers !== undefined) {
        return numbersIn(column, column.wordNumbers, column.codes);
      }
      return column.wordDays && datesIn(column.wordDays, column.codes);
  }
}

function keepComparable(
  column: Column,
  condition: Condition,
  mask: Uint8Array,
  { values, codes, parse, kind }: Comparables,
): ConditionFault | undefined {
  const wanted: number[] = [];
  let wantsEmpty = false;
  for (const text of condition.values) {
    if (text === '') {
      wantsEmpty = true;
      continue;
    }
    const value = parse(text);
    if (value === undefined) {
      return {
        what: `compares ${column.header} with something that is not ${kind}`,
        value: text,
        remedy: `${column.header} holds ${kind} in every cell; compare it with one`,
      };
    }
    wanted.push(value);
  }
  const verdicts = verdictsOn(values, condition.operator, wanted, {
    empty: wantsEmpty,
    emptyIs: zeroWhenEmpty.has(column.name) && kind === 'a number' ? 0 : Number.NaN,
  });
  keepByVerdict(verdicts, codes, mask);
  return undefined;
}

/** 1 for each value of which the comparison holds. */
function verdictsOn(
  values: Float64Array,
  operator: Condition['operator'],
  wanted: readonly number[],
  given: { readonly empty: boolean; readonly emptyIs: number },
): Uint8Array {
  const verdicts = new Uint8Array(values.length);
  const holds = comparison(operator, wanted);
  const unequal = operator === '!=' ? 1 : 0;
  for (let index = 0; index < values.length; index++) {
    const isEmpty = Number.isNaN(values[index]);
    const meets = holds(isEmpty ? given.emptyIs : values[index]) || (isEmpty && given.empty);
    verdicts[index] = (meets ? 1 : 0) ^ unequal;
  }
  return verdicts;
}

/** Whether a value meets the comparison; `!=` is taken as `=`. Parsing gives only equality several values, or none. */
function comparison(
  operator: Condition['operator'],
  wanted: readonly number[],
): (value: number) => boolean {
  const [than] = wanted;
  switch (operator) {
    case '<':
      return (value) => value < than;
    case '<=':
      return (value) => value <= than;
    case '>':
      return (value) => value > than;
    case '>=':
      return (value) => value >= than;
    default:
      return wanted.length === 1 ? (value) => value === than : (value) => wanted.includes(value);
  }
}

/** Clears `mask` where the verdict on the row's value is 0. */
function keepByVerdict(
  verdicts: Uint8Array,
  codes: Uint32Array | undefined,
  mask: Uint8Array,
): void {
  for (let row = 0; row < mask.length; row++) {
    mask[row] &= verdicts[codes === undefined ? row : codes[row]];
  }
}

const flagCodes = new Map<boolean | undefined, number>([
  [true, 1],
  [false, 0],
]);

function keepFlags(
  flags: Int8Array,
  condition: Condition,
  mask: Uint8Array,
  header: string,
): ConditionFault | undefined {
  const wanted = new Set<number>();
  for (const text of condition.values) {
    const flag = text === '' ? -1 : flagCodes.get(parseFlag(text));
    if (flag === undefined) {
      return {
        what: `compares ${header} with something that is not yes or no`,
        value: text,
        remedy: `write ${header} = yes or ${header} = no`,
      };
    }
    wanted.add(flag);
  }
  const negated = condition.operator === '!=';
  for (let row = 0; row < mask.length; row++) {
    if (wanted.has(flags[row]) === negated) mask[row] = 0;
  }
  return undefined;
}

function keepText(column: Column, condition: Condition, mask: Uint8Array): undefined {
  const verdict = textVerdict(column, condition);
  if (column.kind === 'text') {
    const verdicts = Uint8Array.from(column.words, (word) => (verdict(word) ? 1 : 0));
    keepByVerdict(verdicts, column.codes, mask);
  } else {
    for (let row = 0; row < mask.length; row++) {
      if (mask[row] === 1 && !verdict(cellText(column, row))) mask[row] = 0;
    }
  }
  return undefined;
}

function textVerdict(column: Column, condition: Condition): (word: string) => boolean {
  if (condition.operator === '~') {
    const form = comparesExactly(column) ? (text: string): string => text.trim() : fold;
    const parts = condition.values.map(form);
    return (word) => parts.some((part) => form(word).includes(part));
  }
  const form = (text: string): string => comparableText(column, text);
  const wanted = condition.values.map(form);
  const lists = !neverLists.has(column.name);
  const equals = (word: string): boolean => {
    if (wanted.includes(form(word))) return true;
    return lists && word.includes('|') && listed(word).some((part) => wanted.includes(form(part)));
  };
  return condition.operator === '=' ? equals : (word) => !equals(word);
}

/** The values that a cell lists, separated by `|`, outer spaces and empty ones dropped. */
export function listed(cell: string): string[] {
  return cell
    .split('|')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** The values a text cell lists, as they are compared; by word of the column. */
export function comparableLists(column: TextColumn): readonly (readonly string[])[] {
  return column.words.map((word) => listed(word).map((value) => comparableText(column, value)));
}
