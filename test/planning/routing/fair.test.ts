import { expect, it } from 'vitest';
import { evaluate } from '../../../src/evaluation/evaluate.js';
import { routeSteps } from '../../../src/model/routing.js';
import { route } from '../../../src/planning/routing/route.js';
import { beginning, readRouting } from './read-problem.js';

const header = 'account_id,owner,potential\n';

function repsOf(count: number): string {
  return `rep_id\n${Array.from({ length: count }, (_, rep) => `R${rep}`).join('\n')}\n`;
}

function counts(assignment: Int32Array, reps: number): readonly number[] {
  const held = new Array<number>(reps).fill(0);
  for (const rep of assignment) if (rep >= 0) held[rep]++;
  return held;
}

it.each([2, 3, 7, 16])('1,000 equal leads among %i equal reps differ by at most 1', (reps) => {
  const leads = Array.from({ length: 1000 }, (_, lead) => `N${lead},,10`).join('\n');
  const { problem } = readRouting({ accounts: `${header}${leads}\n`, reps: repsOf(reps) });
  const { assignment, unrouted } = route({
    problem,
    linked: undefined,
    fresh: beginning(problem, 'N'),
    steps: routeSteps,
    claims: new Map(),
  });
  const held = counts(assignment, reps);
  expect(unrouted).toEqual([]);
  expect(Math.max(...held) - Math.min(...held)).toBeLessThanOrEqual(1);
});

it('is as fair over time, where leads come one by one', () => {
  const owned: string[] = [];
  for (let lead = 0; lead < 60; lead++) {
    const accounts = `${header}${[...owned, `N${lead},,10`].join('\n')}\n`;
    const { problem } = readRouting({ accounts, reps: repsOf(7) });
    const { assignment, routed } = route({
      problem,
      linked: undefined,
      fresh: beginning(problem, 'N'),
      steps: routeSteps,
      claims: new Map(),
    });
    const held = counts(assignment, 7);
    expect(Math.max(...held) - Math.min(...held)).toBeLessThanOrEqual(1);
    owned.push(`A${lead},R${routed[0].rep},10`);
  }
});

it('says how far off the rep ends by the same figures as the plan', () => {
  const accounts = `${header}A1,R0,10\nA2,R1,30\nN1,,20\n`;
  const { problem } = readRouting({ accounts, reps: repsOf(2) });
  const { assignment, routed } = route({
    problem,
    linked: undefined,
    fresh: beginning(problem, 'N'),
    steps: routeSteps,
    claims: new Map(),
  });
  expect(routed.map(({ rep, step }) => [problem.repIds[rep], step])).toEqual([['R0', 'fair']]);
  const [first] = evaluate(problem, assignment).territories;
  expect(first.potential_deviation_pct).toBe(0);
});
