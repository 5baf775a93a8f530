import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { writeXlsx } from 'hucre/xlsx';
import { beforeAll, describe, expect, test } from 'vitest';
import { carve, repo } from './carve.js';

const asOf = ['--as-of', '2026-01-15'];
const owners = ['--owner-from', 'opportunities'];
const stage = ['--map', 'stage:won=Signed'];
const quiet = ['--bare', '--quiet'];

describe('opportunities and activities as people have them', { timeout: 120_000 }, () => {
  let folder: string;
  const at = (...args: string[]) => carve(args, { cwd: folder });
  const text = (...path: string[]): string => readFileSync(join(folder, ...path), 'utf8');
  const planned = async (out: string, ...flags: string[]) => {
    const files = ['accounts.csv', 'reps.csv'];
    const { code, stderr } = await at('plan', ...files, ...flags, ...asOf, ...quiet, '--out', out);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    return text(out, 'assignments.csv');
  };
  let plain: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'carve-test-'));
    cpSync(join(repo, 'fixtures/opportunities/basic'), folder, { recursive: true });
    const rows: string[][] = parse(text('opportunities.csv'), { columns: false });
    const sheets = [
      { name: 'Deals', rows },
      { name: 'Notes', rows: [['none']] },
    ];
    writeFileSync(join(folder, 'deals.xlsx'), await writeXlsx({ sheets }));
    const [days, backward] = [/(\d{4})-(\d{2})-(\d{2})/g, '$3/$2/$1'];
    const touches = text('activities.csv').replace(days, backward);
    writeFileSync(join(folder, 'touches.csv.gz'), gzipSync(touches));
    const beside = ['--opportunities', 'opportunities.csv', '--activities', 'activities.csv'];
    plain = await planned('plain', ...beside, ...owners, ...stage);
  });

  test('a sheet and a packed file come to the same plan, which verify and export read again', async () => {
    const beside = ['--opportunities', 'deals.xlsx', '--activities', 'touches.csv.gz'];
    const output = ['--sheet', 'opportunities=Deals', '--dates', 'activities=dmy'];
    expect(await planned('formed', ...beside, ...output, ...owners, ...stage)).toBe(plain);
    expect(JSON.parse(text('formed/plan.json')).options.reading).toEqual({
      opportunities: { sheet: 'Deals' },
      activities: { dates: 'dmy' },
    });
    expect(await at('verify', 'formed')).toMatchObject({ code: 0 });
    const withoutMeaning = ['check', 'accounts.csv', 'reps.csv', ...beside];
    const refused = await at(...withoutMeaning, ...asOf);
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('--sheet') });
  });

  test('--dates decides for them too', async () => {
    const beside = ['--opportunities', 'opportunities.csv', ...owners, ...stage];
    const activities = ['--activities', 'activities.csv'];
    const output = ['--dates', 'opportunities=mdy'];
    expect(await planned('mdy', ...beside, ...activities, ...output)).toBe(plain);
    const other = ['plan', 'accounts.csv', 'reps.csv', ...beside, '--dates', 'dmy', ...asOf];
    const { code, stderr } = await at(...other, '--out', 'dmy');
    expect(code).toBe(2);
    expect(stderr).toContain('opportunities.csv:4: Close Date: is no date: there is no such day');
  });

  test('--save-map keeps their headers and stages', async () => {
    const header = 'Opportunity ID,Account ID,Account Name,Opportunity Owner,Stage,Amount';
    const renamed = text('opportunities.csv').replace(header, header.replace('Stage', 'Phase'));
    writeFileSync(join(folder, 'phases.csv'), renamed);
    const beside = ['--opportunities', 'phases.csv', '--activities', 'activities.csv', ...owners];
    const output = ['--map', 'opportunities.stage=Phase', '--dates', 'opportunities=mdy', ...stage];
    expect(await planned('saving', ...beside, ...output, '--save-map', 'map.json')).toBe(plain);
    const map = JSON.parse(text('map.json'));
    expect(map).toMatchObject({
      opportunities: { dates: 'mdy', columns: { stage: 'Phase', amount: 'Amount' } },
      activities: { columns: { account_id: 'Account ID', date: 'Due Date' } },
      stages: { won: ['signed'] },
    });
    // What opportunities made is no column of the accounts.
    expect(map.accounts.columns).toEqual({
      account_id: 'Id',
      account_name: 'Name',
      owner: 'Owner',
      state: 'State',
    });
    expect(await planned('again', ...beside, '--map-file', 'map.json')).toBe(plain);
    expect(await at('verify', 'again')).toMatchObject({ code: 0 });
    await planned('without', '--map-file', 'map.json');
    await planned('lost', ...beside, '--map-file', 'map.json', '--map', 'stage:lost=Signed');
    expect(JSON.parse(text('lost/plan.json')).options.map).not.toContain('stage:won=signed');
  });

  test('--locate and --same-places go with them, and verify finds the same', async () => {
    const beside = ['--opportunities', 'opportunities.csv', '--activities', 'activities.csv'];
    writeFileSync(
      join(folder, 'places.csv'),
      text('accounts.csv')
        .replace('Id,Name,Owner,State', 'Id,Name,Owner,State,City')
        .replaceAll(',TX\n', ',Texas,Austin\n')
        .replaceAll(',NY\n', ',NY,New York\n'),
    );
    const flags = [
      ...owners,
      ...stage,
      '--locate',
      '--same-places',
      ...asOf,
      '--save-map',
      'p.json',
    ];
    const args = ['plan', 'places.csv', 'reps.csv', ...beside, ...flags, '--out', 'placed'];
    const { code, stderr } = await at(...args);
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(stderr).toContain('coordinates of 5 of 5 rows were found');
    expect(await at('verify', 'placed')).toMatchObject({ code: 0 });
    expect(JSON.parse(text('p.json')).accounts.columns).not.toHaveProperty('latitude');
  });

  test('contacts of an export have a form of their own', async () => {
    writeFileSync(
      join(folder, 'contacts.csv.gz'),
      gzipSync(text('contacts.csv').replace('Able', 'Äble')),
    );
    const accounts = text('accounts.csv')
      .replaceAll(',Ann,', ',005A0000001AaAa,')
      .replaceAll(',Bo,', ',005A0000001BbBb,');
    writeFileSync(join(folder, 'ids.csv'), accounts);
    const plan = ['plan', 'ids.csv', 'reps.csv', ...quiet, ...asOf, '--out', 'ids'];
    expect(await at(...plan)).toMatchObject({ code: 0, stderr: '' });
    const load = (...flags: string[]) => at('export', 'ids', '--for', 'salesforce', ...flags);
    const packed = ['--contacts', 'contacts.csv.gz', '--out', 'load'];
    expect(await load(...packed, '--encoding', 'utf-8')).toMatchObject({ code: 0 });
    const idle = await load(...packed, '--sheet', 'contacts=People');
    expect(idle).toMatchObject({ code: 2, stderr: expect.stringContaining('--sheet') });
    const none = await load('--encoding', 'utf-8');
    expect(none).toMatchObject({ code: 2, stderr: expect.stringContaining('--contacts FILE') });
  });
});
