import { assemble } from '../../assembly/assemble.js';
import type { AssemblyInputs } from '../../assembly/ground.js';
import type { MustRow } from '../../evaluation/conflict-claims.js';
import type { Assignment } from '../../model/assignment.js';
import { InputError } from '../../model/input-problem.js';
import type { Problem } from '../../model/problem.js';
import { keepBounds } from '../../solver/feasibility/keep-bounds.js';
import { onlyBounds, pricedBounds } from '../../solver/feasibility/must-bounds.js';
import {
  counting,
  type Impossibility,
  type MustLayout,
  provenByPrices,
  provenInCases,
} from '../../solver/feasibility/must-layout.js';
import { impossibleBySums } from '../../solver/feasibility/sums.js';
import { pricesOf } from '../../solver/model/layout.js';
import type { SolveOptions } from '../../solver/model/program.js';
import type { Solver } from '../plan.js';
import { boundKeyOf, isBound, type MustModel, mustModel, placementOf } from './must-model.js';
import { withOnly } from './must-rows.js';

/** How plans are looked for: by whom, in this thread or in others, and how long. */
export interface Asking {
  readonly solver: Pick<Solver, 'solve' | 'leastCosts'>;
  readonly options: SolveOptions;
  /** A plan near the rules, from which others are looked for. */
  readonly near: Assignment;
}

/** Whether some plan keeps some must rows, as far as was found out. */
export interface Answer {
  readonly model: MustModel;
  /** The plan that keeps them, or the one that was found to break them least. */
  readonly assignment: Assignment;
  readonly feasible: boolean;
  /** That there is no such plan, and whose bounds that takes; none where it is unknown. */
  readonly impossible: readonly Impossible[];
}

export interface Impossible extends Impossibility {
  /** Keys of the rows whose bounds it takes; none where some account has nobody. */
  readonly keys: ReadonlySet<string>;
}

/** Tries of a search from a plan that is near, and more for each unit: some hundredths of a second. */
const shortWork = 40_000;
const workEach = 10;
/** And of one that is the last hope. */
const longWork = 200_000;
/** Pairs of account and rep that may be handed to the whole solver, over all questions. */
const pairsToSolve = 60_000;
const fewestSolves = 2;
/** A price below this part of the greatest says nothing. */
const negligible = 1e-6;

/** Asks whether plans keep chosen must rows of some inputs, cheapest ways first, and remembers. */
export class Inquiry {
  readonly all: readonly MustRow[];
  readonly #inputs: AssemblyInputs;
  readonly #asking: Asking;
  readonly #models = new Map<string, MustModel | undefined>();
  readonly #answers = new Map<string, Answer | undefined>();
  #pairsLeft: number;

  constructor(inputs: AssemblyInputs, all: readonly MustRow[], asking: Asking) {
    this.all = all;
    this.#inputs = inputs;
    this.#asking = asking;
    const pairs = inputs.accounts.size * inputs.reps.size;
    this.#pairsLeft = Math.max(pairsToSolve, fewestSolves * Math.min(pairs, pairsToSolve / 2));
  }

