import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { carve, folderOf } from './carve.js';

const files = {
  'a.csv': 'Key,Rep code,Kunde,Wert\nA1,R1,Acme,5\nA2,R2,Bolt,7\n',
  'r.csv': 'ID,First Name,Last Name\nR1,Ann,Lee\nR2,Bo,Ray\n',
};
const maps = ['account_id=Key', 'owner=Rep code', 'account_name=Kunde', 'potential=Wert'];
const flags = maps.flatMap((map) => ['--map', map]);
const quiet = ['--bare', '--quiet', '--out', 'out'];

describe.concurrent('a mapping file', { timeout: 120_000 }, () => {
  it('reproduces what was taken, and --map goes before it', async () => {
    const cwd = folderOf({ ...files, 'b.csv': files['a.csv'].replace('Wert', 'Value') });
    const saving = ['plan', 'a.csv', 'r.csv', ...flags, '--save-map', 'm.json', ...quiet];
    expect(await carve(saving, { cwd })).toMatchObject({ code: 0 });
    expect(JSON.parse(readFileSync(join(cwd, 'm.json'), 'utf8'))).toEqual({
      carve_map: 1,
      accounts: {
        columns: { account_id: 'Key', owner: 'Rep code', account_name: 'Kunde', potential: 'Wert' },
      },
      reps: { columns: { rep_id: 'ID', rep_name: ['First Name', 'Last Name'] } },
    });
    const before = readFileSync(join(cwd, 'out/assignments.csv'));
    const mapped = (...args: string[]) =>
      carve(['plan', ...args, 'r.csv', '--map-file', 'm.json', ...quiet], { cwd });
    expect(await mapped('a.csv')).toMatchObject({ code: 0 });
    expect(readFileSync(join(cwd, 'out/assignments.csv'))).toEqual(before);
    const other = await mapped('b.csv');
    expect(other).toMatchObject({ code: 2, stderr: expect.stringContaining('potential=Wert') });
    const output = ['plan', 'b.csv', 'r.csv', '--map-file', 'm.json', '--map', 'potential=Value'];
    expect(await carve([...output, ...quiet], { cwd })).toMatchObject({ code: 0 });
    expect(readFileSync(join(cwd, 'out/assignments.csv'))).toEqual(before);
    const diff = ['diff', 'a.csv', 'a.csv', '--map-file', 'm.json', '--exit-code'];
    expect(await carve(diff, { cwd })).toMatchObject({ code: 0 });
  });

  it.each([
    ['no JSON', '{', /m\.json:1: .*is no JSON/],
    ['another form', '{"carve_map": 2}', /m\.json: carve_map: /],
    [
      'no column of carve',
      '{"carve_map": 1, "reps": {"columns": {"size": "X"}}}',
      /m\.json: .*"size"/,
    ],
    [
      'no encoding',
      '{"carve_map": 1, "reps": {"columns": {}, "encoding": "hex"}}',
      /m\.json: reps\.encoding/,
    ],
  ])('is refused where it is %s', async (_, text, output) => {
    const cwd = folderOf({ ...files, 'm.json': text });
    const { code, stderr } = await carve(['check', 'a.csv', 'r.csv', '--map-file', 'm.json'], {
      cwd,
    });
    expect(code).toBe(2);
    expect(stderr).toMatch(output);
  });

  it('is never saved over an input', async () => {
    const cwd = folderOf(files);
    const saving = ['validate', 'a.csv', 'r.csv', ...flags, '--save-map', 'a.csv'];
    expect(await carve(saving, { cwd })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('would overwrite the input a.csv'),
    });
    expect(readFileSync(join(cwd, 'a.csv'), 'utf8')).toBe(files['a.csv']);
  });
});

describe.concurrent('carve init --from', { timeout: 120_000 }, () => {
  it('drafts a mapping and rules, and says the command that plans with them', async () => {
    const cwd = folderOf({
      'my accounts.csv': 'Id,Owner,Renewal Date\nA1,R1,2027-01-05\nA2,R1,\n',
      'r.csv': 'ID,Title\nR1,AE\nR2,Sales Manager\n',
    });
    const { code, stdout } = await carve(['init', '--from', 'my accounts.csv', 'r.csv', 'draft'], {
      cwd,
    });
    expect(code).toBe(0);
    expect(readdirSync(join(cwd, 'draft')).sort()).toEqual(['map.json', 'rules.csv']);
    expect(readFileSync(join(cwd, 'draft/rules.csv'), 'utf8')).toMatch(/^exclude,.*drafted: /m);
    const command =
      "carve plan 'my accounts.csv' r.csv --map-file draft/map.json --rules draft/rules.csv";
    expect(stdout).toContain(`  ${command}\n`);
    const next = ['plan', 'my accounts.csv', 'r.csv', '--map-file', 'draft/map.json'];
    const rules = ['--rules', 'draft/rules.csv', '--quiet', '--out', 'out'];
    expect(await carve([...next, ...rules], { cwd })).toMatchObject({ code: 0 });

    const again = await carve(['init', 'draft', '--from', 'my accounts.csv', 'r.csv'], { cwd });
    expect(again).toMatchObject({ code: 2, stderr: expect.stringContaining('is there already') });
  });

  it('tells what is wrong with the files, and takes just two', async () => {
    const cwd = folderOf(files);
    const wrong = await carve(['init', '--from', 'a.csv', 'r.csv'], { cwd });
    expect(wrong).toMatchObject({ code: 2, stderr: expect.stringContaining('--map "account_id=') });
    const one = await carve(['init', '--from', 'a.csv'], { cwd });
    expect(one).toMatchObject({ code: 2, stderr: expect.stringContaining('takes two files') });
    expect(readdirSync(cwd).sort()).toEqual(['a.csv', 'r.csv']);
  });
});
