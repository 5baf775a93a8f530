import type { FileKind } from '../../validation/finding.js';
import { plural } from '../document/words.js';
import { andList, rowList, type WordsOf } from './words.js';

/** Findings about whole files. */
export const fileWords: WordsOf<'wrong-file' | 'no-owner-column' | 'old-export'> = {
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
    what: ({ facts: { days, rules, disruption } }) => {
      const readers = [
        ...(rules.length > 0 ? [rowList(rules)] : []),
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
