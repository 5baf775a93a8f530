/** Random small problems against all of their plans: how many is set by CARVE_SEEDS. */
import { describe, expect, it } from 'vitest';
import { certificateText } from '../../src/planning/certificate.js';
import { makePlan, type Plan } from '../../src/planning/plan.js';
import type { SolveOptions } from '../../src/solver/model/program.js';
import { bruteForce, forEachPlan } from '../oracle/brute.js';
import { type Certificate, CostParts, reprove, reproveFloors } from '../oracle/certificate.js';
import { FEATURES, featuresOf } from '../oracle/coverage.js';
import { judge } from '../oracle/judge.js';
import type { Problem } from '../oracle/model.js';
import { type InputSet, problemOf, randomInputs } from '../oracle/random-inputs.js';
import { readSet } from './random-plan.js';

const count = Number(process.env.CARVE_SEEDS ?? 150);
/** Sets that found faults once. */
const faulty = [20_775, 20_955];
const seeds = [...Array.from({ length: count }, (_, index) => index + 20_001), ...faulty];

function optionsOf(effort: SolveOptions['effort']): SolveOptions {
  return { seed: 1, effort, threads: 1, timeLimit: undefined, now: () => 0 };
}

/** What is told where something is wrong: enough to repeat it. */
function show(set: InputSet, what: string): string {
  return `seed ${set.seed}: ${what}\n${set.accounts}\n${set.reps}\n${set.rules ?? '(no rules)'}\n${set.distances ?? ''}${JSON.stringify(set.options)}`;
}

/** How far two sums of the same figures may differ: by 1e-9 relative, or by nothing but rounding. */
function within(value: number): number {
  return Math.max(1e-9 * Math.abs(value), 1e-15);
}

interface Tally {
  feasible: number;
  infeasible: number;
  optimal: number;
  best: number;
  /** proofs that no plan exists, read again */
  impossible: number;
  /** proofs that price cuts */
  cuts: number;
}

/** Plans one set and holds the result against all plans there are. */
async function holdAgainstAll(
  set: InputSet,
  effort: SolveOptions['effort'],
  tally: Tally,
): Promise<string[]> {
  const theirs = problemOf(set);
  const best = bruteForce(theirs);
  const plan = await makePlan(readSet(set), optionsOf(effort));
  const wrong: string[] = [];
  if ((plan.status === 'infeasible') !== (best.status === 'none')) {
    wrong.push(`${plan.status}, but of all plans: ${best.status}`);
  }
  if (plan.status === 'infeasible') tally.infeasible++;
  if (best.status === 'best' && plan.proven !== undefined) {
    tally.feasible++;
    const { bound, gap } = plan.proven;
    const { objective } = plan.evaluation;
    const relative = within(best.objective);
    if (bound > best.objective + relative) wrong.push(`bound ${bound} > best ${best.objective}`);
    if (objective < best.objective - relative) wrong.push(`${objective} < ${best.objective}`);
    const off = (objective - best.objective) / Math.max(objective, 1e-9);
    if (off > gap + 1e-9) wrong.push(`${off} off the best, but a gap of ${gap}`);
    if (plan.status === 'optimal') tally.optimal++;
    if (off <= 1e-9) tally.best++;
  }
  wrong.push(...certificateFaults(theirs, plan, best, tally));
  return wrong.map((what) => show(set, what));
}

