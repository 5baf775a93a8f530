import { previousRepId } from '../evaluation/changes.js';
import { changedAsFiled } from '../evaluation/moves-of-note.js';
import type { Evaluation, Holding, RoleEvaluation, Team, Territory } from '../evaluation/types.js';
import type { CsvTable } from '../inputs/csv/write.js';
import { type WrittenCell, writeCsv } from '../inputs/csv/write.js';
import type { Problem } from '../model/problem.js';
import type { Relaxation } from '../model/relaxation.js';
import {
  isOverride,
  type Rule,
  type RuleColumn,
  type RuleText,
  ruleColumns,
} from '../model/rule.js';
import { cellText, recordsAsFiled, type Table } from '../model/table.js';
import { roleCells, roleColumns, rolesFile } from './role-columns.js';

/** The tables of a plan folder (contract 6) by file: all that follows from a problem, its evaluation and what was relaxed for it. */
export function planTables(
  problem: Problem,
  evaluation: Evaluation,
  relaxations: readonly Relaxation[] = [],
  beside: BesidePlan = {},
): ReadonlyMap<string, CsvTable> {
  const tables = new Map<string, CsvTable>([
    ['assignments.csv', assignmentsTable(problem, evaluation)],
    ['territories.csv', territoriesTable(problem.reps, evaluation.territories)],
    ['teams.csv', teamsTable(evaluation.teams)],
    ['moves.csv', movesTable(problem, evaluation, beside.moves)],
    ['rules-used.csv', rulesUsedTable(allRules(problem).map(({ text }) => text))],
  ]);
  const { roles = [] } = evaluation;
  if (roles.length > 0) tables.set(rolesFile, rolesTable(roles));
  if (relaxations.length > 0) tables.set('relaxations.csv', relaxationsTable(relaxations));
  for (const [name, table] of beside.tables ?? []) tables.set(name, table);
  return tables;
}

/** Every row of the rules, those of the roles among them, in the order of the file. */
export function allRules({ rules, roles = [] }: Problem): readonly Rule[] {
  if (roles.length === 0) return rules;
  return [...rules, ...roles.flatMap((role) => role.rules)].sort((a, b) => a.row - b.row);
}

/** What the folder of a plan that goes on from another has besides. */
export interface BesidePlan {
  /** Further tables, by file. */
  readonly tables?: ReadonlyMap<string, CsvTable>;
  /** Columns at the end of moves.csv, with their cells by account_id. */
  readonly moves?: {
    readonly columns: readonly string[];
    readonly cells: ReadonlyMap<string, readonly WrittenCell[]>;
  };
}

/** With these moves.csv begins too. */
const assignmentColumns = [
  'account_id',
  'account_name',
  'rep_id',
  'rep_name',
  'previous_rep_id',
  'change',
  'potential',
  'workload',
  'score',
  'tier',
  'disruption',
  'distance_km',
  'reason',
] as const;

/** What a later plan that goes on from this one asks of the accounts. */
const carriedColumns = ['arr', 'open_pipeline', 'parent_id', 'type', 'renewal_date'] as const;

/** assignments.csv: every account with its rep, in the order of the accounts file. */
export function assignmentsTable(problem: Problem, evaluation: Evaluation): CsvTable {
  const roles = (evaluation.roles ?? []).flatMap(roleColumns);
  const columns = [...assignmentColumns, ...carriedColumns, ...roles];
  return { columns, rows: () => accountRows(problem, evaluation) };
}

function* accountRows(problem: Problem, evaluation: Evaluation): Generator<WrittenCell[]> {
  for (const account of recordsAsFiled(problem.accounts)) {
    yield [
      ...accountLine(problem, evaluation, account),
      ...carriedColumns.map((name) => given(problem.accounts, name, account)),
      ...(evaluation.roles ?? []).flatMap((role) => roleCells(problem, role, account)),
    ];
  }
}

const moveColumns = [
  ...assignmentColumns,
  'previous_rep_name',
  'previous_manager',
  'manager',
  'segment',
  'region',
  'arr',
  'open_pipeline',
  'renewal_date',
] as const;

