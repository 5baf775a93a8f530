import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { carve, folderOf, repo } from './carve.js';

const exports = join(repo, 'fixtures/exports');
const folders = readdirSync(exports).filter((name) => !name.endsWith('.md'));
const headers = z.record(z.string(), z.union([z.string(), z.array(z.string())]));
const expectedShape = z.strictObject({
  accounts: z.string(),
  reps: z.string(),
  flags: z.array(z.string()),
  columns: z.strictObject({ accounts: headers, reps: headers }),
  owners: z.record(z.string(), z.string()),
  potential: z.record(z.string(), z.number()),
});
const mapShape = z.object({
  accounts: z.object({ columns: headers }),
  reps: z.object({ columns: headers }),
});
const asOf = ['--as-of', '2026-11-22'];

const textOf = (...path: string[]): string => readFileSync(join(...path), 'utf8');
const expectedOf = (name: string) =>
  expectedShape.parse(JSON.parse(textOf(exports, name, 'expected.json')));

/** Plans with two files, and gives where the plan is and what was said. */
async function planned(accounts: string, reps: string, ...flags: string[]) {
  const out = join(folderOf({}), 'plan');
  const args = ['plan', accounts, reps, '--bare', ...asOf, '--out', out, ...flags];
  const { code, stderr } = await carve(args);
  expect({ code, stderr }).toMatchObject({ code: 0 });
  return { out, stderr };
}

function assignmentsIn(out: string): Record<string, string>[] {
  return parse(textOf(out, 'assignments.csv'), { columns: true });
}

describe.concurrent('an export as it is', { timeout: 120_000 }, () => {
  it.each(folders)('of %s is planned by one command', async (name) => {
    const { accounts, reps, flags, columns, owners, potential } = expectedOf(name);
    const map = join(folderOf({}), 'map.json');
    const files = [accounts, reps].map((file) => join(exports, name, file));
    const { out } = await planned(files[0], files[1], '--save-map', map, ...flags);
    const rows = assignmentsIn(out);
    expect(Object.fromEntries(rows.map((row) => [row.account_id, row.previous_rep_id]))).toEqual(
      owners,
    );
    expect(Object.fromEntries(rows.map((row) => [row.account_id, Number(row.potential)]))).toEqual(
      potential,
    );
    const saved = mapShape.parse(JSON.parse(textOf(map)));
    expect({ accounts: saved.accounts.columns, reps: saved.reps.columns }).toEqual(columns);
    expect(await carve(['verify', out])).toMatchObject({ code: 0 });

    const again = await planned(files[0], files[1], '--map-file', map);
    expect(assignmentsIn(again.out)).toEqual(rows);
    expect(await carve(['verify', again.out])).toMatchObject({ code: 0 });
  });
});

