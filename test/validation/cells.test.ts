import { describe, expect, it } from 'vitest';
import { type Files, findingsOf, lines } from './findings-of.js';

/** Accounts A1, A2, … with these cells. */
const accountsWith = (header: string, cells: readonly string[]): string =>
  lines(`account_id,${header}`, ...cells.map((cell, index) => `A${index + 1},${cell}`));
const times = (count: number, cell: string): string[] => new Array<string>(count).fill(cell);

describe('values spelled two ways', () => {
  it('finds the rare one of two a slip apart', async () => {
    const accounts = accountsWith('sector', [
      ...times(6, 'technology'),
      'technolgy',
      ...times(5, 'retail'),
    ]);
    const [found] = await findingsOf('two-spellings', { accounts });
    expect(found).toMatchObject({
      rows: [8],
      value: 'technolgy',
      facts: { other: 'technology', others: 6, how: 'slip' },
    });
  });

  it('finds a missing space, and a state by code and by name', async () => {
    const spaced = accountsWith('product', [...times(6, 'GTX Pro'), 'GTXPro', ...times(5, 'MG')]);
    expect(await findingsOf('two-spellings', { accounts: spaced })).toMatchObject([
      { value: 'GTXPro', facts: { how: 'spacing' } },
    ]);
    const states = accountsWith('state', [...times(6, 'California'), 'CA', ...times(5, 'Texas')]);
    expect(await findingsOf('two-spellings', { accounts: states })).toMatchObject([
      { value: 'CA', facts: { other: 'California', how: 'synonym' } },
    ]);
  });

  it('takes case for nothing, figures for different, and two countries for two', async () => {
    const tiers = [...times(6, 'Tier 1'), 'tier 1', 'Tier 2', ...times(5, 'Tier 3')];
    expect(await findingsOf('two-spellings', { accounts: accountsWith('tier', tiers) })).toEqual(
      [],
    );
    const countries = [...times(9, 'Austria'), 'Australia', ...times(5, 'Niger'), 'Nigeria'];
    expect(
      await findingsOf('two-spellings', { accounts: accountsWith('country', countries) }),
    ).toEqual([]);
  });
});

describe('values misspelled throughout', () => {
  it('finds a plain word and a country', async () => {
    const sectors = [...times(4, 'technolgy'), ...times(14, 'retail'), ...times(3, 'Financials')];
    expect(
      await findingsOf('misspelled', { accounts: accountsWith('sector', sectors) }),
    ).toMatchObject([
      { value: 'technolgy', rows: [2, 3, 4, 5], facts: { suggestion: 'technology' } },
    ]);
    const offices = [...times(8, 'Kenya'), 'Philipines', ...times(4, 'Korea')];
    expect(
      await findingsOf('misspelled', { accounts: accountsWith('office', offices) }),
    ).toMatchObject([{ value: 'Philipines', facts: { suggestion: 'Philippines', of: 'country' } }]);
  });

  it('knows words written as one', async () => {
    const sectors = [
      ...times(4, 'Broadline Retail'),
      ...times(8, 'Software'),
      ...times(8, 'Retail'),
    ];
    expect(await findingsOf('misspelled', { accounts: accountsWith('sector', sectors) })).toEqual(
      [],
    );
  });
});

describe('cells', () => {
  it('finds what stands for nothing but is a value', async () => {
    const accounts = accountsWith('industry,score_x', ['n/a,5', 'Retail,-999', 'Energy,7']);
    const found = await findingsOf('placeholder', { accounts });
    expect(found.map(({ column, value, rows }) => [column, value, rows])).toEqual([
      ['industry', 'n/a', [2]],
      ['score_x', '-999', [3]],
    ]);
  });

  it('finds empty cells that rules read, one an account', async () => {
    const accounts = accountsWith('region,employees', ['East,5', ',7', 'West,', 'East,9']);
    const reps = lines('rep_id,region', 'R1,East', 'R2,West');
    const rules = lines('rule,accounts,metric,max', 'match,,region,', 'limit,employees > 6,,9');
    const found = await findingsOf('missing-field', { accounts, reps, rules });
    expect(found.map(({ column, rows }) => [column, rows])).toEqual([
      ['region', [3]],
      ['employees', [4]],
    ]);
    const compared = await findingsOf('comparison-reads-empty', { accounts, reps, rules });
    expect(compared).toMatchObject([{ rows: [3], facts: { empty: 1, of: 4, as: 'false' } }]);
  });

  it('finds renewals gone by where a rule counts from them, and contacts to come', async () => {
    const accounts = accountsWith('renewal_date,last_contacted', [
      '2026-01-05,2026-01-10',
      '2026-02-05,2026-02-01',
    ]);
    const rules = lines('rule,accounts', 'keep,days_to_renewal <= 90');
    expect(await findingsOf('date-gone-by', { accounts, rules })).toMatchObject([
      { rows: [2], facts: { days: 10, rules: [2] } },
    ]);
    expect(await findingsOf('date-gone-by', { accounts })).toEqual([]);
    expect(await findingsOf('date-to-come', { accounts })).toMatchObject([
      { rows: [3], facts: { days: 17 } },
    ]);
  });

  it('finds an old export where rules or disruption read the contacts', async () => {
    const asOf = 20_468 + 100;
    const cells = ['2026-01-10,R1', '2026-02-01,R2'];
    const owned = accountsWith('last_contacted,owner', cells);
    const rules = lines('rule,accounts', 'keep,days_since_contact <= 90');
    const reading = (files: Files) => findingsOf('old-export', { asOf, ...files });
    const found = { value: '2026-02-01' };
    expect(await reading({ accounts: owned })).toMatchObject([
      { ...found, facts: { days: 83, rules: [], disruption: true } },
    ]);
    const ownerless = accountsWith('last_contacted', ['2026-01-10', '2026-02-01']);
    expect(await reading({ accounts: ownerless })).toEqual([]);
    expect(await reading({ accounts: ownerless, rules })).toMatchObject([
      { ...found, facts: { days: 83, rules: [2], disruption: false } },
    ]);
    const given = accountsWith(
      'last_contacted,owner,disruption',
      cells.map((cell) => `${cell},1`),
    );
    expect(await reading({ accounts: given })).toEqual([]);
    const weightless = lines('rule,metric,weight', 'weight,disruption,0');
    expect(await reading({ accounts: owned, rules: weightless })).toEqual([]);
  });

  it('names the column that potential is taken from', async () => {
    const ordinary = Array.from({ length: 10 }, (_, index) => String(index + 1));
    const accounts = accountsWith('Employees', [...ordinary, ...ordinary, '9000', '9000']);
    const found = await findingsOf('potential-outlier', {
      accounts,
      reps: `rep_id\n${Array.from({ length: 8 }, (_, rep) => `R${rep}\n`).join('')}`,
    });
    expect(found.map(({ column, value }) => [column, value])).toEqual([
      ['Employees', '9000'],
      ['Employees', '9000'],
    ]);
  });

  it('finds potential beyond a fair share that is far out of line', async () => {
    const ordinary = Array.from({ length: 10 }, (_, index) => String(index + 1));
    const accounts = accountsWith('potential', [...ordinary, '1000']);
    expect(await findingsOf('potential-outlier', { accounts })).toMatchObject([
      { rows: [12], value: '1000', facts: { target: 1055 / 2 } },
    ]);
    expect(
      await findingsOf('potential-outlier', {
        accounts: accountsWith('potential', ['1', '2', '3']),
      }),
    ).toEqual([]);
  });
});
