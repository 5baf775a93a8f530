import type { ComparisonOperator, Condition, Filter } from '../model/rule.js';

/** The filter without its first condition, as text. */
export function withoutFirst(text: string): string {
  return (splitOutsideQuotes(text, ';') ?? []).slice(1).join(';').trim();
}

/** A filter that could not be read: what is wrong and what to do. */
export interface FilterFault {
  readonly what: string;
  readonly remedy: string;
}

export type ParsedFilter =
  | { readonly filter: Filter; readonly fault?: undefined }
  | { readonly filter?: undefined; readonly fault: FilterFault };

/** The filter that everything passes. */
export const everything: Filter = { text: '', conditions: [] };

const example = 'write conditions such as: segment = Enterprise|Strategic; employees >= 500';

/**
 * Reads a filter (contract 4): conditions joined by `;`, each
 * `COLUMN OP VALUE`, VALUE one or more alternatives joined by `|`, in double
 * quotes where one holds `;` or `|`.
 */
export function parseFilter(text: string): ParsedFilter {
  const pieces = splitOutsideQuotes(text, ';');
  if (pieces === undefined) {
    return { fault: { what: 'has a double quote that is not closed', remedy: 'close it' } };
  }
  if (pieces.length > 1 && pieces[pieces.length - 1].trim() === '') pieces.pop();
  if (pieces.length === 1 && pieces[0].trim() === '') return { filter: everything };

  const conditions: Condition[] = [];
  for (const piece of pieces) {
    const parsed = parseCondition(piece);
    if ('what' in parsed) return { fault: parsed };
    conditions.push(parsed);
  }
  return { filter: { text: text.trim(), conditions } };
}

const shownAtMost = 80;

/** A cell as a message quotes it: a huge one is cut, with an ellipsis. */
export function shortened(text: string): string {
  const characters = [...text.trim()];
  if (characters.length <= shownAtMost) return text.trim();
  return `${characters
    .slice(0, shownAtMost - 1)
    .join('')
    .trimEnd()}…`;
}

function parseCondition(piece: string): Condition | FilterFault {
  const match = /^\s*("(?:[^"]|"")*"|[^"=!<>~]*?)\s*(!=|<=|>=|=|<|>|~)\s*(.*)$/s.exec(piece);
  if (match === null) {
    return piece.trim() === ''
      ? { what: 'has an empty condition', remedy: 'take the extra ; out' }
      : { what: `does not parse at "${shortened(piece)}"`, remedy: example };
  }
  const column = unquote(match[1]);
  const operator = match[2] as ComparisonOperator;
  if (column === '') return { what: `names no column in "${shortened(piece)}"`, remedy: example };

  const alternatives = splitOutsideQuotes(match[3], '|');
  if (alternatives === undefined) {
    return { what: 'has a double quote that is not closed', remedy: 'close it' };
  }
  const trimmed = alternatives.map((alternative) => alternative.trim());
  const single = trimmed.length === 1;
  if (trimmed.some((value) => value === '') && !single) {
    return {
      what: `has an empty alternative in "${shortened(piece)}"`,
      remedy: 'take the extra | out, or write "" for the empty cell',
    };
  }
  if (trimmed.some((value) => value.startsWith('"') && !/^"(?:[^"]|"")*"$/s.test(value))) {
    return { what: `has text after a quoted value in "${shortened(piece)}"`, remedy: example };
  }
  const ordered = operator !== '=' && operator !== '!=';
  const values = trimmed.map(unquote);
  if (ordered && values.some((value) => value === '')) {
    return {
      what: `compares with nothing in "${shortened(piece)}"`,
      remedy: `write a value after ${operator}`,
    };
  }
  if (ordered && operator !== '~' && !single) {
    return { what: `gives several values to ${operator}`, remedy: 'give one value' };
  }
  if (!trimmed.every((value) => value.startsWith('"')) && /^[=<>~!]/.test(match[3])) {
    return { what: `does not parse at "${shortened(piece)}"`, remedy: example };
  }
  return { column, operator, values };
}

/** Splits at a separator that stands outside double quotes; undefined when a quote is left open. */
function splitOutsideQuotes(text: string, separator: string): string[] | undefined {
  const pieces: string[] = [];
  let start = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === '"') quoted = !quoted;
    else if (char === separator && !quoted) {
      pieces.push(text.slice(start, at));
      start = at + 1;
    }
  }
  if (quoted) return undefined;
  pieces.push(text.slice(start));
  return pieces;
}

function unquote(text: string): string {
  const trimmed = text.trim();
  if (trimmed.length >= 2 && trimmed.startsWith('"') && trimmed.endsWith('"')) {
    return trimmed.slice(1, -1).replaceAll('""', '"');
  }
  return trimmed;
}

/** A value as it must be written in a filter: in double quotes where it holds a separator. */
export function quoteValue(value: string): string {
  return /[;|"]/.test(value) || value !== value.trim() || value === '' || /^[=<>~!]/.test(value)
    ? `"${value.replaceAll('"', '""')}"`
    : value;
}
