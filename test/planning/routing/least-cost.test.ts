/** Never a cheaper rep whom the rules allow than the one that step 5 gives: held against full evaluations. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { evaluate } from '../../../src/evaluation/evaluate.js';
import { AccountState, type Problem } from '../../../src/model/problem.js';
import { cellText } from '../../../src/model/table.js';
import { route } from '../../../src/planning/routing/route.js';
import { anyInputs } from '../../oracle/random-inputs.js';
import { readSet } from '../random-plan.js';

const runs = Math.ceil(Number(process.env.CARVE_SEEDS ?? 200));

/** Every must limit and must family that an assignment does not keep, with how far. */
function broken(problem: Problem, assignment: Int32Array): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const { level, counted, whole, groups, min, max, mayTake, name } of problem.limits) {
    if (level !== 'must') continue;
    groups.names.forEach((group, index) => {
      let [load, all] = [0, 0];
      assignment.forEach((rep, account) => {
        if (rep < 0 || groups.of[rep] !== index) return;
        load += counted[account];
        all += whole[account];
      });
      const most =
        max === undefined ? Number.POSITIVE_INFINITY : max.amount * (max.share ? all : 1);
      const least =
        min === undefined || mayTake[index] === 0
          ? Number.NEGATIVE_INFINITY
          : min.amount * (min.share ? all : 1);
      if (load > most + 1e-9 * Math.max(1, most)) found.set(`${name} ${group} max`, load - most);
      if (load < least - 1e-9 * Math.max(1, Math.abs(least)))
        found.set(`${name} ${group} min`, least - load);
    });
  }
  problem.togethers.forEach(({ level, families }, row) => {
    if (level !== 'must') return;
    families.forEach((family, index) => {
      const reps = new Set([...family].map((account) => assignment[account]).filter((r) => r >= 0));
      if (reps.size > 1) found.set(`family ${row} ${index}`, reps.size - 1);
    });
  });
  return found;
}

function breaksMore(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>) {
  return [...after].some(([name, excess]) => excess > (before.get(name) ?? 0) + 1e-9);
}

it('gives each account to the allowed rep with the least objective, and names the next', () => {
  let placed = 0;
  fc.assert(
    fc.property(anyInputs(), fc.integer({ min: 0, max: 1 }), (set, offset) => {
      const problem = readSet(set);
      const fresh = problem.accountIds.flatMap((_, at) =>
        at % 2 === offset && problem.state[at] === AccountState.planned ? [at] : [],
      );
      const routing = route({
        problem,
        linked: undefined,
        fresh: [...fresh].reverse(),
        steps: ['fair'],
        claims: new Map(),
      });
      const now = problem.owner.map((rep, account) => (fresh.includes(account) ? -1 : rep));
      const order = [...fresh].sort(
        (a, b) =>
          problem.potential[b] - problem.potential[a] ||
          (problem.accountIds[a] < problem.accountIds[b] ? -1 : 1),
      );
      for (const account of order) {
        const before = broken(problem, now);
        const allowed = [...(problem.repSets[problem.eligible[account]]?.reps ?? [])]
          .filter((rep) => cellText(problem.reps.columns.get('status'), rep) !== 'on_leave')
          .map((rep) => {
            const then = now.slice();
            then[account] = rep;
            const { objective } = evaluate(problem, then);
            const { accountIds, repIds } = problem;
            const text = `${accountIds[account]}\t${repIds[rep]}`;
            const hash = createHash('sha256').update(text).digest('hex');
            return { rep, objective, hash, breaks: breaksMore(before, broken(problem, then)) };
          })
          .filter(({ breaks }) => !breaks);
        const found = routing.routed.find((one) => one.account === account);
        expect(found !== undefined).toBe(allowed.length > 0);
        if (found === undefined) continue;
        placed++;
        const given = allowed.find(({ rep }) => rep === found.rep);
        const least = Math.min(...allowed.map(({ objective }) => objective));
        expect(given?.objective).toBeCloseTo(least, 10);
        const best = allowed.filter(({ objective }) => objective <= least + 1e-13);
        if (best.length > 1) expect(given?.hash).toBe([...best.map(({ hash }) => hash)].sort()[0]);
        const others = allowed.filter(({ rep }) => rep !== found.rep);
        if (others.length === 0) expect(found.next).toBeUndefined();
        else {
          const second = Math.min(...others.map(({ objective }) => objective));
          expect(found.next?.cost).toBeCloseTo(second - (given?.objective ?? 0), 10);
        }
        now[account] = found.rep;
      }
      expect([...routing.assignment]).toEqual([...now]);
    }),
    { numRuns: runs, seed: 17 },
  );
  expect(placed).toBeGreaterThan(runs / 2);
});
