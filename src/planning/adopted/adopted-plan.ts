import { parseDate } from '../../inputs/cells/date.js';
import { parseNumber } from '../../inputs/cells/number.js';
import { readAssignments } from '../../inputs/csv/assignments.js';
import { type OwnFile, readOwn } from '../../inputs/csv/read-own.js';
import type { InputProblem } from '../../model/input-problem.js';
import type { PlanJson } from '../../reports/plan-json.js';
import type { NamedBytes } from '../named-bytes.js';

/** A plan that was adopted and is gone on from: a folder's files, or an assignments.csv alone. */
export interface AdoptedFiles {
  /** As the user named it. */
  readonly name: string;
  readonly plan: PlanJson | undefined;
  readonly assignments: NamedBytes;
  readonly territories: NamedBytes | undefined;
  readonly rulesUsed: NamedBytes | undefined;
}

/** An account as a plan has it (assignments.csv). Text is empty, and a figure undefined, where the file says nothing. */
export interface AdoptedAccount {
  readonly name: string;
  /** Empty: nobody. */
  readonly rep: string;
  readonly previousRep: string;
  readonly change: string;
  readonly potential: number | undefined;
  readonly workload: number | undefined;
  readonly score: number | undefined;
  readonly tier: string;
  readonly disruption: number | undefined;
  readonly arr: number | undefined;
  readonly openPipeline: number | undefined;
  /** Undefined where the file has no such column, as those of carve 0.1. */
  readonly parent: string | undefined;
  readonly type: string;
  /** Day number. */
  readonly renewal: number | undefined;
}

/** A rep as a plan has them (territories.csv). */
export interface AdoptedRep {
  readonly name: string;
  readonly manager: string;
  /** Empty for those who were not live. */
  readonly pool: string;
  readonly capacity: number | undefined;
  readonly ramp: number | undefined;
  readonly quota: number | undefined;
  readonly status: string;
  readonly accounts: number | undefined;
  readonly potential: number | undefined;
  readonly potentialTarget: number | undefined;
  /** load ÷ target − 1, not in percent. */
  readonly potentialDeviation: number | undefined;
  readonly workload: number | undefined;
  readonly workloadTarget: number | undefined;
}

/** The plan as it was adopted. */
export interface AdoptedPlan {
  readonly name: string;
  /** plan.json; undefined where assignments.csv stood alone. */
  readonly plan: PlanJson | undefined;
  /** By account_id, in the order of the file. */
  readonly accounts: ReadonlyMap<string, AdoptedAccount>;
  /** By rep_id, in the order of the file; none where assignments.csv stood alone. */
  readonly reps: ReadonlyMap<string, AdoptedRep>;
  readonly rulesUsed: NamedBytes | undefined;
}

/** Reads an adopted plan, with all that is wrong in its files. */
export function readAdoptedPlan(files: AdoptedFiles): {
  readonly adopted: AdoptedPlan;
  readonly problems: readonly InputProblem[];
} {
  const { name, plan, territories, rulesUsed } = files;
  const assigned = readAssignments(files.assignments.name, files.assignments.bytes);
  const held = territories && readOwn(territories.name, territories.bytes, ['rep_id']);
  const problems = [...assigned.problems, ...(held?.problems ?? [])];
  return {
    adopted: {
      name,
      plan,
      accounts: accountsIn(assigned.own),
      reps: held === undefined ? new Map() : repsIn(held.own),
      rulesUsed,
    },
    problems,
  };
}

function accountsIn(own: OwnFile): ReadonlyMap<string, AdoptedAccount> {
  const cells = cellsOf(own);
  const hasParents = own.columns.has('parent_id');
  return new Map(
    own.rowNumbers.map((_, row): [string, AdoptedAccount] => [
      cells.text('account_id', row),
      {
        name: cells.text('account_name', row),
        rep: cells.text('rep_id', row),
        previousRep: cells.text('previous_rep_id', row),
        change: cells.text('change', row),
        potential: cells.number('potential', row),
        workload: cells.number('workload', row),
        score: cells.number('score', row),
        tier: cells.text('tier', row),
        disruption: cells.number('disruption', row),
        arr: cells.number('arr', row),
        openPipeline: cells.number('open_pipeline', row),
        parent: hasParents ? cells.text('parent_id', row) : undefined,
        type: cells.text('type', row),
        renewal: parseDate(cells.text('renewal_date', row)),
      },
    ]),
  );
}

function repsIn(own: OwnFile): ReadonlyMap<string, AdoptedRep> {
  const cells = cellsOf(own);
  return new Map(
    own.rowNumbers.map((_, row): [string, AdoptedRep] => {
      const percent = cells.number('potential_deviation_pct', row);
      const figures = {
        name: cells.text('rep_name', row),
        manager: cells.text('manager', row),
        pool: cells.text('pool', row),
        capacity: cells.number('capacity', row),
        ramp: cells.number('ramp', row),
        quota: cells.number('quota', row),
        status: cells.text('status', row),
        accounts: cells.number('accounts', row),
        potential: cells.number('potential', row),
        potentialTarget: cells.number('potential_target', row),
        potentialDeviation: percent === undefined ? undefined : percent / 100,
        workload: cells.number('workload', row),
        workloadTarget: cells.number('workload_target', row),
      };
      return [cells.text('rep_id', row), figures];
    }),
  );
}

function cellsOf({ columns }: OwnFile) {
  const text = (column: string, row: number): string => columns.get(column)?.[row] ?? '';
  const number = (column: string, row: number): number | undefined =>
    parseNumber(text(column, row))?.value;
  return { text, number };
}
