import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, test } from 'vitest';
import { carve } from './carve.js';

type Row = Record<string, string>;

/** The same numbers every time. */
function dice(seed: number) {
  let state = seed;
  const next = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  return { next, one: <T>(items: readonly T[]): T => items[Math.floor(next() * items.length)] };
}

const regions = ['East', 'West'];

/** A CRM in small: two regions, owners who left, records of nobody and of people who are no reps. */
function crm(): Readonly<Record<string, string>> {
  const { next, one } = dice(20);
  const repIds = ['R1', 'R2', 'R3', 'R4', 'R5', 'R6'];
  const reps = repIds.map(
    (id, at) => `${id},Name ${id},${regions[at % 2]},${at === 5 ? 'left' : ''}`,
  );
  const ids = Array.from({ length: 60 }, (_, at) => `A${at}`);
  const accounts = ids.map(
    (id) => `${id},${one([...repIds, '', 'Zed'])},${10 + Math.floor(90 * next())},${one(regions)}`,
  );
  const owner = () => one([...repIds, ...repIds, 'name r2', '', 'Gone Person']);
  const deals = Array.from({ length: 240 }, () =>
    [
      one([...ids, 'A99']),
      owner(),
      one(['Closed Won', 'Closed Won', 'Closed Lost', 'Prospecting']),
      one(['', '0', '12.5', '100', '2500']),
      one(['', '', '80']),
    ].join(','),
  );
  const touches = Array.from({ length: 300 }, () =>
    [
      one(ids),
      owner(),
      one(['2026-01-15', '2025-07-01', '2025-01-15', '2025-01-14', '2026-02-01']),
      one(['Completed', 'Completed', 'Open', '']),
    ].join(','),
  );
  const file = (header: string, rows: readonly string[]): string =>
    `${[header, ...rows].join('\n')}\n`;
  return {
    'accounts.csv': file('account_id,owner,potential,region', accounts),
    'reps.csv': file('rep_id,rep_name,region,status', reps),
    'rules.csv': file('rule,metric', ['match,region']),
    'deals.csv': file('account_id,owner,stage,amount,actual_amount', deals),
    'touches.csv': file('account_id,Assigned To,date,status', touches),
  };
}

/** The term and the figures from the files alone, the plainest way there is. */
function recomputed(folder: string, plan: string) {
  const rows = (...path: string[]): Row[] =>
    parse(readFileSync(join(folder, ...path)), { columns: true });
  const reps = rows('reps.csv');
  const repOf = (text: string) =>
    reps.find((rep) => rep.rep_id === text || rep.rep_name.toLowerCase() === text.toLowerCase())
      ?.rep_id ?? text.toLowerCase();
  const byAccount = new Map(rows('accounts.csv').map((row) => [row.account_id, row]));
  const known = new Map<string, Map<string, [number, number, number]>>();
  const add = (account: string, owner: string, part: 0 | 1 | 2, amount: number) => {
    if (!byAccount.has(account) || owner === '') return;
    const here = known.get(account) ?? new Map();
    known.set(account, here);
    const parts = here.get(repOf(owner)) ?? [0, 0, 0];
    here.set(repOf(owner), parts);
    parts[part] += amount;
  };
  const wonAmount = new Map<string, number>();
  for (const { account_id: id, owner, stage, amount, actual_amount: actual } of rows('deals.csv')) {
    const won = Number(actual === '' ? amount : actual);
    if (stage === 'Closed Won') wonAmount.set(id, (wonAmount.get(id) ?? 0) + won);
    if (stage === 'Closed Won') add(id, owner, 0, won);
    if (stage === 'Prospecting') add(id, owner, 1, Number(amount));
  }
  for (const row of rows('touches.csv')) {
    const isDone = row.status !== 'Open' && row.date <= '2026-01-15' && row.date >= '2025-01-15';
    if (isDone) add(row.account_id, row['Assigned To'], 2, 1);
  }
  const strength = (account: string, rep: string): number => {
    const here = known.get(account) ?? new Map<string, [number, number, number]>();
    let [shares, weights] = [0, 0];
    [5, 3, 2].forEach((weight, part) => {
      const whole = [...here.values()].reduce((sum, parts) => sum + parts[part], 0);
      if (whole === 0) return;
      weights += weight;
      shares += (weight * (here.get(rep)?.[part] ?? 0)) / whole;
    });
    return weights === 0 ? 0 : shares / weights;
  };
  let [lost, divisor] = [0, 0];
  const figures = { known: 0, kept: 0, won_moved: 0 };
  for (const row of rows(plan, 'assignments.csv')) {
    const { region, owner } = byAccount.get(row.account_id) ?? { region: '', owner: '' };
    const mayHave = reps.filter((rep) => rep.region === region && rep.status === '');
    const best = Math.max(0, ...mayHave.map((rep) => strength(row.account_id, rep.rep_id)));
    const own = strength(row.account_id, row.rep_id);
    const stays = row.rep_id === owner;
    if (best > 0) {
      figures.known++;
      divisor += Number(row.disruption) * best;
      if (!stays) lost += Number(row.disruption) * Math.max(0, best - own);
      if (stays || own >= best) figures.kept++;
    }
    const wins = known.get(row.account_id) ?? new Map<string, [number, number, number]>();
    const mine = wins.get(row.rep_id)?.[0] ?? 0;
    if (!stays && [...wins.values()].some(([won]) => won > mine))
      figures.won_moved += wonAmount.get(row.account_id) ?? 0;
  }
  return { term: lost / divisor, figures };
}

