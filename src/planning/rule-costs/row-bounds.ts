import type { AssemblyInputs } from '../../assembly/ground.js';
import {
  allLocked,
  type NamedRows,
  noRows,
  problemWithoutOrNothing,
  rowNamed,
} from '../../assembly/without-rows.js';
import { isLoadRow, objectiveBy } from '../../evaluation/cost-at-most.js';
import { provenBy } from '../../evaluation/proven.js';
import type { RuleOutcome } from '../../evaluation/types.js';
import { eachMeasure } from '../../measures/index.js';
import type { Problem, RowName } from '../../model/problem.js';
import { isOverride } from '../../model/rule.js';
import { definitionOf } from '../../rules/kinds/index.js';
import { pricesOf } from '../../solver/model/layout.js';
import type {
  Effort,
  LeastCost,
  Program,
  Proof,
  SolveOptions,
} from '../../solver/model/program.js';
import { programOf, type Translation } from '../../solver/translate/from-problem.js';
import type { NamedLoad } from '../../solver/translate/rep-loads.js';
import { type BoundSource, boundsHere } from '../../solver/warm/bound-source.js';
import { carriedPrices } from '../../solver/warm/carried-prices.js';
import type { Plan } from '../plan.js';
import { pricesByLoad } from '../prices-by-load.js';
import { affordableClimbs, affordableRows, mostAssembled } from './affordable-rows.js';
import type { BoundsFor, RowBound } from './row-bound.js';

/** A row whose cost goes beyond the plan's own gap by no more than this share of the objective is not looked into. */
const worthwhile = 1e-3;

/**
 * What each must row of a plan can cost at most: the plan judged by the rules
 * without the row, less what no plan is below by those. The prices of the
 * plan, carried over to the problem without the row, prove it, after a short
 * climb where that row has much of a say. Takes about a tenth of the work of
 * planning; what does not fit in has no cost.
 *
 * @param until when a plan with a time limit has to be done, by `options.now`
 */
export async function rowBounds(
  plan: Plan,
  inputs: AssemblyInputs,
  options: SolveOptions,
  boundsFor: BoundsFor = boundsHere,
  until = Number.POSITIVE_INFINITY,
): Promise<readonly RowBound[]> {
  if (plan.proven === undefined) return [];
  // An override has its price already: what it cost the plan it was decided for.
  // Without a role its people would take accounts: that is another team, not a rule that costs something.
  const isAsked = ({ row, rule }: RuleOutcome): boolean =>
    !isOverride(row) && (plan.problem.roles === undefined || !definitionOf(rule).givesRole);
  const must = plan.evaluation.outcomes.filter(
    (outcome) => outcome.level === 'must' && isAsked(outcome),
  );
  if (must.length === 0) return [];
  const { program } = plan.translation;
  const prices = rootPrices(plan.solution.proof).subarray(0, slotCountOf(program));
  const climbs = affordableClimbs(plan.problem, options.effort);
  const source = boundsFor({ program, prices, climbs }, options);
  const isOver = (): boolean => options.shouldStop?.() === true || options.now() >= until;
  const asking = { plan, prices, source, effort: options.effort, isOver };
  try {
    const own = await source.without([], { enough: Number.NEGATIVE_INFINITY });
    const loadRows = must.filter(isLoadRow).map(({ row }) => row);
    const ofLoads = await boundsOfLoads({ ...asking, ownBound: own.bound }, loadRows);
    const others = must.filter((outcome) => !isLoadRow(outcome)).map(({ row }) => row);
    const ofOthers = await boundsOfOthers({ ...asking, ownBound: own.bound }, inputs, others);
    return [...ofLoads, ...ofOthers];
  } finally {
    await source.end();
  }
}

interface Asking {
  readonly plan: Plan;
  /** By slot of the plan's program. */
  readonly prices: Float64Array;
  readonly source: BoundSource;
  readonly effort: Effort;
  readonly isOver: () => boolean;
  /** What these prices prove of the plan itself. */
  readonly ownBound: number;
}

/** The prices at the root of a proof, which are those of all plans. */
function rootPrices(proof: Proof): Float64Array {
  return 'multipliers' in proof
    ? pricesOf({ ...proof.multipliers, cuts: undefined })
    : rootPrices(proof.cases[0].proof);
}

function slotCountOf({ repLoads, leavingLoads }: Program): number {
  return [...repLoads, ...leavingLoads].reduce((sum, { costs }) => sum + costs.length, 0);
}

/**
 * Rows that ask for loads alone: the program is the same but for these. Those
 * that have no price are left out together, since that proves as much; and so are
 * those that there is no time for one by one.
 */
