import { expect, it } from 'vitest';
import { makePlan } from '../../src/planning/plan.js';
import { readTexts } from './random-kinds.js';

const problems = 100;
const sizes = [
  { accounts: 10, reps: 3 },
  { accounts: 7, reps: 5 },
];

/** How often each rep gets more than the others, over problems that differ in nothing but the accounts' ids. */
async function luckOf({ accounts, reps }: (typeof sizes)[number]): Promise<number[]> {
  const luck = new Array<number>(reps).fill(0);
  for (let problem = 0; problem < problems; problem++) {
    const ids = Array.from({ length: accounts }, (_, at) => `A${100 * problem + at}`);
    const { evaluation } = await makePlan(
      readTexts({
        accounts: `account_id\n${ids.join('\n')}\n`,
        reps: `rep_id\n${luck.map((_, rep) => `R${rep + 1}`).join('\n')}\n`,
        rules: undefined,
      }),
      { seed: 1, effort: 'quick', threads: 1, timeLimit: undefined, now: () => 0 },
    );
    evaluation.territories.forEach(({ accounts: held }, rep) => {
      luck[rep] += held - Math.floor(accounts / reps);
    });
  }
  return luck;
}

it.each(sizes)(
  'nobody profits from standing first: $accounts equal accounts, $reps reps',
  async (size) => {
    const luck = await luckOf(size);
    const share = (size.accounts % size.reps) / size.reps;
    expect(luck.reduce((sum, one) => sum + one)).toBe(problems * (size.accounts % size.reps));
    // As often as dice would have it: four times what is usual is once in ten thousand.
    const usual = Math.sqrt(problems * share * (1 - share));
    for (const one of luck) expect(Math.abs(one - problems * share)).toBeLessThan(4 * usual);
  },
);
