import { describe, expect, it } from 'vitest';
import { findingsIn, findingsOf, lines } from './findings-of.js';

const accounts = lines(
  'account_id,owner,segment,region,arr,potential',
  'A1,R1,Enterprise,East,10,1',
  'A2,R1,Enterprise,East,20,1',
  'A3,R2,SMB,West,30,1',
  'A4,R2,SMB,West,40,1',
);
const reps = lines('rep_id,rep_name,region', 'R1,Ann,East', 'R2,Bo,West');
const header = 'rule,accounts,reps,metric,top,min,max,weight,level,value';
/** These rules, empty cells added up to the header's length. */
const given = (...rules: readonly string[]) => ({
  accounts,
  reps,
  rules: lines(
    header,
    ...rules.map((row) => row + ','.repeat(header.split(',').length - row.split(',').length)),
  ),
});

describe('filters', () => {
  it('are told when nobody passes, with the value that was likely meant', async () => {
    const found = await findingsOf(
      'filter-matches-nothing',
      given(
        'match,segment = Enterprize,region = East',
        'avoid,segment = SMB; region = East,rep_id = R1',
        'avoid,segment = SMB,region = North',
      ),
    );
    expect(
      found.map(({ rows, facts }) => [rows[0], facts.of, facts.culprit, facts.likely]),
    ).toEqual([
      [2, 'account', 'segment = Enterprize', 'Enterprise'],
      [3, 'account', undefined, undefined],
      [4, 'rep', 'region = North', undefined],
    ]);
  });

  it('are told of a single value that nobody has', async () => {
    const found = await findingsOf(
      'value-never-seen',
      given('match,segment = SMB|Strategic,region = West'),
    );
    expect(found).toMatchObject([{ rows: [2], value: 'Strategic' }]);
  });
});

describe('rules that can never bind', () => {
  const reasons = async (...rules: readonly string[]) =>
    (await findingsOf('rule-never-binds', given(...rules))).map(({ rows, facts }) => [
      rows[0],
      facts.why.reason,
    ]);

  it('is said of bounds out of reach', async () => {
    expect(
      await reasons(
        'limit,segment = SMB,,,,,2',
        'limit,segment = SMB,,,,,1',
        'limit,,,arr,,,100%',
        'limit,,,arr,,0',
        'budget,,,arr,,,100',
        'budget,,,arr,,,99',
      ),
    ).toEqual([
      [2, 'max-out-of-reach'],
      [4, 'max-out-of-reach'],
      [5, 'min-always-met'],
      [6, 'max-out-of-reach'],
    ]);
  });

  it('is said of rows that everybody keeps, and of rows that come too late', async () => {
    expect(
      await reasons(
        'match,segment = SMB,region = East|West',
        'match,segment = SMB,region = West',
        'assign,segment = SMB,region = West',
        'assign,region = West,rep_id = R2',
        'together,,,segment',
        'together,region = East,,arr',
        'prefer,,region = West,,,,,0',
        'keep,region = East',
      ),
    ).toEqual([
      [2, 'every-rep-fits'],
      [5, 'earlier-rows'],
      [6, 'no-family'],
      [7, 'no-family'],
      [8, 'weight-zero'],
    ]);
  });

  it('is not said where there are none', async () => {
    expect(await findingsOf('rule-never-binds', { accounts, reps })).toEqual([]);
  });
});

