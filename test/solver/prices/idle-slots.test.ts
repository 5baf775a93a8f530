import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../../../src/model/random.js';
import type { UnitLists } from '../../../src/solver/model/open-reps.js';
import type { Program } from '../../../src/solver/model/program.js';
import { sampleUnits, type UnitSample } from '../../../src/solver/model/unit-sample.js';
import { costlessSlots, idleSlots } from '../../../src/solver/prices/idle-slots.js';
import { listNear } from '../../../src/solver/prices/unit-lists.js';
import { dualOf, unrelated } from '../relaxed-program.js';

/** Shares by entry that sum to 1 for every unit, many of them all at one rep. */
function randomShares({ open }: UnitLists, units: Int32Array, random: Random): Float64Array {
  const share = new Float64Array(open.reps.length);
  for (const u of units) {
    const own = share.subarray(open.start[u], open.end[u]);
    const whole = random.below(2) === 0 ? random.below(own.length) : -1;
    for (let e = 0; e < own.length; e++) {
      own[e] = whole < 0 ? 0.01 + random.fraction() : e === whole ? 1 : 0;
    }
    const sum = own.reduce((a, b) => a + b, 0);
    for (let e = 0; e < own.length; e++) own[e] /= sum;
  }
  return share;
}

/** The loads by slot of shared units, from the program's definition. */
function loadsAt(
  program: Program,
  { open }: UnitLists,
  share: Float64Array,
  { units, weight }: UnitSample,
): number[] {
  const loads: number[] = [];
  const shareOf = (u: number, wanted: (rep: number) => boolean): number => {
    let sum = 0;
    for (let e = open.start[u]; e < open.end[u]; e++) if (wanted(open.reps[e])) sum += share[e];
    return sum;
  };
  for (const { amount, groupOf, costs } of program.repLoads) {
    costs.forEach((_, group) => {
      let load = 0;
      units.forEach((u, n) => {
        load += weight[n] * amount[u] * shareOf(u, (rep) => groupOf[rep] === group);
      });
      loads.push(load);
    });
  }
  const { homes } = program;
  for (const { amount, groupOf, costs } of program.leavingLoads) {
    costs.forEach((_, group) => {
      let load = 0;
      for (let u = 0; u < program.unitCount; u++) {
        const counted = units.indexOf(u);
        for (let e = homes.start[u]; e < homes.start[u + 1]; e++) {
          if (groupOf[homes.rep[e]] !== group) continue;
          load += amount[e];
          if (counted < 0) continue;
          load -= weight[counted] * amount[e] * shareOf(u, (rep) => rep === homes.rep[e]);
        }
      }
      loads.push(load);
    });
  }
  return loads;
}

const lists = { cheapest: 2, pool: 4, drawn: 1, strays: 1, interchangeable: 0 };

describe('idle slots', () => {
  it('cost nothing and are within their bounds at the shares, the others are not or nearly not', () => {
    let idleOnes = 0;
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.nat(1_000_000), (seed, shares) => {
        const program = unrelated(seed, { units: 12, reps: 5 });
        const dual = dualOf(program);
        const { layout } = dual;
        const random = new Random(shares, 6);
        const sample = sampleUnits(layout, 1 + random.below(2 * program.unitCount));
        const prices = new Float64Array(layout.slotCount);
        const listed = listNear(dual, { prices, units: sample.units, plan: lists });
        const share = randomShares(listed, sample.units, random);
        const idle = idleSlots(layout, listed, share, sample);
        const costless = costlessSlots(layout);
        const loads = loadsAt(program, listed, share, sample);
        expect(idle.length).toBe(loads.length);
        loads.forEach((load, s) => {
          const { low, high, tolerance, slopes } = layout.slotCosts[s];
          const isFree = slopes.every((slope) => slope === 0);
          expect(costless[s]).toBe(isFree ? 1 : 0);
          if (idle[s] === 1) {
            idleOnes++;
            expect(isFree).toBe(true);
            expect(load).toBeGreaterThan(low - tolerance);
            expect(load).toBeLessThan(high + tolerance);
          } else if (isFree) {
            // At least a sixth of the way to a bound is left to every idle slot's load.
            const size = Math.max(Math.abs(load), high < Infinity ? Math.abs(high) : 0);
            expect(Math.min(high - load, load - low)).toBeLessThanOrEqual(0.2 * size + 1e-9);
          }
        });
      }),
      { numRuns: 300 },
    );
    expect(idleOnes).toBeGreaterThan(100);
  });
});
