import { distance } from 'fastest-levenshtein';

/** The one of some words that another was most likely meant to be; undefined where none is near, or two are as near. */
export function nearest(word: string, words: Iterable<string>): string | undefined {
  const folded = word.toLowerCase();
  const most = folded.length < 4 ? 1 : Math.min(3, Math.floor(folded.length / 3));
  const found = [...words]
    .map((one) => ({ one, off: distance(folded, one.toLowerCase()) }))
    .filter(({ off }) => off <= most)
    .sort((a, b) => a.off - b.off);
  return found[0] === undefined || found[0].off === found[1]?.off ? undefined : found[0].one;
}
