import { fiscalYearOf } from '../../analytics/fiscal.js';
import type { Headcount, Headcounts } from '../../analytics/headcounts.js';
import { workingCapacity } from '../../analytics/pipeline.js';
import { defaultRates } from '../../analytics/rates.js';
import { type PipelineBasis, quotaCoverOf } from '../../analytics/territory-pipeline.js';
import { InputError } from '../../model/input-problem.js';
import type { Problem } from '../../model/problem.js';
import { filledNumbers } from '../../model/table.js';
import { medianOf } from '../../scoring/rank.js';
import type { SolveOptions } from '../../solver/model/program.js';
import { type ProblemInputs, type ReadProblem, readProblem } from '../inputs.js';
import type { NamedBytes } from '../named-bytes.js';
import { makePlan, type Plan, type Solver } from '../plan.js';
import { placeholderIds, type TeamChange, teamFile } from './team-rows.js';

/** The numbers of reps to be planned for. */
export interface HeadcountRange {
  readonly from: number;
  readonly to: number;
}

/**
 * Plans each number of reps: with people yet to be hired, each sharing the
 * territory that is fullest by then, or without those who are least needed.
 *
 * @throws InputError where nobody is there to be more or fewer of.
 */
export async function planHeadcounts(
  inputs: ProblemInputs,
  read: ReadProblem,
  { from, to }: HeadcountRange,
  basis: PipelineBasis,
  options: SolveOptions,
  solver?: Solver,
  begin: (name: string) => void = () => {},
): Promise<Headcounts> {
  const { problem } = read;
  const accountsPerRep = basis.assumptions.rates.accounts_per_rep ?? defaultRates.accounts_per_rep;
  if (!(accountsPerRep > 0)) {
    const remedy = 'give accounts_per_rep above 0 in --assumptions';
    throw new InputError([
      { file: '--reps', what: 'asks how many accounts a rep can work', remedy },
    ]);
  }
  begin('the team as it is');
  const now = await makePlan(problem, options, solver);
  const team = problem.takes.reduce((sum, one) => sum + one, 0);
  const counts: Headcount[] = [];
  for (let reps = from; reps <= to; reps++) {
    if (options.shouldStop?.() === true) break;
    begin(`${reps} reps`);
    const change = changeTo(problem, now, reps - team, { accountsPerRep, basis });
    const file = teamFile(inputs.reps, problem.reps, problem.repIds, change, inputs.forms?.reps);
    const forms = { ...inputs.forms, reps: { ...inputs.forms?.reps, encoding: undefined } };
    const changed =
      reps === team ? read : readProblem({ ...inputs, forms: spelled(forms), reps: file });
    const plan = reps === team ? now : await makePlan(changed.problem, options, solver);
    counts.push(judged(changed, plan, { reps, change, problem, file, accountsPerRep, basis }));
  }
  const least = counts.find(({ works }) => works)?.reps;
  return { now: team, accountsPerRep, counts, least };
}

/** Forms without what nobody says. */
function spelled(forms: NonNullable<ProblemInputs['forms']>): NonNullable<ProblemInputs['forms']> {
  const { encoding: _, ...reps } = forms.reps ?? {};
  return { ...forms, reps };
}

/** Accounts of each rep in a plan. */
function accountsOf({ problem, evaluation }: Plan): Float64Array {
  const counts = new Float64Array(problem.repCount);
  for (const rep of evaluation.assignment) if (rep >= 0) counts[rep]++;
  return counts;
}

/** So many more reps, or fewer. */
function changeTo(
  problem: Problem,
  now: Plan,
  more: number,
  { accountsPerRep, basis }: Pick<Judging, 'accountsPerRep' | 'basis'>,
): TeamChange {
  const accounts = accountsOf(now);
  const room = workingCapacity(problem).map((capacity) => capacity * accountsPerRep);
  const there = [...problem.takes.keys()].filter((rep) => problem.takes[rep] === 1);
  const fullness = (rep: number): number => accounts[rep] / room[rep];
  const quotas = filledNumbers(problem.reps, 'quota');
  const known = there.map((rep) => quotas?.[rep] ?? Number.NaN).filter((one) => one > 0);
  // Of a year that is partly over nobody who comes now can make the whole.
  const { left } = fiscalYearOf(problem.asOf, basis.fiscalStart);
  const part = filledNumbers(problem.reps, 'attained') === undefined ? 1 : left;
  const quota = known.length === 0 ? undefined : part * medianOf(Float64Array.from(known));
  const like: number[] = [];
  for (let hire = 0; hire < more; hire++) {
    const fullest = there.reduce((best, rep) => (fullness(rep) > fullness(best) ? rep : best));
    like.push(fullest);
    room[fullest] += accountsPerRep;
  }
  const without = [...there]
    .sort((a, b) => fullness(a) - fullness(b) || b - a)
    .slice(0, Math.max(0, -more));
  return { without, like, quota };
}

interface Judging {
  readonly reps: number;
  readonly change: TeamChange;
  /** The team as it is. */
  readonly problem: Problem;
  readonly file: NamedBytes;
  readonly accountsPerRep: number;
  readonly basis: PipelineBasis;
}

function judged(
  read: ReadProblem,
  plan: Plan,
  { reps, change, problem: before, file, accountsPerRep, basis }: Judging,
): Headcount {
  const { problem } = read;
  const accounts = accountsOf(plan);
  const capacity = workingCapacity(problem);
  const fullness = [...accounts].flatMap((count, rep) =>
    problem.takes[rep] === 1 ? [count / (capacity[rep] * accountsPerRep)] : [],
  );
  const over = fullness.filter((one) => one > 1 + tolerance).length;
  const { assignment, change: changes, feasible } = plan.evaluation;
  const left = changes.filter(
    (what, account) => assignment[account] < 0 && what !== 'released' && what !== 'excluded',
  ).length;
  const cover = quotaCoverOf(read, basis)(assignment);
  const covers = cover === undefined || cover.expected >= cover.quotaLeft;
  return {
    reps,
    hired: placeholderIds(before.repIds, change.like.length).map((id, at) => ({
      id,
      like: before.repNames[change.like[at]],
    })),
    without: change.without.map((rep) => before.repNames[rep]),
    isFeasible: feasible,
    accounts: accounts.reduce((sum, one) => sum + one, 0) + left,
    unserved: left,
    fullest: fullness.reduce((most, one) => Math.max(most, one), 0),
    over,
    cover,
    works: feasible && over === 0 && covers,
    file: Buffer.from(file.bytes).toString('utf8'),
  };
}

const tolerance = 1e-9;
