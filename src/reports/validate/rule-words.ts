import { plainNumber } from '../../rules/wording.js';
import type { Contradiction, Idleness } from '../../validation/finding.js';
import { plural } from '../document/words.js';
import { counted, ifLikely, rowList, type WordsOf } from './words.js';

/** Findings about rows of the rules. */
export const ruleWords: WordsOf<
  | 'nobody-may-take'
  | 'rules-contradict'
  | 'filter-matches-nothing'
  | 'value-never-seen'
  | 'comparison-reads-empty'
  | 'rule-never-binds'
  | 'rule-repeated'
> = {
  'nobody-may-take': {
    title: 'Accounts that nobody may take',
    subject: 'value',
    what: ({ value, called, facts: { accounts, rows } }) =>
      `${value === undefined ? '' : 'fits no live rep: '}${counted(accounts, 'account')} ${plural(accounts, 'is', 'are')} left without anyone by ${rowList(rows, called)} of the rules`,
    remedy: ({ facts: { rows } }) =>
      rows.length > 1
        ? 'the rows leave no rep in common: narrow one, or give a live rep what they ask for'
        : 'narrow the row, correct the cell, or give a live rep what it asks for',
  },
  'rules-contradict': {
    title: 'Must rules that no plan can keep',
    subject: 'named',
    what: ({ facts }) => sayContradiction(facts),
    remedy: ({ facts }) => contradictionRemedies[facts.why],
  },
  'filter-matches-nothing': {
    title: 'Filters that match nothing',
    subject: 'named',
    what: ({ facts: { of, culprit, likely, rule } }) =>
      `this ${rule} row's filter matches no ${of}${culprit === undefined ? ': its conditions never hold together' : ifLikely(likely, (value) => `; the data has ${value}`)}`,
    remedy: ({ facts: { likely } }) =>
      likely === undefined
        ? 'correct the filter, or take the row out'
        : 'write the value as the data has it, or correct the data',
  },
  'value-never-seen': {
    title: 'Filter values that nobody has',
    subject: 'named',
    what: ({ facts: { of, filterColumn, likely } }) =>
      `no ${of} has this value in ${filterColumn}${ifLikely(likely, (value) => `; the data has ${value}`)}`,
    remedy: ({ facts: { likely } }) =>
      likely === undefined
        ? 'correct the value, or take it out of the filter'
        : 'write the value as the data has it, or correct the data',
  },
  'comparison-reads-empty': {
    title: 'Comparisons that meet empty cells',
    subject: 'named',
    what: ({ facts: { field, empty, of, as, rule } }) =>
      `${empty} of ${counted(of, 'account')} ${plural(empty, 'has', 'have')} no ${field}: for this ${rule} row ${as === 'zero' ? 'that is 0' : `the comparison is ${as}`}`,
    remedy: ({ facts: { as } }) =>
      as === 'zero'
        ? 'fill the cells, unless nothing means 0 here'
        : 'fill the cells, unless nothing is there to write',
  },
  'rule-never-binds': {
    title: 'Rules that can never bind',
    subject: 'named',
    what: ({ facts: { rule, why } }) => `this ${rule} row changes nothing: ${sayIdleness(why)}`,
    remedy: ({ facts: { why } }) =>
      why.reason === 'max-out-of-reach'
        ? 'lower max, or take the row out'
        : 'take the row out, or let it ask for more',
  },
  'rule-repeated': {
    title: 'Rules that say the same',
    subject: 'named',
    what: ({ called, facts: { rule, first } }) =>
      `this ${rule} row says what ${rowList([first], called)} says`,
    remedy: () => 'keep one of the two',
  },
};

function amountOf(metric: string, amount: number): string {
  return metric === 'accounts' ? counted(amount, 'account') : `${plainNumber(amount)} in ${metric}`;
}

function sayContradiction(facts: Contradiction): string {
  switch (facts.why) {
    case 'min-out-of-reach':
      return `${facts.group} must hold at least ${amountOf(facts.metric, facts.bound)}, but may take only ${amountOf(facts.metric, facts.amount)}`;
    case 'held-above-max':
      return `${facts.group} may hold at most ${amountOf(facts.metric, facts.bound)}, but ${amountOf(facts.metric, facts.amount)} can go nowhere else (kept, locked or matched)`;
    case 'mins-above-total':
      return `the minimums add up to ${amountOf(facts.metric, facts.bounds)}, but there are only ${amountOf(facts.metric, facts.amount)}`;
    case 'maxes-below-total':
      return `the maximums add up to ${amountOf(facts.metric, facts.bounds)}, but ${amountOf(facts.metric, facts.amount)} must go to these reps`;
    case 'max-accounts-below-total':
      return `the max_accounts of ${counted(facts.reps, 'rep')} add up to ${plainNumber(facts.bounds)}, but ${amountOf(facts.metric, facts.amount)} must go to them`;
    case 'leaving-above-max':
      return `at most ${amountOf(facts.metric, facts.bound)} may leave its owner, but ${counted(facts.accounts, 'account')} with ${amountOf(facts.metric, facts.amount)} must, by other rows`;
    case 'account-above-balance':
      return `one account has ${plainNumber(facts.amount)} in ${facts.metric}, and no rep who may take it may hold more than ${plainNumber(facts.bound)}`;
  }
}

const contradictionRemedies: Readonly<Record<Contradiction['why'], string>> = {
  'min-out-of-reach': 'lower min, or let them take more',
  'held-above-max': 'raise max, or free some of those accounts',
  'mins-above-total': 'lower min, or let fewer reps need it',
  'maxes-below-total': 'raise max, or let more reps take these accounts',
  'max-accounts-below-total':
    'raise some of them, leave cells empty, or let more reps take these accounts',
  'leaving-above-max': 'raise max, or loosen the rows that make them leave',
  'account-above-balance': 'raise max, make the row a should, or correct the amount',
};

function sayIdleness(why: Idleness): string {
  switch (why.reason) {
    case 'concerns-nobody':
      return 'no planned account is left for it';
    case 'every-rep-fits':
      return 'every live rep fits every account it speaks of';
    case 'no-family':
      return 'no family of two or more is left for it';
    case 'no-live-owner':
      return 'none of its accounts has a live owner';
    case 'weight-zero':
      return 'its weight is 0';
    case 'earlier-rows':
      return 'earlier rows settle all its accounts';
    case 'min-always-met':
      return 'nobody holds less than 0';
    case 'max-out-of-reach':
      return why.share
        ? `nobody holds more than 100 %`
        : `max is ${plainNumber(why.bound)}, and more than ${plainNumber(why.most)} is not to be had`;
  }
}
