import { readXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { reportWorkbook } from '../../../src/reports/report/workbook.js';
import { rawColumns } from '../document/sheet-cells.js';
import { everyChange } from '../small-plan.js';
import { manyAccounts, reportParts } from './parts.js';

async function tabs(files: Parameters<typeof reportParts>[0]) {
  const book = await readXlsx(await reportWorkbook(reportParts(files)));
  return new Map(book.sheets.map((sheet) => [sheet.name, sheet]));
}

describe('a report as a workbook', () => {
  it('has a summary, reps, moves, all accounts, a tab a manager, and the rules', async () => {
    const book = await tabs(everyChange);
    expect([...book.keys()]).toEqual([
      'Summary',
      'Changes hands',
      'Reps',
      'Moves',
      'All accounts',
      'Max',
      'Nia',
      'Rules',
      'Notes',
    ]);
    const ids = (name: string) =>
      book
        .get(name)
        ?.rows.slice(1)
        .map(([id]) => id);
    expect(ids('Moves')).toEqual(['002', '004', '005', '006', '007']);
    expect(ids('All accounts')).toHaveLength(8);
    // Nia's reps have 002 and 005 now, and had 004.
    expect(ids('Nia')).toEqual(['002', '004', '005']);
  });

  it('keeps ids and names as text, also those that look like numbers and formulas', async () => {
    const [header, first, second] = (await tabs(everyChange)).get('All accounts')?.rows ?? [];
    expect(header?.slice(0, 2)).toEqual(['Account id', 'Account']);
    expect(first?.slice(0, 2)).toEqual(['001', 'Acme']);
    expect(second?.slice(0, 2)).toEqual(['002', '=Bolt']);
  });

  it('freezes and filters the header of every table', async () => {
    const book = await tabs(everyChange);
    for (const [name, { freezePane, autoFilter, rows }] of book) {
      if (name === 'Summary' || name === 'Notes') continue;
      const pane = name === 'Reps' ? { rows: 1, columns: 2 } : { rows: 1 };
      expect([name, freezePane]).toEqual([name, pane]);
      expect(autoFilter?.range).toMatch(new RegExp(`^A1:[A-Z]${rows.length}$`));
    }
  });

  it('writes percentages as shares and dates as dates', async () => {
    const book = await tabs(everyChange);
    const [titles, first] = book.get('Reps')?.rows ?? [];
    // Cy Diaz: 360 of a target of 140.
    expect(first?.[titles?.indexOf('vs fair share') ?? -1]).toBeCloseTo(360 / 140 - 1, 12);
    const [columns, acme] = book.get('All accounts')?.rows ?? [];
    expect(acme?.[columns?.indexOf('Renewal') ?? -1]).toEqual(new Date('2024-12-01T00:00:00Z'));
  });

  it('holds every figure of the reps in its own unit and format', async () => {
    const columns = rawColumns(await reportWorkbook(reportParts(everyChange)), 'Reps');
    const cy = new Map([...columns].map(([title, cells]) => [title, cells[0]]));
    // Cy Diaz has 002 and 005: 360 of 700 in potential and 3 of 7 in workload, who as half of two
    // and a half people would have a fifth: 140 and 1.4. Nothing was theirs before.
    const [count, share] = ['#,##0', '+0.0%;-0.0%;0.0%'];
    const figures = (
      [
        ['Accounts before', '0', count],
        ['Accounts', '2', count],
        ['In', '2', count],
        ['Out', '0', count],
        ['Potential before', '0', count],
        ['Potential', '360', count],
        ['Potential target', '140', count],
        ['vs fair share before', '-1', share],
        ['vs fair share', 360 / 140 - 1, share],
        ['Workload before', '0', count],
        ['Workload', '3', count],
        ['Workload target', '1.4', '#,##0.00'],
        ['Workload off before', '-1', share],
        ['Workload off', 3 / 1.4 - 1, share],
        ['ARR before', '0', count],
        ['ARR', '27', count],
        ['Pipeline before', '0', count],
        ['Pipeline', '0', count],
      ] as const
    ).map(([title, value, format]) => [title, Number(value).toFixed(12), format]);
    expect(
      figures.map(([title]) => [
        title,
        Number(cy.get(title)?.value).toFixed(12),
        cy.get(title)?.format,
      ]),
    ).toEqual(figures);
    expect([...columns.keys()]).toEqual([
      'Rep id',
      'Rep',
      'Manager',
      ...figures.map(([title]) => title),
      'Quota',
    ]);
  });

  it('is the same bytes each time', async () => {
    const [a, b] = await Promise.all([1, 2].map(() => reportWorkbook(reportParts(everyChange))));
    expect(Buffer.from(a).equals(Buffer.from(b))).toBe(true);
  });

  it('has as many tabs as one can find the way in', async () => {
    const reps = Array.from({ length: 80 }, (_, at) => `r${at},Rep ${at},Manager ${at}`);
    const files = {
      ...manyAccounts(160, 80),
      reps: `rep_id,rep_name,manager\n${reps.join('\n')}\n`,
    };
    const book = await tabs(files);
    expect(book.size).toBe(7 + 50);
    expect(JSON.stringify(book.get('Notes')?.rows)).toMatch(/30 managers more have no tab/);
  });

  it('opens with figures that are numbers, the verdict, and a chart of every rep', async () => {
    const book = await tabs(everyChange);
    const summary = book.get('Summary');
    const row = (title: string) => summary?.rows.find(([first]) => first === title);
    expect(row('Accounts that change hands')?.slice(1, 3)).toEqual([null, 4]);
    const [, today, plan] = row('Off fair share of potential, on average') ?? [];
    expect([typeof today, typeof plan]).toEqual(['number', 'number']);
    expect(row('Would I sign it?')).toBeDefined();
    expect(summary?.charts?.map(({ title }) => title)).toEqual([
      'Potential above or below fair share, by rep',
    ]);
  });

  it('colours deviations and what became of rules', async () => {
    const book = await tabs(everyChange);
    const kinds = (name: string) => book.get(name)?.conditionalRules?.map(({ type }) => type);
    expect(kinds('Reps')).toEqual(Array(4).fill('colorScale'));
    expect(kinds('Rules')).toEqual(Array(3).fill('cellIs'));
    expect(kinds('Summary')).toEqual(Array(3).fill('colorScale'));
    const scale = book.get('Reps')?.conditionalRules?.[0].colorScale;
    // Spreadsheets take a file with colours of six digits for damaged.
    expect(scale?.colors.map((colour) => colour.length)).toEqual([8, 8, 8]);
  });
});
