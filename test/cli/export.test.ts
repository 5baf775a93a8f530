import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { afterLoading, cellsOf } from '../crm/applied.js';
import { carve, folderOf, type Outcome } from './carve.js';

const accounts = `Id,Name,OwnerId,Potential
001A000001AbCdE,Acme,005A0000001AaAa,100
001A000001AbCdF,"Beta, Inc",005A0000001AaAa,90
001A000001AbCdG,Gamma,005A0000001AaAa,80
001A000001AbCdH,Delta,005A0000001AaAa,70
001A000001AbCdI,Eps,005A0000009ZzZz,60
001A000001AbCdJ,Zeta,,50
`;
const reps = 'Id,Name,Email\n005A0000001AaAa,Ann,ann@x.example\n005A0000001BbBb,Bo,bo@x.example\n';

const names = [
  'salesforce-owners.csv',
  'salesforce-rollback-inactive.csv',
  'salesforce-rollback-not-possible.csv',
  'salesforce-rollback.csv',
];

const read = (...path: string[]): string => readFileSync(join(...path), 'utf8');

async function planned(): Promise<string> {
  const folder = folderOf({ 'accounts.csv': accounts, 'reps.csv': reps });
  const flags = ['--bare', '--out', 'plan', '--weights', 'disruption=0', '--quiet'];
  const { code, stderr } = await carve(['plan', 'accounts.csv', 'reps.csv', ...flags], {
    cwd: folder,
  });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return folder;
}

describe('carve export', () => {
  let folder: string;
  let outcome: Outcome;
  beforeAll(async () => {
    folder = await planned();
    const asked = ['export', 'plan', '--for', 'salesforce', '--out', 'load'];
    outcome = await carve(asked, { cwd: folder });
  });

  test('writes the four files and says what to do with them, in order', () => {
    expect({ code: outcome.code, stderr: outcome.stderr }).toEqual({ code: 0, stderr: '' });
    expect(readdirSync(join(folder, 'load')).sort()).toEqual(names);
    const places = names.map((name) => outcome.stdout.indexOf(`${name}  `));
    const [owners, inactive, notPossible, rollback] = places;
    expect(owners).toBeGreaterThan(0);
    expect([rollback, inactive, notPossible]).toEqual(
      [rollback, inactive, notPossible].sort((a, b) => a - b),
    );
    expect(rollback).toBeGreaterThan(owners);
    expect(outcome.stdout).toContain('Update Records with Inactive Owners');
    expect(outcome.stdout).toContain('opportunities and contacts');
  });

  test("loaded into the export, it gives the plan's owners; rolled back, today's", () => {
    const headers = { id: 'Id', owner: 'OwnerId' };
    const ids = cellsOf(accounts, 'Id');
    const today = cellsOf(accounts, 'OwnerId');
    const loaded = afterLoading(
      { ids, owners: today },
      read(folder, 'load', 'salesforce-owners.csv'),
      headers,
    );
    expect(loaded).toEqual(cellsOf(read(folder, 'plan', 'assignments.csv'), 'rep_id'));
    expect(loaded).not.toEqual(today);
    let back = loaded;
    for (const name of ['salesforce-rollback.csv', 'salesforce-rollback-inactive.csv']) {
      back = afterLoading({ ids, owners: back }, read(folder, 'load', name), headers);
    }
    // Zeta has no owner today, and Salesforce takes none away.
    expect(back.slice(0, 5)).toEqual(today.slice(0, 5));
    expect(cellsOf(read(folder, 'load', 'salesforce-rollback-not-possible.csv'), 'Id')).toEqual([
      '001A000001AbCdJ',
    ]);
  });

  test('writes the same bytes again, and leaves none of another plan', async () => {
    const before = names.map((name) => read(folder, 'load', name));
    const args = ['export', 'plan', '--for', 'salesforce', '--out', 'load', '--format', 'json'];
    const { code, stdout } = await carve(args, { cwd: folder });
    expect(code).toBe(0);
    expect(names.map((name) => read(folder, 'load', name))).toEqual(before);
    const { files, left_out: leftOut } = JSON.parse(stdout);
    const rows = files.map(({ rows }: { readonly rows: number }) => rows);
    expect(rows[0]).toBe(rows[1] + rows[2] + rows[3]);
    expect(rows[0] + leftOut.unchanged).toBe(6);
  });
});

