import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellsOf, surveyOf } from './joined.js';

const folder = join(import.meta.dirname, '../../../fixtures/backtest');
const text = (name: string): string => readFileSync(join(folder, name), 'utf8');
const columns = [
  'open_pipeline',
  'open_opportunities',
  'next_close_date',
  'won_amount',
  'win_rate',
  'last_won',
];

describe('opportunities as they stood on a day', () => {
  const surveyed = surveyOf({
    accounts: text('accounts.csv'),
    reps: text('reps.csv'),
    opportunities: text('opportunities.csv'),
    at: '2026-01-01',
    asOf: '2026-09-30',
  });

  it('are those created before it, and what closed on it or later was open', () => {
    const cells = cellsOf(surveyed, columns);
    // O01 closed on the day and O24 after it: both were open. O23 was won the day before. O02 was not there.
    expect(cells.A01).toEqual(['710', '2', '2026-01-01', '500', '1', '2025-12-31']);
    // O03 was won and O25 lost in the quarter: both were open.
    expect(cells.A02).toEqual(['910', '2', '2026-01-20', '0', '', '']);
    // O05 and O27 were open, O26 was lost before, O28 came on the day itself.
    expect(cells.A03).toEqual(['270', '2', '2026-02-14', '0', '0', '']);
    // O29 is won, and nothing says when.
    expect(cells.A04).toEqual(['20', '1', '2026-03-31', '0', '', '']);
    // O30 has no created date; O31 was closed before, so it was there.
    expect(cells.A05).toEqual(['30', '1', '2026-01-01', '80', '1', '2025-05-05']);
  });

  it('says what cannot be told of that day', () => {
    const notes = surveyed.notes.filter((note) => note.includes('2026-01-01'));
    expect(notes).toHaveLength(2);
    expect(notes[0]).toContain('1 opportunity without a created date');
    expect(notes[1]).toContain('1 opportunity won or lost without a close date');
  });

  it('are what a file would say that was written on that day', () => {
    const day = fc.constantFrom('2025-11-30', '2025-12-31', '2026-01-01', '2026-02-02', '');
    const deal = fc.record({
      account: fc.constantFrom('A01', 'A02'),
      owner: fc.constantFrom('R1', 'R2', ''),
      stage: fc.constantFrom('Closed Won', 'Closed Lost', 'Prospecting'),
      amount: fc.integer({ min: 0, max: 9 }),
      created: day,
      closed: day,
    });
    const header = ['account_id', 'owner', 'stage', 'amount', 'created_date', 'close_date'];
    const file = (rows: readonly (readonly (string | number)[])[]): string =>
      stringify([header, ['Z', '', 'Prospecting', 1, '2025-01-01', '2025-01-01'], ...rows]);
    const at = '2026-01-01';
    fc.assert(
      fc.property(fc.array(deal, { maxLength: 12 }), (deals) => {
        const today = deals.map((one) => Object.values(one));
        const then = deals.flatMap((one) => {
          const isClosed = one.stage !== 'Prospecting';
          const wasClosed = isClosed && one.closed !== '' && one.closed < at;
          if (one.created === '' ? !wasClosed : one.created >= at) return [];
          if (isClosed && one.closed === '') return [];
          return [Object.values({ ...one, stage: wasClosed ? one.stage : 'Prospecting' })];
        });
        const files = {
          accounts: 'account_id\nA01\nA02\n',
          reps: 'rep_id\nR1\nR2\n',
          ownerFrom: 'opportunities',
        } as const;
        const got = surveyOf({ ...files, opportunities: file(today), at, asOf: '2026-12-31' });
        const wanted = surveyOf({ ...files, opportunities: file(then), asOf: at });
        const all = [...columns, 'opportunity_owner', 'late_stage_pipeline'];
        expect(cellsOf(got, all)).toEqual(cellsOf(wanted, all));
      }),
      { numRuns: 60 },
    );
  });
});
