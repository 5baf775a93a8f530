/**
 * Words that people and exports write where there is nothing. They count as
 * empty in number and date cells only: in a text cell `-` may be a value.
 */
const wordsForNothing: ReadonlySet<string> = new Set(['-', '\\N', 'NOT AVAILABLE']);

/** Salesforce writes this id (15 or 18 characters) where a record has no parent. */
const nullRecordIds: ReadonlySet<string> = new Set(['000000000000000', '000000000000000AAA']);

/** Nothing, or nothing but spaces. */
export function isEmpty(text: string): boolean {
  return text === '' || text.trim() === '';
}

/** `-`, `\N` or `NOT AVAILABLE` (any case), outer spaces aside. */
export function standsForNothing(text: string): boolean {
  return wordsForNothing.has(text.trim().toUpperCase());
}

/** Salesforce's id of no record, outer spaces aside. */
export function isNullRecordId(text: string): boolean {
  return nullRecordIds.has(text.trim());
}
