import { calendarYear, type FiscalStart } from '../analytics/fiscal.js';
import { noAssumptions } from '../analytics/rates.js';
import { pipelineByTerritory } from '../analytics/territory-pipeline.js';
import { inputRoles } from '../inputs/csv/file-roles.js';
import type { CsvTable, WrittenCell } from '../inputs/csv/write.js';
import type { Relaxation } from '../model/relaxation.js';
import { readProblem } from '../planning/inputs.js';
import { planFilePieces } from '../planning/plan-files.js';
import { type ConflictsFound, planOrExplain } from '../planning/plan-or-explain.js';
import { version } from '../planning/version.js';
import { conflictsText } from '../reports/conflict-words.js';
import { type PlanJson, planSchema } from '../reports/plan-json.js';
import { planTables } from '../reports/plan-tables.js';
import type { PlanFolder } from './folder.js';
import {
  checkNames,
  givenInputs,
  type InputOptions,
  inputNames,
  recordedInputs,
  type SearchOptions,
  searchNames,
  searchOptions,
} from './options.js';
import { loadPageKit } from './page-kit.js';

/** A row of one of the plan's tables, by the columns of its file: numbers bare, empty cells undefined. */
export type Row = Readonly<Record<string, WrittenCell>>;

export interface PlanOptions extends InputOptions, SearchOptions {
  /** Where the must rules cannot all hold, plan with the changes that let them. */
  readonly relax?: boolean;
  /** When the fiscal year begins, for pipeline against quota; January 1 unless told. */
  readonly fiscalStart?: FiscalStart;
}

/** A plan: figures as in plan.json, its tables as rows, and its folder as files. */
export interface PlanResult
  extends PlanFolder,
    Pick<PlanJson, 'status' | 'objective' | 'before' | 'after' | 'rules' | 'warnings'> {
  /** Rows of assignments.csv: who gets each account, and why. */
  readonly assignments: readonly Row[];
  /** Rows of territories.csv: what each rep comes to. */
  readonly territories: readonly Row[];
  /** Rows of moves.csv: what changes hands. */
  readonly moves: readonly Row[];
  /** What carve took for what, one sentence each. */
  readonly notes: readonly string[];
  /** Must rules that cannot all hold, in words; undefined where they can. */
  readonly conflicts: string | undefined;
  /** What `relax` changed. */
  readonly relaxations: readonly Relaxation[];
  /** plan.json. */
  readonly json: PlanJson;
}

/**
 * Plans territories: who owns which account, judged and proven.
 *
 * ```ts
 * const result = await plan({ accounts, reps, rules });
 * ```
 *
 * @throws InputError with everything that is wrong with the inputs, at once.
 */
export async function plan(options: PlanOptions): Promise<PlanResult> {
  checkNames('plan', options, [...inputNames, ...searchNames, 'relax', 'fiscalStart']);
  const { inputs, files: given, problemOptions } = await givenInputs(options);
  const search = searchOptions(options);
  const read = readProblem(inputs);
  const [outcome, pageKit] = await Promise.all([
    planOrExplain(read, { options: search, relax: options.relax ?? false }),
    loadPageKit(read.problem),
  ]);
  const { plan: made, relaxations } = outcome;
  const pieces = planFilePieces({
    plan: made,
    version,
    inputs: recordedInputs(given, read.rows),
    options: {
      ...problemOptions,
      drafted: read.drafted.length > 0,
      seed: search.seed,
      effort: search.effort,
      maxMoves: options.maxMoves,
      timeLimitSeconds: search.timeLimit,
      relaxations,
    },
    assumptions: made.problem.assumptions,
    drafted: read.drafted,
    pipeline: pipelineByTerritory({ ...read, problem: made.problem }, made.evaluation.assignment, {
      fiscalStart: options.fiscalStart ?? calendarYear,
      assumptions: noAssumptions,
    }),
    pageKit,
  });
  const files = Object.fromEntries(
    [...pieces].map(([name, parts]): [string, string] => [name, [...parts].join('')]),
  );
  const json = planSchema.parse(JSON.parse(files['plan.json']));
  const tables = planTables(made.problem, made.evaluation, relaxations);
  const { status, objective, before, after, rules, warnings } = json;
  return {
    ...{ status, objective, before, after, rules, warnings },
    assignments: rowsOf(tables.get('assignments.csv')),
    territories: rowsOf(tables.get('territories.csv')),
    moves: rowsOf(tables.get('moves.csv')),
    notes: read.notes,
    conflicts: outcome.conflicts && wordsOf(read.problem, outcome.conflicts),
    relaxations: relaxations ?? [],
    json,
    files,
    inputs: sourcesIn(options),
  };
}

/** The tables alone, by which the plan is judged again. */
function sourcesIn(options: PlanOptions): PlanResult['inputs'] {
  const { accounts, reps } = options;
  const given = inputRoles.flatMap((role) => {
    const source = options[role];
    return source === undefined ? [] : [[role, source] as const];
  });
  return { ...Object.fromEntries(given), accounts, reps };
}

function wordsOf(problem: Parameters<typeof conflictsText>[0], found: ConflictsFound): string {
  return conflictsText(problem, found).trimEnd();
}

function rowsOf(table: CsvTable | undefined): Row[] {
  if (table === undefined) return [];
  const { columns, rows } = table;
  return Array.from(rows(), (cells) =>
    Object.fromEntries(columns.map((column, at) => [column, cells[at]])),
  );
}
