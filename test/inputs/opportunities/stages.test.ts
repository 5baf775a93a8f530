import { describe, expect, test } from 'vitest';
import { knownStage, mayBeAnEnd } from '../../../src/inputs/opportunities/stage-words.js';
import { cellsOf, surveyOf } from './joined.js';

test.each([
  ['Closed Won', 'won'],
  ['closedwon', 'won'],
  ['Won', 'won'],
  ['Closed won (Sales Pipeline)', 'won'],
  ['Closed Lost', 'lost'],
  ['closedlost', 'lost'],
  ['Closed-Lost to Competition', 'lost'],
  ['Lost', 'lost'],
  ['Open', 'open'],
  ['Engaging', 'open'],
  ['Id. Decision Makers', 'open'],
  ['Negotiation/Review', 'late'],
  ['4 - Negotiation', 'late'],
  ['Contract Sent', 'late'],
  ['3-Propose', 'late'],
  ['Closed', undefined],
  ['Wonderful', undefined],
  ['Signed', undefined],
])('%s is %s', (word, meaning) => {
  expect(knownStage(word)).toBe(meaning);
});

test.each(['Closed', 'Signed', 'Cancelled', 'No decision', 'Disqualified - budget'])(
  '%s may be an end',
  (word) => {
    expect(mayBeAnEnd(word)).toBe(true);
  },
);

const counts = ['open_opportunities', 'won_amount', 'win_rate'];
const of = (opportunities: string, map: readonly string[] = []) =>
  surveyOf({ accounts: 'account_id,account_name\n1,Acme\n', opportunities, map });

describe('the exports of the CRMs, with their own headers', () => {
  test.each([
    [
      'Salesforce',
      'Id,AccountId,StageName,Amount,IsClosed,IsWon,CloseDate\n006,1,Signed,5,TRUE,TRUE,2026-01-02\n007,1,Signed,5,TRUE,FALSE,2026-01-02\n008,1,Pitch,5,FALSE,FALSE,2026-01-02\n',
    ],
    [
      'HubSpot',
      'Record ID,Deal Name,Deal Stage,Amount,Close Date,Deal owner,Associated Company\n9,a,Closed won (Sales Pipeline),5,2026-01-02 10:00,,Acme\n8,b,Closed lost (Sales Pipeline),5,,,Acme\n7,c,Appointment scheduled,5,,,Acme\n',
    ],
    [
      'Dynamics',
      'Topic,Potential Customer,Status,Est. revenue,Actual Revenue,Est. close date,Sales Stage\na,Acme,Won,9,5,1/20/2026,Close\nb,Acme,Lost,9,0,1/20/2026,Close\nc,Acme,Open,9,0,1/20/2026,Close\n',
    ],
    [
      'Zoho',
      'Record Id,Deal Name,Account Name,Amount,Stage,Closing Date,Deal Owner\nz1,a,Acme,5,Closed Won,2026-01-02,\nz2,b,Acme,5,Closed-Lost to Competition,2026-01-02,\nz3,c,Acme,5,Needs Analysis,2026-01-02,\n',
    ],
    [
      'Pipedrive',
      'Deal - ID,Deal - Organization,Deal - Status,Deal - Stage,Deal - Value\n1,Acme,Won,Whatever,5\n2,Acme,Lost,Whatever,5\n3,Acme,Open,Whatever,5\n',
    ],
    [
      'Maven',
      'opportunity_id,account,deal_stage,close_value\nA,Acme,Won,5\nB,Acme,Lost,1\nC,Acme,Engaging,\n',
    ],
  ])('%s', (_, text) => {
    const surveyed = of(text);
    expect(surveyed.problems).toEqual([]);
    expect(cellsOf(surveyed, counts)).toEqual({ 1: ['1', '5', '0.5'] });
  });
});

describe('words that carve does not know', () => {
  const header = 'account_id,stage,amount\n';

  test('are open where won and lost ones are known and nothing in them speaks of an end', () => {
    const surveyed = of(`${header}1,Won,5\n1,Lost,5\n1,Pitch,5\n`);
    expect(cellsOf(surveyed, counts)).toEqual({ 1: ['1', '5', '0.5'] });
  });

  test('count nowhere where the ends of the file are not known', () => {
    const surveyed = of(`${header}1,Erfolg,5\n1,Pitch,5\n1,Prospecting,5\n`);
    expect(cellsOf(surveyed, counts)).toEqual({ 1: ['1', '0', ''] });
    expect(surveyed.notes.at(-1)).toContain('"Erfolg" (1), "Pitch" (1)');
  });

  test('are what --map says, with or without the name of the file', () => {
    const map = ['stage:won=Erfolg', 'opportunities.stage:lost=Pitch'];
    expect(cellsOf(of(`${header}1,Erfolg,5\n1,Pitch,5\n`, map), counts)).toEqual({
      1: ['0', '5', '0.5'],
    });
  });
});

test.each([
  [['stage:gone=Won'], 'does not say what a stage means'],
  [['stage:won='], 'does not say what a stage means'],
  [['stage:won=Won', 'stage:lost=won'], 'gives a stage two meanings'],
  [['stage:won=Nowhere'], 'names the stage "nowhere", which no opportunity is in'],
  [['opportunities.stage=Nowhere'], 'names a header that the opportunities file does not have'],
  [['activities.date=When'], 'is for the activities file, and none is given'],
  [['stage=Won'], 'names "stage", which is no column of accounts or reps'],
])('%j is refused', (map, what) => {
  const { problems } = of('account_id,stage\n1,Won\n', map);
  expect(problems.map((problem) => problem.what).join()).toContain(what);
});

test('--map names headers of the file, not those of accounts', () => {
  const text = 'account_id,Phase,Worth\n1,Won,5\n';
  const map = ['opportunities.stage=Phase', 'opportunities.amount=Worth'];
  expect(cellsOf(of(text, map), counts)).toEqual({ 1: ['0', '5', '1'] });
});

test.each([
  ['stage,amount\nWon,5\n', 'has no column account_id or account_name with values in it'],
  [
    'account_id,amount\n1,5\n',
    'has no column stage or status or is_closed or is_won with values in it',
  ],
  ['account_id,opportunity_id,stage\n1,X,Won\n1,X,Won\n', 'is the same as in row 2'],
  ['account_id,stage,amount\n1,Won,€5\n1,Won,$5\n', expect.stringContaining('is in EUR')],
])('%j is refused', (text, what) => {
  expect(of(text).problems.map((problem) => problem.what)).toEqual([what]);
});

test('a header alone is a file without opportunities', () => {
  const surveyed = of('account_id,stage,amount\n');
  expect(surveyed.problems).toEqual([]);
  expect(cellsOf(surveyed, counts)).toEqual({ 1: ['0', '0', ''] });
});

test('dates that show both orders, or none, are errors as ever', () => {
  const header = 'account_id,stage,close_date,created_date\n';
  expect(of(`${header}1,Won,3/4/2026,\n`).problems).toHaveLength(1);
  expect(of(`${header}1,Won,3/4/2026,20/1/2026\n1,Won,1/20/2026,\n`).problems).toHaveLength(1);
  expect(of(`${header}1,Won,3/4/2026,20/1/2026\n`).problems).toEqual([]);
});
