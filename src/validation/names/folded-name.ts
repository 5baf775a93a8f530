import { plainWords } from '../../inputs/cells/plain-words.js';
import { isSlip } from './slips.js';

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
