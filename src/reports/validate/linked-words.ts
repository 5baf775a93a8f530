import type { LinkedFile } from '../../validation/finding.js';
import { plural } from '../document/words.js';
import { ifLikely, type WordsOf } from './words.js';

/** Findings about opportunities and activities. */
export const linkedWords: WordsOf<
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
      `holds ${several(count, 'opportunities')} but is no rep${ifLikely(likely, (name) => `; ${name} is one`)}`,
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
