import { filledColumn, filledNumbers, fold, type Table } from '../model/table.js';
import { quoteValue } from '../rules/filter.js';
import type { DraftedCells, PartOfDraft } from './default-rows.js';
import { matchAsModel } from './draft-matches.js';
import { wordsOf } from './words.js';

/** Ways to divide accounts that people have names for. */
export const models = ['geographic', 'vertical', 'named', 'hybrid'] as const;

export type Model = (typeof models)[number];

/** When each fits, in a sentence. */
export const modelFits: Readonly<Record<Model, string>> = {
  geographic: 'fits field sellers who visit, with many accounts of one kind',
  vertical: 'fits where buyers ask for somebody who knows their trade',
  named: 'fits few large customers, long cycles and sellers who know the people',
  hybrid: 'fits some large accounts beside many small ones',
};

/** What drafts of a model are made from. */
interface ModelSources {
  readonly accounts: Table;
  readonly reps: Table;
  readonly takes: Uint8Array;
}

/** The rows that make a model of drafted rules. */
export function draftModel(model: Model, sources: ModelSources): PartOfDraft {
  switch (model) {
    case 'geographic':
      return geographic(sources, '');
    case 'vertical':
      return byFirst(sources, ['industry', 'segment'], '', 'a vertical model');
    case 'named':
      return named(sources);
    case 'hybrid':
      return hybrid(sources);
  }
}

const places = ['territory', 'region', 'state', 'country'] as const;
/** With coordinates, travel counts as much as keeping who is known. */
const travelWeight = '3';

function geographic(sources: ModelSources, filter: string): PartOfDraft {
  const { accounts, reps } = sources;
  const { rows, leftOut } = byFirst(sources, places, filter, 'a geographic model');
  const located = [accounts, reps].every((table) => filledNumbers(table, 'latitude') !== undefined);
  const travel: DraftedCells = {
    rule: 'weight',
    name: 'Travel counts',
    metric: 'distance',
    weight: travelWeight,
    note: 'drafted: in a geographic model travel counts',
  };
  return { rows: located ? [...rows, travel] : rows, leftOut };
}

/** A match row by the first column that both files have. */
function byFirst(
  { accounts, reps, takes }: ModelSources,
  names: readonly string[],
  filter: string,
  model: string,
): PartOfDraft {
  for (const name of names) {
    const row = matchAsModel({ name, accounts, reps, takes, filter });
    if (row !== undefined) return { rows: [row], leftOut: [] };
  }
  return {
    rows: [],
    leftOut: [
      `${model} needs a column that both files have, with values that reps hold: ${names.join(', ')}`,
    ],
  };
}

/** Kept with each owner where nothing tells customers. */
const keptEach = '20';
/** What a list may hold over an even count. */
const roomOnTop = 1.25;

function named({ accounts, takes }: ModelSources): PartOfDraft {
  const keeps: DraftedCells[] = [
    ['arr', 'Customers stay', 'a customer stays with who they know'],
    ['open_pipeline', 'Open deals stay', 'an open deal stays with who began it'],
  ]
    .filter(([name]) => filledNumbers(accounts, name)?.some((amount) => amount > 0))
    .map(([column, name, why]) => ({
      rule: 'keep',
      name,
      accounts: `${column} > 0`,
      note: `drafted: on a named list ${why}`,
    }));
  const greatest: DraftedCells = {
    rule: 'keep',
    name: 'Greatest accounts stay',
    top: keptEach,
    note: "drafted: each owner's greatest accounts are the named list",
  };
  const holders = takes.reduce((sum, one) => sum + one, 0);
  return {
    rows: [
      ...(keeps.length > 0 ? keeps : [greatest]),
      {
        rule: 'limit',
        name: 'Lists of a length one seller can know',
        max: String(Math.ceil((roomOnTop * accounts.size) / Math.max(1, holders))),
        level: 'should',
        note: 'drafted: a named list is as long as one seller can know',
      },
    ],
    leftOut: [],
  };
}

function hybrid(sources: ModelSources): PartOfDraft {
  const large = largeAccounts(sources.accounts);
  if (large === undefined) {
    const { rows, leftOut } = geographic(sources, '');
    const why = 'a hybrid model needs to know the large accounts: a segment, tier or potential';
    return { rows, leftOut: [...leftOut, why] };
  }
  const rest = geographic(sources, large.others);
  return {
    rows: [
      {
        rule: 'keep',
        name: 'Large accounts stay',
        accounts: large.those,
        note: 'drafted: in a hybrid model the large accounts are named and stay with their owner',
      },
      ...rest.rows,
    ],
    leftOut: rest.leftOut,
  };
}

const largeWords = /\b(enterprise|strategic|named|key|major|mega|global|large)\b/;
/** Where no word tells, the greatest tenth are the large ones. */
const smallShare = 0.9;

/** Filters on the large accounts and on the others; undefined where nothing tells. */
function largeAccounts(
  accounts: Table,
): { readonly those: string; readonly others: string } | undefined {
  for (const [name, isLarge] of [
    ['segment', (word: string) => largeWords.test(word)],
    ['tier', (word: string) => /^(tier )?[1a]$/.test(word) || largeWords.test(word)],
  ] as const) {
    const column = filledColumn(accounts, name);
    if (column === undefined) continue;
    const words = wordsOf(column, accounts.size).words.filter((word) => word !== '');
    const found = new Map(
      words.filter((word) => isLarge(fold(word))).map((word) => [fold(word), word]),
    );
    if (found.size === 0 || found.size === new Set(words.map(fold)).size) continue;
    const values = [...found.values()].map(quoteValue).join('|');
    return { those: `${name} = ${values}`, others: `${name} != ${values}` };
  }
  for (const name of ['potential', 'annual_revenue', 'employees']) {
    const values = filledNumbers(accounts, name)?.filter((value) => !Number.isNaN(value));
    if (values === undefined || values.length === 0) continue;
    const ascending = values.slice().sort();
    const from = ascending[Math.min(ascending.length - 1, Math.floor(smallShare * values.length))];
    return { those: `${name} >= ${from}`, others: `${name} < ${from}` };
  }
  return undefined;
}

/** The model that people name; undefined where there is none of that name. */
export function modelOf(text: string): Model | undefined {
  return models.find((model) => model === fold(text));
}
