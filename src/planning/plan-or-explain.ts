import type { AssemblyInputs } from '../assembly/ground.js';
import { today } from '../evaluation/changes.js';
import { evaluate } from '../evaluation/evaluate.js';
import type { Problem, RoleGround } from '../model/problem.js';
import type { Relaxation } from '../model/relaxation.js';
import type { ReportedConflicts } from '../reports/conflict-words.js';
import type { Proof, SolveOptions } from '../solver/model/program.js';
import { withTimeLeft } from '../solver/stop-signal.js';
import {
  leastCostsInBackground,
  solveInBackground,
  stayingSolver,
} from '../solver/threads/in-background.js';
import { programOf } from '../solver/translate/from-problem.js';
import { impossibleAtOnce } from './conflicts/at-once.js';
import { type Conflicts, findConflicts } from './conflicts/conflict.js';
import type { Asking } from './conflicts/inquiry.js';
import { leastBounds } from './conflicts/least-bounds.js';
import { boundId, withBounds } from './conflicts/must-bounds.js';
import { type Relaxations, relaxationsFor } from './conflicts/relaxations.js';
import type { ReadProblem } from './inputs.js';
import { makePlan, type Plan, planWith, type Solver } from './plan.js';
import { withRolePlans } from './role-plans.js';
import { planWithCosts } from './rule-costs/plan-with-costs.js';

/** Programs of so few pairs of account and rep are planned as they are, however little can be kept. */
const fewestPairs = 2_000;

/**
 * The plan closest to must bounds that no plan keeps: made with the bounds
 * moved as little as they have to be, and judged by the bounds as they are. A
 * search for what cannot be would not end well. Undefined where it is as well
 * planned as it stands.
 *
 * @param impossible proves that no plan keeps them
 * @param moved the problem with other bounds, where it is known already
 */
async function closestPlan(
  problem: Problem,
  impossible: Proof,
  asking: Asking,
  solver: Solver,
  moved?: Problem,
): Promise<Plan | undefined> {
  if (problem.accountCount * problem.repCount < fewestPairs) return undefined;
  const within = moved ?? (await withMovedBounds(problem, asking));
  const plan = await makePlan(within, asking.options, solver);
  const evaluation = evaluate(problem, plan.evaluation.assignment);
  if (evaluation.feasible) return undefined;
  return {
    problem,
    evaluation,
    status: 'infeasible',
    proven: undefined,
    unavoidable: new Map(),
    floorProofs: new Map(),
    provenInfeasible: true,
    solution: {
      ...plan.solution,
      bound: Number.POSITIVE_INFINITY,
      proof: impossible,
      cuts: [],
    },
    translation: programOf(problem),
  };
}

async function withMovedBounds(problem: Problem, asking: Asking): Promise<Problem> {
  const { bounds } = await leastBounds(problem, asking);
  return withBounds(problem, new Map(bounds.map((bound) => [boundId(bound), bound.to])));
}

/** Beyond this many pairs of account and rep, looking for conflicts takes longer than planning. */
const mostPairs = 60_000_000;
/** Seconds that an explanation may go past a time limit. */
const leeway = 1;

const solver = { solve: solveInBackground, leastCosts: leastCostsInBackground };

/** A plan, and what there is to say of the must rules. */
interface PlanOutcome {
  readonly plan: Plan;
  /** What the plan was made with in place of the inputs as they are. */
  readonly relaxations: readonly Relaxation[] | undefined;
  /** What there is to tell of conflicts; undefined where the rules as they are hold. */
  readonly conflicts: ConflictsFound | undefined;
  /** The same of each role whose own must rules do not all hold. */
  readonly roleConflicts?: readonly RoleConflicts[];
}

/** What there is to tell of the conflicts of a role. */
export interface RoleConflicts {
  readonly role: RoleGround;
  readonly problem: Problem;
  readonly conflicts: ConflictsFound;
}

/** What is told of must rules that do not all hold. */
export type ConflictsFound = Omit<ReportedConflicts, 'columns'>;

/** How a plan is asked for. */
interface PlanAsked {
  readonly options: SolveOptions;
  /** `--relax`: plan with the changes that let all must rules hold. */
  readonly relax: boolean;
  /** Told when a search is over, before what it led to is worked out. */
  readonly searched?: (() => void) | undefined;
  /** Told of conflicts that plain sums show, before anything is searched for. */
  readonly impossible?: (found: ConflictsFound) => void;
}

/**
 * Plans, the main assignment first and then each role by itself; where the must rules of one cannot
 * all hold, finds out why and what would help.
 */
export async function planOrExplain(
  read: Pick<ReadProblem, 'problem' | 'assembled'>,
  asked: PlanAsked,
): Promise<PlanOutcome> {
  const { options } = asked;
  const began = options.timeLimit === undefined ? 0 : options.now();
  const main = await planOne(read, asked);
  const found: RoleConflicts[] = [];
  const plan = await withRolePlans(main.plan, read.assembled, async (one) => {
    const { role, problem } = one;
    const outcome = await planOne(one, {
      options: withTimeLeft(options, began),
      relax: false,
      searched: asked.searched,
    });
    const { conflicts } = outcome;
    if (conflicts !== undefined) found.push({ role, problem, conflicts });
    return outcome.plan;
  });
  return plan === main.plan ? main : { ...main, plan, roleConflicts: found };
}

