import { parseFlag } from '../inputs/cells/flag.js';
import { addTo } from '../model/grouping.js';
import type { RuleText } from '../model/rule.js';
import { cellText, filledColumn, filledNumbers, fold, type Table } from '../model/table.js';
import { quoteValue } from '../rules/filter.js';
import { definitions } from '../rules/kinds/index.js';
import { blankText, type DraftedCells, type PartOfDraft } from './default-rows.js';
import { draftFamilies } from './draft-families.js';
import { draftMatches } from './draft-matches.js';
import { draftModel, type Model } from './draft-models.js';
import { draftPatches } from './draft-patches.js';
import { ownershipOf } from './ownership.js';
import { type Team, teamOf } from './team.js';
import { carriesNoAccounts } from './titles.js';
import { wordsOf } from './words.js';

/** A row carve wrote by itself; its reason stands in `note`. */
export type DraftedRow = RuleText;

export interface Draft {
  readonly rows: readonly DraftedRow[];
  /** What is worth knowing of rows that suggested themselves and were left out, each as a sentence with the reason. */
  readonly leftOut: readonly string[];
}

/**
 * Drafts a safe rule set from the data (contract 4, drafted rules): nobody
 * sells for a manager, a bot or a sales engineer, what today's books keep to is
 * kept (wished for, where only the books show it), renewals near at hand and
 * the greatest customers stay, families stay together, and little changes
 * hands. No drafted row leaves an account without a rep.
 *
 * @param model in place of what the books show, the rows of a way to divide accounts
 */
export function draftRules(accounts: Table, reps: Table, model?: Model): Draft {
  const { owner } = ownershipOf(accounts, reps, []);
  const titles = draftTitles(reps, owner);
  const team = teamOf(reps, titles.excluded, undefined, []);
  const { takes } = team;
  const matches =
    model === undefined
      ? draftMatches(accounts, reps, owner, takes)
      : draftModel(model, { accounts, reps, takes });
  const compared = matches.rows.some(
    ({ rule = '', metric }) => definitions[rule].compares && metric !== 'segment',
  );
  const parts: readonly PartOfDraft[] = [
    titles,
    matches,
    compared || !showsPlaces(model) ? none : draftPatches(accounts, reps, owner, takes),
    draftKeeps(accounts),
    draftWorkload(accounts),
    draftSpread(accounts),
    draftFamilies(accounts),
    draftContested(accounts, reps),
    draftBudgets(accounts, owner, team),
    idleReps(owner, team),
  ];
  return {
    rows: parts
      .flatMap(({ rows }) => rows)
      .map((cells, index): DraftedRow => blankText(index + 2, cells)),
    leftOut: parts.flatMap(({ leftOut }) => leftOut),
  };
}

/** Whether patches that only the books show are wanted where no column of both files tells them. */
function showsPlaces(model: Model | undefined): boolean {
  return model !== 'vertical' && model !== 'named';
}

const none: PartOfDraft = { rows: [], leftOut: [] };

function onlyRows(...rows: readonly DraftedCells[]): PartOfDraft {
  return { rows, leftOut: [] };
}

/** Those who are left out hold less of what is owned today than this. */
const excludedShare = 0.2;

/**
 * Leaves out reps by title and by role, the values that hold least first, as
 * long as all of them hold little and somebody is left.
 */
