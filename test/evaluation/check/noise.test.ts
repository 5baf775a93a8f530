import { describe, expect, it } from 'vitest';
import { today } from '../../../src/evaluation/changes.js';
import { noiseOf } from '../../../src/evaluation/check/noise.js';
import { normalQuantile } from '../../../src/evaluation/check/normal.js';
import { smallPlan } from '../../reports/small-plan.js';
import { smallCheck } from './small-check.js';

const files = {
  accounts: `account_id,potential,owner
A1,100,R1
A2,300,R1
A3,200,R2
A4,150,R2
A5,60,R2
`,
  reps: 'rep_id\nR1\nR2\n',
};

/** sfc32 as docs/solver.md states it, in whole numbers of any size. */
function* uniforms(seed: number): Generator<number> {
  const bits = (value: bigint): bigint => value & 0xffffffffn;
  let [a, b, c, counter] = [BigInt(seed), 0n, 0n, 1n];
  for (let drawn = -16; ; drawn++) {
    const next = bits(a + b + counter);
    counter = bits(counter + 1n);
    a = b ^ (b >> 9n);
    b = bits(c + (c << 3n));
    c = bits(bits((c << 21n) | (c >> 11n)) + next);
    if (drawn >= 0) yield Number(next) / 2 ** 32 || 2 ** -33;
  }
}

describe('noise', () => {
  it('is what a plain reading of contract and generator gives', () => {
    const { problem } = smallPlan({ ...files, plan: {} });
    const asked = { share: 0.2, draws: 50, seed: 7, failUnder: undefined };
    const noise = noiseOf(problem, today(problem), asked);
    const random = uniforms(7);
    const variance = Math.log(1 + 0.2 ** 2);
    let within = [0, 0];
    const worst: number[] = [];
    for (let draw = 0; draw < 50; draw++) {
      const drawn = [100, 300, 200, 150, 60].map((potential) => {
        const z = normalQuantile(random.next().value);
        return potential * Math.exp(Math.sqrt(variance) * z - variance / 2);
      });
      const total = drawn.reduce((sum, one) => sum + one, 0);
      const first = (drawn[0] + drawn[1]) / (total / 2) - 1;
      const off = [first, -first].map(Math.abs);
      within = within.map((count, rep) => count + (off[rep] <= 0.1 ? 1 : 0));
      worst.push(Math.max(...off));
    }
    worst.sort((a, b) => a - b);
    expect(noise?.reps.map((one) => one.within)).toEqual(within.map((count) => count / 50));
    expect(noise?.medianWorst).toBeCloseTo((worst[24] + worst[25]) / 2, 12);
    expect(noise?.p90Worst).toBeCloseTo(worst[44], 12);
    expect(noise?.allWithin).toBe(within[0] / 50);
  });

  it('keeps the mean of each potential', () => {
    const { problem } = smallPlan({ ...files, plan: {} });
    const none = noiseOf(problem, today(problem), {
      share: 0,
      draws: 3,
      seed: 1,
      failUnder: undefined,
    });
    expect(none?.reps.map(({ within }) => within)).toEqual([1, 1]);
  });

  it('fails a check where too few draws are even', () => {
    const asked = { share: 0.5, draws: 200, seed: 1, failUnder: 0.9 };
    const { result } = smallCheck(files, { noise: asked });
    expect(result.passed).toBe(false);
    expect(smallCheck(files, { noise: { ...asked, failUnder: 0.01 } }).result.passed).toBe(true);
  });
});
