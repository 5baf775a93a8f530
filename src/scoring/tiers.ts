/**
 * The number of a tier however people write it: `1`, `A`, `Tier 1`, `T-1`,
 * `1.0` as spreadsheets make of it. 0 for a word that tells of none.
 */
export function tierNumber(text: string): number {
  const word = text.trim().toLowerCase();
  if (/^[a-d]$/.test(word)) return word.charCodeAt(0) - 'a'.charCodeAt(0) + 1;
  return Number(/(?:^|\D)0*(\d{1,2})(?:\.0+)?$/.exec(word)?.[1] ?? 0);
}
