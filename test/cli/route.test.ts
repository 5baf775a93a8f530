import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { carve, folderOf, repo } from './carve.js';
import { forgedCopy } from './forged-copy.js';

const asOf = ['--as-of', '2026-03-01'];
let cwd = '';

beforeAll(async () => {
  cwd = folderOf({});
  cpSync(join(repo, 'fixtures/route'), cwd, { recursive: true });
  const plan = ['plan', 'accounts.csv', 'reps.csv', '--rules', 'rules.csv', '--out', 'plan'];
  expect((await carve([...plan, ...asOf, '--quiet'], { cwd })).code).toBe(0);
});

const text = (...path: string[]): string => readFileSync(join(cwd, ...path), 'utf8');
const cells = (csv: string): string[][] =>
  csv
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/));

const verified = async (folder: string): Promise<string> => {
  const run = await carve(['verify', folder], { cwd });
  return run.code === 0 ? 'good' : `${run.stdout}${run.stderr}`;
};

describe('carve route', () => {
  it('gives leads to reps by written steps, in a folder that verifies', async () => {
    const run = await carve(['route', 'plan', 'leads.csv', '--out', 'r', ...asOf], { cwd });
    expect(run.code).toBe(1);
    expect(run.stdout).toMatch(/^1 of 7 new accounts without a rep/);
    expect(run.stderr).toContain('A02 passed over: the plan has it');
    expect(cells(text('r', 'routed.csv')).map((row) => row.slice(0, 3))).toEqual([
      ['L1', 'r1', 'parent'],
      ['L2', 'r1', 'domain'],
      ['L3', 'r2', 'fair'],
      ['L4', 'r4', 'assign'],
      ['L5', 'r3', 'fair'],
      ['L6', 'r3', 'fair'],
    ]);
    expect(cells(text('r', 'unrouted.csv')).map(([id, step]) => `${id} ${step}`)).toEqual(
      ['parent', 'domain', 'deal', 'assign', 'fair'].map((step) => `L7 ${step}`),
    );
    const before = new Map(cells(text('plan', 'assignments.csv')).map((row) => [row[0], row[2]]));
    for (const row of cells(text('r', 'assignments.csv')))
      expect(row[2]).toBe(before.get(row[0]) ?? row[2]);
    const plan = JSON.parse(text('r', 'plan.json'));
    expect(plan).toMatchObject({
      inputs: { new: { path: '../leads.csv', rows: 8 } },
      from: { path: '../plan' },
      objective: { bound: null, gap: null },
      route: { routed: 6, unrouted: 1 },
    });
    expect(await verified('r')).toBe('good');
  });

  it('tells a verifier where what was routed was changed', async () => {
    await carve(['route', 'plan', 'leads.csv', '--out', 'spoilt', ...asOf], { cwd });
    const file = join(cwd, 'spoilt', 'routed.csv');
    writeFileSync(file, text('spoilt', 'routed.csv').replace('L3,r2', 'L3,r1'));
    const run = await carve(['verify', 'spoilt'], { cwd });
    expect([run.code, run.stdout.includes('routed.csv')]).toEqual([1, true]);
  });

  it('says the same whatever the order of the file', async () => {
    const [header, ...rows] = text('leads.csv').trim().split('\n');
    writeFileSync(join(cwd, 'shuffled.csv'), [header, ...rows.reverse()].join('\n'));
    const run = async (file: string) =>
      cells(
        (await carve(['route', 'plan', file, '--out', 's', '--format', 'csv', ...asOf], { cwd }))
          .stdout,
      ).sort();
    expect(await run('shuffled.csv')).toEqual(await run('leads.csv'));
  });

  it('says the same whatever the order of the rows that the plan was made from', async () => {
    const shuffle = (file: string): void => {
      const [header, ...rows] = text(file).trim().split('\n');
      const shuffled = [...rows.slice(2), ...rows.slice(0, 2).reverse()];
      expect(shuffled).not.toEqual(rows);
      writeFileSync(join(cwd, `other-${file}`), `${[header, ...shuffled].join('\n')}\n`);
    };
    for (const file of ['accounts.csv', 'reps.csv', 'leads.csv']) shuffle(file);
    const plan = ['plan', 'other-accounts.csv', 'other-reps.csv', '--rules', 'rules.csv'];
    expect((await carve([...plan, ...asOf, '--quiet', '--out', 'op'], { cwd })).code).toBe(0);
    const routed = async (folder: string, leads: string): Promise<string[][]> => {
      const args = ['route', folder, leads, '--claims', 'claims.csv', '--out', 'so', '--force'];
      await carve([...args, '--quiet', ...asOf], { cwd });
      return ['routed.csv', 'unrouted.csv', 'disputes.csv', 'assignments.csv'].map((file) =>
        text('so', file).trim().split('\n').sort(),
      );
    };
    expect(await routed('op', 'other-leads.csv')).toEqual(await routed('plan', 'leads.csv'));
  });

  it('warns of a new account that is named as one the plan has, and tells a repeated id', async () => {
    const stdin = 'account_id,company,region,potential\nX1,ACME Holdings,West,5\n';
    const run = await carve(['route', 'plan', '-', '--out', 'named', ...asOf], { cwd, stdin });
    expect(run.code).toBe(0);
    const warning =
      'warning: X1 is named as A01, which Ana Ruiz has: if they are one company, give it that id or its parent_id';
    expect(run.stderr.replace(/\s+/g, ' ')).toContain(warning);
    const twice = `${stdin}X1,Other,West,5\n`;
    const bad = await carve(['route', 'plan', '-', '--out', 'twice', ...asOf], {
      cwd,
      stdin: twice,
    });
    expect([bad.code, bad.stderr]).toEqual([2, expect.stringContaining('X1')]);
  });

  it('prints JSON that its schema accepts', async () => {
    const args = ['route', 'plan', 'leads.csv', '--claims', 'claims.csv', '--format', 'json'];
    const { stdout } = await carve([...args, '--out', 'schema', ...asOf], { cwd });
    const schema = JSON.parse(readFileSync(join(repo, 'dist/route.schema.json'), 'utf8'));
    const validate = new Ajv2020({ strict: false }).compile(schema);
    const rows = JSON.parse(stdout);
    expect(rows).toHaveLength(6);
    expect(validate(rows), JSON.stringify(validate.errors)).toBe(true);
    expect(validate([{ ...rows[0], step: 'lot' }])).toBe(false);
    expect(validate([{ ...rows[0], more: 1 }])).toBe(false);
  });

  it('tells where what was not routed and who lost a dispute was changed, whoever made the checksums fit', async () => {
    const args = ['route', 'plan', 'leads.csv', '--claims', 'claims.csv', '--out', 'd', ...asOf];
    await carve([...args, '--quiet'], { cwd });
    const told = async (file: string, from: string, to: string): Promise<string> => {
      const bad = forgedCopy(join(cwd, 'd'), file, (was) => was.replace(from, to));
      const { code, stdout } = await carve(['verify', bad], { cwd });
      expect(code).toBe(1);
      return stdout;
    };
    expect(await told('unrouted.csv', 'L7,domain', 'L7,deal')).toContain('unrouted.csv:');
    expect(await told('disputes.csv', 'A04,r1,r2', 'A04,r2,r1')).toContain('disputes.csv:');
    expect(await told('disputes.csv', 'quote 4711', 'quote 4712')).toContain('disputes.csv:');
  });

  it('answers a webhook: JSON in, JSON out, and the folder keeps what came', async () => {
    const stdin =
      '{"account_id": "W1", "company": "Acme Labs", "website": "labs.acme.com", "region": "West"}';
    const args = ['route', 'plan', '-', '--format', 'json', '--quiet', '--out', 'hook', ...asOf];
    const run = await carve(args, { cwd, stdin });
    expect([run.code, run.stderr]).toEqual([0, '']);
    expect(JSON.parse(run.stdout)).toMatchObject([
      { account_id: 'W1', rep_id: 'r1', step: 'domain', next_rep_id: 'r2' },
    ]);
    expect(JSON.parse(text('hook', 'plan.json')).inputs.new.path).toBe('new.csv');
    expect(await verified('hook')).toBe('good');
  });

  it('goes on from a plan with accounts that were given out before', async () => {
    await carve(['route', 'plan', 'leads.csv', '--out', 'monday', ...asOf], { cwd });
    const next =
      'account_id,company,email,region,potential\nT1,Birch Gifts,x@birchfoods.com,West,4\nL3,Juniper,,West,1\n';
    const run = await carve(['route', 'monday', '-', '--out', 'tuesday', ...asOf], {
      cwd,
      stdin: next,
    });
    expect(run.code).toBe(0);
    expect(run.stderr).toContain('L3 passed over');
    expect(cells(text('tuesday', 'routed.csv')).map((row) => row.slice(0, 3))).toEqual([
      ['T1', 'r1', 'domain'],
    ]);
    expect(text('tuesday', 'assignments.csv').split('\n')).toHaveLength(18);
    expect(await verified('tuesday')).toBe('good');
    const explained = await carve(['explain', 'tuesday', 'L3'], { cwd });
    expect([explained.code, explained.stdout.includes('Juniper Apps')]).toEqual([0, true]);
    const again = await carve(['plan', 'tuesday', 'reps.csv', '--out', 'anew', ...asOf], { cwd });
    expect(text('anew', 'assignments.csv').split('\n')).toHaveLength(18);
    // Nobody may have L7: its region is nobody's.
    expect(again.code).toBe(3);
  });

  it('settles claims with evidence', async () => {
    const args = ['route', 'plan', 'leads.csv', '--claims', 'claims.csv', '--out', 'c', ...asOf];
    expect((await carve(args, { cwd })).code).toBe(1);
    expect(text('c', 'disputes.csv').split('\n').slice(1, 3)).toEqual([
      'A04,r1,r2,3,"open opportunity of 2025-11-03 (renewal talks, quote 4711)",Ben Okafor: no open opportunity',
      'L3,r1,r2,4,activity of 2026-02-10 (demo with the founder),Ben Okafor: no completed activity within 90 days',
    ]);
    expect(await verified('c')).toBe('good');
  });

  it('takes the steps of --order, and tells every fault of its files at once', async () => {
    writeFileSync(join(cwd, 'order.csv'), 'step,use\nfair,yes\nparent,no\n');
    const args = ['route', 'plan', 'leads.csv', '--out', 'o', '--format', 'csv', ...asOf];
    const run = await carve([...args, '--order', 'order.csv'], { cwd });
    expect(new Set(cells(run.stdout).map(([, , step]) => step))).toEqual(new Set(['fair']));
    writeFileSync(join(cwd, 'bad-order.csv'), 'step,use\nlot,yes\n');
    writeFileSync(join(cwd, 'bad-claims.csv'), 'account_id,rep_id,kind\nL3,r1,hearsay\n');
    const bad = await carve(
      [...args.with(4, 'bad'), '--order', 'bad-order.csv', '--claims', 'bad-claims.csv'],
      { cwd },
    );
    expect(bad.code).toBe(2);
    expect(bad.stderr).toMatch(/bad-claims\.csv:2: kind[\s\S]*bad-order\.csv:2: step/);
    expect(existsSync(join(cwd, 'bad'))).toBe(false);
    writeFileSync(join(cwd, 'strange.csv'), 'account_id,rep_id,kind\nX,r9,sourced\n');
    const strange = await carve([...args, '--claims', 'strange.csv'], { cwd });
    expect(strange.stderr).toMatch(/strange\.csv:2: account_id[\s\S]*:2: rep_id/);
    const both = ['--claims', 'strange.csv', '--order', 'bad-order.csv'];
    const all = await carve([...args.with(4, 'bad'), ...both], { cwd });
    expect(all.stderr).toMatch(/bad-order\.csv:2: step[\s\S]*strange\.csv:2: account_id/);
  });

  it('refuses what is no plan, no account or its own input', async () => {
    const code = async (args: readonly string[], stdin = '') =>
      (await carve(['route', ...args, ...asOf], { cwd, stdin })).code;
    expect(await code(['accounts.csv', 'leads.csv', '--out', 'x'])).toBe(2);
    expect(await code(['plan', 'missing.csv', '--out', 'x'])).toBe(2);
    expect(await code(['plan', '-', '--out', 'x'], '')).toBe(2);
    expect(await code(['plan', '-', '--out', 'x'], '[{"a": {}}]')).toBe(2);
    expect(await code(['plan', '-', '--out', 'x'], 'account_id,potential\nN1,lots\n')).toBe(2);
    expect(await code(['plan', 'leads.csv', '--out', 'plan'])).toBe(2);
    expect(await code(['plan/assignments.csv', 'leads.csv', '--out', 'x'])).toBe(1);
    expect(existsSync(join(cwd, 'plan', 'routed.csv'))).toBe(false);
  });

  it('has nothing to do where the plan has all of them', async () => {
    const run = await carve(['route', 'plan', 'accounts.csv', '--out', 'none', ...asOf], { cwd });
    expect([run.code, run.stdout.split('\n')[0]]).toEqual([
      0,
      'Nothing to give out: the plan has every one of these accounts',
    ]);
    expect(await verified('none')).toBe('good');
  });
});