/**
 * Plans; where the must rules cannot all hold, finds out why and what would
 * help, and with `relax` plans with that. What plain sums show is told before
 * anything is searched for.
 */
async function planOne(
  { problem, assembled }: Pick<ReadProblem, 'problem' | 'assembled'>,
  { options, relax, searched = () => {}, impossible: tell = () => {} }: PlanAsked,
): Promise<PlanOutcome> {
  const began = options.now();
  const stopped = (): boolean => options.shouldStop?.() === true;
  const { timeLimit } = options;
  const explaining: SolveOptions = {
    ...options,
    shouldStop: () =>
      stopped() || (timeLimit !== undefined && options.now() - began > 1000 * (timeLimit + leeway)),
  };
  const explain = async (near: Asking['near']): Promise<Explanation | undefined> => {
    if (problem.accountCount * problem.repCount > mostPairs || stopped()) return undefined;
    const asking = { solver, options: explaining, near };
    return explainConflicts(assembled, problem, asking).finally(searched);
  };
  const found = (
    explained: Explanation | undefined,
    proven: boolean,
    relaxed: boolean,
  ): ConflictsFound => ({
    conflicts: explained?.conflicts ?? [],
    settled: explained?.settled ?? false,
    proven: proven || explained?.conflicts.some((one) => one.proven) === true,
    relaxations: explained?.relaxed?.relaxations,
    relaxed,
  });
  const withRelaxed = async (explained: Explanation | undefined): Promise<Plan | undefined> => {
    const { relaxed } = explained ?? {};
    if (!relax || relaxed === undefined || stopped()) return undefined;
    const plan = await planned(relaxed.problem, relaxed.inputs);
    return plan.status === 'infeasible' ? planWith(plan, relaxed.assignment) : plan;
  };
  const planned = (whole: Problem, inputs: AssemblyInputs): Promise<Plan> => {
    const staying = stayingSolver();
    const left = withTimeLeft(options, began);
    return planWithCosts(whole, inputs, left, staying).finally(staying.end);
  };
  const outcome = (
    plan: Plan,
    explained?: Explanation,
    conflicts?: ConflictsFound,
  ): PlanOutcome => ({
    plan,
    relaxations:
      plan.problem === explained?.relaxed?.problem ? explained.relaxed.relaxations : undefined,
    conflicts,
  });

  const impossible = impossibleAtOnce(problem);
  if (impossible !== undefined || (relax && problem.unplaceable.length > 0)) {
    const near = today(problem);
    const explained = await explain(near);
    const conflictsFound = found(explained, true, relax && explained?.relaxed !== undefined);
    tell(conflictsFound);
    const relaxed = await withRelaxed(explained);
    if (relaxed !== undefined) return outcome(relaxed, explained, conflictsFound);
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
    return outcome(
      { ...plan, provenInfeasible: plan.status === 'infeasible' },
      undefined,
      conflictsFound,
    );
  }
  const plan = await planned(problem, assembled);
  if (plan.status !== 'infeasible' || stopped()) return outcome(plan);
  const explained = await explain(plan.evaluation.assignment);
  // A search for any plan at all may end where one for the best did not.
  const kept = explained?.conflicts.length === 0 ? explained.rest : undefined;
  const rescued = kept && planWith(plan, kept);
  if (rescued !== undefined) return outcome(rescued);
  const relaxed = await withRelaxed(explained);
  const conflictsFound = found(explained, plan.provenInfeasible, relaxed !== undefined);
  if (relaxed !== undefined) return outcome(relaxed, explained, conflictsFound);
  const proven = plan.provenInfeasible || explained?.conflicts.some((one) => one.proven) === true;
  return outcome({ ...plan, provenInfeasible: proven }, explained, conflictsFound);
}

/** The relaxed problem, where nothing but bounds was moved in it. */
function boundsAlone(problem: Problem, explained: Explanation | undefined): Problem | undefined {
  const { relaxed } = explained ?? {};
  const others = relaxed?.relaxations.filter(
    ({ column }) => !['min', 'max', 'max_accounts'].includes(column),
  );
  return others?.length === 0 && problem.unplaceable.length === 0 ? relaxed?.problem : undefined;
}

/** Why no plan keeps the must rules, as far as was found out, and what would help. */
interface Explanation extends Conflicts {
  /** Undefined where none were found, or nothing is in the way. */
  readonly relaxed: Relaxations | undefined;
}

/** Every independent conflict of the must rules, and one set of changes with which all of them hold. */
export async function explainConflicts(
  inputs: AssemblyInputs,
  problem: Problem,
  asking: Asking,
): Promise<Explanation> {
  const found = await findConflicts(inputs, problem, asking);
  const stopped = asking.options.shouldStop?.() === true;
  const nothing = found.settled && found.conflicts.length === 0;
  const relaxed =
    stopped || nothing
      ? undefined
      : await relaxationsFor(inputs, problem, found.conflicts, {
          ...asking,
          near: found.rest ?? asking.near,
        });
  return { ...found, relaxed };
}
