import { parseDate } from '../cells/date.js';
import { parseFlag } from '../cells/flag.js';
import { parseNumber, parsePoints } from '../cells/number.js';
import type { Condition } from '../model/rule.js';
import { type Column, cellText, fold, type TextColumn } from '../model/table.js';

/** Why a condition cannot be applied to its column. */
export interface ConditionFault {
  readonly what: string;
  readonly value: string;
  readonly remedy: string;
}

/** Number columns in which an empty cell counts as 0 when compared (contract 4). */
const zeroWhenEmpty = new Set(['potential', 'workload', 'arr', 'open_pipeline']);
/** Columns whose cells are one value even with a `|` in them. */
const neverLists = new Set(['account_id', 'rep_id', 'owner', 'account_name', 'rep_name', 'email']);

/** Clears `mask` where the column's cell does not meet the condition; returns a fault instead where that makes no sense. */
export function applyCondition(
  column: Column,
  condition: Condition,
  mask: Uint8Array,
): ConditionFault | undefined {
  const { operator } = condition;
  if (column.kind === 'number' || (column.kind === 'text' && column.wordNumbers !== undefined)) {
    return operator === '~'
      ? keepText(column, condition, mask)
      : keepComparable(column, condition, mask, numberReader(column));
  }
  if (column.kind === 'date' || (column.kind === 'text' && column.wordDays !== undefined)) {
    return operator === '~'
      ? keepText(column, condition, mask)
      : keepComparable(column, condition, mask, dateReader(column));
  }
  if (operator !== '=' && operator !== '!=' && operator !== '~') {
    return {
      what: `compares by ${operator}, but ${column.header} holds text`,
      value: condition.values.join('|'),
      remedy: `use =, != or ~, or give ${column.header} only numbers or dates`,
    };
  }
  if (column.kind === 'flag' && operator !== '~') {
    return keepFlags(column.flags, condition, mask, column.header);
  }
  return keepText(column, condition, mask);
}

interface ComparableReader {
  /** The cell's value; NaN when empty. */
  readonly at: (row: number) => number;
  readonly parse: (text: string) => number | undefined;
  readonly kind: string;
}

function numberReader(column: Column): ComparableReader {
  const zero = zeroWhenEmpty.has(column.name);
  const points = column.name === 'fit' || column.name === 'intent';
  const raw = rawNumbers(column);
  return {
    at: zero ? (row) => (Number.isNaN(raw(row)) ? 0 : raw(row)) : raw,
    parse: points ? parsePoints : (text) => parseNumber(text)?.value,
    kind: 'a number',
  };
}

function rawNumbers(column: Column): (row: number) => number {
  if (column.kind === 'number') return (row) => column.values[row];
  if (column.kind === 'text' && column.wordNumbers !== undefined) {
    const { codes, wordNumbers } = column;
    return (row) => wordNumbers[codes[row]];
  }
  return () => Number.NaN;
}

function dateReader(column: Column): ComparableReader {
  const at = (row: number): number => {
    if (column.kind === 'date') return column.days[row];
    if (column.kind === 'text' && column.wordDays) return column.wordDays[column.codes[row]];
    return Number.NaN;
  };
  return {
    at,
    parse: parseDate,
    kind: 'a date',
  };
}

function keepComparable(
  column: Column,
  condition: Condition,
  mask: Uint8Array,
  reader: ComparableReader,
): ConditionFault | undefined {
  const wanted: number[] = [];
  let wantsEmpty = false;
  for (const text of condition.values) {
    if (text === '') {
      wantsEmpty = true;
      continue;
    }
    const value = reader.parse(text);
    if (value === undefined) {
      return {
        what: `compares ${column.header} with something that is not ${reader.kind}`,
        value: text,
        remedy: `${column.header} holds ${reader.kind} in every cell; compare it with one`,
      };
    }
    wanted.push(value);
  }
  const isEmpty = (row: number): boolean => cellText(column, row) === '';
  const first = wanted[0];
  const holds = ((): ((row: number) => boolean) => {
    const { at } = reader;
    const equals = (row: number): boolean => {
      const value = at(row);
      for (const one of wanted) if (value === one) return true;
      return wantsEmpty && isEmpty(row);
    };
    switch (condition.operator) {
      case '=':
        return equals;
      case '!=':
        return (row) => !equals(row);
      case '<':
        return (row) => at(row) < first;
      case '<=':
        return (row) => at(row) <= first;
      case '>':
        return (row) => at(row) > first;
      default:
        return (row) => at(row) >= first;
    }
  })();
  for (let row = 0; row < mask.length; row++) if (mask[row] === 1 && !holds(row)) mask[row] = 0;
  return undefined;
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
  const verdict = textVerdict(column.name, condition);
  if (column.kind === 'text') {
    const verdicts = Uint8Array.from(column.words, (word) => (verdict(word) ? 1 : 0));
    for (let row = 0; row < mask.length; row++) {
      if (mask[row] === 1) mask[row] = verdicts[column.codes[row]];
    }
  } else {
    for (let row = 0; row < mask.length; row++) {
      if (mask[row] === 1 && !verdict(cellText(column, row))) mask[row] = 0;
    }
  }
  return undefined;
}

function textVerdict(columnName: string, condition: Condition): (word: string) => boolean {
  const wanted = condition.values.map(fold);
  if (condition.operator === '~') {
    return (word) => wanted.some((part) => fold(word).includes(part));
  }
  const lists = !neverLists.has(columnName);
  const equals = (word: string): boolean => {
    const whole = fold(word);
    if (wanted.includes(whole)) return true;
    return lists && whole.includes('|') && listed(whole).some((part) => wanted.includes(part));
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

/** The values a text cell lists, folded for comparison; by word of the column. */
export function foldedLists(column: TextColumn): readonly (readonly string[])[] {
  return column.words.map((word) => listed(word).map(fold));
}