describe('relationships, planned with', () => {
  let folder: string;
  const at = (...args: string[]) => carve(args, { cwd: folder });
  const files = [
    'accounts.csv',
    'reps.csv',
    '--rules',
    'rules.csv',
    '--opportunities',
    'deals.csv',
  ];
  const given = [...files, '--activities', 'touches.csv', '--as-of', '2026-01-15'];
  const planOf = (name: string) =>
    JSON.parse(readFileSync(join(folder, name, 'plan.json'), 'utf8'));

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'carve-test-'));
    for (const [name, text] of Object.entries(crm())) writeFileSync(join(folder, name), text);
    const planned = await at('plan', ...given, '--out', 'plan', '--quiet');
    expect(planned).toEqual({ code: 0, stdout: '', stderr: '' });
    const without = [...given, '--weights', 'relationship=0', '--out', 'without', '--quiet'];
    expect(await at('plan', ...without)).toMatchObject({ code: 0 });
  });

  test('term and figures follow from the files and assignments.csv', () => {
    for (const name of ['plan', 'without']) {
      const { objective, after } = planOf(name);
      const { term, figures } = recomputed(folder, name);
      const published = objective.terms.find(
        (one: { name: string }) => one.name === 'relationship',
      );
      expect(published.value).toBeCloseTo(term, 9);
      expect(after.relationship).toEqual({
        ...figures,
        won_moved: expect.closeTo(figures.won_moved, 6),
      });
    }
    expect(planOf('plan').after.relationship.kept).toBeGreaterThan(
      planOf('without').after.relationship.kept,
    );
  });

  test('verify works it out again, and notices what was forged', async () => {
    expect(await at('verify', 'plan')).toMatchObject({ code: 0 });
    const text = readFileSync(join(folder, 'plan/plan.json'), 'utf8');
    const kept: number = planOf('plan').after.relationship.kept;
    writeFileSync(
      join(folder, 'plan/plan.json'),
      text.replace(`"kept": ${kept}`, `"kept": ${kept + 1}`),
    );
    const forged = await at('verify', 'plan');
    writeFileSync(join(folder, 'plan/plan.json'), text);
    expect(forged.code).toBe(1);
    expect(forged.stdout + forged.stderr).toContain('after.relationship.kept');
  });

  test('explain tells who is known, and check what a file of assignments makes of it', async () => {
    const explained = await at('explain', 'plan', 'A1', '--format', 'json');
    const { known } = JSON.parse(explained.stdout);
    expect(known[0]).toMatchObject({ rep_id: expect.any(String), strength: expect.any(Number) });
    expect((await at('explain', 'plan', 'A1')).stdout).toContain('Who is known there');
    const held = ['--assignments', 'plan/assignments.csv', '--format', 'json'];
    const { figures } = JSON.parse((await at('check', ...given, ...held)).stdout);
    expect(figures.relationship).toEqual(planOf('plan').after.relationship);
  });

  test('what is wrong in a relationships file is told all at once', async () => {
    const pairs = 'account_id,rep_id,strength\nA1,R1,2\nA1,R2,\nA2,R1,much\nA3,R1,0.5\nA3,R1,0.5\n';
    writeFileSync(join(folder, 'pairs.csv'), pairs);
    const refused = await at('plan', ...files, '--relationships', 'pairs.csv', '--out', 'no');
    expect(refused.code).toBe(2);
    for (const row of [2, 3, 4, 6]) expect(refused.stderr).toContain(`pairs.csv:${row}:`);
    writeFileSync(join(folder, 'pairs.csv'), 'account_id,rep_id,strength\nA1,R1,60%\nA2,R9,1\n');
    const planned = await at('plan', ...files, '--relationships', 'pairs.csv', '--out', 'pairs');
    expect(planned.code).toBe(0);
    expect(await at('verify', 'pairs')).toMatchObject({ code: 0 });
    expect(planOf('pairs').inputs.relationships).toMatchObject({ path: '../pairs.csv', rows: 2 });
  });
});
