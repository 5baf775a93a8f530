import { compactNumber } from '../document/numbers.js';
import { plural } from '../document/words.js';
import { andList, counted, quoted, type WordsOf } from './words.js';

/** Findings about which accounts there are, whose they are and whose children. */
export const accountWords: WordsOf<
  | 'same-name'
  | 'similar-name'
  | 'same-domain'
  | 'owner-unknown'
  | 'rep-is-no-seller'
  | 'icp-unowned'
  | 'grey-zone'
  | 'parent-of-most'
  | 'parent-missing'
  | 'parent-loop'
  | 'potential-outlier'
  | 'outside-its-place'
  | 'reps-without-accounts'
  | 'place-not-found'
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
    what: ({ facts: { accounts, likely, role } }) =>
      `${role === undefined ? 'owns' : `is ${role} at`} ${counted(accounts, 'account')} but is not on the roster${likely === undefined ? '' : `; ${quoted(likely)} is one`}`,
    remedy: ({ facts: { likely, isUserId, role } }) =>
      `${ownerRemedy(likely, isUserId, role)}; ${orphaned}`,
  },
  'rep-is-no-seller': {
    title: 'Reps who do not seem to sell',
    subject: 'value',
    what: ({ facts: { title, owned, live } }) =>
      `has the title ${quoted(title)} and owns ${counted(owned, 'account')}${live ? '' : '; a drafted rule leaves them out'}`,
    remedy: ({ facts: { live } }) =>
      live
        ? 'if they carry no accounts, exclude them with an exclude row or take them out of the rep file'
        : 'take them out of the rep file, or write rules of your own that keep them',
  },
  'icp-unowned': {
    title: 'ICP accounts without an owner',
    subject: 'named',
    what: ({ value, facts: { name } }) =>
      `${quoted(name)} is an ICP account ${value === '' ? 'without an owner' : 'whose owner is not on the roster'}`,
    remedy: () => 'give it an owner now, or let the plan do it',
  },
  'grey-zone': {
    title: 'Grey zones: accounts for whom no role speaks',
    subject: 'named',
    what: ({ facts: { name, why, roles } }) =>
      `${quoted(name)} ${why === 'former' ? 'was a customer' : 'is a customer with open pipeline'}, and no row speaks for it (${andList(roles)})`,
    ofSeveral: ({ facts: { why, roles } }) =>
      `${why === 'former' ? 'were customers' : 'are customers with open pipeline'}, and no row speaks for them (${andList(roles)})`,
    remedy: () =>
      'say in the accounts of a role row whose they are, or know that their rep is alone with them',
  },
  'parent-of-most': {
    title: 'Parents of a great part of all accounts',
    what: ({ facts: { accounts, of, isAccount } }) =>
      `is the parent of ${accounts} of ${counted(of, 'account')}${isAccount ? '' : ' and no account itself'}: more likely a total of a report than a company`,
    remedy: () =>
      'empty these cells, or export the true parents; a together row would put all of these accounts with one rep',
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
    subject: 'named',
    what: ({ facts: { name, share, target } }) =>
      `the potential of ${quoted(name)} alone is ${share.toFixed(1)} times the fair share of any rep who may take it (${compactNumber(target)})`,
    remedy: () =>
      'check the number (a thousand too many, another currency?); if it is right, split the account, or give it less in a potential column',
  },
  'outside-its-place': {
    title: 'Coordinates outside their state or country',
    subject: 'named',
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
  'reps-without-accounts': {
    title: 'Reps who own nothing',
    subject: 'named',
    what: ({ facts: { names, of } }) =>
      `${names.length} of ${counted(of, 'rep')} ${plural(names.length, 'owns', 'own')} no account: ${andList(names, 6)}`,
    remedy: () =>
      'if they are to have accounts, leave them: a plan gives them their share; if not, take them out of the rep file or exclude them',
  },
  'place-not-found': {
    title: 'Places that the gazetteer does not know',
    what: ({ rows, facts: { of, why } }) =>
      why === 'unknown'
        ? `is where ${counted(rows.length, of)} ${plural(rows.length, 'is', 'are')}, and is not found`
        : `${plural(rows.length, 'names', 'name')} a place in no country that is known: ${counted(rows.length, of)}`,
    remedy: ({ facts: { why } }) =>
      why === 'unknown'
        ? 'correct the city, state, postal code or country, or give latitude and longitude; without them --locate leaves travel out there'
        : 'fill in the country, or a US state; without one --locate looks nowhere',
  },
};

const orphaned = 'until then the accounts count as orphaned';

function ownerRemedy(likely: string | undefined, isUserId: boolean, role = 'owner'): string {
  if (isUserId) {
    return "this is the id of a Salesforce user: export the owner's name or e-mail as well, or put the user ids in the rep file as rep_id";
  }
  return likely === undefined
    ? `add the person to the rep file (status left, if gone), or correct the ${role}`
    : `correct the ${role}`;
}
