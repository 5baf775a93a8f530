import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { carve, repo } from './carve.js';

const cwd = mkdtempSync(join(tmpdir(), 'carve-leaver-'));
type Row = Record<string, string>;
const rows = (name: string): Row[] =>
  parse(readFileSync(join(cwd, name), 'utf8'), { columns: true, bom: true });

describe('one leaver of the S&P fixture', () => {
  const frozen = new Set<string>();
  beforeAll(async () => {
    for (const name of ['accounts.csv', 'reps.csv', 'rules.csv'])
      cpSync(join(repo, 'fixtures/sp500', name), join(cwd, name));
    const inputs = ['accounts.csv', 'reps.csv', '--rules', 'rules.csv', '--as-of', '2026-01-15'];
    const plan = ['plan', ...inputs, '--effort', 'quick', '--quiet', '--out', 'jan'];
    expect((await carve(plan, { cwd })).code).toBe(0);
    rows('jan/assignments.csv').forEach(({ account_id: id, rep_id: rep }, at) => {
      if (at % 7 === 0 && rep !== 'R05') frozen.add(id);
    });
    const until = [...frozen].map((id) => `${id},2026-12-31`);
    writeFileSync(join(cwd, 'freeze.csv'), `account_id,until\n${until.join('\n')}\n`);
    writeFileSync(join(cwd, 'leaver.csv'), 'kind,id\nleave,R05\n');
  }, 60_000);

  it.each([
    ['', []],
    [' with a seventh of the accounts frozen', ['--freeze', 'freeze.csv']],
  ])('moves no more than it must, by its proven bound%s', async (_, freeze) => {
    const events = ['--events', 'leaver.csv', ...freeze, '--as-of', '2026-02-02'];
    const args = ['rebalance', 'jan', 'jan', 'reps.csv', ...events, '--quiet', '--out', 'feb'];
    expect((await carve(args, { cwd })).code).toBe(0);
    const { least_change: change, events: counts } = JSON.parse(
      readFileSync(join(cwd, 'feb/plan.json'), 'utf8'),
    );
    expect(counts).toEqual({ leave: 1 });
    const before = new Map(rows('jan/assignments.csv').map((row) => [row.account_id, row]));
    const left = [...before.values()].filter(({ rep_id: rep }) => rep === 'R05').length;
    expect(change.must_move).toBe(left);
    expect(change.gap).toBeLessThan(1e-6);
    const moved = rows('feb/moves.csv');
    expect(moved).toHaveLength(left + change.moves);
    for (const { account_id: id } of moved)
      expect([id, frozen.has(id) && freeze.length > 0]).toEqual([id, false]);
    // Nobody of another pool gains or loses anything.
    const pools = new Map(rows('jan/territories.csv').map(({ rep_id: rep, pool }) => [rep, pool]));
    for (const { rep_id: to, previous_rep_id: from } of moved)
      expect([pools.get(to), pools.get(from)]).toEqual([pools.get('R05'), pools.get('R05')]);
    expect((await carve(['verify', 'feb'], { cwd })).code).toBe(0);
  });
});
