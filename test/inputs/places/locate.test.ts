import { describe, expect, it } from 'vitest';
import { readAccounts } from '../../../src/inputs/csv/accounts-and-reps.js';
import { locate } from '../../../src/inputs/places/locate.js';
import { filledNumbers } from '../../../src/model/table.js';
import { findingsOf, lines } from '../../validation/findings-of.js';

describe('locating', () => {
  const tableOf = (text: string) =>
    readAccounts('accounts.csv', Buffer.from(text), { mappings: [] }).table;
  const gazetteer = {
    find: ({ city }: { city: string }) =>
      city === 'Paris' ? { latitude: 48, longitude: 2 } : undefined,
  };

  it('leaves given coordinates alone, and half of them too', () => {
    const table = tableOf(
      lines(
        'account_id,Billing City,latitude,longitude',
        'A1,Paris,1,2',
        'A2,Paris,,',
        'A3,Paris,5,',
        'A4,Atlantis,,',
        'A5,,,',
      ),
    );
    const found = locate(table, gazetteer);
    expect([...(filledNumbers(found.table, 'latitude') ?? [])]).toEqual([1, 48, 5, NaN, NaN]);
    expect([...(filledNumbers(found.table, 'longitude') ?? [])]).toEqual([2, 2, NaN, NaN, NaN]);
    expect([found.sought, found.found]).toEqual([2, 1]);
    expect(found.missing.map(({ records }) => records)).toEqual([[3]]);
    expect([...(filledNumbers(table, 'latitude') ?? [])]).toEqual([1, NaN, 5, NaN, NaN]);
  });

  it('asks once for each distinct place', () => {
    let asked = 0;
    const counting = {
      find: () => {
        asked++;
        return { latitude: 1, longitude: 1 };
      },
    };
    locate(tableOf(lines('account_id,city', 'A1,X', 'A2,Y', 'A3,X')), counting);
    expect(asked).toBe(2);
  });
});

describe('places that are not found', () => {
  it('are listed once a place, and once for all without a country', async () => {
    const accounts = lines(
      'account_id,city,state,country',
      'A1,Atlantis,Ohio,',
      'A2,Columbus,Ohio,',
      'A3,Atlantis,Ohio,',
      'A4,Paris,,',
      'A5,Rome,,Utopia',
    );
    const found = await findingsOf('place-not-found', { accounts });
    expect(found.map(({ rows, value, column, facts }) => [rows, value, column, facts])).toEqual([
      [[2, 4], 'Atlantis, Ohio', 'city', { of: 'account', why: 'unknown' }],
      [[5, 6], undefined, 'country', { of: 'account', why: 'no-country' }],
    ]);
  });
});
