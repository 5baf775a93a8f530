import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cellsOf, surveyOf } from './joined.js';

const folder = join(import.meta.dirname, '../../../fixtures/opportunities/basic');
const text = (name: string): string => readFileSync(join(folder, name), 'utf8');
const basic = {
  accounts: text('accounts.csv'),
  reps: text('reps.csv'),
  opportunities: text('opportunities.csv'),
  activities: text('activities.csv'),
};
const [acme, beta, gamma, delta, gtx] = ['E', 'F', 'G', 'H', 'I'].map(
  (last) => `001A000001AbCd${last}`,
);

describe('opportunities by account, worked out by hand', () => {
  const surveyed = surveyOf(basic);

  test('nothing is wrong', () => {
    expect(surveyed.problems).toEqual([]);
  });

  test('the pipeline: late by stage or by 70 %, the next close from the as-of day on', () => {
    const columns = [
      'open_pipeline',
      'late_stage_pipeline',
      'open_opportunities',
      'next_close_date',
    ];
    expect(cellsOf(surveyed, columns)).toEqual({
      // 10 January has gone by; 3/4/2026 is 4 March, as 12/31/2025 shows.
      [acme]: ['3500', '1000', '2', '2026-03-04'],
      // "Pilot" is unknown, but at 75 % it is open, and late.
      [beta]: ['160', '80', '2', '2026-04-20'],
      // "Signed" may be won: it counts nowhere. An empty amount is 0.
      [gamma]: ['0', '0', '1', ''],
      [delta]: ['0', '0', '0', ''],
      [gtx]: ['0', '0', '0', ''],
    });
  });

  test('what was won and lost', () => {
    expect(cellsOf(surveyed, ['won_amount', 'win_rate', 'last_won'])).toEqual({
      [acme]: ['500', String(2 / 3), '2025-12-31'],
      [beta]: ['0', '', ''],
      [gamma]: ['0', '', ''],
      // By its name in any letter case; 1/20/2026 lies ahead and is taken as it is.
      [delta]: ['50', '0.5', '2026-01-20'],
      [gtx]: ['0', '', ''],
    });
  });

  test('who holds the largest open one: a rep_id, or the name where it is no rep', () => {
    expect(cellsOf(surveyed, ['opportunity_owner'])).toEqual({
      [acme]: ['005A0000001CcCc'],
      // Of two as large, the one that closes later.
      [beta]: ['005A0000001CcCc'],
      [gamma]: ['Dee'],
      [delta]: [''],
      [gtx]: [''],
    });
  });

  test('touches of the last 90 days, both ends included, and the last of all; not planned ones', () => {
    expect(cellsOf(surveyed, ['last_contacted', 'touches_90d'])).toEqual({
      [acme]: ['2026-01-14', '2'],
      [beta]: ['', '0'],
      [gamma]: ['2025-03-01', '0'],
      [delta]: ['', '0'],
      [gtx]: ['', '0'],
    });
  });

  test('what counts nowhere is told with its number, and the likely account', () => {
    const notes = surveyed.notes.filter((note) => /^(deals|touches)/.test(note));
    expect(notes.filter((note) => !/ took | first /.test(note))).toEqual([
      'deals.csv: amounts are in $, as Amount says; those that name no currency are taken for the same',
      'deals.csv: 1 opportunity without an account count nowhere',
      'deals.csv: 1 opportunity of accounts that are not in accounts.csv count nowhere: "GTXPro" (1, perhaps "GTX Pro")',
      'deals.csv: taken as open stages: "Pilot" (1)',
      'deals.csv: stages that may be won, lost or open count nowhere: "Signed" (1); say what they are, as in --map "stage:won=Signed"',
      'deals.csv: owners who are no reps: "Dee" (2)',
      'deals.csv: 1 open without an amount count as 0',
      'touches.csv: 1 not done by their status and 1 after the as-of day are no touches',
    ]);
  });

  test('--map says what a stage means, and which are late', () => {
    const map = ['stage:won=Signed|Pilot', 'stage:late=Prospecting'];
    expect(cellsOf(surveyOf({ ...basic, map }), ['won_amount', 'late_stage_pipeline'])).toEqual({
      [acme]: ['500', '2500'],
      [beta]: ['80', '0'],
      [gamma]: ['900', '0'],
      [delta]: ['50', '0'],
      [gtx]: ['0', '0'],
    });
  });
});

describe('owners from opportunities', () => {
  const owners = 'account,owner,stage,close_date,created\n';
  const reps = 'rep_id,rep_name\nR1,Ann\nR2,Bo\nR3,Cy\n';
  const ownersOf = (opportunities: string, accounts = 'account_id\nA\n') =>
    cellsOf(surveyOf({ accounts, reps, opportunities, ownerFrom: 'opportunities' }), ['owner']);

  test('the rep with the most, whatever became of them', () => {
    const rows = 'A,Ann,Won,,\nA,Bo,Lost,,\nA,Bo,Open,,\nA,Dee,Won,,\nA,Dee,Won,,\nA,Dee,Won,,\n';
    expect(ownersOf(owners + rows)).toEqual({ A: ['R2'] });
  });

  test('ties by the latest, by close date or else creation, then by rep_id', () => {
    expect(ownersOf(`${owners}A,Cy,Won,2026-01-02,\nA,Bo,Won,2026-01-03,\n`)).toEqual({
      A: ['R2'],
    });
    expect(ownersOf(`${owners}A,Cy,Open,,2026-01-04\nA,Bo,Won,2026-01-03,\n`)).toEqual({
      A: ['R3'],
    });
    expect(ownersOf(`${owners}A,Cy,Won,2026-01-03,\nA,Bo,Won,2026-01-03,\n`)).toEqual({
      A: ['R2'],
    });
  });

  test('only where a cell is empty', () => {
    const accounts = 'account_id,owner\nA,Gone\nB,\nC,\n';
    const rows = 'A,Ann,Won,,\nB,Ann,Won,,\n';
    expect(ownersOf(owners + rows, accounts)).toEqual({ A: ['Gone'], B: ['R1'], C: [''] });
  });
});

test("a column that accounts.csv fills stays, and a note says so; one without any value is the file's", () => {
  const accounts = 'account_id,Pipeline,won_amount\nA,7,\nB,,\n';
  const opportunities = 'account_id,stage,amount\nA,Open,5\nB,Won,6\nA,Lost,1\n';
  const surveyed = surveyOf({ accounts, opportunities });
  expect(cellsOf(surveyed, ['open_pipeline', 'won_amount'])).toEqual({
    A: ['7', '0'],
    B: ['', '6'],
  });
  expect(surveyed.notes).toContain(
    'open_pipeline stays as the account file has it (Pipeline); leave that column out to take it from deals.csv',
  );
});
