import { compactNumber } from '../compact-number.js';
import { andList, counted, quoted, verb, type WordsOf } from './words.js';

/** Findings about which accounts there are, whose they are and whose children. */
export const accountWords: WordsOf<
  | 'same-name'
  | 'similar-name'
  | 'same-domain'
  | 'owner-unknown'
  | 'rep-is-no-seller'
  | 'icp-unowned'
  | 'parent-missing'
  | 'parent-loop'
  | 'potential-outlier'
  | 'outside-its-place'
  | 'no-owner-column'
> = {
  'same-name': {
    title: 'Likely duplicates: the same name',
    what: ({ rows, facts }) =>
      facts.elsewhere
        ? `is the name of ${counted(rows.length, 'account')} in different places`
        : facts.names.length === 1
          ? `is the name of ${counted(rows.length, 'account')}`
          : `is the same name as ${andList(facts.names.slice(1).map(quoted))}, but for case, punctuation and legal form`,
    remedy: ({ facts }) =>
      facts.elsewhere
        ? 'if they are sites of one company, give them one parent_id; if they are one account, merge them'
        : 'merge the rows, or give them one parent_id if both are meant',
  },
  'similar-name': {
    title: 'Likely duplicates: nearly the same name',
    what: ({ facts }) => `is nearly the same name as ${andList(facts.names.slice(1).map(quoted))}`,
    remedy: () => 'if they are one company, merge the rows; if not, leave them',
  },
  'same-domain': {
    title: 'Likely duplicates: the same web domain',
    what: ({ rows, facts }) =>
      `is the domain of ${counted(rows.length, 'account')}: ${andList(facts.names.map(quoted))}`,
    remedy: () =>
      'merge the rows, give them one parent_id if they belong together, or correct the website',
  },
  'owner-unknown': {
    title: 'Owners who are no reps',
    what: ({ facts: { accounts, likely } }) =>
      `owns ${counted(accounts, 'account')} but is no rep${likely === undefined ? '' : `; ${quoted(likely)} is one`}`,
    remedy: ({ facts: { likely } }) =>
      likely === undefined
        ? 'add the person to the rep file (status left, if gone), or correct the owner; until then the accounts count as orphaned'
        : 'correct the owner; until then the accounts count as orphaned',
  },
  'rep-is-no-seller': {
    title: 'Reps who do not seem to sell',
    what: ({ facts: { title, owned, live } }) =>
      `has the title ${quoted(title)} and owns ${counted(owned, 'account')}${live ? '' : '; a drafted rule leaves them out'}`,
    remedy: ({ facts: { live } }) =>
      live
        ? 'if they carry no accounts, exclude them with an exclude row or take them out of the rep file'
        : 'take them out of the rep file, or write rules of your own that keep them',
  },
  'icp-unowned': {
    title: 'ICP accounts without an owner',
    what: ({ value, facts: { name } }) =>
      `${quoted(name)} is an ICP account ${value === '' ? 'without an owner' : 'whose owner is no rep'}`,
    remedy: () => 'give it an owner now, or let the plan do it',
  },
  'parent-missing': {
    title: 'Parents that are no account',
    what: ({ facts: { accounts, likely, likelyRow } }) =>
      `is the parent of ${counted(accounts, 'account')} but no account_id${likely === undefined ? '' : `; row ${likelyRow} has ${quoted(likely)}`}`,
    remedy: ({ facts: { likely } }) =>
      likely === undefined
        ? 'add the parent account, correct the id, or empty the cell'
        : `if that is the one, write ${quoted(likely)}`,
  },
  'parent-loop': {
    title: 'Parents that go in a circle',
    what: ({ facts: { ids } }) =>
      ids.length === 1
        ? 'is its own parent'
        : `goes in a circle: ${[...ids, ids[0]].slice(0, 8).join(', then ')}${ids.length > 7 ? ' …' : ''}`,
    remedy: () => 'empty the parent of the account that is the top of the family',
  },
  'potential-outlier': {
    title: 'Potential beyond what one rep could hold',
    what: ({ facts: { name, share, target } }) =>
      `the potential of ${quoted(name)} alone is ${share.toFixed(1)} times the fair share of any rep who may take it (${compactNumber(target)})`,
    remedy: () =>
      'check the number (a thousand too many, another currency?); if it is right, split the account, or lower it with a cap of your own',
  },
  'outside-its-place': {
    title: 'Coordinates outside their state or country',
    what: ({ facts: { name, claimed, found, km, mend } }) =>
      mend === 'placeholder'
        ? `${quoted(name)} lies at 0, 0, in the Atlantic`
        : `${quoted(name)} lies ${found === undefined || found === claimed ? 'nowhere near it' : `in ${found}`}, ${Math.round(km)} km outside ${claimed}`,
    remedy: ({ facts: { mend } }) => {
      switch (mend) {
        case 'placeholder':
          return 'empty both cells, or look the place up';
        case 'swap':
          return 'latitude and longitude seem to be swapped: swap them';
        case 'latitude-sign':
          return 'the latitude seems to have the wrong sign: turn it';
        case 'longitude-sign':
          return 'the longitude seems to have the wrong sign: turn it';
        default:
          return 'correct the coordinates, or the state or country';
      }
    },
  },
  'no-owner-column': {
    title: 'No owner column',
    what: ({ facts: { accounts } }) =>
      `is not there or holds nothing: ${verb(accounts, 'the account counts', `all ${accounts} accounts count`)} as unowned`,
    remedy: () =>
      'export the owner too, or say which column it is with --map owner=HEADER; without it no plan knows what it disrupts',
  },
};
