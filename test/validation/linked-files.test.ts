import { expect, test } from 'vitest';
import { packagedReferences } from '../../src/library/references.js';
import { validate } from '../../src/planning/validate.js';
import { describedFinding } from '../../src/reports/validate/said.js';
import { surveyOf } from '../inputs/opportunities/joined.js';

const kinds = [
  'account-not-found',
  'rows-without-account',
  'opportunity-owner-unknown',
  'stage-unknown',
];

async function notesOf(opportunities: string, activities?: string): Promise<string[]> {
  const surveyed = surveyOf({
    accounts: 'account_id,account_name\nA1,Acme\nA2,GTX Pro\nA3,Beta\nA4,beta\n',
    reps: 'rep_id,rep_name\nR1,Ann Miller\n',
    opportunities,
    activities,
  });
  const { findings } = await validate(surveyed, packagedReferences());
  return findings
    .filter(({ kind }) => kinds.includes(kind))
    .map(describedFinding)
    .map(({ file, rows, severity, sentence }) => `${severity} ${file}:${rows}: ${sentence}`);
}

test('opportunities that count nowhere, each with where and what', async () => {
  const header = 'account,owner,stage\n';
  const rows =
    'Acme,Ann Miller,Won\nGTXPro,,Won\nGTXPro,,Lost\nBETA,Anne Miller,Won\n,,Won\nA1,,Signed\n';
  expect(await notesOf(header + rows)).toEqual([
    'warning deals.csv:3,4: account "GTXPro" is no account: 2 opportunities count nowhere; "GTX Pro" is one',
    'warning deals.csv:5: account "BETA" is the name of 2 accounts: 1 opportunity counts nowhere',
    'warning deals.csv:: the file names no account in 1 of 6 opportunities: they count nowhere',
    'warning deals.csv:7: stage "Signed" says neither won, lost nor open: 1 opportunity counts nowhere',
    'note deals.csv:: owner "Anne Miller" holds 1 opportunity but is not on the roster; "Ann Miller" is one',
  ]);
});

test('activities likewise, and nothing where all fits', async () => {
  const deals = 'account,stage\nA1,Won\n';
  expect(await notesOf(deals, 'account,date\nA1,2026-01-01\nNone,2026-01-01\n')).toEqual([
    'warning touches.csv:3: account "None" is no account: 1 activity counts nowhere',
  ]);
  expect(await notesOf(deals)).toEqual([]);
});