test('an input that has changed is refused: its owners are not those of the plan', async () => {
  const folder = await planned();
  writeFileSync(join(folder, 'accounts.csv'), accounts.replace('Acme', 'ACME'));
  const args = ['export', 'plan', '--for', 'salesforce', '--out', 'load'];
  const { code, stderr } = await carve(args, { cwd: folder });
  expect(code).toBe(2);
  expect(stderr).toContain('accounts.csv: has changed since the plan was made');
  expect(existsSync(join(folder, 'load'))).toBe(false);
});

test('a hand-edited assignments.csv is exported as it is, and that is said', async () => {
  const folder = await planned();
  const file = join(folder, 'plan', 'assignments.csv');
  const [header, first, ...rest] = readFileSync(file, 'utf8').split('\n');
  const cells = first.split(',');
  const other = cells[2].endsWith('AaAa') ? '005A0000001BbBb' : '005A0000001AaAa';
  cells[2] = other;
  writeFileSync(file, [header, cells.join(','), ...rest].join('\n'));
  const { code, stderr } = await carve(['export', 'plan', '--for', 'salesforce'], { cwd: folder });
  expect(code).toBe(0);
  expect(stderr).toContain('assignments.csv was changed since the plan was made');
  const written = read(folder, 'carve-out', 'salesforce-owners.csv');
  expect(written.includes(`001A000001AbCdE,${other}`)).toBe(other === '005A0000001BbBb');
});

test.each([
  [['export', 'plan'], "required option '--for <crm>' not specified"],
  [['export', 'plan', '--for', 'pipedrive'], '--for: does not fit, "pipedrive"'],
  [['export', 'plan', '--for', 'hubspot'], 'is no HubSpot Record ID'],
  [['export', 'plan', '--for', 'dynamics'], 'is no Dynamics record id'],
  [['export', 'nowhere', '--for', 'salesforce'], 'nowhere: is not there'],
  [['export', 'plan', '--for', 'salesforce', '--out', 'reps.csv'], 'reps.csv'],
  [
    ['export', 'plan', '--for', 'salesforce', '--owner-column', 'Email'],
    'is no Salesforce user id',
  ],
])('%j is refused and nothing is written', async (args, words) => {
  const folder = await planned();
  const before = readdirSync(folder);
  const { code, stdout, stderr } = await carve(args, { cwd: folder });
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(words);
  expect(readdirSync(folder)).toEqual(before);
});

test('no input is overwritten, whatever it is called', async () => {
  const name = 'salesforce-rollback.csv';
  const folder = folderOf({ [name]: accounts, 'reps.csv': reps });
  await carve(['plan', name, 'reps.csv', '--bare', '--out', 'plan', '--quiet'], { cwd: folder });
  const args = ['export', 'plan', '--for', 'salesforce', '--out', '.'];
  const { code, stderr } = await carve(args, { cwd: folder });
  expect(code).toBe(2);
  expect(stderr).toContain('would overwrite the input');
  expect(read(folder, name)).toBe(accounts);
});

test('a plan that went on from another changes what that one gave out, and gives that back', async () => {
  const folder = await planned();
  const three = `${reps}005A0000001CcCc,Cy,cy@x.example\n`;
  const left = three.replace('Email\n', 'Email,Status\n').replace(/(bo@x.example)/, '$1,left');
  writeFileSync(join(folder, 'now.csv'), left.replace(/(ann|cy)@x.example/g, '$&,active'));
  const rebalanced = ['rebalance', 'plan', 'plan', 'now.csv', '--out', 'next', '--quiet'];
  expect((await carve(rebalanced, { cwd: folder })).code).toBe(0);
  const exported = ['export', 'next', '--for', 'salesforce', '--out', 'load', '--quiet'];
  expect(await carve(exported, { cwd: folder })).toMatchObject({ code: 0, stderr: '' });
  const rows = (path: string): string[][] =>
    read(folder, path)
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(','));
  const ofBo = rows('plan/assignments.csv').filter((cells) => cells.includes('005A0000001BbBb'));
  expect(ofBo.length).toBeGreaterThan(0);
  // Bo has left: what the first plan gave him, and nothing else, is loaded, and he is who had it.
  const loaded = rows('load/salesforce-owners.csv').map(([id]) => id);
  const moved = rows('next/moves.csv').map(([id]) => id);
  expect(loaded.sort()).toEqual(moved.sort());
  const back = rows('load/salesforce-rollback-inactive.csv');
  expect(back.map(([id]) => id).sort()).toEqual(
    ofBo.flatMap((cells) => cells.filter((cell) => cell.startsWith('001'))).sort(),
  );
  expect(new Set(back.map(([, owner]) => owner))).toEqual(new Set(['005A0000001BbBb']));
  expect(rows('load/salesforce-rollback-not-possible.csv')).toEqual([]);
});
