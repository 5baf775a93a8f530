import { plainWords } from '../../inputs/cells/plain-words.js';
import { addTo } from '../../model/grouping.js';
import { isSlip } from './slips.js';

/** In a block of names that share half of their letters, each is held against this many that follow in order. */
const window = 30;

/**
 * Pairs of texts that could be a slip apart, without holding each against
 * each: where one letter differs, one half of the text is the same, so only
 * texts that share a half are paired. The work grows with the number of texts,
 * not with its square; in very large blocks only neighbours are paired. A pair
 * may come more than once.
 */
export function* candidatePairs(texts: readonly string[]): Generator<readonly [number, number]> {
  const blocks = new Map<string, number[]>();
  texts.forEach((text, index) => {
    for (const key of halves(text)) {
      addTo(blocks, key, index);
    }
  });
  for (const block of blocks.values()) {
    if (block.length < 2) continue;
    if (block.length > window) block.sort((a, b) => (texts[a] < texts[b] ? -1 : 1));
    for (let first = 0; first < block.length; first++) {
      const end = Math.min(block.length, first + 1 + window);
      for (let second = first + 1; second < end; second++) {
        if (block[first] === block[second]) continue;
        yield block[first] < block[second]
          ? [block[first], block[second]]
          : [block[second], block[first]];
      }
    }
  }
}

/** The first and the second half, also as they would be cut in a text one letter longer or shorter. */
function halves(text: string): Set<string> {
  const { length } = text;
  const keys = new Set<string>();
  for (const cut of [length >> 1, (length - 1) >> 1]) {
    if (cut < 2) continue;
    keys.add(`<${text.slice(0, cut)}`);
    keys.add(`>${text.slice(length - cut)}`);
    keys.add(`>${text.slice(cut)}`);
  }
  return keys;
}

/** Domains that say nothing of a company: mail services, social networks, and names kept for examples. */
export const sharedHosts: ReadonlySet<string> = new Set([
  'aol.com',
  'example.com',
  'example.net',
  'example.org',
  'facebook.com',
  'gmail.com',
  'google.com',
  'googlemail.com',
  'hotmail.com',
  'icloud.com',
  'instagram.com',
  'linkedin.com',
  'linktr.ee',
  'live.com',
  'msn.com',
  'outlook.com',
  'proton.me',
  'protonmail.com',
  'tiktok.com',
  'twitter.com',
  'x.com',
  'yahoo.com',
  'yelp.com',
  'youtube.com',
]);

/** Words that end a company's name and only say its legal form. */
const legalForms: ReadonlySet<string> = new Set(
  `inc incorporated corp corporation co company llc llp lp ltd limited plc pllc pc gmbh mbh ag kg kgaa ug se sa
  sas sarl sl slu srl spa bv nv cv ab as asa oy oyj aps kk pty pte pvt sdn bhd sro zrt kft doo ltda cia cie`.split(
    /\s+/,
  ),
);

const longForms = [...legalForms].filter((form) => form.length >= 7);

/**
 * A name's words without case, accents, punctuation, a leading "the" and legal
 * forms at its end: "The Acme Company, Inc." is acme. A name of legal forms
 * alone keeps its first word.
 */
export function nameWords(name: string): readonly string[] {
  const words = plainWords(name);
  if (words.length > 1 && words[0] === 'the') words.shift();
  while (words.length > 1) {
    const last = words[words.length - 1];
    if (!isLegalForm(last) && last !== 'and') break;
    words.pop();
  }
  return words;
}

/** Also one that is misspelled, where it is long enough to be known all the same: corporatoin. */
function isLegalForm(word: string): boolean {
  return legalForms.has(word) || longForms.some((form) => isSlip(word, form));
}
