import { type Rule, rowWords } from '../model/rule.js';
import { definitionOf } from './kinds/index.js';

/** What people call a row, with the row in brackets: "Renewals stay (row 7)"; without a name, what it asks. */
export function titled(rule: Rule): string {
  return `${rule.name || definitionOf(rule.kind).say(rule)} (${rowWords(rule.row)})`;
}
