/**
 * A floor under every plan (random problems of all kinds; how many is set by CARVE_SEEDS): whatever the solver does,
 * what is planned is never worse than a plain deal with a pass of relocations and one of swaps, nor than today's owners
 * where these keep the must rules, and more effort never makes it worse.
 */
import { describe, expect, it } from 'vitest';
import { makeKind } from '../../bench/kinds/make-kind.mjs';
import { referencePlan } from '../../bench/reference/reference-plan.mjs';
import { today } from '../../src/evaluation/changes.js';
import { evaluate } from '../../src/evaluation/evaluate.js';
import type { Problem } from '../../src/model/problem.js';
import { makePlan } from '../../src/planning/plan.js';
import type { SolveOptions } from '../../src/solver/model/program.js';
import { type KindOfProblem, randomKind, readTexts } from './random-kinds.js';

const count = Number(process.env.CARVE_SEEDS ?? 16);
/** Every so many problems, thorough plans too: they take ten times as long. */
const perThorough = 8;

/** Above 50,000 pairs of account and rep the solver goes another way. */
const large: readonly KindOfProblem[] = [
  { kind: 'bareids', accounts: 1300, reps: 40, seed: 1 },
  { kind: 'allowned-arr', accounts: 560, reps: 90, seed: 1 },
];

interface Judged {
  readonly feasible: boolean;
  readonly objective: number;
}

const tie = 1e-9;

/** Whether a plan is worse than another: breaks must rules that the other keeps, or keeps them at a greater objective. */
function isWorse(plan: Judged, other: Judged): boolean {
  if (!other.feasible) return false;
  return !plan.feasible || plan.objective > other.objective + tie * Math.max(1, other.objective);
}

const say = ({ feasible, objective }: Judged): string =>
  `${objective.toPrecision(8)}${feasible ? '' : ' (breaks must rules)'}`;

const optionsOf = (effort: SolveOptions['effort'], timeLimit?: number): SolveOptions => ({
  seed: 1,
  effort,
  threads: 1,
  timeLimit,
  now: () => performance.now(),
});

async function planned(problem: Problem, options: SolveOptions): Promise<Judged> {
  const { evaluation } = await makePlan(problem, options);
  return evaluation;
}

/** What is worse than it may be, in words that name the problem. */
async function faultsOf(
  { kind, accounts, reps, seed }: KindOfProblem,
  withEfforts: readonly ('normal' | 'thorough')[],
): Promise<string[]> {
  const problem = readTexts(makeKind({ kind, accounts, reps, seed }));
  const floors = {
    'the plain reference': evaluate(problem, referencePlan(problem).assignment),
    "today's owners": evaluate(problem, today(problem)),
  };
  const plans: [string, Judged][] = [
    ['no time', await planned(problem, optionsOf('normal', 0))],
    ['10 ms', await planned(problem, optionsOf('normal', 0.01))],
    ['quick', await planned(problem, optionsOf('quick'))],
  ];
  for (const effort of withEfforts) plans.push([effort, await planned(problem, optionsOf(effort))]);
  const faults: string[] = [];
  const hold = (name: string, plan: Judged, other: string, floor: Judged): void => {
    if (isWorse(plan, floor))
      faults.push(
        `${kind} ${accounts} × ${reps}, seed ${seed}: ${name} ${say(plan)}, ${other} ${say(floor)}`,
      );
  };
  for (const [name, plan] of plans) {
    for (const [other, floor] of Object.entries(floors)) hold(name, plan, other, floor);
  }
  for (let at = 3; at < plans.length; at++) hold(...plans[at], ...plans[at - 1]);
  return faults;
}

describe('a plan is never worse', () => {
  it(
    `than the plain reference, today's owners or less effort: ${count} problems`,
    async () => {
      const faults: string[] = [];
      for (let seed = 1; seed <= count; seed++) {
        const efforts =
          seed % perThorough === 0 ? (['normal', 'thorough'] as const) : (['normal'] as const);
        faults.push(...(await faultsOf(randomKind(seed), efforts)));
      }
      expect(faults).toEqual([]);
    },
    1_000_000 + 20_000 * count,
  );

  it.each(large)('on a large one: $kind $accounts × $reps', async (kind) => {
    expect(await faultsOf(kind, [])).toEqual([]);
  });
});

describe('the plain reference', () => {
  it('is judged alike move by move and as a whole', () => {
    for (let seed = 1; seed <= 60; seed++) {
      const kind = randomKind(seed);
      const problem = readTexts(makeKind(kind));
      const { assignment, objective, violation } = referencePlan(problem);
      const { feasible, objective: whole } = evaluate(problem, assignment);
      expect(objective, `${kind.kind}, seed ${seed}`).toBeCloseTo(whole, 9);
      expect(
        violation < 1e-9 && problem.unplaceable.length === 0,
        `${kind.kind}, seed ${seed}`,
      ).toBe(feasible);
    }
  });
});