async function boundsOfLoads(
  asking: Asking,
  rows: readonly RowName[],
): Promise<readonly RowBound[]> {
  const { plan, prices } = asking;
  const { namedLoads } = plan.translation;
  const rowOf = rowsOfLoads(plan.problem);
  const isOf = (load: string, among: ReadonlySet<RowName>): boolean => {
    const row = rowOf.get(load);
    return row !== undefined && among.has(row);
  };
  const slotsOf = new Map<RowName, number[]>(rows.map((row) => [row, []]));
  let next = 0;
  for (const { name, groups } of namedLoads) {
    const row = rowOf.get(name);
    const slots = row === undefined ? undefined : slotsOf.get(row);
    for (const _ of groups) slots?.push(next++);
    if (slots === undefined) next += groups.length;
  }
  const priced = rows.filter((row) => slotsOf.get(row)?.some((slot) => prices[slot] !== 0));
  const hasPrice = new Set(priced);
  const { accountCount } = plan.problem;
  const looks = accountCount > mostAssembled ? 1 : looksARow;
  const single = priced.slice(0, looks * affordableRows(plan.problem, asking.effort));
  const together = [
    rows.filter((row) => !hasPrice.has(row)),
    priced.slice(single.length),
    ...single.map((row) => [row]),
  ].filter((group) => group.length > 0);
  const found: RowBound[] = [];
  for (const group of together) {
    if (asking.isOver()) break;
    const slots = group.flatMap((row) => slotsOf.get(row) ?? []);
    const objective = plan.evaluation.objective;
    const answer = await asking.source.without(slots, { enough: enoughOf(asking, objective) });
    const gone = new Set(group);
    const kept = namedLoads.map(({ name }) => !isOf(name, gone));
    const byLoad = pricesByLoad(answer.multipliers, namedLoads);
    found.push({
      rows: group,
      objective,
      bound: provenBy(answer.bound, objective).bound,
      loads: namedLoads.filter((_, load) => kept[load]),
      prices: byLoad.filter((_, load) => kept[load]),
    });
  }
  return found;
}

/** Without loads alone a row takes about a fourth of what one takes that is assembled again. */
const looksARow = 4;

/** The rows whose bounds the loads of a problem stand for, by the names of the loads. */
function rowsOfLoads(problem: Problem): ReadonlyMap<string, RowName> {
  return new Map(
    eachMeasure(problem, ({ bounds, alwaysTerm }, measure): readonly [string, RowName][] => {
      const { row } = measure;
      if (row === undefined || bounds === undefined || alwaysTerm) return [];
      return bounds.loads(measure).map((name) => [name, row]);
    }).flat(),
  );
}

/** Rows that change who may take what, or what is aimed at: the problem is assembled again without them. */
async function boundsOfOthers(
  asking: Asking,
  inputs: AssemblyInputs,
  rows: readonly RowName[],
): Promise<readonly RowBound[]> {
  const { problem } = asking.plan;
  if (problem.accountCount > mostAssembled) return [];
  const found: RowBound[] = [];
  let pending: Promise<void> = Promise.resolve();
  for (const named of namedOthers(problem, rows, affordableRows(problem, asking.effort))) {
    if (asking.isOver()) break;
    const question = questionWithout(asking, inputs, named);
    if (question === undefined) continue;
    const { translation, objective, start } = question;
    const enough = enoughOf(asking, objective);
    const answer = asking.source.of(translation.program, start, { enough });
    // One is assembled here while another is bounded there.
    await pending;
    pending = answer.then(({ bound, multipliers }: LeastCost) => {
      found.push({
        rows: [named.name],
        objective,
        bound: provenBy(bound, objective).bound,
        loads: translation.namedLoads,
        prices: pricesByLoad(multipliers, translation.namedLoads),
      });
    });
  }
  await pending;
  return found;
}

/** As many rows as there is time for; locked accounts one by one if all of them fit in, else as one. */
function namedOthers(
  problem: Problem,
  rows: readonly RowName[],
  most: number,
): readonly NamedRows[] {
  const ofRules = rows.filter((row) => typeof row === 'number');
  const locked = rows.filter((row) => typeof row === 'string');
  const room = most - Math.min(1, locked.length);
  const named = (row: RowName): readonly NamedRows[] => {
    const found = rowNamed(problem, String(row));
    return found === undefined ? [] : [found];
  };
  const first = ofRules.slice(0, room).flatMap(named);
  if (locked.length === 0) return first;
  if (first.length + locked.length <= most) return [...first, ...locked.flatMap(named)];
  return [...first, { name: 'locked', gone: { ...noRows, locked: allLocked(problem.accounts) } }];
}

interface QuestionWithout {
  readonly translation: Translation;
  /** The plan's, by the rules without the rows. */
  readonly objective: number;
  readonly start: Float64Array;
}

/** Undefined where without the rows others make no sense, or nothing is aimed at. */
function questionWithout(
  { plan, prices }: Asking,
  inputs: AssemblyInputs,
  { gone }: NamedRows,
): QuestionWithout | undefined {
  const { problem, evaluation, translation: before } = plan;
  const without = problemWithoutOrNothing(inputs, problem, gone);
  const objective = without && objectiveBy(without, evaluation.assignment);
  if (without === undefined || objective === undefined) return undefined;
  const translation = programOf(without);
  const slotNamed = new Map(slotNames(before.namedLoads).map((name, slot) => [name, slot]));
  const slotFrom = Int32Array.from(
    slotNames(translation.namedLoads),
    (name) => slotNamed.get(name) ?? -1,
  );
  const start = carriedPrices({ program: before.program, prices }, translation.program, slotFrom);
  return { translation, objective, start };
}

function slotNames(loads: readonly NamedLoad[]): readonly string[] {
  return loads.flatMap(({ name, groups }) => groups.map((group) => `${name}\n${group}`));
}

/** What the plan's own prices leave open is left open without a row as well. */
function enoughOf({ plan, ownBound }: Asking, objective: number): number {
  const ofPlan = plan.evaluation.objective;
  return objective - (ofPlan - ownBound) - worthwhile * ofPlan;
}
