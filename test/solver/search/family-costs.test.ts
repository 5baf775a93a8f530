import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../../../src/model/random.js';
import { layOut } from '../../../src/solver/model/layout.js';
import type { SoftFamily } from '../../../src/solver/model/program.js';
import { FamilyCosts } from '../../../src/solver/search/family-costs.js';
import { bareProgram } from '../relaxed-program.js';

const units = 40;
const reps = 4;

/** Families of two to thirty, some of which share members. */
function familiesOf(random: Random): SoftFamily[] {
  return [2, 3, 9, 20, 30].map((size) => {
    const members = new Set<number>();
    while (members.size < size) members.add(random.below(units));
    return { units: Int32Array.from(members).sort(), splitCost: 1 + random.fraction() };
  });
}

/** By the definition: what is not all with one rep. */
function splitCosts(families: readonly SoftFamily[], place: Int32Array): number {
  return families.reduce(
    (sum, family) =>
      sum + (new Set([...family.units].map((u) => place[u])).size > 1 ? family.splitCost : 0),
    0,
  );
}

describe('the costs of split families, large and small', () => {
  it('are foretold for every move and exchange, and kept as units move', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), (seed) => {
        const random = new Random(seed, 5);
        const families = familiesOf(random);
        const layout = layOut({ ...bareProgram(units, reps, []), families });
        // Mostly with one rep, so that families are often whole.
        const place = Int32Array.from({ length: units }, () =>
          random.below(8) === 0 ? random.below(reps) : 1,
        );
        const costs = new FamilyCosts(layout, place);
        for (let turn = 0; turn < 30; turn++) {
          const before = splitCosts(families, place);
          expect(costs.total()).toBeCloseTo(before, 9);
          const unit = random.below(units);
          const other = random.below(2) === 0 ? -1 : random.below(units);
          const to = other < 0 ? random.below(reps) : place[other];
          if (unit === other || place[unit] === to) continue;
          const home = place[unit];
          const after = Int32Array.from(place);
          after[unit] = to;
          if (other >= 0) after[other] = home;
          const delta = costs.delta(unit, to, other, home);
          expect(delta).toBeCloseTo(splitCosts(families, after) - before, 9);
          if (other >= 0 && random.below(2) === 0) continue;
          place.set(after);
          costs.move(unit, home, to);
          if (other >= 0) costs.move(other, to, home);
        }
      }),
    );
  });

  it('while placing, are those of families of which somebody is elsewhere already', () => {
    const random = new Random(1, 5);
    const families = familiesOf(random);
    const layout = layOut({ ...bareProgram(units, reps, []), families });
    const place = new Int32Array(units).fill(-1);
    const costs = new FamilyCosts(layout, place);
    for (let u = 0; u < units; u++) {
      const rep = random.below(reps);
      const apart = families.filter(
        (family) =>
          family.units.includes(u) &&
          [...family.units].some((o) => place[o] >= 0 && place[o] !== rep),
      );
      const wanted = apart.reduce((sum, { splitCost }) => sum + splitCost, 0);
      expect(costs.apartFrom(u, rep)).toBeCloseTo(wanted, 9);
      place[u] = rep;
      costs.move(u, -1, rep);
    }
  });
});
