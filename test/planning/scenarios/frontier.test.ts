import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseDate } from '../../../src/inputs/cells/date.js';
import { dayNumber } from '../../../src/model/units.js';
import { type NamedBytes, readProblem } from '../../../src/planning/inputs.js';
import { steps } from '../../../src/planning/scenarios/frontier.js';
import { planScenarios } from '../../../src/planning/scenarios/scenarios.js';
import { repo } from '../../cli/carve.js';

const file = (name: string): NamedBytes => ({
  name,
  bytes: readFileSync(join(repo, 'fixtures/sp500', name)),
});

describe('the frontier', () => {
  it('steps ever wider from the fewest moves to the most', () => {
    expect(steps(10, 90, 5)).toEqual([10, 15, 30, 55, 90]);
    expect(steps(3, 3, 4)).toEqual([3]);
    expect(steps(0, 2, 5)).toEqual([0, 1, 2]);
  });

  it('never gets less even with more moves, keeps to the moves allowed, and ends where evenness is', async () => {
    const { problem, assembled } = readProblem({
      accounts: file('accounts.csv'),
      reps: file('reps.csv'),
      rules: file('rules.csv'),
      distances: undefined,
      bare: false,
      map: [],
      assembly: {
        asOf: parseDate('2026-01-15') ?? dayNumber(0),
        weights: new Map(),
        shareBy: undefined,
        potentialCap: true,
      },
    });
    const { options, frontier } = await planScenarios(
      { problem, assembled, own: [], frontier: 4 },
      { seed: 1, effort: 'quick', threads: 1, timeLimit: undefined, now: () => 0 },
    );
    const movesOf = (name: string): number =>
      options.find((one) => one.name === name)?.plan.evaluation.after.accounts_moved ?? Number.NaN;
    expect(frontier.length).toBe(4);
    expect(frontier[0].moves).toBe(movesOf('continuity'));
    expect(frontier[3].moves).toBe(movesOf('evenness'));
    frontier.forEach((point, index) => {
      const { plan } = point.scenario;
      expect(plan.status).not.toBe('infeasible');
      expect(plan.evaluation.after.accounts_moved).toBeLessThanOrEqual(point.moves);
      expect(plan.proven?.bound).toBeGreaterThan(0);
      if (index > 0) {
        expect(point.moves).toBeGreaterThan(frontier[index - 1].moves);
        expect(point.unevenness).toBeLessThanOrEqual(frontier[index - 1].unevenness);
      }
    });
    expect(frontier[3].unevenness).toBeLessThan(frontier[0].unevenness);
  }, 120_000);
});