  /** The problem under those of some rows that say who may take what; all bounds are in it. */
  model(rows: readonly MustRow[]): MustModel | undefined {
    const shaping = rows.filter((row) => !isBound(row));
    const key = shaping.map((row) => this.all.indexOf(row)).join();
    if (!this.#models.has(key)) {
      const kept = this.all.filter((row) => isBound(row) || shaping.includes(row));
      const problem = assembleOrNothing(withOnly(this.#inputs, this.all, kept));
      // A model is as large as the problem: the last few will do.
      if (this.#models.size > 8) this.#models.clear();
      this.#models.set(key, problem && mustModel(problem));
    }
    return this.#models.get(key);
  }

  /** Undefined where the rows make no sense together. */
  async ask(
    rows: readonly MustRow[],
    known: { readonly near?: Assignment; readonly impossible?: Impossible } = {},
  ): Promise<Answer | undefined> {
    const key = rows.map((row) => this.all.indexOf(row)).join();
    if (!this.#answers.has(key)) {
      const model = this.model(rows);
      this.#answers.set(key, model && (await this.#answer(model, rows, known)));
    }
    return this.#answers.get(key);
  }

  /** What is still proven of fewer rows by the same prices. */
  stillImpossible(
    rows: readonly MustRow[],
    known: Impossible,
    of: MustModel,
  ): Impossible | undefined {
    const model = this.model(rows);
    const { proof } = known;
    if (model === undefined || !('multipliers' in proof) || 'ruledOut' in proof) return undefined;
    const must = counting(model.must, countsIn(model, rows));
    const before = pricesOf(proof.multipliers);
    const prices = translated(before, of, model);
    if (prices === undefined) return undefined;
    const counts = countsIn(model, rows);
    for (let slot = 0; slot < prices.length; slot++) if (!counts(slot)) prices[slot] = 0;
    return withKeys(provenByPrices(must, prices), model);
  }

  async #answer(
    model: MustModel,
    rows: readonly MustRow[],
    known: { readonly near?: Assignment; readonly impossible?: Impossible },
  ): Promise<Answer> {
    const { near = this.#asking.near } = known;
    const nobody: Answer = { model, assignment: near, feasible: false, impossible: [] };
    if (model.problem.unplaceable.length > 0) return nobody;
    const must = counting(model.must, countsIn(model, rows));
    const assigned = (placement: Int32Array) => model.translation.assignmentOf(placement);
    const { seed } = this.#asking.options;
    const work = shortWork + workEach * must.layout.unitCount;
    let kept = keepBounds(must, placementOf(model, near), { work, seed });
    const answer = (impossible: readonly Impossible[]): Answer => ({
      model,
      assignment: assigned(kept.placement),
      feasible: kept.violation === 0,
      impossible,
    });
    if (kept.violation === 0) return answer([]);
    const bySums = impossibleBySums(must).map((one) => withKeysOf(one, model));
    if (bySums.length > 0) return answer(bySums);
    const byPrices = await this.#impossibleByPrices(model, must, rows);
    if (byPrices !== undefined) return answer([byPrices]);
    kept = keepBounds(must, kept.placement, { work: longWork, seed: seed + 1 });
    if (kept.violation === 0) return answer([]);
    const solved = await this.#solved(model, must, rows);
    if (solved === undefined) return answer([]);
    if ('placement' in solved) {
      return { model, assignment: assigned(solved.placement), feasible: true, impossible: [] };
    }
    return answer([solved.impossible]);
  }

  /** By the relaxation: accounts may be shared, bounds passed at a price. */
  async #impossibleByPrices(
    model: MustModel,
    must: MustLayout,
    rows: readonly MustRow[],
  ): Promise<Impossible | undefined> {
    const { solver, options } = this.#asking;
    const program = pricedBounds(model.translation.program, countsIn(model, rows));
    const [{ multipliers }] = await solver.leastCosts([program], options);
    const prices = pricesOf({ ...multipliers, cuts: undefined });
    const { slotCosts } = must.layout;
    const few = prices.map((price, slot) =>
      Math.abs(price) * slotCosts[slot].violationScale < negligible ? 0 : price,
    );
    return withKeys(provenByPrices(must, few) ?? provenByPrices(must, prices), model);
  }

  /** By the whole solver, as far as that goes. */
  async #solved(
    model: MustModel,
    must: MustLayout,
    rows: readonly MustRow[],
  ): Promise<{ placement: Int32Array } | { impossible: Impossible } | undefined> {
    const { unitCount, repCount } = must.layout;
    const pairs = Math.max(unitCount * repCount, 20);
    if (pairs > this.#pairsLeft) return undefined;
    this.#pairsLeft -= pairs;
    const { solver, options } = this.#asking;
    const program = onlyBounds(model.translation.program, countsIn(model, rows));
    const solution = await solver.solve(program, { ...options, effort: 'quick' });
    if (solution.violation === 0) return { placement: solution.placement };
    if (solution.bound !== Number.POSITIVE_INFINITY) return undefined;
    const proven = provenInCases(must, solution.proof);
    return proven && { impossible: withKeysOf(proven, model) };
  }
}

/** Whether a slot's bound is that of one of the rows. */
function countsIn(model: MustModel, rows: readonly MustRow[]): (slot: number) => boolean {
  const keys = new Set(rows.map(boundKeyOf));
  return (slot) => keys.has(model.keyOf[slot]);
}

function withKeysOf(proven: Impossibility, model: MustModel): Impossible {
  return { ...proven, keys: new Set(proven.slots.map((slot) => model.keyOf[slot])) };
}

function withKeys(proven: Impossibility | undefined, model: MustModel): Impossible | undefined {
  return proven && withKeysOf(proven, model);
}

/** Prices of one model as those of another with the same rows, by load and group; undefined where there are other groups. */
function translated(
  prices: Float64Array,
  from: MustModel,
  to: MustModel,
): Float64Array | undefined {
  if (from === to) return Float64Array.from(prices);
  const slotsOf = ({ translation }: MustModel): string[] =>
    translation.namedLoads.flatMap(({ name, groups }) =>
      groups.map((group) => JSON.stringify([name, group])),
    );
  const at = new Map(slotsOf(to).map((name, slot) => [name, slot]));
  const there = new Float64Array(to.keyOf.length);
  const names = slotsOf(from);
  for (let slot = 0; slot < prices.length; slot++) {
    if (prices[slot] === 0) continue;
    const other = at.get(names[slot]);
    if (other === undefined) return undefined;
    there[other] = prices[slot];
  }
  return there;
}

/** Without some rows others may make no sense; such a question has no answer. */
export function assembleOrNothing(inputs: AssemblyInputs): Problem | undefined {
  try {
    return assemble(inputs);
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}