/** moves.csv: every account whose rep is another than before, in the order of the accounts file. */
function movesTable(
  problem: Problem,
  evaluation: Evaluation,
  { columns, cells }: NonNullable<BesidePlan['moves']> = { columns: [], cells: new Map() },
): CsvTable {
  return {
    columns: [...moveColumns, ...columns],
    rows: function* () {
      for (const row of moveRows(problem, evaluation)) {
        yield [...row, ...(cells.get(String(row[0])) ?? columns.map(() => ''))];
      }
    },
  };
}

function* moveRows(problem: Problem, evaluation: Evaluation): Generator<WrittenCell[]> {
  const { accounts, owner, reps } = problem;
  for (const account of changedAsFiled(problem, evaluation)) {
    const rep = evaluation.assignment[account];
    const before = owner[account];
    yield [
      ...accountLine(problem, evaluation, account),
      before < 0 ? '' : cellText(reps.columns.get('rep_name'), before),
      before < 0 ? '' : given(reps, 'manager', before),
      rep < 0 ? '' : given(reps, 'manager', rep),
      given(accounts, 'segment', account),
      given(accounts, 'region', account),
      given(accounts, 'arr', account),
      given(accounts, 'open_pipeline', account),
      given(accounts, 'renewal_date', account),
    ];
  }
}

/** Numbers as numbers, dates as ISO, text as it is; empty where there is no such column. */
function given(table: Table, name: string, row: number): WrittenCell {
  const column = table.columns.get(name);
  return column?.kind === 'number' ? column.values[row] : cellText(column, row);
}

/** One account's cells under `assignmentColumns`. */
function accountLine(problem: Problem, evaluation: Evaluation, account: number): WrittenCell[] {
  const rep = evaluation.assignment[account];
  return [
    problem.accountIds[account],
    cellText(problem.accounts.columns.get('account_name'), account),
    rep < 0 ? '' : problem.repIds[rep],
    rep < 0 ? '' : cellText(problem.reps.columns.get('rep_name'), rep),
    previousRepId(problem, account),
    evaluation.change[account],
    problem.potential[account],
    problem.workload[account],
    problem.score[account],
    problem.tier[account] ?? '',
    problem.disruption[account],
    evaluation.distanceKm[account],
    evaluation.reasonOf(account),
  ];
}

/** territories.csv, the variance report: one row a rep, in the order of the rep file. */
function territoriesTable(reps: Table, territories: readonly Territory[]): CsvTable {
  return {
    columns: [
      ...['rep_id', 'rep_name', 'manager', 'pool'],
      ...holdingColumns(territories),
      ...['status', 'ramp'],
      ...(territories.some(({ pieces }) => pieces !== undefined) ? ['pieces'] : []),
    ],
    rows: () =>
      recordsAsFiled(reps)
        .map((rep) => territories[rep])
        .map((territory) => [
          territory.rep_id,
          territory.rep_name,
          territory.manager,
          territory.pool,
          ...holdingCells(territory),
          given(reps, 'status', territory.rep) || 'active',
          rampOf(reps, territory.rep),
          ...(territory.pieces === undefined ? [] : [territory.pieces]),
        ]),
  };
}

/** roles.csv: the variance report of each role, of those who have it. */
function rolesTable(roles: readonly RoleEvaluation[]): CsvTable {
  const tables = roles.map(({ role, problem, evaluation }) => {
    const { territories } = evaluation;
    const { columns, rows } = territoriesTable(problem.reps, territories);
    const filed = recordsAsFiled(problem.reps);
    const isHolder = (at: number): boolean => problem.live[filed[at]] === 1;
    // What is not balanced in a role has no target there.
    const unbalanced = ['potential', 'workload'].filter(
      (metric) => !problem.balances.some((one) => one.unfiltered && one.metric === metric),
    );
    const blank = unbalanced.flatMap((one) => [`${one}_target`, `${one}_deviation_pct`]);
    const told = columns.map((column) => !blank.includes(column));
    return {
      name: role.name,
      columns,
      rows: () =>
        [...rows()]
          .filter((_, at) => isHolder(at))
          .map((cells) => cells.map((value, at) => (told[at] ? value : ''))),
    };
  });
  // A role may balance what another does not.
  const columns = [...new Set(tables.flatMap((one) => one.columns))];
  return {
    columns: ['role', ...columns],
    rows: () =>
      tables.flatMap((one) =>
        one
          .rows()
          .map((cells) => [
            one.name,
            ...columns.map((column) => cells[one.columns.indexOf(column)] ?? ''),
          ]),
      ),
  };
}