function draftTitles(
  reps: Table,
  owner: Int32Array,
): PartOfDraft & { readonly excluded: Uint8Array } {
  const ownedBy = new Float64Array(reps.size);
  for (const rep of owner) if (rep >= 0) ownedBy[rep]++;
  const owned = sum(ownedBy);
  const excluded = new Uint8Array(reps.size);
  const leftOut: string[] = [];
  const rows: DraftedCells[] = [];
  let gone = 0;
  for (const name of ['title', 'role'] as const) {
    const column = filledColumn(reps, name);
    const holders = new Map<string, number[]>();
    for (let rep = 0; rep < reps.size; rep++) {
      const value = cellText(column, rep).trim();
      if (carriesNoAccounts(value)) addTo(holders, fold(value), rep);
    }
    const ownedOf = (those: readonly number[]): number =>
      sum(those.filter((rep) => excluded[rep] === 0).map((rep) => ownedBy[rep]));
    const ascending = [...holders.entries()].sort(
      ([a, one], [b, other]) => ownedOf(one) - ownedOf(other) || (a < b ? -1 : 1),
    );
    const out: string[] = [];
    for (const [, those] of ascending) {
      const value = cellText(column, those[0]).trim();
      const theirs = ownedOf(those);
      const without = excluded.slice();
      for (const rep of those) without[rep] = 1;
      if (owned > 0 && gone + theirs >= excludedShare * owned) {
        leftOut.push(
          `reps with the ${name} ${value} are not left out: ${gone > 0 ? 'with the others left out they' : 'they'} own ${gone + theirs} of the ${owned} accounts that reps own`,
        );
      } else if (!teamOf(reps, without, undefined, []).takes.includes(1)) {
        leftOut.push(`reps with the ${name} ${value} are not left out: nobody else would be left`);
      } else {
        excluded.set(without);
        gone += theirs;
        out.push(value);
      }
    }
    if (out.length === 0) continue;
    rows.push({
      rule: 'exclude',
      name: `No accounts for ${out.join(', ')}`,
      reps: `${name} = ${out.map(quoteValue).join('|')}`,
      note: `drafted: ${out.join(', ')} ${out.length === 1 ? `is a ${name}` : `are ${name}s`} of people or programs who carry no accounts of their own`,
    });
  }
  return { rows, leftOut, excluded };
}

/** Customers kept with each owner. */
const keptCustomers = 3;

function draftKeeps(accounts: Table): PartOfDraft {
  const rows: DraftedCells[] = [];
  if (filledColumn(accounts, 'renewal_date') !== undefined) {
    rows.push({
      rule: 'keep',
      name: 'Renewals within 90 days stay',
      accounts: 'days_to_renewal >= 0; days_to_renewal <= 90',
      note: 'drafted: a renewal within 90 days is no time to change hands',
    });
  }
  if (hasAbove(accounts, 'arr')) {
    rows.push({
      rule: 'keep',
      name: 'Greatest customers stay',
      accounts: 'arr > 0',
      metric: 'arr',
      top: String(keptCustomers),
      note: "drafted: each owner's three greatest customers stay with who they know",
    });
  }
  return onlyRows(...rows);
}

/** Where the file does not say how much work an account is. */
function draftWorkload(accounts: Table): PartOfDraft {
  if (filledColumn(accounts, 'workload') !== undefined) return none;
  const customers = customerFilter(accounts);
  const more = { rule: 'workload', weight: '1' };
  return onlyRows(
    {
      ...more,
      name: 'Work of an account',
      note: 'drafted: accounts.csv has no workload; every account is some work',
    },
    ...(customers === undefined
      ? []
      : [
          {
            ...more,
            name: 'Work of a customer',
            accounts: customers,
            note: 'drafted: a customer is more work',
          },
        ]),
    ...(hasAbove(accounts, 'open_pipeline')
      ? [
          {
            ...more,
            name: 'Work of an open deal',
            accounts: 'open_pipeline > 0',
            note: 'drafted: an open deal is more work',
          },
        ]
      : []),
  );
}

/** More kinds of customers than a person would read are told by the word they share. */
const mostTypes = 12;

/** Who is a customer: by type, else by ARR; undefined where nothing tells. */
function customerFilter(accounts: Table): string | undefined {
  const type = filledColumn(accounts, 'type');
  const words = type === undefined ? [] : wordsOf(type, accounts.size).words;
  const forms = new Map(
    words.filter((word) => fold(word).startsWith('customer')).map((word) => [fold(word), word]),
  );
  if (forms.size > mostTypes) return 'type ~ customer';
  if (forms.size > 0) return `type = ${[...forms.values()].map(quoteValue).join('|')}`;
  return hasAbove(accounts, 'arr') ? 'arr > 0' : undefined;
}