describe.concurrent('the Salesforce report', { timeout: 120_000 }, () => {
  const [accounts, reps] = ['accounts-report.csv', 'users-report.csv'].map((file) =>
    join(exports, 'salesforce-report', file),
  );

  it('says what it takes for what, and what for a footer', async () => {
    const { stderr } = await planned(accounts, reps);
    expect(stderr).toContain('Account Owner as owner');
    expect(stderr).toMatch(/rows 9–13 are left out as the footer of a report/);
    expect(stderr).toMatch(/Parent Account ID all-zero ids are read as empty \(4\)/);
  });

  it('is the same packed, whatever its name, and on standard input', async () => {
    const plain = assignmentsIn((await planned(accounts, reps)).out);
    const packed = gzipSync(readFileSync(accounts));
    const folder = folderOf({ 'a.csv.gz': packed, 'a.csv': packed });
    for (const name of ['a.csv.gz', 'a.csv']) {
      const { out } = await planned(join(folder, name), reps);
      expect(assignmentsIn(out)).toEqual(plain);
      expect(await carve(['verify', out])).toMatchObject({ code: 0 });
    }
    const out = join(folder, 'out');
    const args = ['plan', '-', reps, '--bare', ...asOf, '--out', out];
    expect(await carve(args, { stdin: packed })).toMatchObject({ code: 0 });
    expect(assignmentsIn(out)).toEqual(plain);
  });

  it('is the same as a workbook, whose sheets are named', async () => {
    const plain = assignmentsIn((await planned(accounts, reps)).out);
    const rowsOf = (file: string): string[][] =>
      parse(readFileSync(file), { relax_column_count: true });
    const book = await writeXlsx({
      sheets: [
        { name: 'Accounts', rows: rowsOf(accounts) },
        { name: 'Team', rows: rowsOf(reps) },
      ],
    });
    const folder = folderOf({ 'crm.xlsx': book });
    const file = join(folder, 'crm.xlsx');
    const refused = await carve(['plan', file, reps, '--out', join(folder, 'out')]);
    expect(refused).toMatchObject({ code: 2 });
    expect(refused.stderr).toMatch(/several sheets.*--sheet NAME.*"Accounts", "Team"/);
    expect(existsSync(join(folder, 'out'))).toBe(false);

    const sheets = ['--sheet', 'Accounts', '--sheet', 'reps=Team'];
    const { out, stderr } = await planned(file, file, ...sheets);
    expect(stderr).toContain('crm.xlsx (sheet Accounts): took ');
    expect(assignmentsIn(out)).toEqual(plain);
    expect(await carve(['verify', out])).toMatchObject({ code: 0 });
    const wrong = await carve(['plan', accounts, reps, '--sheet', 'Accounts']);
    expect(wrong).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('no file is a workbook'),
    });
  });

  it('may name owners by the alias alone', async () => {
    const aliases = textOf(accounts).replace('"Account Owner",', '"Owner name as was",');
    const { out } = await planned(join(folderOf({ 'a.csv': aliases }), 'a.csv'), reps);
    const { owners } = expectedOf('salesforce-report');
    const found = assignmentsIn(out).map((row) => row.previous_rep_id);
    expect(found).toEqual(
      Object.values(owners).map((owner) => (owner === 'Gone Person' ? 'gpers' : owner)),
    );
  });
});

describe.concurrent('what could be read two ways', { timeout: 120_000 }, () => {
  const folder = folderOf({
    'a.csv': 'account_id;owner;arr;renewal_date\nA1;R1;1.234;3/4/2027\nA2;R1;5;2027-01-02\n',
    'r.csv': 'rep_id\nR1\n',
    'two.csv': 'Account ID,Owner ID,Account Owner\nA1,R1,R1\n',
  });
  const at = (name: string): string => join(folder, name);

  it('is an error that shows both readings and the flags to write', async () => {
    const { code, stderr } = await carve(['plan', at('a.csv'), at('r.csv'), '--out', at('none')]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/a\.csv:2: arr: could be 1\.234 or 1234.*--decimal \. .*--decimal , /);
    expect(stderr).toMatch(/a\.csv:2: renewal_date: .*--dates mdy .*--dates dmy/);
    const two = await carve(['plan', at('two.csv'), at('r.csv')]);
    expect(two).toMatchObject({ code: 2 });
    expect(two.stderr).toMatch(
      /--map "accounts\.owner=Owner ID" or --map "accounts\.owner=Account Owner"/,
    );
  });

  it('is settled by them, in the plan and in all that reads it again', async () => {
    const flags = ['--decimal', 'accounts=,', '--dates', 'dmy'];
    const { out } = await planned(at('a.csv'), at('r.csv'), ...flags);
    expect(JSON.parse(textOf(out, 'plan.json'))).toMatchObject({
      options: { reading: { accounts: { decimal: ',', dates: 'dmy' }, reps: { dates: 'dmy' } } },
    });
    for (const args of [
      ['verify', out],
      ['explain', out, 'A1'],
    ]) {
      expect(await carve(args)).toMatchObject({ code: 0 });
    }
    const validated = await carve(['validate', at('a.csv'), at('r.csv'), ...flags]);
    expect(validated).toMatchObject({ code: 0 });
  });

  it.each([
    [['--decimal', ';'], /--decimal: is none that carve knows, ";"/],
    [['--dates', 'ymd'], /--dates: /],
    [['--encoding', 'klingon'], /--encoding: .*windows-1252/],
    [['--dates', 'mdy', '--dates', 'dmy'], /--dates: is given twice/],
  ])('%j is no such flag', async (flags, output) => {
    const { code, stderr } = await carve(['plan', at('a.csv'), at('r.csv'), ...flags]);
    expect(code).toBe(2);
    expect(stderr).toMatch(output);
  });
});
