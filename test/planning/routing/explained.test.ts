/** 200 accounts of the S&P fixture, each routed alone, held against what explain says of every alternative. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { evaluate } from '../../../src/evaluation/evaluate.js';
import { alternativesFor } from '../../../src/evaluation/explain/alternatives.js';
import { Ledger } from '../../../src/evaluation/explain/ledger.js';
import { explainMove } from '../../../src/evaluation/explain/move.js';
import { unitsOf } from '../../../src/evaluation/explain/overview.js';
import { AccountState, type Problem } from '../../../src/model/problem.js';
import { route } from '../../../src/planning/routing/route.js';
import { carve, folderOf, repo } from '../../cli/carve.js';
import { seeded } from '../../evaluation/review/random-round.js';
import { readRouting } from './read-problem.js';

const fixture = (name: string): string =>
  readFileSync(join(import.meta.dirname, '../../../fixtures/sp500', name), 'utf8');

let problem: Problem;
let sample: readonly number[];
/** The accounts as a plan has them: where rules are broken anyhow, hardly a move breaks none further. */
async function asPlanned(): Promise<string> {
  const cwd = folderOf({});
  const inputs = ['accounts', 'reps', 'rules'].map((name) =>
    join(repo, `fixtures/sp500/${name}.csv`),
  );
  const args = ['plan', ...inputs.slice(0, 2), '--rules', inputs[2], '--effort', 'quick'];
  const { code } = await carve([...args, '--as-of', '2026-03-01', '--quiet'], { cwd });
  expect(code).toBe(0);
  const rows = (file: string): Record<string, string>[] =>
    parse(readFileSync(file, 'utf8'), { columns: true, bom: true });
  const planned = rows(join(cwd, 'carve-out/assignments.csv'));
  const repOf = new Map(planned.map((row) => [row.account_id, row.rep_id]));
  const owned = rows(inputs[0]).map((row) => ({ ...row, owner: repOf.get(row.account_id) }));
  return stringify(owned, { header: true });
}

beforeAll(async () => {
  const texts = { reps: fixture('reps.csv'), rules: fixture('rules.csv') };
  problem = readRouting({ ...texts, accounts: await asPlanned() }).problem;
  const units = unitsOf(problem);
  const next = seeded(200);
  sample = [...problem.accountIds.keys()]
    .filter((at) => problem.state[at] === AccountState.planned && units.of(at).length === 1)
    .map((at) => [next(), at])
    .sort(([a], [b]) => a - b)
    .slice(0, 200)
    .map(([, at]) => at);
});

describe('carve route against carve explain', () => {
  it('never leaves out a cheaper rep whom the rules allow', () => {
    const units = unitsOf(problem);
    let [given, alternatives] = [0, 0];
    for (const account of sample) {
      const { routed, assignment } = route({
        problem,
        linked: undefined,
        fresh: [account],
        steps: ['fair'],
        claims: new Map(),
      });
      const [found] = routed;
      if (found === undefined) continue;
      given++;
      const ledger = new Ledger(problem, assignment);
      const { open } = alternativesFor(ledger, [account], account);
      for (const { rep, price, breaks } of open) {
        if (breaks.length > 0) continue;
        alternatives++;
        expect(price).toBeGreaterThanOrEqual(-1e-12);
        expect(price).toBeGreaterThanOrEqual((found.next?.cost ?? 0) - 1e-12);
        if (rep === found.next?.rep) expect(price).toBeCloseTo(found.next.cost, 12);
      }
      if (given % 20 !== 0 || found.next === undefined) continue;
      // What `explain --to` says of the runner-up is what routed.csv says of it.
      const evaluation = evaluate(problem, assignment);
      const asked = { account: account, to: open[0].rep };
      const told = explainMove(problem, evaluation, { ledger, units }, asked);
      expect(told.price).toBe(open[0].price);
      expect(told.mayHave).toBe(true);
    }
    expect(given).toBeGreaterThan(190);
    expect(alternatives).toBeGreaterThan(300);
  });
});
