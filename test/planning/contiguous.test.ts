/** Rows of `contiguous` on generated problems of US states: pieces counted again, and fewer of them where they are wished for. */
import { expect, it } from 'vitest';
import { piecesByRow } from '../../src/evaluation/story/pieces.js';
import { piecesByRep } from '../../src/measures/area.js';
import { piecesWords } from '../../src/reports/pieces-words.js';
import { bruteForce } from '../oracle/brute.js';
import { evaluate } from '../oracle/judge.js';
import { problemOf } from '../oracle/random-inputs.js';
import { piecesHeld } from '../oracle/terms.js';
import { assignmentsOf, planOf, type RuleCase } from '../rules/rule-case.js';

const states = [
  ...['Washington', 'Oregon', 'California', 'Nevada', 'Idaho', 'Utah', 'Arizona', 'New Mexico'],
  ...['Texas', 'Oklahoma', 'Colorado', 'Kansas', 'Maine', 'New Hampshire', 'Vermont', 'Alaska'],
];

function thrown(seed: number, accountCount: number, repCount: number): RuleCase['files'] {
  let state = seed * 2_654_435_761;
  const dice = (sides: number): number => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 374_761_393) >>> 0;
    return (state >>> 8) % sides;
  };
  const reps = Array.from({ length: repCount }, (_, at) => `r${at + 1}`);
  const accounts = Array.from({ length: accountCount }, (_, at) =>
    [
      `a${at}`,
      [...reps, ''][dice(repCount + 1)],
      [...states, ''][dice(states.length + 1)],
      5 * (1 + dice(4)),
      1 + dice(4),
      dice(8) === 0 ? 'yes' : '',
    ].join(','),
  );
  return {
    seed,
    accounts: `account_id,owner,state,potential,disruption,locked\n${accounts.join('\n')}\n`,
    reps: `rep_id\n${reps.join('\n')}\n`,
    rules: `rule,metric,max,weight\ncontiguous,state,${['', '1', '2'][dice(3)]},${2 + dice(4)}\n`,
    distances: undefined,
    options: { asOf: '2026-01-15' },
  };
}

function beyond(files: RuleCase['files'], assignments: Record<string, string>): number[] {
  const problem = problemOf(files);
  return problem.reps.map((rep) =>
    piecesHeld(
      problem,
      'state',
      problem.accounts.filter(({ id }) => assignments[id] === rep.id),
    ),
  );
}

/** By adding up what the files say: how far reps are off fair share on average, in percent, and who leaves a rep. */
function pricesOf(
  { accounts }: RuleCase['files'],
  assignments: Record<string, string>,
): { readonly off: number; readonly moved: number } {
  const [, ...lines] = accounts.trim().split('\n');
  const rows = lines.map((line) => line.split(','));
  const loads = new Map(['r1', 'r2', 'r3', 'r4', 'r5'].map((rep) => [rep, 0]));
  let [total, moved] = [0, 0];
  for (const [id, owner, , potential] of rows) {
    const rep = assignments[id];
    total += Number(potential);
    loads.set(rep, (loads.get(rep) ?? 0) + Number(potential));
    if (owner !== '' && owner !== rep) moved++;
  }
  const off = [...loads.values()].map((load) => Math.abs(load / (total / loads.size) - 1));
  return { off: (100 * off.reduce((a, b) => a + b, 0)) / off.length, moved };
}

