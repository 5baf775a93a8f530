import type { AssemblyInputs } from '../assembly/ground.js';
import { today } from '../evaluation/changes.js';
import type { Problem } from '../model/problem.js';
import type { Relaxation } from '../model/relaxation.js';
import { impossibleAtOnce } from '../planning/conflicts/at-once.js';
import { closestPlan } from '../planning/conflicts/closest-plan.js';
import { type Explanation, explainConflicts } from '../planning/conflicts/explanation.js';
import type { Asking } from '../planning/conflicts/inquiry.js';
import type { ReadProblem } from '../planning/inputs.js';
import { makePlan, type Plan, planWith } from '../planning/plan.js';
import { planWithCosts } from '../planning/rule-costs/plan-with-costs.js';
import { conflictsText } from '../reports/conflict-words.js';
import {
  leastCostsInBackground,
  solveInBackground,
  stayingSolver,
} from '../solver/background/in-background.js';
import type { SolveOptions } from '../solver/program.js';
import { withTimeLeft } from '../solver/stop-signal.js';
import type { PlanFlags } from './flags/plan-flags.js';
import type { SearchRun } from './search-run.js';
import type { World } from './world.js';

/** Beyond this many pairs of account and rep, looking for conflicts takes longer than planning. */
const mostPairs = 60_000_000;
/** Seconds that an explanation may go past a time limit. */
const leeway = 1;

const solver = { solve: solveInBackground, leastCosts: leastCostsInBackground };

/** A plan, and what there is to say of the must rules. */
export interface PlanOutcome {
  readonly plan: Plan;
  /** What the plan was made with in place of the inputs as they are. */
  readonly relaxations: readonly Relaxation[] | undefined;
  /** What is still to be said of conflicts, for stderr. */
  readonly told: string | undefined;
}

/**
 * Plans; where the must rules cannot all hold, finds out why and what would
 * help, and with --relax plans with that. What plain sums show is said before
 * anything is searched for.
 */
export async function planOrExplain(
  world: World,
  flags: PlanFlags,
  { problem, assembled }: Pick<ReadProblem, 'problem' | 'assembled'>,
  { options, stop, progress }: SearchRun,
): Promise<PlanOutcome> {
  const began = world.now();
  const explaining: SolveOptions = {
    ...options,
    shouldStop: () =>
      stop.requested() ||
      (flags.timeLimit !== undefined && world.now() - began > 1000 * (flags.timeLimit + leeway)),
  };
  const explain = async (near: Asking['near']): Promise<Explanation | undefined> => {
    if (problem.accountCount * problem.repCount > mostPairs || stop.requested()) return undefined;
    const asking = { solver, options: explaining, near };
    return explainConflicts(assembled, problem, asking).finally(progress.clear);
  };
  const say = (explained: Explanation | undefined, proven: boolean, relaxed: boolean): string =>
    conflictsText(problem, {
      conflicts: explained?.conflicts ?? [],
      settled: explained?.settled ?? false,
      proven: proven || explained?.conflicts.some((one) => one.proven) === true,
      relaxations: explained?.relaxed?.relaxations,
      relaxed,
      columns: world.stderr.columns,
    });
  const withRelaxed = async (explained: Explanation | undefined): Promise<Plan | undefined> => {
    const { relaxed } = explained ?? {};
    if (!flags.relax || relaxed === undefined || stop.requested()) return undefined;
    const plan = await planned(relaxed.problem, relaxed.inputs);
    return plan.status === 'infeasible' ? planWith(plan, relaxed.assignment) : plan;
  };
  const planned = (whole: Problem, inputs: AssemblyInputs): Promise<Plan> => {
    const staying = stayingSolver();
    const left = withTimeLeft(options, began);
    return planWithCosts(whole, inputs, left, staying).finally(staying.end);
  };
  const outcome = (plan: Plan, explained?: Explanation, told?: string): PlanOutcome => ({
    plan,
    relaxations:
      plan.problem === explained?.relaxed?.problem ? explained.relaxed.relaxations : undefined,
    told,
  });

  const impossible = impossibleAtOnce(problem);
  if (impossible !== undefined || (flags.relax && problem.unplaceable.length > 0)) {
    const near = today(problem);
    const explained = await explain(near);
    world.stderr.write(say(explained, true, flags.relax && explained?.relaxed !== undefined));
    const relaxed = await withRelaxed(explained);
    if (relaxed !== undefined) return outcome(relaxed, explained);
    const closest =
      impossible &&
      (await closestPlan(
        problem,
        impossible,
        { solver, options: explaining, near },
        solver,
        boundsAlone(problem, explained),
      ));
    const plan = closest ?? (await makePlan(problem, options, solver));
    return outcome({ ...plan, provenInfeasible: plan.status === 'infeasible' });
  }
  const plan = await planned(problem, assembled);
  if (plan.status !== 'infeasible' || stop.requested()) return outcome(plan);
  const explained = await explain(plan.evaluation.assignment);
  // A search for any plan at all may end where one for the best did not.
  const kept = explained?.conflicts.length === 0 ? explained.rest : undefined;
  const found = kept && planWith(plan, kept);
  if (found !== undefined) return outcome(found);
  const relaxed = await withRelaxed(explained);
  const told = say(explained, plan.provenInfeasible, relaxed !== undefined);
  if (relaxed !== undefined) return outcome(relaxed, explained, told);
  const proven = plan.provenInfeasible || explained?.conflicts.some((one) => one.proven) === true;
  return outcome({ ...plan, provenInfeasible: proven }, explained, told);
}

/** The relaxed problem, where nothing but bounds was moved in it. */
function boundsAlone(problem: Problem, explained: Explanation | undefined): Problem | undefined {
  const { relaxed } = explained ?? {};
  const others = relaxed?.relaxations.filter(
    ({ column }) => !['min', 'max', 'max_accounts'].includes(column),
  );
  return others?.length === 0 && problem.unplaceable.length === 0 ? relaxed?.problem : undefined;
}
