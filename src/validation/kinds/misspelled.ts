import {
  countryCode,
  countryNames,
  stateName,
  stateNames,
} from '../../inputs/places/place-names.js';
import { fold, type Table, type TextColumn } from '../../model/table.js';
import { categoricalColumns, recordsByWord, rowsOf } from '../cells.js';
import type { Finding } from '../finding.js';
import type { Dictionary, Inspection, References } from '../inspection.js';
import { isDroppedLetter, isSlip } from '../names/slips.js';

/** A column is taken for one of countries, states or plain English where this share of its rows is. */
const share = 0.8;
/** Shorter words are more often abbreviations than slips. */
const shortest = 6;

/**
 * Values that are spelled in one way only, and wrongly: a country, a state, or
 * a plain English word, where the rest of the column holds such.
 */
export async function misspelled(
  { accounts, reps }: Inspection,
  { dictionary }: References,
): Promise<readonly Finding[]> {
  const found: Finding[] = [];
  for (const table of [accounts, reps]) {
    for (const column of categoricalColumns(table)) {
      found.push(...(await inColumn(table, column, dictionary)));
    }
  }
  return found;
}

async function inColumn(
  table: Table,
  column: TextColumn,
  dictionary: References['dictionary'],
): Promise<Finding[]> {
  const values = recordsByWord(table, column);
  const shareOf = (is: (word: string) => boolean): number =>
    [...values].reduce((sum, [word, records]) => sum + (is(word) ? records.length : 0), 0) /
    column.filled;
  const tell = (value: string, suggestion: string, of: 'word' | 'country' | 'state'): Finding => {
    const records = values.get(value) ?? [];
    return {
      kind: 'misspelled',
      severity: 'warning',
      file: table.file,
      rows: rowsOf(table, records),
      column: column.header,
      value,
      facts: { accounts: records.length, suggestion, of },
    };
  };
  for (const { of, meaning, names } of [
    { of: 'country', meaning: countryCode, names: countryNames },
    { of: 'state', meaning: stateName, names: stateNames },
  ] as const) {
    if (shareOf((word) => meaning(word) !== undefined) < share) continue;
    return [...values.keys()].flatMap((word) => {
      if (meaning(word) !== undefined) return [];
      const likely = names().find((name) => isSlip(fold(word), fold(name)));
      return likely === undefined ? [] : [tell(word, likely, of)];
    });
  }
  if (column.name === 'state' || column.name === 'country') return [];
  if (![...values.keys()].some((word) => plainWords(word).length > 0)) return [];
  const english = await dictionary();
  if (shareOf((word) => plainWords(word).some((one) => english.correct(one))) < share - 0.2)
    return [];
  return [...values.keys()].flatMap((value) => {
    for (const word of plainWords(value)) {
      if (english.correct(word) || isCompound(word, english)) continue;
      const meant = english.suggest(word).find((one) => isMisspelling(word, one.toLowerCase()));
      if (meant !== undefined) return [tell(value, withWord(value, word, meant), 'word')];
    }
    return [];
  });
}

/** Whether a word is two words written as one: broadline. */
function isCompound(word: string, english: Dictionary): boolean {
  return Array.from(word).some(
    (_, at) =>
      at >= 3 &&
      at <= word.length - 3 &&
      english.correct(word.slice(0, at)) &&
      english.correct(word.slice(at)),
  );
}

/** A dropped, doubled or swapped letter, but no ending: Financials is a trade's plural that no dictionary has. */
function isMisspelling(word: string, meant: string): boolean {
  return isDroppedLetter(word, meant) && !word.startsWith(meant) && !meant.startsWith(word);
}

/** The words long enough to judge, in lower case; names of brands and codes are given away by capitals within or figures. */
function plainWords(value: string): string[] {
  if (!/^[\p{L} &/,()-]+$/u.test(value)) return [];
  return value
    .split(/[^\p{L}]+/u)
    .filter((word) => word.length >= shortest && /^\p{L}\p{Ll}+$/u.test(word))
    .map((word) => word.toLowerCase());
}

function withWord(value: string, word: string, meant: string): string {
  const at = value.toLowerCase().indexOf(word);
  const capital = value[at] !== word[0];
  const written = capital ? meant.charAt(0).toUpperCase() + meant.slice(1) : meant.toLowerCase();
  return value.slice(0, at) + written + value.slice(at + word.length);
}
