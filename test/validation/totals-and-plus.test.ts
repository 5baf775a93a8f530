import { expect, test } from 'vitest';
import { describedFinding } from '../../src/reports/validate/said.js';
import { areSimilarValues, compact, likeliest } from '../../src/validation/names/slips.js';
import { findingsOf, lines } from './findings-of.js';

test('a sign makes another value of a word', () => {
  expect(compact('Premier+')).not.toBe(compact('Premier'));
  expect(compact('<50')).not.toBe(compact('>50'));
  expect(compact('C#')).not.toBe(compact('C'));
  expect(areSimilarValues('Premier', 'Premier+')).toBe(false);
  expect(likeliest('Premier+', ['Premier'])).toBeUndefined();
  expect(likeliest('GTX-Pro', ['GTX Pro'])).toBe('GTX Pro');
});

test('Premier+ is no misspelling of Premier', async () => {
  const rows = Array.from(
    { length: 30 },
    (_, one) => `A${one},${one % 5 ? 'Premier' : 'Premier+'}`,
  );
  const accounts = lines('account_id,tier', ...rows);
  expect(await findingsOf('two-spellings', { accounts })).toEqual([]);
  expect(await findingsOf('misspelled', { accounts })).toEqual([]);
});

test('the total of a report is no parent', async () => {
  const children = (count: number, parent: string) =>
    Array.from({ length: count }, (_, one) => `${parent}-${one},${parent}`);
  const others = Array.from({ length: 40 }, (_, one) => `B${one},`);
  const accounts = lines(
    'account_id,parent_id',
    ...children(12, 'Total'),
    ...children(9, 'Acme'),
    ...others,
  );
  const found = await findingsOf('parent-of-most', { accounts });
  // 12 of 61 are less than a fifth.
  expect(found).toEqual([]);
  const fewer = lines(
    'account_id,parent_id',
    ...children(12, 'Total'),
    ...children(9, 'Acme'),
    ...others.slice(0, 20),
  );
  const [total, ...more] = await findingsOf('parent-of-most', { accounts: fewer });
  expect(more).toEqual([]);
  expect(describedFinding(total).what).toBe(
    'is the parent of 12 of 41 accounts and no account itself: more likely a total of a report than a company',
  );
  const missing = await findingsOf('parent-missing', { accounts: fewer });
  expect(missing.map(({ value }) => value)).toEqual(['Acme']);
});

test('max_accounts that add up to less than the accounts are an error before anything is planned', async () => {
  const accounts = lines(
    'account_id,owner',
    ...Array.from({ length: 5 }, (_, one) => `A${one},R1`),
  );
  const reps = lines('rep_id,max_accounts', 'R1,2', 'R2,2');
  const [found] = await findingsOf('rules-contradict', { accounts, reps });
  expect(found.severity).toBe('error');
  expect(describedFinding(found).what).toContain('add up to 4');
});
