import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { planJsonSchema } from '../../src/reports/plan-json.js';
import { compareFolder } from '../oracle/compare.js';
import { accounts, carve, folderOf, repo, reps } from './carve.js';

function copyOf(name: string): string {
  const text = (file: string) => readFileSync(join(repo, 'fixtures/conflicts', name, file), 'utf8');
  const files = ['accounts.csv', 'reps.csv', 'rules.csv'];
  return folderOf(Object.fromEntries(files.map((file) => [file, text(file)])));
}

const plan = ['plan', 'accounts.csv', 'reps.csv', '--rules', 'rules.csv', '--bare'];

describe('carve plan where must rules cannot all hold', () => {
  it('names every conflict and what would help, and --relax plans with that', async () => {
    const cwd = copyOf('three');
    const reported = await carve(plan, { cwd });
    expect(reported.code).toBe(3);
    expect(reported.stderr).toContain('for 3 reasons apart from each other:');
    expect(reported.stderr).toContain('Rows 2 and 3 both claim A1');
    expect(reported.stderr).toContain('which --relax plans with:');
    expect(JSON.parse(readFileSync(join(cwd, 'carve-out/plan.json'), 'utf8')).status).toBe(
      'infeasible',
    );
    expect(existsSync(join(cwd, 'carve-out/relaxations.csv'))).toBe(false);

    const relaxed = await carve([...plan, '--relax'], { cwd });
    expect(relaxed.code).toBe(0);
    expect(relaxed.stderr).toContain('Planned with these changes');
    const written = readFileSync(join(cwd, 'carve-out/relaxations.csv'), 'utf8');
    expect(written.trimEnd().split('\n').slice(0, 2)).toEqual([
      'file,row,column,from,to',
      'rules.csv,3,level,,should',
    ]);
    expect(written).toContain('\nreps.csv,4,max_accounts,1,2\n');
    const json: unknown = JSON.parse(readFileSync(join(cwd, 'carve-out/plan.json'), 'utf8'));
    const validate = new Ajv2020({ strict: false }).compile(planJsonSchema());
    expect(validate(json), JSON.stringify(validate.errors)).toBe(true);
    expect(json).toMatchObject({
      status: 'optimal',
      files: { 'relaxations.csv': expect.any(String) },
    });
    expect(compareFolder(join(cwd, 'carve-out'))).toEqual([]);
    expect((await carve(['verify', 'carve-out'], { cwd })).code).toBe(0);
    expect((await carve(['explain', 'carve-out', 'A4'], { cwd })).code).toBe(0);

    writeFileSync(join(cwd, 'carve-out/relaxations.csv'), written.replace(',1,2\n', ',1,9\n'));
    const verified = await carve(['verify', 'carve-out'], { cwd });
    expect(verified.code).toBe(1);
    expect(verified.stdout).toContain('relaxations.csv');

    // What the earlier plan was relaxed by says nothing of the next.
    expect((await carve(plan, { cwd })).code).toBe(3);
    expect(existsSync(join(cwd, 'carve-out/relaxations.csv'))).toBe(false);
  });

  it('says at once what a sum shows, with a proof of it, and plans the closest all the same', async () => {
    const many = `account_id,potential\n${Array.from({ length: 400 }, (_, at) => `A${at},${1 + (at % 7)}`).join('\n')}\n`;
    const few = `rep_id,max_accounts\n${Array.from({ length: 10 }, (_, at) => `R${at},39`).join('\n')}\n`;
    const cwd = folderOf({ 'accounts.csv': many, 'reps.csv': few });
    const args = ['plan', 'accounts.csv', 'reps.csv', '--bare'];
    const { code, stderr } = await carve(args, { cwd });
    expect(code).toBe(3);
    expect(stderr).toContain('The max_accounts of 10 reps cannot all hold:');
    expect(stderr).toContain('and their max_accounts allow them 390.');
    const verified = await carve(['verify', 'carve-out'], { cwd });
    expect(verified.code).toBe(0);
    expect(verified.stdout).toMatch(/no plan keeps/);

    expect((await carve([...args, '--relax'], { cwd })).code).toBe(0);
    const lines = readFileSync(join(cwd, 'carve-out/relaxations.csv'), 'utf8')
      .trimEnd()
      .split('\n');
    expect(lines.slice(1)).toEqual(
      Array.from({ length: 10 }, (_, at) => `reps.csv,${at + 2},max_accounts,39,40`),
    );
    expect((await carve(['verify', 'carve-out'], { cwd })).code).toBe(0);
  });

  it('changes nothing with --relax where they can hold', async () => {
    const cwd = folderOf({ 'accounts.csv': accounts, 'reps.csv': reps });
    const plain = await carve(['plan', 'accounts.csv', 'reps.csv', '--out', 'plain'], { cwd });
    const relaxed = await carve(
      ['plan', 'accounts.csv', 'reps.csv', '--relax', '--out', 'relaxed'],
      {
        cwd,
      },
    );
    expect([plain.code, relaxed.code]).toEqual([0, 0]);
    expect(existsSync(join(cwd, 'relaxed/relaxations.csv'))).toBe(false);
    expect(readFileSync(join(cwd, 'relaxed/plan.json'), 'utf8')).toBe(
      readFileSync(join(cwd, 'plain/plan.json'), 'utf8'),
    );
  });
});