describe('must rules that no plan can keep', () => {
  const contradictions = async (...rules: readonly string[]) =>
    (await findingsOf('rules-contradict', given(...rules))).map(({ rows, facts }) => [
      rows[0],
      facts.why,
    ]);

  it('is said of minimums', async () => {
    expect(
      await contradictions(
        'match,,,region',
        'limit,segment = SMB,,,,3',
        'limit,,,,,2,',
        'limit,,,arr,,31',
      ),
    ).toEqual([
      [3, 'min-out-of-reach'],
      [5, 'min-out-of-reach'],
    ]);
    expect(await contradictions('limit,,,arr,,51')).toEqual([[2, 'mins-above-total']]);
  });

  it('is said of maximums', async () => {
    expect(await contradictions('keep,segment = SMB', 'limit,,,,,,1')).toEqual([
      [3, 'held-above-max'],
    ]);
    expect(await contradictions('limit,,,arr,,,49')).toEqual([[2, 'maxes-below-total']]);
    expect(await contradictions('limit,,,arr,,,50', 'limit,,rep_id = R1,arr,,,1')).toEqual([]);
  });

  it('is said of a budget that other rows overdraw, and of an account too large for the balance', async () => {
    expect(await contradictions('assign,region = West,rep_id = R1', 'budget,,,arr,,,69')).toEqual([
      [3, 'leaving-above-max'],
    ]);
    const large = { ...given('balance,,,potential,,,20%,,must') };
    const found = await findingsOf('rules-contradict', {
      ...large,
      accounts: lines('account_id,potential', 'A1,9', 'A2,1'),
    });
    expect(found).toMatchObject([{ rows: [2], facts: { amount: 9, bound: 6 } }]);
  });

  it('tells max_accounts in the rep file', async () => {
    const found = await findingsOf('rules-contradict', {
      accounts: lines('account_id,owner,locked', 'A1,R1,yes', 'A2,R1,yes', 'A3,R2,'),
      reps: lines('rep_id,max_accounts', 'R1,1', 'R2,9'),
    });
    expect(found).toMatchObject([
      { file: 'reps.csv', rows: [2], column: 'max_accounts', facts: { why: 'held-above-max' } },
    ]);
  });

  it('adds up the max_accounts of reps, whole or by who may take what', async () => {
    const many = lines('account_id,region', 'A1,East', 'A2,East', 'A3,East', 'A4,West');
    const reps = (...most: readonly string[]) =>
      lines('rep_id,region,max_accounts', ...most.map((cell, at) => `R${at + 1},${cell}`));
    const found = async (team: string, ...rules: readonly string[]) =>
      (
        await findingsOf('rules-contradict', { ...given(...rules), accounts: many, reps: team })
      ).map(({ file, rows, facts }) => [file, rows, facts]);
    const short = { why: 'max-accounts-below-total', metric: 'accounts' };
    expect(await found(reps('East,1', 'East,1', 'West,1'))).toEqual([
      ['reps.csv', [2, 3, 4], { ...short, reps: 3, bounds: 3, amount: 4 }],
    ]);
    expect(await found(reps('East,1', 'East,1', 'West,2'))).toEqual([]);
    expect(await found(reps('East,1', 'East,1', 'West,9'), 'match,,,region')).toEqual([
      ['reps.csv', [2, 3], { ...short, reps: 2, bounds: 2, amount: 3 }],
    ]);
    // One rep without a limit takes the rest.
    expect(await found(reps('East,1', 'East,', 'West,1'))).toEqual([]);
  });

  it('is told of accounts that nobody may take, by row and value', async () => {
    const found = await findingsOf('nobody-may-take', {
      ...given('match,,,region', 'match,segment = SMB,region = East'),
      accounts: accounts.replace('A1,R1,Enterprise,East', 'A1,R1,Enterprise,North'),
    });
    expect(found.map(({ rows, value, facts }) => [rows, value, facts.rows])).toEqual([
      [[2], 'North', [2]],
      [[4, 5], 'West', [2, 3]],
    ]);
  });
});

it('tells a row that says what an earlier one says', async () => {
  const found = await findingsOf(
    'rule-repeated',
    given('match,,,region', 'avoid,,rep_id = R1', 'MATCH,,,Region,,,,,must'),
  );
  expect(found).toMatchObject([{ rows: [4], facts: { first: 2 } }]);
});

it('lists errors first, then warnings, then notes', async () => {
  const found = await findingsIn(given('match,segment = Big,region = East', 'limit,,,,,,1'));
  expect(found.map(({ severity }) => severity)).toEqual(['error', 'warning']);
});