it.each(Array.from({ length: 20 }, (_, seed) => seed + 1))(
  'problem %i of 60 accounts has fewer pieces with the row, and they are counted right',
  async (seed) => {
    const files = thrown(seed, 60, 5);
    const plan = await planOf(files);
    const without = await planOf({ ...files, rules: 'rule\n# none\n' });
    const pieces = beyond(files, assignmentsOf(plan));
    const [measure] = plan.problem.areas;
    expect([...piecesByRep(measure, plan.evaluation.assignment)]).toEqual(pieces);
    expect(plan.evaluation.territories.map((one) => one.pieces)).toEqual(pieces);
    const sum = (all: readonly number[]): number => all.reduce((a, b) => a + b, 0);
    expect(sum(pieces)).toBeLessThan(sum(beyond(files, assignmentsOf(without))));
    const judged = evaluate(problemOf(files), new Map(Object.entries(assignmentsOf(plan))));
    expect(plan.evaluation.objective).toBeCloseTo(judged.objective ?? Number.NaN, 9);
    expect(judged.feasible).toBe(true);
    expect(plan.proven?.bound).toBeLessThanOrEqual(plan.evaluation.objective);
    // What it costs is told: pieces in place of what they were, and what was given up.
    const words = piecesWords({ plan, problem: plan.problem, drafted: [] }) ?? '';
    const { problem, beforePieces } = plan;
    if (beforePieces === undefined) throw new Error('nothing was changed for pieces');
    const was = sum(beyond(files, assignmentsOf({ problem, evaluation: beforePieces })));
    expect(words).toContain(`For ${sum(pieces)} pieces by state in place of ${was} (row 2): `);
    const off = [beforePieces, plan.evaluation].map(
      (one) => one.after.evenness.get('potential')?.mean_abs_deviation_pct ?? Number.NaN,
    );
    expect(words.includes('average in potential')).toBe(off[0] !== off[1]);
    // The same by adding up: five reps, all with the same fair share.
    const [before, after] = [beforePieces, plan.evaluation].map((one) =>
      pricesOf(files, assignmentsOf({ problem, evaluation: one })),
    );
    const told = /([\d.]+) % off fair share on average in potential, else ([\d.]+) %/.exec(words);
    if (told !== null) {
      expect(Math.abs(Number(told[1]) - after.off)).toBeLessThan(0.51);
      expect(Math.abs(Number(told[2]) - before.off)).toBeLessThan(0.51);
    }
    if (before.moved !== after.moved) {
      expect(words).toMatch(
        new RegExp(`${after.moved} accounts? leave a rep, else ${before.moved}`),
      );
    }
    // Piece by piece: each hangs together, and no two do.
    const read = problemOf(files);
    for (const { reps, of, measure: by } of piecesByRow(problem, plan.evaluation.assignment)) {
      for (const rep of reps) {
        const held = of([rep]).plan.map((piece) => piece.areas.map((area) => by.areas[area]));
        const count = (areas: readonly string[]): number =>
          piecesHeld(
            read,
            'state',
            read.accounts.filter(({ cells }) => areas.includes(cells.state)),
          );
        expect(held.map(count)).toEqual(held.map(() => 1));
        expect(count(held.flat())).toBe(held.length);
        expect(held.length).toBe(pieces[rep]);
      }
    }
  },
);

it.each(Array.from({ length: 30 }, (_, seed) => seed + 101))(
  'tiny problem %i: the bound is never above the best there is',
  async (seed) => {
    const files = thrown(seed, 7, 3);
    const plan = await planOf(files);
    const best = bruteForce(problemOf(files));
    if (best.status !== 'best') throw new Error('too many');
    expect(plan.proven?.bound).toBeLessThan(best.objective + 1e-9);
    expect(plan.evaluation.objective).toBeGreaterThan(best.objective - 1e-9);
    // A descent need not end at the best, but near it.
    expect(plan.evaluation.objective).toBeLessThan(best.objective + 0.15);
  },
);

it.each([
  ['Travis County, TX', 'Williamson County, Texas', 'Harris County, TX'],
  ['Travis, TX', 'Williamson, TX', 'Harris, TX'],
  ['48453', '48491', '48201'],
])('counties of the USA hang together by their borders: %s', async (travis, williamson, harris) => {
  const rows = [travis, williamson, harris].map((area, at) => `a${at},r1,"${area}",10`);
  const plan = await planOf({
    seed: 1,
    accounts: `account_id,owner,county,potential\n${rows.join('\n')}\n`,
    reps: 'rep_id\nr1\n',
    rules: 'rule,metric\ncontiguous,county\n',
    distances: undefined,
    options: { asOf: '2026-01-15' },
  });
  expect(plan.evaluation.territories.map(({ pieces }) => pieces)).toEqual([2]);
});
