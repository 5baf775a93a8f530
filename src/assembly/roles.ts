import { groupBy } from '../model/grouping.js';
import type { InputProblem } from '../model/input-problem.js';
import type { RoleGround } from '../model/problem.js';
import { type Rule, roleKey } from '../model/rule.js';
import { type Column, cellText, type Table } from '../model/table.js';
import { lettersOnly, TableColumns } from '../rules/column-source.js';
import { definitions } from '../rules/kinds/index.js';
import { type AssemblyContext, excludes } from './ground.js';
import { ownershipOf } from './ownership.js';
import { teamOf } from './team.js';

/** What tells who has a role where. */
interface RoleSources {
  readonly context: AssemblyContext;
  readonly accounts: Table;
  readonly reps: Table;
  readonly rulesFile: string;
  readonly problems: InputProblem[];
  readonly warn: (sentence: string) => void;
}

/** The roles that rows give (contract 12.1), in the order of their first rows. */
export function rolesOf(rules: readonly Rule[], sources: RoleSources): readonly RoleGround[] {
  const giving = rules.filter(({ kind }) => definitions[kind].givesRole === true);
  if (giving.length === 0) return [];
  const { reps, context } = sources;
  const excluded = new Uint8Array(reps.size);
  for (const rule of context.rules.filter(excludes)) {
    if (rule.text.reps.trim() === '') continue;
    context.tables.repsPassing(rule).forEach((passes, rep) => {
      if (passes === 1) excluded[rep] = 1;
    });
  }
  const { live, takes } = teamOf(reps, excluded, undefined, []);
  const grounds = [...groupBy(giving, ({ value }) => roleKey(value))].map(
    ([key, rows]): RoleGround => {
      const passing = rows.map((row) => context.tables.repsPassing(row));
      const holders = passing.map((mask) => mask.map((passes, rep) => passes & live[rep]));
      const named = live.map((_, rep) => (passing.some((mask) => mask[rep] === 1) ? 1 : 0));
      const [first] = rows;
      const mayTake = holders.some((mask) =>
        mask.some((has, rep) => has === 1 && takes[rep] === 1),
      );
      if (!mayTake) sources.problems.push(nobodyFor(rows, excluded, sources));
      holdersToday(first.value, sources);
      const rowOf = rowOfEach(rows, context);
      if (!rowOf.some((at) => at >= 0)) {
        sources.problems.push({
          file: sources.rulesFile,
          row: first.row,
          column: 'accounts',
          what: `is passed by no planned account, so that nobody would be ${first.value}`,
          value: first.accounts.text,
          remedy: 'correct it, or take the row out',
        });
      }
      return {
        name: first.value,
        key,
        rows,
        rowOf,
        named,
        holders,
        takes,
        rules: rules.filter(({ role }) => role !== undefined && roleKey(role) === key),
      };
    },
  );
  warnOfTwo(grounds, sources);
  return grounds;
}

/** 1 for the live reps who are to have a role, by whichever of its rows. */
export function holdersOfRole({ holders, named }: RoleGround): Uint8Array {
  return named.map((_, rep) => (holders.some((mask) => mask[rep] === 1) ? 1 : 0));
}

/** By account, the first row that applies to it; -1 where none does or it is not planned. */
function rowOfEach(rows: readonly Rule[], { tables, settlement }: AssemblyContext): Int32Array {
  const { planned } = settlement();
  const rowOf = new Int32Array(planned.length).fill(-1);
  rows.forEach((row, at) => {
    const passing = tables.accountsPassing(row);
    for (let account = 0; account < rowOf.length; account++) {
      if (rowOf[account] < 0 && passing[account] === 1 && planned[account] === 1)
        rowOf[account] = at;
    }
  });
  return rowOf;
}

function nobodyFor(
  rows: readonly Rule[],
  excluded: Uint8Array,
  { context, rulesFile }: RoleSources,
): InputProblem {
  const named = rows.map((row) => context.tables.repsPassing(row));
  const out = excluded.reduce(
    (count, is, rep) => count + (is === 1 && named.some((mask) => mask[rep] === 1) ? 1 : 0),
    0,
  );
  const excluding = context.rules.filter(
    (rule) =>
      excludes(rule) &&
      rule.text.reps.trim() !== '' &&
      context.tables
        .repsPassing(rule)
        .some((passes, rep) => passes === 1 && named.some((mask) => mask[rep] === 1)),
  );
  const [first] = rows;
  const [row] = excluding;
  return {
    file: rulesFile,
    row: first.row,
    column: 'reps',
    what: `leaves nobody to be ${first.value}`,
    value: first.reps.text,
    remedy:
      row === undefined
        ? 'name at least one rep who is active, with capacity and ramp above 0'
        : `row ${row.row} excludes ${out === 1 ? 'the one rep' : `${out} of the reps`} whom it names: take that row out, for a role takes its reps out of the main assignment by itself`,
  };
}

/** The column that says who has a role today: of its name, or of that with Salesforce's `__c`. */
export function roleColumn(accounts: Table, name: string): Column | undefined {
  const own = new TableColumns(accounts).column(name);
  if (own !== undefined) return own;
  const key = lettersOnly(`${name}__c`);
  return [...accounts.columns.values()].find(
    ({ header }) => /__c$/i.test(header) && lettersOnly(header) === key,
  );
}

/** The column of today's holders; a value in it that could be several reps is a problem. */
function holdersToday(name: string, { accounts, reps, problems }: RoleSources): void {
  const column = roleColumn(accounts, name);
  if (column === undefined) return;
  if (column.kind !== 'text') {
    problems.push({
      file: accounts.file,
      column: column.header,
      what: `holds no names or ids, but is read as who is ${name} today`,
      remedy: `give the column or the role another name`,
    });
    return;
  }
  ownershipOf(withOwner(accounts, column), reps, problems);
}

/**
 * Who has a role at each account today, of those who are to have it: a rep's index;
 * -1 for nobody, for somebody else, and where no row gives the role.
 */
export function holdersNow(role: RoleGround, accounts: Table, reps: Table): Int32Array {
  const column = roleColumn(accounts, role.name);
  const holds = holdersOfRole(role);
  if (column?.kind !== 'text') return new Int32Array(accounts.size).fill(-1);
  const { owner } = ownershipOf(withOwner(accounts, column), reps, []);
  return owner.map((rep, account) =>
    rep >= 0 && holds[rep] === 1 && role.rowOf[account] >= 0 ? rep : -1,
  );
}

function withOwner(accounts: Table, column: Column): Table {
  const columns = new Map(accounts.columns).set('owner', { ...column, name: 'owner' });
  return { ...accounts, columns };
}

function warnOfTwo(grounds: readonly RoleGround[], { reps, warn }: RoleSources): void {
  for (let rep = 0; rep < reps.size; rep++) {
    const has = grounds.filter(({ holders }) => holders.some((mask) => mask[rep] === 1));
    if (has.length < 2) continue;
    const id = cellText(reps.columns.get('rep_id'), rep);
    warn(
      `${id} has several roles (${has.map(({ name }) => name).join(', ')}), each with a share of its own`,
    );
  }
}
