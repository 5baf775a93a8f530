import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { Random } from '../../../../src/model/random.js';
import { DualFunction } from '../../../../src/solver/bound/dual-function.js';
import { type Layout, layOut } from '../../../../src/solver/model/layout.js';
import { allEligible } from '../../../../src/solver/model/open-reps.js';
import type { Program, SolveOptions } from '../../../../src/solver/model/program.js';
import { priceBudget } from '../../../../src/solver/prices/price-rounds.js';
import { priceScale } from '../../../../src/solver/prices/price-scale.js';
import { findPrices } from '../../../../src/solver/prices/prices.js';
import { byRepRoot } from '../../../../src/solver/proof/by-rep/by-rep-root.js';
import { settleNeighbourhoods } from '../../../../src/solver/proof/by-rep/neighbourhoods.js';
import { ProofReader } from '../../../../src/solver/proof/proof-bound.js';
import { foundAt } from '../../../../src/solver/search/anneal-run.js';
import { solve } from '../../../../src/solver/solve.js';
import { WorkerPool } from '../../../../src/solver/threads/worker-pool.js';
import { bruteForce, judge } from '../../brute-force.js';
import { type Gap, gapProgram, readGap } from './gap-program.js';

const never = (): boolean => false;

function rootOf(layout: Layout, known?: number) {
  const open = allEligible(layout.program);
  const dual = new DualFunction(layout, open);
  const priced = findPrices(dual, priceBudget(layout, 'normal'), new WorkerPool(1), never);
  const cutoff = known ?? priced.value * 1.02;
  const plan = { ...priced, cutoff, looksPerCase: 20, mustBeBounded: false, stop: never };
  return { priced, root: byRepRoot(layout, open, priceScale(layout), plan) };
}

/** Costs that rise as weights fall, and capacities that leave little room (class D of Chu & Beasley 1997). */
function randomGap(seed: number, units: number, reps: number): Gap {
  const random = new Random(seed, 5);
  const weight = Array.from({ length: reps }, () =>
    Array.from({ length: units }, () => 5 + random.below(45)),
  );
  const cost = weight.map((row) => row.map((w) => 60 - w + random.below(20)));
  const capacity = weight.map((row) =>
    Math.ceil((1.05 * row.reduce((sum, w) => sum + w, 0)) / reps),
  );
  return { weight, cost, capacity };
}

const options: SolveOptions = {
  seed: 1,
  effort: 'normal',
  threads: 1,
  timeLimit: undefined,
  now: () => 0,
};

describe('few units under tight bounds', () => {
  it('are proven to the optimum', async () => {
    for (let seed = 1; seed <= 8; seed++) {
      const program = gapProgram(randomGap(seed, 9, 3));
      const best = bruteForce(program);
      const { objective, violation, bound } = await solve(program, options);
      expect(violation).toBe(0);
      expect(objective).toBe(best);
      expect(bound).toBeGreaterThan((best ?? Number.NaN) - 1e-2);
      expect(bound).toBeLessThanOrEqual(best ?? Number.NaN);
    }
  });

  it('have a far better bound than prices of loads give, and one that the proof reader finds', () => {
    for (let seed = 1; seed <= 5; seed++) {
      const program = gapProgram(randomGap(seed, 9, 3));
      const best = bruteForce(program) ?? Number.NaN;
      const layout = layOut(program);
      const { priced, root } = rootOf(layout, best * 1.001);
      if (root === undefined) throw new Error('there is a gap to close');
      expect(root.value - priced.value).toBeGreaterThan(0.3 * (best - priced.value));
      const read = new ProofReader(layout).bound(root.bounds.proofBy(root.prices));
      expect(read).toBeLessThanOrEqual(Math.min(best, root.value));
      expect(read).toBeGreaterThan(root.value - 1e-6);
    }
  });
});

describe('neighbourhoods', () => {
  it('make a placement better, never worse, and keep its bounds', () => {
    for (let seed = 1; seed <= 5; seed++) {
      const program = gapProgram(randomGap(seed, 24, 5));
      const layout = layOut(program);
      const start = foundAt(
        layout,
        Int32Array.from({ length: 24 }, (_, u) => u % 5),
      );
      const { root } = rootOf(layout);
      if (root === undefined) throw new Error('there is a gap to close');
      const found = settleNeighbourhoods(
        layout,
        start,
        {
          open: allEligible(program),
          tables: root.bounds.tables(root.prices),
          work: 3e6,
          stop: never,
        },
        new Random(seed, 0),
      );
      const judged = judge(program, found.placement);
      expect(judged.objective).toBeCloseTo(found.objective, 9);
      expect(judged.violation).toBeLessThanOrEqual(start.violation);
      if (start.violation === 0) expect(judged.objective).toBeLessThan(start.objective);
    }
  });
});

const shared = fileURLToPath(new URL('../../../../../shared/data/gap', import.meta.url));
const optima: readonly (readonly [string, number])[] = [
  ['c05100', 1931],
  ['c20100', 1243],
  ['d10100', 6347],
  ['d20100', 6185],
  ['e10100', 11577],
  ['e20400', 44877],
];

describe.skipIf(!existsSync(shared))('generalised assignment', () => {
  it.each(optima)('%s is bounded to 0.3 %% by prices of units', (name, optimum) => {
    const program: Program = gapProgram(readGap(readFileSync(`${shared}/${name}.txt`, 'utf8')));
    const layout = layOut(program);
    const { root } = rootOf(layout, optimum * 1.0005);
    if (root === undefined) throw new Error('there is a gap to close');
    const read = new ProofReader(layout).bound(root.bounds.proofBy(root.prices));
    expect(read).toBeLessThanOrEqual(optimum);
    expect(read).toBeGreaterThan(optimum * 0.997);
  });
});
