import { plainWords } from '../cells/plain-words.js';

/** Words that are written short as often as in full. */
const inFull: ReadonlyMap<string, string> = new Map([
  ['st', 'saint'],
  ['ste', 'sainte'],
  ['ft', 'fort'],
  ['mt', 'mount'],
]);

/** What a place is, or lies in, told after its name: New York City, Washington, D.C. */
const kinds: ReadonlySet<string> = new Set(['city', 'town', 'township', 'village', 'dc']);

/** A city's name as it is compared: "St. Louis" is "saint louis", "Coeur d'Alene" is "coeur dalene". */
export function foldedCity(name: string): string {
  return plainWords(name)
    .map((word) => inFull.get(word) ?? word)
    .join(' ');
}

/** A folded name without what the place is: "new york city" is "new york". */
export function bareCity(folded: string): string {
  const words = folded.split(' ');
  while (words.length > 1 && kinds.has(words[words.length - 1])) words.pop();
  return words.join(' ');
}
