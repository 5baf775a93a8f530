import type { Finding, FindingKind, FoundAccount, Severity } from '../../validation/finding.js';
import { accountWords } from './account-words.js';
import { cellWords } from './cell-words.js';
import { fileWords } from './file-words.js';
import { linkedWords } from './linked-words.js';
import { ruleWords } from './rule-words.js';
import type { WordsOf } from './words.js';
import { quoted } from './words.js';

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
