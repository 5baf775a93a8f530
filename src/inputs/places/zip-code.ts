/**
 * The five digits of a US ZIP code: ZIP+4 is cut, and zeros that a spreadsheet
 * took off the front are put back (2134 is 02134, 21341234 is 02134-1234).
 * Undefined for anything else.
 */
export function zipCode(text: string): string | undefined {
  const [, short, plusFour] =
    /^(?:(\d{3,5})(?:\.0|-\d{4})?|(\d{7,9}))$/.exec(text.trim().replace(/\s*-\s*/, '-')) ?? [];
  if (short !== undefined) return short.padStart(5, '0');
  return plusFour?.padStart(9, '0').slice(0, 5);
}
