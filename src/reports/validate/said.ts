import type { Finding, FindingKind, FoundAccount, Severity } from '../../validation/finding.js';
import { accountWords } from './account-words.js';
import { cellWords } from './cell-words.js';
import { fileWords } from './file-words.js';
import { linkedWords } from './linked-words.js';
import { ruleWords } from './rule-words.js';
import { quoted, type WordsOf } from './words.js';

const words: WordsOf<FindingKind> = {
  ...fileWords,
  ...accountWords,
  ...cellWords,
  ...linkedWords,
  ...ruleWords,
};

/** A finding in words: what every format of the report shows. */
export interface SaidFinding {
  readonly code: FindingKind;
  readonly severity: Severity;
  readonly title: string;
  readonly file: string;
  readonly rows: readonly number[];
  readonly column: string;
  readonly value: string;
  /** What the sentence is about: the cell, only its value, or what it names by itself. */
  readonly subject: 'cell' | 'value' | 'named';
  /** A phrase after the cell: `is no number`. */
  readonly what: string;
  /** What several such rows have in common; absent where each has to be told by itself. */
  readonly ofSeveral?: string | undefined;
  /** The whole of it with its subject, but for file and rows. */
  readonly sentence: string;
  readonly account?: FoundAccount | undefined;
  readonly remedy: string;
}

export function said<K extends FindingKind>(finding: Finding<K>): SaidFinding {
  const { kind, severity, file, rows, column = '', value = '', account } = finding;
  const { title, subject = 'cell', what, ofSeveral, remedy } = words[kind];
  const phrase = what(finding);
  return {
    code: kind,
    severity,
    title,
    file,
    rows,
    column,
    value,
    subject,
    what: phrase,
    ofSeveral: ofSeveral?.(finding),
    sentence: [...subjectOf(subject, column, value, rows), phrase].join(' '),
    remedy: remedy(finding),
    account,
  };
}

function subjectOf(
  subject: SaidFinding['subject'],
  column: string,
  value: string,
  rows: readonly number[],
): string[] {
  if (subject === 'named') return [];
  const shown = value === '' ? [] : [quoted(value)];
  if (subject === 'value') return shown;
  if (column !== '') return [column, ...shown];
  return [rows.length === 0 ? 'the file' : 'the row', ...shown];
}

/**
 * Findings of one kind and file as they are read: those that say the same of
 * one row each stand as one, in the place of the first, with all their rows.
 */
export function gathered(findings: readonly SaidFinding[]): readonly SaidFinding[] {
  const groups = new Map<string, SaidFinding[]>();
  findings.forEach((finding, index) => {
    const { column, value, remedy, ofSeveral, rows } = finding;
    const isAlone = ofSeveral === undefined || rows.length !== 1;
    const key = JSON.stringify(isAlone ? [index] : [column, value, ofSeveral, remedy]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  });
  return [...groups.values()].map((group) => {
    const [first] = group;
    if (group.length === 1) return first;
    const rows = [...new Set(group.flatMap((finding) => finding.rows))].sort((a, b) => a - b);
    return { ...first, rows, what: first.ofSeveral ?? first.what };
  });
}