/** How much of a rep is there yet; all, where the file does not say. */
function rampOf(reps: Table, rep: number): number {
  const ramp = reps.columns.get('ramp');
  return ramp?.kind === 'number' && ramp.values[rep] >= 0 ? ramp.values[rep] : 1;
}

/** teams.csv: the variance report by manager, in the order in which they first appear. */
function teamsTable(teams: readonly Team[]): CsvTable {
  return {
    columns: ['manager', 'reps', ...holdingColumns(teams)],
    rows: () => teams.map((team) => [team.manager, team.reps, ...holdingCells(team)]),
  };
}

/** The figures that territories.csv and teams.csv share, in the contract's order. */
const holdingFigures = [
  'capacity',
  'quota',
  'accounts',
  'potential',
  'potential_target',
  'potential_deviation_pct',
  'workload',
  'workload_target',
  'workload_deviation_pct',
  'potential_vs_median_pct',
  'accounts_before',
  'potential_before',
  'workload_before',
  'arr_before',
  'arr',
  'accounts_in',
  'accounts_out',
  'arr_in',
  'arr_out',
  'mean_distance_km',
] as const satisfies readonly (keyof Holding)[];

/** The header for these holdings, which all balance the same further metrics. */
function holdingColumns(holdings: readonly Holding[]): string[] {
  const further = holdings[0]?.further ?? [];
  return [
    ...holdingFigures,
    ...further.flatMap(({ metric }) => [
      ...(isFigure(metric) ? [] : [metric]),
      `${metric}_target`,
      `${metric}_deviation_pct`,
    ]),
  ];
}

/** One holding's cells under `holdingColumns`. */
function holdingCells(holding: Holding): WrittenCell[] {
  return [
    ...holdingFigures.map((name) => holding[name]),
    ...holding.further.flatMap(({ metric, load, target, deviation_pct }) => [
      ...(isFigure(metric) ? [] : [load]),
      target,
      deviation_pct,
    ]),
  ];
}

/** A balanced metric whose load is a column already (accounts, arr) is not written twice. */
function isFigure(metric: string): boolean {
  return metric === 'accounts' || metric === 'arr';
}

const numberColumns: ReadonlySet<RuleColumn> = new Set<RuleColumn>(['top', 'min', 'max', 'weight']);
const plainNumber = /^-?\d+(\.\d+)?$/;

/**
 * rules-used.csv: the rules as planned with. Each stands in the very row that
 * plan.json names it by; rows that were comments or blank are comments here.
 * The defaults, which no file holds (rows below 1), and overrides, which have a file of their own, are left out.
 */
function rulesUsedTable(rules: readonly RuleText[]): CsvTable {
  return { columns: ruleColumns, rows: () => rows(rules) };
}

/** The same as text: a rules file. */
export function rulesFileText(rules: readonly RuleText[]): string {
  return writeCsv(ruleColumns, rows(rules));
}

function* rows(rules: readonly RuleText[]): Generator<WrittenCell[]> {
  let next = 2;
  for (const rule of rules) {
    if (rule.row < 1 || isOverride(rule.row)) continue;
    for (; next < rule.row; next++) yield ruleColumns.map((_, index) => (index === 0 ? '#' : ''));
    yield ruleColumns.map((column) => cell(rule, column));
    next++;
  }
}

/** A number is written bare even where it begins with a minus. */
function cell(text: RuleText, column: RuleColumn): WrittenCell {
  const written = text[column].trim();
  return numberColumns.has(column) && plainNumber.test(written) ? Number(written) : text[column];
}

const relaxationColumns = ['file', 'row', 'column', 'from', 'to'] as const;

/** relaxations.csv: every cell of the inputs that the plan was made with another value of. */
function relaxationsTable(relaxations: readonly Relaxation[]): CsvTable {
  return {
    columns: relaxationColumns,
    rows: function* () {
      for (const { file, row, column, from, to } of relaxations)
        yield [file, row, column, from, to];
    },
  };
}
