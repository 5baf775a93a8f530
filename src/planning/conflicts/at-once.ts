import { eachMeasure } from '../../measures/index.js';
import type { Problem } from '../../model/problem.js';
import { impossibleBySums } from '../../solver/feasibility/sums.js';
import { multipliersOf, pricesOf } from '../../solver/model/layout.js';
import type { Proof } from '../../solver/model/program.js';
import { proofBound } from '../../solver/proof/proof-bound.js';
import { programOf, type Translation } from '../../solver/translate/from-problem.js';
import { type MustModel, mustModel } from './must-model.js';

/** Beyond this many pairs of account and rep even sums are left to the search. */
const mostPairs = 60_000_000;

/**
 * A proof by plain sums that no plan keeps the must bounds of a problem, in
 * prices of its program; undefined where sums show nothing. It takes no longer
 * than looking at each account a few times.
 */
export function impossibleAtOnce(problem: Problem): Proof | undefined {
  const isBounded = eachMeasure(
    problem,
    ({ bounds }, { level }) => bounds !== undefined && level === 'must',
  ).includes(true);
  if (!isBounded || problem.accountCount * problem.repCount > mostPairs) return undefined;
  const model = mustModel(problem);
  const [first] = impossibleBySums(model.must);
  return first && inProgram(problem, first.proof, model);
}

/** A proof in prices of the problem's own program, where it still holds. */
function inProgram(problem: Problem, proof: Proof, of: MustModel): Proof | undefined {
  const whole = programOf(problem);
  const at = new Map(slotNames(whole).map((name, slot) => [name, slot]));
  const names = slotNames(of.translation);
  const translated = (one: Proof): Proof => {
    if ('cases' in one) {
      const cases = one.cases.map(({ reps, proof: inner }) => ({ reps, proof: translated(inner) }));
      return { unit: one.unit, cases };
    }
    const prices = new Float64Array(at.size);
    pricesOf(one.multipliers).forEach((price, slot) => {
      const there = at.get(names[slot]);
      if (there !== undefined) prices[there] = price;
    });
    const multipliers = multipliersOf(whole.program, prices);
    return 'proof' in one
      ? { ...one, multipliers, proof: translated(one.proof) }
      : { ...one, multipliers };
  };
  const inWhole = translated(proof);
  return proofBound(whole.program, inWhole) === Number.POSITIVE_INFINITY ? inWhole : undefined;
}

function slotNames({ namedLoads }: Translation): string[] {
  return namedLoads.flatMap(({ name, groups }) =>
    groups.map((group) => JSON.stringify([name, group])),
  );
}
