import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { planJsonSchema } from '../../src/reports/plan-json.js';
import { compareFolder } from '../oracle/compare.js';
import { accounts, carve, folderOf, repo, reps } from './carve.js';

const names = [
  'assignments.csv',
  'certificate.json',
  'moves.csv',
  'plan.json',
  'report.html',
  'rules-used.csv',
  'teams.csv',
  'territories.csv',
];
const sp500 = [
  'fixtures/sp500/accounts.csv',
  'fixtures/sp500/reps.csv',
  '--rules',
  'fixtures/sp500/rules.csv',
  '--as-of',
  '2026-01-15',
];

function contents(folder: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(folder)
      // A run that is killed may leave its staging folder.
      .filter((name) => !name.startsWith('.carve-'))
      .map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  );
}

describe('carve plan', () => {
  it('writes the plan folder and says what came of it', async () => {
    const folder = folderOf({ 'accounts.csv': accounts, 'reps.csv': reps });
    const { code, stdout } = await carve(['plan', 'accounts.csv', 'reps.csv'], { cwd: folder });
    expect(code).toBe(0);
    expect(readdirSync(join(folder, 'carve-out')).sort()).toEqual(names);
    expect(readdirSync(folder).sort()).toEqual(['accounts.csv', 'carve-out', 'reps.csv']);
    expect(stdout).toMatch(/Nothing better exists/);
    expect(stdout.split('\n').every((line) => line.length <= 80)).toBe(true);
    expect(stdout).not.toContain('\u001b');
    expect(compareFolder(join(folder, 'carve-out'))).toEqual([]);
  });

  it('prints plan.json with --format json, which its schema accepts', async () => {
    const folder = folderOf({ 'accounts.csv': accounts, 'reps.csv': reps });
    const { stdout } = await carve(['plan', 'accounts.csv', 'reps.csv', '--format', 'json'], {
      cwd: folder,
    });
    expect(stdout).toBe(readFileSync(join(folder, 'carve-out/plan.json'), 'utf8'));
    const validate = new Ajv2020({ strict: false }).compile(planJsonSchema());
    expect(validate(JSON.parse(stdout)), JSON.stringify(validate.errors)).toBe(true);
  });

  it('is silent with --quiet', async () => {
    const folder = folderOf({ 'accounts.csv': accounts, 'reps.csv': reps });
    const run = await carve(['plan', 'accounts.csv', 'reps.csv', '--quiet'], { cwd: folder });
    expect(run).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  it('reads a file from standard input', async () => {
    const folder = folderOf({ 'reps.csv': reps });
    const run = await carve(['plan', '-', 'reps.csv'], { cwd: folder, stdin: accounts });
    expect(run.code).toBe(0);
    const plan = JSON.parse(readFileSync(join(folder, 'carve-out/plan.json'), 'utf8'));
    expect(plan.inputs.accounts).toMatchObject({ path: '-', rows: 4 });
  });

  it('writes the same bytes twice and with any number of threads', async () => {
    const folder = folderOf({});
    const made: Record<string, string>[] = [];
    for (const [index, threads] of ['1', '1', '2'].entries()) {
      const out = join(folder, `out${index}`);
      const { code, stderr } = await carve(['plan', ...sp500, '--threads', threads, '--out', out]);
      expect(code, stderr).toBe(0);
      made.push(contents(out));
    }
    expect(made[1]).toEqual(made[0]);
    expect(made[2]).toEqual(made[0]);
    expect(compareFolder(join(folder, 'out0'))).toEqual([]);
    const plan = JSON.parse(made[0]['plan.json']);
    expect(plan.objective.gap).toBeLessThan(0.02);
    rmSync(folder, { recursive: true });
  });

  it('exits 3 and writes the closest plan where the must rules cannot all be met', async () => {
    const folder = folderOf({
      'accounts.csv': accounts,
      'reps.csv': reps,
      'rules.csv': 'rule,max\nlimit,1\n',
    });
    const { code, stdout, stderr } = await carve(
      ['plan', 'accounts.csv', 'reps.csv', '--rules', 'rules.csv'],
      { cwd: folder },
    );
    expect(code).toBe(3);
    expect(stdout).toContain('row 2');
    expect(stdout).toMatch(/^The must rules cannot all hold\./);
    expect(stderr).toMatch(/^Row 2 cannot hold:$/m);
    const plan = JSON.parse(readFileSync(join(folder, 'carve-out/plan.json'), 'utf8'));
    expect(plan.status).toBe('infeasible');
    expect(plan.objective).not.toHaveProperty('bound');
    expect(plan.objective).not.toHaveProperty('gap');
    expect(plan.rules).toMatchObject([{ row: 2, rule: 'limit', status: 'broken' }]);
    expect(compareFolder(join(folder, 'carve-out'))).toEqual([]);
  });

  it('leaves the earlier plan as it was when it is killed or fails', async () => {
    const folder = folderOf({ 'accounts.csv': accounts, 'reps.csv': reps });
    await carve(['plan', 'accounts.csv', 'reps.csv'], { cwd: folder });
    const before = contents(join(folder, 'carve-out'));

    const failed = await carve(['plan', 'reps.csv', 'reps.csv', '--rules', 'accounts.csv'], {
      cwd: folder,
    });
    expect(failed.code).toBe(2);
    expect(contents(join(folder, 'carve-out'))).toEqual(before);

    for (const wait of [60, 150, 300]) {
      const out = join(folder, 'carve-out');
      const child = spawn(
        process.execPath,
        [join(repo, 'bin/carve.js'), 'plan', ...sp500, '--out', out],
        { cwd: repo, stdio: 'ignore' },
      );
      await new Promise((done) => setTimeout(done, wait));
      child.kill('SIGKILL');
      await new Promise((done) => child.on('exit', done));
      expect(contents(out)).toEqual(before);
    }
  });

  it('writes the best plan so far on SIGINT and exits 130', async () => {
    const folder = folderOf({});
    const out = join(folder, 'plan');
    const child = spawn(
      process.execPath,
      [join(repo, 'bin/carve.js'), 'plan', ...sp500, '--effort', 'thorough', '--out', out],
      { cwd: repo, stdio: ['ignore', 'ignore', 'pipe'] },
    );
    // What was assumed is told just before the search begins, however slow the machine.
    await new Promise((done) => child.stderr?.once('data', done));
    await new Promise((done) => setTimeout(done, 500));
    child.kill('SIGINT');
    const code = await new Promise((done) => child.on('exit', done));
    expect(code).toBe(130);
    expect(existsSync(join(out, 'plan.json'))).toBe(true);
    expect(JSON.parse(readFileSync(join(out, 'plan.json'), 'utf8')).interrupted).toBe(true);
    expect(readdirSync(folder)).toEqual(['plan']);
  });

  it.each([
    { of: 'the S&P 500', args: sp500 },
    {
      of: 'a plan with roles',
      args: ['accounts.csv', 'reps.csv', '--rules', 'rules.csv', '--as-of', '2026-01-15'].map(
        (one) => (one.endsWith('.csv') ? `fixtures/roles/${one}` : one),
      ),
    },
  ])(
    'writes a page that verifies when the time limit cuts the search of $of short',
    async ({ args }) => {
      const out = join(folderOf({}), 'plan');
      const flags = ['--time-limit', '0.01', '--out', out];
      const { stdout } = await carve(['plan', ...args, ...flags], { cwd: repo });
      expect(JSON.parse(readFileSync(join(out, 'plan.json'), 'utf8')).interrupted).toBe(true);
      expect(stdout).toContain('The search was cut short');
      expect(readFileSync(join(out, 'report.html'), 'utf8')).toContain('The search was cut short.');
      const verified = await carve(['verify', out], { cwd: repo });
      expect(verified.stdout).toContain('Verified');
      expect(verified.code).toBe(0);
    },
  );

  it('survives a pipe that is closed early', async () => {
    const child = spawn(
      'sh',
      [
        '-c',
        `"${process.execPath}" bin/carve.js plan ${sp500.slice(0, 2).join(' ')} --effort quick --out "$OUT" 2>/dev/null | head -1`,
      ],
      {
        cwd: repo,
        env: { ...process.env, OUT: join(folderOf({}), 'out') },
      },
    );
    let text = '';
    child.stdout.on('data', (chunk) => {
      text += chunk;
    });
    await new Promise((done) => child.on('exit', done));
    expect(text.split('\n')[0].length).toBeGreaterThan(10);
  });
});

describe('carve --help', () => {
  it('names the commands and the exit codes', async () => {
    const { code, stdout } = await carve(['--help']);
    expect(code).toBe(0);
    for (const word of ['plan', 'init', '130', 'must rules']) expect(stdout).toContain(word);
  });

  it('an unknown command is bad usage', async () => {
    expect((await carve(['plann'])).code).toBe(2);
  });
});
