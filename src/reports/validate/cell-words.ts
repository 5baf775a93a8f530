import type { ColumnUse, FactsByKind } from '../../validation/finding.js';
import { plural } from '../document/words.js';
import { counted, quoted, rowList, type WordsOf } from './words.js';

/** Findings about the cells of an account or a rep. */
export const cellWords: WordsOf<
  | 'input-error'
  | 'misspelled'
  | 'two-spellings'
  | 'placeholder'
  | 'missing-field'
  | 'date-gone-by'
  | 'date-to-come'
> = {
  'input-error': {
    title: 'Input that cannot be used',
    what: ({ facts: { what } }) => what,
    ofSeveral: ({ facts: { what } }) => what,
    remedy: ({ facts: { remedy } }) => remedy,
  },
  misspelled: {
    title: 'Values that seem misspelled',
    what: ({ facts: { accounts, suggestion, of } }) =>
      `stands in ${counted(accounts, 'row')} and is no ${of === 'word' ? 'English word' : of}; "${suggestion}" is`,
    remedy: ({ facts: { suggestion } }) => `if that is meant, write "${suggestion}"`,
  },
  'two-spellings': {
    title: 'Values spelled two ways',
    what: ({ facts: { accounts, other, others, how } }) =>
      `stands in ${counted(accounts, 'row')} beside ${quoted(other)} in ${counted(others, 'row')}${how === 'synonym' ? ', which is the same place' : ''}`,
    remedy: ({ facts: { other } }) =>
      `write ${quoted(other)} if that is meant: to a rule they are two values`,
  },
  placeholder: {
    title: 'Cells that stand for nothing but hold a value',
    what: ({ facts: { accounts, used } }) =>
      `stands in ${counted(accounts, 'row')} and is read as a value${used ? ' by the rules' : ''}`,
    remedy: () => 'empty the cells: an empty cell is what carve knows as nothing',
  },
  'missing-field': {
    title: 'Empty cells that rules or measures read',
    what: ({ rows, called, facts }) =>
      rows.length === 0
        ? emptyInSome(facts, called)
        : `is empty for ${quoted(facts.name)}: ${sayUses(facts.uses, called)}`,
    ofSeveral: ({ called, facts }) => emptyInSome(facts, called),
    remedy: ({ rows }) =>
      rows.length === 0 ? 'export or fill the column, if it should be there' : 'fill what is empty',
  },
  'date-gone-by': {
    title: 'Renewals that have gone by',
    what: ({ called, facts: { days, rules } }) =>
      `is ${counted(days, 'day')} ago, and ${rowList(rules, called)} ${plural(rules.length, 'counts', 'count')} from it`,
    remedy: () =>
      'write the next renewal, or empty the cell if there is none; --as-of sets the day that counts as today',
  },
  'date-to-come': {
    title: 'Dates that have not come yet',
    what: ({ facts: { days } }) => `is ${counted(days, 'day')} in the future`,
    remedy: () =>
      'correct the date (day and month swapped?), or give --as-of if the file is from another day',
  },
};

/** What people call rows, by row. */
type RuleNames = ReadonlyMap<number, string> | undefined;

function emptyInSome({ empty, of, uses }: FactsByKind['missing-field'], called: RuleNames): string {
  return `is empty in ${empty} of ${counted(of, 'account')}: ${sayUses(uses, called)}`;
}

function sayUses(uses: readonly ColumnUse[], called: RuleNames): string {
  const sayings = new Set(uses.map((use) => sayUse(use, called)));
  const shown = [...sayings].slice(0, 3);
  return `${shown.join('; ')}${sayings.size > shown.length ? ` (and ${sayings.size - shown.length} more)` : ''}`;
}

function sayUse(use: ColumnUse, called: RuleNames): string {
  const named = (row: number, rule: string): string =>
    called?.has(row) ? rowList([row], called) : `row ${row} (${rule})`;
  switch (use.by) {
    case 'comparison':
      return `${named(use.row, use.rule)} ${use.frees ? 'lets any rep take it' : 'passes over it'}`;
    case 'filter':
      return `${rowList([use.row], called)} asks for ${use.condition}`;
    case 'metric':
      return `${named(use.row, use.rule)} counts nothing`;
    case 'size':
      return 'potential takes a median instead';
    case 'amount':
      return 'it counts as 0';
  }
}
