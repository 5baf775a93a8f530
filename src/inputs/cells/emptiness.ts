/**
 * Words that people and exports write where there is nothing. They count as
 * empty in number and date cells only: in a text cell `-` may be a value.
 */
const wordsForNothing: ReadonlySet<string> = new Set([
  '-',
  '--',
  '–',
  '—',
  '\\N',
  'N/A',
  '#N/A',
  'NA',
  'N.A.',
  'NULL',
  '(NULL)',
  '<NULL>',
  'NONE',
  '(NONE)',
  'NIL',
  '(BLANK)',
  'NOT AVAILABLE',
  'NOT APPLICABLE',
  'NOT SPECIFIED',
]);

/** Salesforce writes this id (15 or 18 characters) where a record has no parent. */
const nullRecordIds: ReadonlySet<string> = new Set(['000000000000000', '000000000000000AAA']);

/** Nothing, or nothing but spaces. */
export function isEmpty(text: string): boolean {
  return trimmed(text) === '';
}

/** `text.trim()`: most cells begin and end with a visible ASCII character, and two looks tell. */
export function trimmed(text: string): string {
  const { length } = text;
  if (length === 0 || (isVisible(text.charCodeAt(0)) && isVisible(text.charCodeAt(length - 1)))) {
    return text;
  }
  return text.trim();
}

function isVisible(unit: number): boolean {
  return unit > 0x20 && unit < 0x7f;
}

/** `-`, `n/a`, `NULL` and their kind (any case), outer spaces aside. */
export function standsForNothing(text: string): boolean {
  return wordsForNothing.has(text.trim().toUpperCase());
}

/** Salesforce's id of no record, outer spaces aside. */
export function isNullRecordId(text: string): boolean {
  return nullRecordIds.has(text.trim());
}
