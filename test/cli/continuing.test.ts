import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compareFolder } from '../oracle/compare.js';
import { carve, folderOf } from './carve.js';

const accounts = `account_id,account_name,owner,potential,region,locked
=A1,"Ex, Ltd",R1,10,East,
A2,Two,R1,20,East,yes
A3,Three,R2,30,West,
A4,Four,,40,West,
A5,Five,gone@example.com,25,East,
`;
const reps = 'rep_id,rep_name,region\nR1,Ann,East\nR2,Bo,West\nR3,Cy,East|West\n';
const rules = 'rule,metric\nmatch,region\n';
const asOf = ['--as-of', '2026-01-15'];

async function adopted(): Promise<string> {
  const cwd = folderOf({ 'accounts.csv': accounts, 'reps.csv': reps, 'rules.csv': rules });
  const made = [
    'plan',
    'accounts.csv',
    'reps.csv',
    '--rules',
    'rules.csv',
    '--out',
    'jan',
    ...asOf,
  ];
  expect((await carve(made, { cwd })).code).toBe(0);
  return cwd;
}

/** Cells of a simple table by column. */
function column(folder: string, file: string, name: string): string[] {
  const [header, ...lines] = readFileSync(join(folder, file), 'utf8').trim().split('\n');
  const at = header.split(',').indexOf(name);
  // No cell of these holds a comma but the first name's.
  return lines.map((line) => line.replace('"Ex, Ltd"', 'Ex').split(',')[at]);
}

describe('a plan that goes on', () => {
  it('takes a plan folder for accounts: its reps are the owners, and its rules hold', async () => {
    const cwd = await adopted();
    const { code, stderr } = await carve(['plan', 'jan', 'reps.csv', '--out', 'feb', ...asOf], {
      cwd,
    });
    expect(code).toBe(0);
    expect(stderr).toContain('owners are the reps of jan/assignments.csv');
    expect(column(join(cwd, 'feb'), 'assignments.csv', 'previous_rep_id')).toEqual(
      column(join(cwd, 'jan'), 'assignments.csv', 'rep_id'),
    );
    const jan = JSON.parse(readFileSync(join(cwd, 'jan/plan.json'), 'utf8'));
    const feb = JSON.parse(readFileSync(join(cwd, 'feb/plan.json'), 'utf8'));
    expect(feb.from).toEqual({ path: '../jan', sha256: jan.sha256 });
    expect(feb.rules.map(({ rule }: { rule: string }) => rule)).toContain('match');
    expect((await carve(['verify', 'feb'], { cwd })).code).toBe(0);
  });

  it('takes an assignments.csv, beside its plan.json or alone', async () => {
    const cwd = await adopted();
    const args = ['jan/assignments.csv', 'reps.csv', '--out', 'feb', ...asOf];
    expect((await carve(['plan', ...args], { cwd })).code).toBe(0);
    const { from } = JSON.parse(readFileSync(join(cwd, 'feb/plan.json'), 'utf8'));
    expect(from.path).toBe('../jan/assignments.csv');
    expect(from.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect((await carve(['verify', 'feb'], { cwd })).code).toBe(0);

    const alone = folderOf({ 'reps.csv': reps });
    cpSync(join(cwd, 'jan/assignments.csv'), join(alone, 'mine.csv'));
    const plan = ['plan', 'mine.csv', 'reps.csv', '--bare', ...asOf];
    expect((await carve(plan, { cwd: alone })).code).toBe(0);
    expect(column(join(alone, 'carve-out'), 'assignments.csv', 'account_id')).toEqual(
      column(join(cwd, 'jan'), 'assignments.csv', 'account_id'),
    );
    expect((await carve(['verify', 'carve-out'], { cwd: alone })).code).toBe(0);
  });

  it('works for check, scenarios and validate, and with today’s accounts under --owners', async () => {
    const cwd = await adopted();
    const check = await carve(['check', 'jan', 'reps.csv', ...asOf], { cwd });
    expect(check.code).toBe(0);
    expect((await carve(['validate', 'jan', 'reps.csv'], { cwd })).code).toBe(0);
    const several = ['scenarios', 'jan', 'reps.csv', '--out', 'options', ...asOf];
    expect((await carve(several, { cwd })).code).toBe(0);
    expect((await carve(['verify', 'options/today'], { cwd })).code).toBe(0);
    writeFileSync(join(cwd, 'new.csv'), 'account_id,owner,potential\nA2,R3,5\nA9,R3,5\n');
    const args = ['plan', 'new.csv', 'reps.csv', '--bare', '--owners', 'jan', ...asOf];
    expect((await carve(args, { cwd })).code).toBe(0);
    expect(column(join(cwd, 'carve-out'), 'assignments.csv', 'previous_rep_id')).toEqual([
      'R1',
      '',
    ]);
    expect(compareFolder(join(cwd, 'jan'))).toEqual([]);
  });

  it('never writes over the plan that it goes on from', async () => {
    const cwd = await adopted();
    const { code, stderr } = await carve(['plan', 'jan', 'reps.csv', '--out', 'jan', ...asOf], {
      cwd,
    });
    expect(code).toBe(2);
    expect(stderr).toContain('would overwrite the input jan/assignments.csv');
  });

  it('tells its history, and verify tells where the chain is broken', async () => {
    const cwd = await adopted();
    await carve(['plan', 'jan', 'reps.csv', '--out', 'feb', ...asOf], { cwd });
    await carve(['plan', 'feb', 'reps.csv', '--out', 'mar', ...asOf], { cwd });
    const { stdout, code } = await carve(['report', 'mar', '--history'], { cwd });
    expect(code).toBe(0);
    expect(stdout).toContain('3 plans since 2026-01-15');
    expect((await carve(['verify', 'mar'], { cwd })).code).toBe(0);
    // January is made again, otherwise.
    await carve(
      ['plan', 'accounts.csv', 'reps.csv', '--bare', '--out', 'jan', '--as-of', '2026-01-16'],
      { cwd },
    );
    const broken = await carve(['verify', 'mar'], { cwd });
    expect(broken.code).toBe(1);
    expect(broken.stdout).toContain('from.sha256');
  });

  it('a folder without a plan.json is refused as one that stands where a file should', async () => {
    const cwd = folderOf({ 'reps.csv': reps });
    const { code, stderr } = await carve(['plan', '.', 'reps.csv'], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain('.: is a directory; name a CSV file');
    expect(existsSync(join(cwd, 'carve-out'))).toBe(false);
  });
});
