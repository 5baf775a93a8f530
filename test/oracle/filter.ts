/** Filters (section 4): `COLUMN OP VALUE; …`, evaluated on one row at a time. */
import { cellValues, fold, parseDate, parseFlag, parseNumber } from './read.js';

export type Kind = 'text' | 'number' | 'date' | 'flag';

/** What a filter sees of one cell. `number` is undefined where the cell is empty. */
export interface Field {
  kind: Kind;
  text: string;
  number: number | undefined;
  /** What two texts are compared by, where letter case and lists do not say it: ids, owners. */
  form?: (text: string) => string;
  isId?: boolean;
}

export interface Condition {
  column: string;
  op: string;
  values: string[];
}

/** Splits at a separator that is not within double quotes. */
function splitOutsideQuotes(text: string, separator: string): string[] {
  const parts: string[] = [];
  let part = '';
  let quoted = false;
  for (const character of text) {
    if (character === '"') quoted = !quoted;
    if (character === separator && !quoted) {
      parts.push(part);
      part = '';
    } else {
      part += character;
    }
  }
  parts.push(part);
  return parts;
}

const parsed = new Map<string, Condition[]>();

export function parseFilter(text: string): Condition[] {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const conditions: Condition[] = [];
  for (const part of splitOutsideQuotes(text, ';')) {
    if (part.trim() === '') continue;
    const match = /^\s*([^=!<>~]+?)\s*(!=|<=|>=|=|<|>|~)(.*)$/s.exec(part);
    if (match === null) throw new Error(`oracle: no filter: ${part}`);
    const values = splitOutsideQuotes(match[3], '|').map((value) =>
      value.trim().replace(/^"(.*)"$/s, '$1'),
    );
    conditions.push({ column: fold(match[1]), op: match[2], values });
  }
  parsed.set(text, conditions);
  return conditions;
}

function numberOf(kind: Kind, text: string): number | undefined {
  return kind === 'date' ? parseDate(text) : parseNumber(text);
}

function equals(field: Field, values: string[]): boolean {
  // `COLUMN =` alone means empty.
  if (values.length === 1 && values[0] === '') return field.text.trim() === '';
  if (field.form !== undefined) {
    const { form } = field;
    return values.some((value) => form(value) === form(field.text));
  }
  if (field.kind === 'text') {
    const cell = cellValues(field.text);
    return values.some((value) => cell.includes(fold(value)));
  }
  if (field.kind === 'flag') {
    return values.some((value) => {
      const wanted = parseFlag(value);
      return wanted === undefined
        ? fold(value) === fold(field.text)
        : parseFlag(field.text) === wanted;
    });
  }
  return values.some(
    (value) => field.number !== undefined && field.number === numberOf(field.kind, value),
  );
}

function holds(field: Field, { op, values }: Condition): boolean {
  if (op === '=') return equals(field, values);
  if (op === '!=') return !equals(field, values);
  if (op === '~' && field.isId === true) {
    return values.some((value) => field.text.includes(value.trim()));
  }
  if (op === '~') return values.some((value) => fold(field.text).includes(fold(value)));
  const left = field.number;
  if (left === undefined) return false;
  return values.some((value) => {
    const right = numberOf(field.kind, value);
    if (right === undefined) throw new Error(`oracle: ${value} is no number or date`);
    if (op === '<') return left < right;
    if (op === '<=') return left <= right;
    if (op === '>') return left > right;
    return left >= right;
  });
}

/** True if every condition holds; an empty filter is everything. */
export function passes(filter: string, lookUp: (column: string) => Field): boolean {
  return parseFilter(filter).every((condition) => holds(lookUp(condition.column), condition));
}
