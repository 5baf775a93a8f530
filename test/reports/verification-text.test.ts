import { expect, it } from 'vitest';
import type { Verification } from '../../src/model/verification.js';
import { planJson } from '../../src/reports/plan-parts.js';
import { verificationJson, verificationText } from '../../src/reports/verification-text.js';
import { plainOptions } from './plan-options.js';
import { everyChange, smallPlan } from './small-plan.js';

const file = { path: '../accounts.csv', sha256: 'a'.repeat(64), rows: 8 };
const figures = planJson({
  version: '1.2.3',
  status: 'feasible',
  inputs: { accounts: file, reps: file },
  options: { ...plainOptions, effort: 'normal' },
  ...smallPlan(everyChange),
  proven: { bound: 0.1, gap: 0.02 },
});
const plan = { ...figures, files: {}, sha256: 'b'.repeat(64) };
const page = { folder: 'out', plan, columns: 80, colour: false };
const fine: Verification = {
  disagreements: [],
  unchecked: [],
  notes: [],
  counted: { files: 9, accounts: 1200, figures: 34_567, differences: 0, consequences: 0 },
  proofs: { bound: 0.1, floors: new Map([['potential', 3.21]]) },
};

it('says first that a plan is verified, then what was proven', () => {
  const text = verificationText(fine, page).split('\n');
  expect(text[0]).toBe('Verified: 9 files, 1,200 accounts, 34,567 figures');
  expect(text[2]).toContain('bound 0.1 proven again from certificate.json');
  expect(text.join()).toContain('no plan has a mean deviation in potential below 3.2 %');
});

it('says of an infeasible plan whether that is proven', () => {
  const infeasible = { ...page, plan: { ...plan, status: 'infeasible' as const } };
  const none: Verification = { ...fine, proofs: { floors: new Map() } };
  expect(verificationText(none, infeasible)).toMatch(/it proves nothing of\s+others/);
  const proofs = { infeasible: true as const, floors: new Map() };
  expect(verificationText({ ...fine, proofs }, infeasible)).toContain(
    'no plan keeps every must rule',
  );
});

it('tells places, values as they are, causes, and nothing that a terminal would obey', () => {
  const disagreements = [
    { file: 'a.csv', row: 3, column: 'rep_name', found: 'An\u001b[2J', expected: 'Bo' },
    { file: 'a.csv', row: 4, column: 'potential', found: '12', expected: '13.5' },
    { file: 'b.json', column: 'bound', found: 0.2, expected: 0.1, what: 'why' },
    { file: 'c.csv', what: 'is not there' },
  ];
  const counted = { ...fine.counted, differences: 2001 };
  const text = verificationText({ ...fine, disagreements, counted, notes: ['a note'] }, page);
  expect(text).toBe(
    [
      'Not verified: 2,001 things disagree, in 3 files',
      '',
      'What disagrees',
      '  a.csv:3: rep_name: is "An\\x1b[2J", should be "Bo"',
      '  a.csv:4: potential: is 12, should be 13.5',
      '  b.json: bound: is 0.2, should be 0.1 (why)',
      '  c.csv: is not there',
      '',
      'To know',
      '  a note',
      '',
    ].join('\n'),
  );
});

it('is no success where something could not be checked', () => {
  const unsure = { ...fine, unchecked: ['the accounts'] };
  expect(verificationText(unsure, page)).toMatch(/^Not verified: not all of out could be checked/);
  expect(JSON.parse(verificationJson(unsure))).toMatchObject({ verified: false, figures: 34_567 });
  expect(JSON.parse(verificationJson(fine))).toMatchObject({
    verified: true,
    proven: { bound: 0.1, unavoidable: { potential: 3.21 } },
  });
});