function certificateFaults(
  problem: Problem,
  plan: Plan,
  best: ReturnType<typeof bruteForce>,
  tally: Tally,
): string[] {
  const certificate = JSON.parse(certificateText(plan)) as Certificate;
  if (certificate.proof === null) {
    return plan.proven === undefined ? [] : ['a bound without a proof'];
  }
  if (certificate.cuts !== undefined) tally.cuts++;
  const { bound, faults } = reprove(problem, certificate);
  const wrong = faults.map((fault) => `certificate: ${fault}`);
  const published = certificate.bound ?? Number.POSITIVE_INFINITY;
  if (plan.proven !== undefined && published !== plan.proven.bound) {
    wrong.push(`certificate states ${published}, the plan ${plan.proven.bound}`);
  }
  if (bound < published - within(published)) {
    wrong.push(`certificate proves ${bound}, published is ${published}`);
  }
  if (best.status === 'best' && bound > best.objective + within(best.objective)) {
    wrong.push(`certificate proves ${bound}, above the best ${best.objective}`);
  }
  for (const [metric, floor] of reproveFloors(problem, certificate)) {
    const stated = plan.unavoidable.get(metric) ?? Number.NaN;
    // Floors are percentages, of costs that are summed to 1e-15.
    if (!(floor >= stated - Math.max(within(stated), 1e-13))) {
      wrong.push(`certificate proves a floor of ${floor} for ${metric}, published is ${stated}`);
    }
  }
  if (certificate.bound === undefined && bound === Number.POSITIVE_INFINITY) tally.impossible++;
  return wrong;
}

function newTally(): Tally {
  return { feasible: 0, infeasible: 0, optimal: 0, best: 0, impossible: 0, cuts: 0 };
}

describe('random small problems against every plan there is', { timeout: 600_000 }, () => {
  it('have rules of every kind, filled in every way', () => {
    const times = new Map(FEATURES.map((feature) => [feature, 0]));
    for (const seed of seeds) {
      const set = randomInputs(seed);
      for (const feature of featuresOf(set, problemOf(set))) {
        const before = times.get(feature);
        if (before !== undefined) times.set(feature, before + 1);
      }
    }
    const rare = [...times].filter(([, often]) => often < count / 300);
    if (process.env.CARVE_SEEDS !== undefined) {
      process.stdout.write(
        `${count} sets: ${[...times].map(([feature, often]) => `${feature} ${often}`).join(', ')}\n`,
      );
    }
    expect(rare).toEqual([]);
  });

  it('cost what the parts that a certificate adds up do', async () => {
    let plans = 0;
    for (const seed of seeds.slice(0, Math.ceil(count / 3))) {
      const set = randomInputs(seed, 300);
      const problem = problemOf(set);
      const plan = await makePlan(readSet(set), optionsOf('quick'));
      if (plan.status === 'infeasible') continue;
      const faults: string[] = [];
      const { loads } = JSON.parse(certificateText(plan)) as Certificate;
      const parts = new CostParts(problem, loads, faults);
      let seen = 0;
      forEachPlan(problem, (ids) => {
        if (seen++ % 29 !== 0) return;
        plans++;
        const { objective = Number.NaN } = judge(problem, ids);
        const off = Math.abs(parts.costOf(ids) - objective);
        if (!(off <= 1e-9 * Math.max(1, objective))) faults.push(`${off} off ${objective}`);
      });
      expect(faults, show(set, faults.join('; '))).toEqual([]);
    }
    expect(plans).toBeGreaterThan(count / 3);
  });

  it('are planned to the best, or the gap says so; the certificate proves the bound', async () => {
    const wrong: string[] = [];
    const tally = newTally();
    for (const seed of seeds) {
      wrong.push(...(await holdAgainstAll(randomInputs(seed), 'normal', tally)));
    }
    if (process.env.CARVE_SEEDS !== undefined) process.stdout.write(`${JSON.stringify(tally)}\n`);
    expect(
      wrong.length === 0 ? '' : `${wrong.length} wrong\n${wrong.slice(0, 5).join('\n\n')}`,
    ).toBe('');
    expect(tally.optimal / tally.feasible).toBeGreaterThanOrEqual(0.98);
  });

  it.each(['quick', 'thorough'] as const)('hold with --effort %s too', async (effort) => {
    const wrong: string[] = [];
    const tally = newTally();
    for (const seed of seeds.slice(0, Math.ceil(count / 5))) {
      wrong.push(...(await holdAgainstAll(randomInputs(seed), effort, tally)));
    }
    if (process.env.CARVE_SEEDS !== undefined)
      process.stdout.write(`${effort} ${JSON.stringify(tally)}\n`);
    expect(wrong).toEqual([]);
  });
});
