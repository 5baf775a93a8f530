import { distance } from 'fastest-levenshtein';

/** A word must be this long for one letter more, less or other to be a slip rather than another word. */
const shortest = 5;
/** From here on two letters may differ in a name. */
const long = 12;
/** A name of one word must be longer, for Ciena is not Cigna; longer still where a letter is another. */
const shortestAlone = { dropped: 7, replaced: 8 };

/** Whether two different words are one letter, or one swap of neighbours, apart; figures never differ by a slip. */
export function isSlip(a: string, b: string): boolean {
  return apart(a, b, 1);
}

/** A slip that drops, doubles or swaps letters; one letter for another makes other words too often. */
export function isDroppedLetter(a: string, b: string): boolean {
  return isSlip(a, b) && (a.length !== b.length || isSwap(a, b));
}

/** The same for names, where a long word may be two letters off. */
function isNameSlip(a: string, b: string): boolean {
  return apart(a, b, Math.min(a.length, b.length) >= long ? 2 : 1);
}

function apart(a: string, b: string, most: number): boolean {
  if (a === b || Math.min(a.length, b.length) < shortest) return false;
  if (a[0] !== b[0] || Math.abs(a.length - b.length) > most) return false;
  if (digitsOf(a) !== digitsOf(b)) return false;
  return distance(a, b) <= most || isSwap(a, b);
}

function isSwap(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let at = 0;
  while (a[at] === b[at]) at++;
  return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}

/** The figures in a text: "Site 12" and "Site 13" are two sites. */
function digitsOf(text: string): string {
  return text.replace(/\D+/g, ' ').trim();
}

/** Whether two names are one but for a slip in one of their words, or for a space. */
export function areSimilarNames(a: readonly string[], b: readonly string[]): boolean {
  if (a.length === 1 && b.length === 1) {
    const least = isDroppedLetter(a[0], b[0]) ? shortestAlone.dropped : shortestAlone.replaced;
    return Math.min(a[0].length, b[0].length) >= least && isNameSlip(a[0], b[0]);
  }
  return differByOneWord(a, b, isNameSlip);
}

/** Whether two values of a picklist are one but for a slip in one of their words. */
export function areSimilarValues(a: string, b: string): boolean {
  return differByOneWord(valueWords(a), valueWords(b), isSlip);
}

function differByOneWord(
  a: readonly string[],
  b: readonly string[],
  isSame: (a: string, b: string) => boolean,
): boolean {
  if (a.length !== b.length) return a.join('') === b.join('');
  const different = [...a.keys()].filter((at) => a[at] !== b[at]);
  return different.length === 1 && isSame(a[different[0]], b[different[0]]);
}

/** The candidate that a value was most likely meant to be: equal but for spaces and punctuation, or a slip away. */
export function likeliest(value: string, candidates: Iterable<string>): string | undefined {
  const wanted = compact(value);
  let slip: string | undefined;
  for (const candidate of candidates) {
    const other = compact(candidate);
    if (other === wanted && other !== '') return candidate;
    if (slip === undefined && isNameSlip(other, wanted)) slip = candidate;
  }
  return slip;
}

/** Letters and figures alone, in lower case: "GTX Pro" is gtxpro. */
export function compact(text: string): string {
  return valueWords(text).join('');
}

/** Signs that make another value of a word: Premier+ is no Premier, and <50 no >50. */
const telling: readonly (readonly [RegExp, string])[] = [
  [/\+/g, ' plus '],
  [/#/g, ' sharp '],
  [/</g, ' under '],
  [/>/g, ' over '],
  [/(?<=\p{L})[-−]$/gu, ' minus '],
];

function valueWords(text: string): readonly string[] {
  return telling
    .reduce((spelled, [sign, word]) => spelled.replace(sign, word), text.trim())
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}
