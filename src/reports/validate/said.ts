import type { Finding, FindingKind, Severity } from '../../hygiene/finding.js';
import { accountWords } from './account-words.js';
import { cellWords } from './cell-words.js';
import { ruleWords } from './rule-words.js';
import type { WordsOf } from './words.js';

const words: WordsOf<FindingKind> = { ...accountWords, ...cellWords, ...ruleWords };

/** A finding in words: what every format of the report shows. */
export interface SaidFinding {
  readonly code: FindingKind;
  readonly severity: Severity;
  readonly title: string;
  readonly file: string;
  readonly rows: readonly number[];
  readonly column: string;
  readonly value: string;
  readonly what: string;
  readonly remedy: string;
}

export function said<K extends FindingKind>(finding: Finding<K>): SaidFinding {
  const { kind, severity, file, rows, column = '', value = '' } = finding;
  const { title, what, remedy } = words[kind];
  return {
    code: kind,
    severity,
    title,
    file,
    rows,
    column,
    value,
    what: what(finding),
    remedy: remedy(finding),
  };
}