/** Accounts that are a chance or a worry are spread, where the file tells them. */
function draftSpread(accounts: Table): PartOfDraft {
  const row = { rule: 'balance', metric: 'accounts', weight: '1', level: 'should' };
  const rows: DraftedCells[] = [];
  if (hasAbove(accounts, 'intent', 70, true)) {
    rows.push({
      ...row,
      name: 'Chances for everybody',
      accounts: 'intent >= 70',
      note: 'drafted: accounts that are about to buy are chances, and everybody should have some',
    });
  }
  const atRisk = yesOf(accounts, 'at_risk');
  if (atRisk !== undefined) {
    rows.push({
      ...row,
      name: 'Accounts at risk shared out',
      accounts: `at_risk = ${atRisk}`,
      note: 'drafted: accounts at risk are a burden that nobody should carry alone',
    });
  }
  return onlyRows(...rows);
}

/** Contested accounts go to reps who have been here for a while, where the files tell both. */
function draftContested(accounts: Table, reps: Table): PartOfDraft {
  const column = filledColumn(accounts, 'competition');
  if (column?.kind !== 'text' || filledColumn(reps, 'tenure_months') === undefined) return none;
  const used = new Set(column.codes);
  const isHigh = column.words.some((word, code) => used.has(code) && fold(word) === 'high');
  if (!isHigh) return none;
  return onlyRows({
    rule: 'avoid',
    name: 'Contested accounts to experienced reps',
    accounts: 'competition = high',
    reps: 'tenure_months < 6',
    level: 'should',
    note: 'drafted: where competition is high, somebody who knows the trade should call',
  });
}

/** What a yes/no column says for yes; undefined where no cell says it. */
function yesOf(accounts: Table, name: string): string | undefined {
  const column = filledColumn(accounts, name);
  if (column === undefined) return undefined;
  if (column.kind === 'flag') return column.flags.includes(1) ? 'yes' : undefined;
  const { words, codes } = wordsOf(column, accounts.size);
  const used = new Set(codes);
  const spelled = words.filter((word, code) => used.has(code) && parseFlag(word) === true);
  const forms = [...new Set(spelled.map(fold))].sort();
  return forms.length === 0 ? undefined : forms.map(quoteValue).join('|');
}

const leastMoved = '10%';

/** A first plan is a careful one. */
function draftBudgets(accounts: Table, owner: Int32Array, { live }: Team): PartOfDraft {
  const arr = filledNumbers(accounts, 'arr');
  let held = 0;
  let revenue = 0;
  owner.forEach((rep, account) => {
    if (rep < 0 || live[rep] === 0) return;
    held++;
    if (arr !== undefined && arr[account] > 0) revenue += arr[account];
  });
  if (held === 0) return none;
  const row = { rule: 'budget', max: leastMoved, weight: '5', level: 'should' };
  const lift = 'raise max, or take the row out, for a plan that evens out more';
  return onlyRows(
    {
      ...row,
      name: 'Few accounts change owner',
      note: `drafted: a first plan is a careful one, and few accounts leave their owner; ${lift}`,
    },
    ...(revenue > 0
      ? [
          {
            ...row,
            name: 'Little ARR changes owner',
            metric: 'arr',
            note: `drafted: nor should much revenue change hands; ${lift}`,
          },
        ]
      : []),
  );
}

/** Where more reps than this share own nothing, they may be no reps. */
const idleShare = 0.25;

function idleReps(owner: Int32Array, { takes }: Team): PartOfDraft {
  const owns = new Uint8Array(takes.length);
  for (const rep of owner) if (rep >= 0) owns[rep] = 1;
  const all = sum(takes);
  const idle = sum(takes.map((one, rep) => one * (1 - owns[rep])));
  if (!owns.includes(1) || idle <= idleShare * all) return none;
  const note = `${idle} of ${all} reps ${idle === 1 ? 'owns' : 'own'} nothing today, and a plan gives each a fair share: if they carry no accounts, say so by an exclude row or the status column`;
  return { rows: [], leftOut: [note] };
}

/** Whether some account has more than an amount in a number column, or as much. */
function hasAbove(accounts: Table, name: string, least = 0, orAsMuch = false): boolean {
  const values = filledNumbers(accounts, name);
  return values?.some((value) => value > least || (orAsMuch && value === least)) ?? false;
}

function sum(amounts: Iterable<number>): number {
  let total = 0;
  for (const amount of amounts) total += amount;
  return total;
}
