import type {
  Baseline,
  BaselineAccount,
  BaselineRep,
  Standing,
} from '../evaluation/check/types.js';
import { parseNumber } from '../inputs/cells/number.js';
import { readAssignments } from '../inputs/csv/assignments.js';
import { shortened } from '../inputs/csv/findings.js';
import { type OwnFile, readOwn } from '../inputs/csv/read-own.js';
import type { InputProblem } from '../model/input-problem.js';
import { planSchema } from '../reports/plan-json.js';
import type { NamedBytes } from './inputs.js';

/** The files of a plan folder that tell what the plan was. */
export interface BaselineFiles {
  readonly plan: NamedBytes;
  readonly assignments: NamedBytes;
  readonly territories: NamedBytes;
}

/** The metrics whose amounts assignments.csv holds. */
const amounts = ['potential', 'workload'] as const;

/** Reads the plan that was adopted, with everything that is wrong in its files. */
export function readBaseline(files: BaselineFiles): {
  readonly baseline: Baseline;
  readonly problems: readonly InputProblem[];
} {
  const problems: InputProblem[] = [];
  const metrics = metricsOf(files.plan, problems);
  const assigned = readAssignments(files.assignments.name, files.assignments.bytes);
  const territories = readOwn(files.territories.name, files.territories.bytes, ['rep_id']);
  for (const one of [...assigned.problems, ...territories.problems]) problems.push(one);
  const accounts = accountsOf(assigned.own, problems);
  const reps = repsOf(territories.own, metrics, problems);
  return { baseline: { accounts, reps }, problems };
}

/** The unfiltered balanced metrics of the plan: the further keys of its `after`. */
function metricsOf({ name, bytes }: NamedBytes, problems: InputProblem[]): string[] {
  const remedy = 'name the plan.json of a plan folder that carve wrote';
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    problems.push({ file: name, what: 'is no JSON', remedy });
    return [];
  }
  const plan = planSchema.safeParse(json);
  if (!plan.success) {
    const [issue] = plan.error.issues;
    const where = issue.path.length === 0 ? '' : ` at ${issue.path.join('.')}`;
    problems.push({ file: name, what: `is no plan of carve${where}: ${issue.message}`, remedy });
    return [];
  }
  return Object.entries(plan.data.after).flatMap(([key, value]) =>
    typeof value === 'object' && 'gini' in value ? [key] : [],
  );
}

function accountsOf(own: OwnFile, problems: InputProblem[]): Map<string, BaselineAccount> {
  const cell = (column: string, index: number): string => own.columns.get(column)?.[index] ?? '';
  const accounts = new Map<string, BaselineAccount>();
  own.rowNumbers.forEach((row, index) => {
    const [potential, workload] = amounts.map((column) =>
      numberIn({ file: own.file, row, column }, cell(column, index), problems),
    );
    const change = cell('change', index);
    const state = change === 'excluded' || change === 'released' ? change : 'planned';
    accounts.set(cell('account_id', index), {
      name: cell('account_name', index),
      state,
      repId: state === 'planned' ? cell('rep_id', index) : '',
      amounts: { potential, workload },
    });
  });
  return accounts;
}

function repsOf(
  own: OwnFile,
  metrics: readonly string[],
  problems: InputProblem[],
): Map<string, BaselineRep> {
  const reps = new Map<string, BaselineRep>();
  own.rowNumbers.forEach((row, index) => {
    const cell = (column: string): string => own.columns.get(column)?.[index] ?? '';
    const number = (column: string): number =>
      numberIn({ file: own.file, row, column }, cell(column), problems);
    const standing = new Map(
      metrics
        .filter((metric) => own.columns.has(`${metric}_deviation_pct`))
        .map((metric): [string, Standing] => [
          metric,
          {
            deviation: number(`${metric}_deviation_pct`) / 100,
            target: number(`${metric}_target`),
          },
        ]),
    );
    const repId = cell('rep_id');
    reps.set(repId, { name: cell('rep_name') || repId, standing });
  });
  return reps;
}

function numberIn(
  place: Pick<InputProblem, 'file'> & { readonly row: number; readonly column: string },
  text: string,
  problems: InputProblem[],
): number {
  if (text === '') return 0;
  const reading = parseNumber(text);
  if (reading === undefined) {
    const remedy = 'take the file as carve wrote it';
    problems.push({ ...place, what: 'is no number', value: shortened(text), remedy });
  }
  return reading?.value ?? 0;
}
