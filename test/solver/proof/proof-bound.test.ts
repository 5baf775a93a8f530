import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../../../src/model/random.js';
import { layOut, multipliersOf } from '../../../src/solver/model/layout.js';
import type { Program, Proof } from '../../../src/solver/model/program.js';
import { priceScale } from '../../../src/solver/prices/price-scale.js';
import { proofBound } from '../../../src/solver/proof/proof-bound.js';
import { bruteForce } from '../brute-force.js';
import { randomProgram } from '../random-program.js';
import { randomByRep } from './by-rep/random-by-rep.js';

/** Any proof that covers all plans, with random prices and branching. */
function randomProof(program: Program, random: Random): Proof {
  const { step } = priceScale(layOut(program));
  const open = Array.from(program.setOf, (set) => [...program.sets[set]]);
  const tied = new Set(program.families.flatMap(({ units }) => [...units]));
  const price = () => ({
    multipliers: multipliersOf(
      program,
      step.map((size) => size * (random.fraction() - 0.5)),
    ),
    ...(random.below(2) === 0 && { byRep: randomByRep(program, random) }),
  });
  const build = (depth: number): Proof => {
    const unit = random.below(program.unitCount);
    const reps = open[unit];
    const kind = random.below(3);
    if (depth === 0 || kind === 0 || reps.length < 2) return price();
    const cut = 1 + random.below(reps.length - 1);
    const parts = [reps.slice(0, cut), reps.slice(cut)];
    const within = (part: number[]): Proof => {
      open[unit] = part;
      const proof = build(depth - 1);
      open[unit] = reps;
      return proof;
    };
    const prices = price();
    if (kind === 1 && (!tied.has(unit) || prices.byRep !== undefined)) {
      return { ...prices, ruledOut: [{ unit, reps: parts[0] }], proof: within(parts[1]) };
    }
    return { unit, cases: parts.map((part) => ({ reps: part, proof: within(part) })) };
  };
  return build(4);
}

describe('a proof', () => {
  it('never proves more than the optimum, however it is built', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.nat(1_000_000), (seed, shape) => {
        const program = randomProgram(seed, { units: 5, reps: 3 });
        const best = bruteForce(program);
        const bound = proofBound(program, randomProof(program, new Random(shape)));
        if (best !== undefined) expect(bound).toBeLessThanOrEqual(best);
      }),
      { numRuns: 2000 },
    );
  });

  it('proves nothing when a rep is left out of its cases', () => {
    const program = randomProgram(2, { units: 3, reps: 3 });
    const whole: Program = {
      ...program,
      sets: [Int32Array.from({ length: program.repCount }, (_, j) => j)],
      setOf: new Int32Array(program.unitCount),
    };
    const zero = multipliersOf(whole, new Float64Array(layOut(whole).slotCount));
    const proof: Proof = { unit: 0, cases: [{ reps: [0], proof: { multipliers: zero } }] };
    expect(whole.repCount).toBeGreaterThan(1);
    expect(proofBound(whole, proof)).toBe(-Infinity);
  });
});
