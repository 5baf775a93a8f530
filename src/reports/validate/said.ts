import { addTo } from '../../model/grouping.js';
import type {
  FileKind,
  Finding,
  FindingKind,
  FoundAccount,
  LinkedFile,
  Severity,
} from '../../validation/finding.js';
import { plural } from '../document/words.js';
import { accountWords } from './account-words.js';
import { cellWords } from './cell-words.js';
import { ruleWords } from './rule-words.js';
import { andList, ifLikely, quoted, rowList, type WordsOf } from './words.js';

/** Findings about whole files. */
const fileWords: WordsOf<'wrong-file' | 'no-owner-column' | 'old-export'> = {
  'wrong-file': {
    title: 'Files that seem to be others',
    subject: 'named',
    what: ({ file, facts: { looksLike, headers, swappedWith } }) =>
      swappedWith === undefined
        ? `this looks like ${kinds[looksLike]} (has ${andList(headers)})`
        : `are the two files swapped? ${file} looks like ${kinds[looksLike]} (has ${andList(headers)}), ${swappedWith.file} like ${kinds.accounts} (has ${andList(swappedWith.headers)})`,
    remedy: ({ facts: { looksLike, swappedWith } }) => {
      if (swappedWith !== undefined) return 'name the accounts first, then the reps';
      return looksLike === 'opportunities'
        ? 'export the accounts, a row each, and give this file with --opportunities FILE'
        : 'name the file of accounts first, then that of reps';
    },
  },
  'no-owner-column': {
    title: 'No owner column',
    what: ({ facts: { accounts } }) =>
      `is not there or holds nothing: ${plural(accounts, 'the account counts', `all ${accounts} accounts count`)} as unowned`,
    remedy: () =>
      'export the owner too, or say which column it is with --map owner=HEADER; without it no plan knows what it disrupts',
  },
  'old-export': {
    title: 'An old export',
    subject: 'named',
    what: ({ called, facts: { days, rules, disruption } }) => {
      const readers = [
        ...(rules.length > 0 ? [rowList(rules, called)] : []),
        ...(disruption ? ['disruption'] : []),
      ];
      const readersCount = rules.length + (disruption ? 1 : 0);
      return `the newest contact is ${days} days ago: the days since contact that ${andList(readers)} ${plural(readersCount, 'reads', 'read')} are that much too many`;
    },
    remedy: () => 'export again, or give the day of the export with --as-of',
  },
};

const kinds: Readonly<Record<FileKind, string>> = {
  accounts: 'accounts',
  people: 'a list of people',
  opportunities: 'opportunities',
};

/** Findings about opportunities and activities. */
const linkedWords: WordsOf<
  'account-not-found' | 'rows-without-account' | 'opportunity-owner-unknown' | 'stage-unknown'
> = {
  'account-not-found': {
    title: 'Opportunities and activities of accounts that are not there',
    what: ({ facts: { of, count, accounts, likely } }) =>
      accounts > 1
        ? `is the name of ${accounts} accounts: ${several(count, of)} ${plural(count, 'counts', 'count')} nowhere`
        : `is no account: ${several(count, of)} ${plural(count, 'counts', 'count')} nowhere${ifLikely(likely, (name) => `; ${name} is one`)}`,
    remedy: ({ facts: { accounts, likely } }) =>
      accounts > 1
        ? 'export the id of the account too'
        : `${ifLikely(likely, (name) => `if ${name} is meant, write it so; else `)}add the account, or leave it out`,
  },
  'rows-without-account': {
    title: 'Opportunities and activities without an account',
    what: ({ facts: { of, count, all } }) =>
      `names no account in ${count} of ${several(all, of)}: they count nowhere`,
    remedy: () => 'give them their account in the CRM, or leave them out',
  },
  'opportunity-owner-unknown': {
    title: 'Owners of opportunities who are no reps',
    what: ({ facts: { count, likely } }) =>
      `holds ${several(count, 'opportunities')} but is not on the roster${ifLikely(likely, (name) => `; ${name} is one`)}`,
    remedy: () =>
      'add them to the rep file with status left, or leave it: they own no account by it',
  },
  'stage-unknown': {
    title: 'Stages that may be won, lost or open',
    what: ({ facts: { count } }) =>
      `says neither won, lost nor open: ${several(count, 'opportunities')} ${plural(count, 'counts', 'count')} nowhere`,
    remedy: ({ value = '' }) =>
      `say what it is, as in --map "stage:won=${value}" (or lost, open, late)`,
  },
};

const singular: Readonly<Record<LinkedFile, string>> = {
  opportunities: 'opportunity',
  activities: 'activity',
};

function several(count: number, of: LinkedFile): string {
  return `${count} ${count === 1 ? singular[of] : of}`;
}

const words: WordsOf<FindingKind> = {
  ...fileWords,
  ...accountWords,
  ...cellWords,
  ...linkedWords,
  ...ruleWords,
};

/** A finding in words: what every format of the report shows. */
export interface DescribedFinding {
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

export function describedFinding<K extends FindingKind>(finding: Finding<K>): DescribedFinding {
  const { kind, severity, file, rows, column = '', value = '', account } = finding;
  const { title, subject = 'cell', what, ofSeveral, remedy } = words[kind];
  // A row of the rules is told by what people call it.
  const name = isOfRules(kind) && rows.length === 1 ? finding.called?.get(rows[0]) : undefined;
  const phrase = name === undefined ? what(finding) : `${name}: ${what(finding)}`;
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

/** Whether a finding's row is one of the rules. */
function isOfRules(kind: FindingKind): boolean {
  return kind in ruleWords && kind !== 'nobody-may-take';
}

function subjectOf(
  subject: DescribedFinding['subject'],
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
export function gathered(findings: readonly DescribedFinding[]): readonly DescribedFinding[] {
  const groups = new Map<string, DescribedFinding[]>();
  findings.forEach((finding, index) => {
    const { column, value, remedy, ofSeveral, rows } = finding;
    const isAlone = ofSeveral === undefined || rows.length !== 1;
    const key = JSON.stringify(isAlone ? [index] : [column, value, ofSeveral, remedy]);
    addTo(groups, key, finding);
  });
  return [...groups.values()].map((group) => {
    const [first] = group;
    if (group.length === 1) return first;
    const rows = [...new Set(group.flatMap((finding) => finding.rows))].sort((a, b) => a - b);
    return { ...first, rows, what: first.ofSeveral ?? first.what };
  });
}
