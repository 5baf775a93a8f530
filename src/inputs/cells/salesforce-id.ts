const shape = /^[0-9A-Za-z]{15}(?:[A-Z0-5]{3})?$/;
const suffixLetters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';
const chunkLength = 5;

/**
 * The 18-character form of a Salesforce id, by which its 15- and 18-character
 * forms are the same; undefined for text that is no id, and for 18 characters
 * whose last three do not fit the rest (the letter case was lost on the way).
 */
export function caseSafeId(text: string): string | undefined {
  if (!shape.test(text)) return undefined;
  const caseSensitive = text.slice(0, 3 * chunkLength);
  const whole = caseSensitive + suffixOf(caseSensitive);
  return text.length === caseSensitive.length || text === whole ? whole : undefined;
}

/** Which of each five characters are capitals, as one letter: the first is the lowest bit. */
function suffixOf(caseSensitive: string): string {
  let suffix = '';
  for (let start = 0; start < caseSensitive.length; start += chunkLength) {
    let capitals = 0;
    for (let at = 0; at < chunkLength; at++) {
      if (/[A-Z]/.test(caseSensitive[start + at])) capitals |= 1 << at;
    }
    suffix += suffixLetters[capitals];
  }
  return suffix;
}
