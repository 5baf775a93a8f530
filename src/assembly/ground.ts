import type { InputProblem } from '../model/input-problem.js';
import type { Rule } from '../model/rule.js';
import { cellText, type Table } from '../model/table.js';
import { TableColumns } from '../rules/column-source.js';
import { definitions } from '../rules/kinds/index.js';
import { AccountColumns } from './account-columns.js';
import { Derivations } from './derivations.js';
import { type DerivedColumns, deriveColumns } from './derived-columns.js';
import type { AssemblyOptions } from './options.js';
import { type Ownership, ownershipOf } from './ownership.js';
import { keptBy, type Settlement, settle } from './precedence.js';
import { RuleTables } from './rule-tables.js';
import { type Team, teamOf } from './team.js';

export interface AssemblyInputs {
  readonly accounts: Table;
  readonly reps: Table;
  readonly rules: readonly Rule[];
  /** Names the rules in messages. */
  readonly rulesFile: string;
  readonly options: AssemblyOptions;
}

/** What a problem stands on: who owns what, who is live, and columns that filters and metrics can name. */
export interface AssemblyContext {
  /** The rows of the main assignment. */
  readonly rules: readonly Rule[];
  readonly ownership: Ownership;
  readonly columns: AccountColumns;
  readonly repColumns: TableColumns;
  readonly tables: RuleTables;
  readonly team: Team;
  /** The owner where live, else -1. */
  readonly liveOwner: Int32Array;
  readonly accountIds: readonly string[];
  /** 1 for excluded accounts. */
  readonly excluded: () => Uint8Array;
  /** 1 for the accounts that a keep row keeps with their owners. */
  readonly keptBy: (rule: Rule) => Uint8Array;
  readonly settlement: () => Settlement;
  readonly derived: DerivedColumns;
}

/** Where the ground's findings go. */
export interface FindingSink {
  readonly problems: InputProblem[];
  readonly assume: (sentence: string) => void;
  readonly warn: (sentence: string) => void;
}

/**
 * Brings files and rules onto one ground, as far as they fit: what does not
 * is told, and never stops it.
 */
export function assemblyContextOf(inputs: AssemblyInputs, sink: FindingSink): AssemblyContext {
  const { accounts, reps, options } = inputs;
  const rules = mainRules(inputs.rules);
  const derivations = new Derivations();

  const ownership = ownershipOf(accounts, reps, sink.problems);
  const columns = new AccountColumns(accounts, reps, ownership, options.asOf);
  const repColumns = new TableColumns(reps);
  const tables = new RuleTables(columns, repColumns, inputs.rulesFile, sink.problems);

  const { role } = options;
  const excludedReps = role?.reps.map((has) => 1 - has) ?? new Uint8Array(reps.size);
  for (const rule of rules) {
    const leavesOut =
      excludes(rule) || (definitions[rule.kind].givesRole === true && role === undefined);
    if (!leavesOut || rule.text.reps.trim() === '') continue;
    tables.repsPassing(rule).forEach((passes, rep) => {
      if (passes === 1) excludedReps[rep] = 1;
    });
  }
  const team = teamOf(reps, excludedReps, options.shareBy, sink.problems);
  const liveOwner = ownership.owner.slice();
  for (let account = 0; account < liveOwner.length; account++) {
    const owner = liveOwner[account];
    if (owner >= 0 && team.live[owner] === 0) liveOwner[account] = -1;
  }
  const accountIds = idsOf(accounts, 'account_id');

  const excludedBy = derivations.once('the excluded accounts', () => {
    const by = new Int32Array(accounts.size).fill(-1);
    for (const rule of rules) {
      if (!excludes(rule) || rule.text.accounts.trim() === '') continue;
      const passing = tables.accountsPassing(rule);
      for (let account = 0; account < by.length; account++) {
        if (passing[account] === 1 && by[account] < 0) by[account] = rule.row;
      }
    }
    return by;
  });
  let marks: Uint8Array | undefined;
  const excluded = (): Uint8Array => {
    marks ??= marksOf(excludedBy());
    role?.accounts.forEach((has, account) => {
      if (has === 0 && marks !== undefined) marks[account] = 1;
    });
    return marks;
  };
  const kept = oncePerRule((rule) =>
    keptBy(rule, { accountIds, tables, excluded: excluded(), liveOwner }),
  );
  const settlement = derivations.once('the planned accounts', () =>
    settle({
      accounts,
      accountIds,
      rules,
      tables,
      excludedBy: excludedBy(),
      excluded: excluded(),
      liveOwner,
      takes: team.takes,
      keptBy: kept,
      unlocked: options.without?.locked ?? new Set(),
      released: options.released,
    }),
  );
  const derived = deriveColumns({
    table: accounts,
    columns,
    tables,
    rules,
    derivations,
    potentialCap: options.potentialCap,
    counted: () => excluded().map((out) => 1 - out),
    planned: () => settlement().planned,
    assume: sink.assume,
    warn: sink.warn,
  });
  return {
    rules,
    ownership,
    columns,
    repColumns,
    tables,
    team,
    liveOwner,
    accountIds,
    excluded,
    keptBy: kept,
    settlement,
    derived,
  };
}

/** The rows of the main assignment, those that give roles among them. */
export function mainRules(rules: readonly Rule[]): readonly Rule[] {
  return rules.some(({ role }) => role !== undefined)
    ? rules.filter(({ role }) => role === undefined)
    : rules;
}

/** Whether a row leaves reps or accounts out of the plan. */
export function excludes({ kind }: Rule): boolean {
  return definitions[kind].takesOut === 'excluded';
}

/** 1 where there is a row. */
function marksOf(rowOf: Int32Array): Uint8Array {
  const marks = new Uint8Array(rowOf.length);
  for (let index = 0; index < marks.length; index++) if (rowOf[index] >= 0) marks[index] = 1;
  return marks;
}

/** A function that works out its answer for each rule once. */
export function oncePerRule<T>(compute: (rule: Rule) => T): (rule: Rule) => T {
  const known = new Map<Rule, T>();
  return (rule) => {
    const found = known.get(rule);
    if (found !== undefined) return found;
    const computed = compute(rule);
    known.set(rule, computed);
    return computed;
  };
}

/** The cells of an id column. */
export function idsOf(table: Table, name: string): readonly string[] {
  const column = table.columns.get(name);
  const ids = new Array<string>(table.size);
  for (let row = 0; row < ids.length; row++) ids[row] = cellText(column, row);
  return ids;
}
