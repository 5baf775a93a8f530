import { expect, test } from 'vitest';
import { readDistances } from '../../../src/inputs/csv/distances.js';
import { csv } from './csv-text.js';

test('distances become ids and kilometres', () => {
  const { distances, problems } = readDistances(
    'd.csv',
    csv('KM,Rep ID,account_id,via', '12.5,r1,007,A1', '0,r2,007,', '"1,000",r1,8,'),
  );
  expect(problems).toEqual([]);
  expect(distances).toMatchObject({ size: 3 });
  expect(distances?.km).toEqual(Float64Array.of(12.5, 0, 1000));
  expect(distances?.accounts.words).toEqual(['', '007', '8']);
  expect(distances?.reps.codes).toEqual(Uint32Array.of(1, 2, 1));
});

test('what is wrong with distances is told with its place', () => {
  const { problems } = readDistances(
    'd.csv',
    csv('account_id,rep_id,km', 'a,r,1', 'a,s,-1', 'a,r,2', ',r,3', 'b,r,', 'c,r,far', 'd,r,-'),
  );
  expect(problems.map(({ row, column, what }) => [row, column, what])).toEqual([
    [3, 'km', 'is below 0'],
    [4, undefined, 'gives the same account and rep as row 2'],
    [5, 'account_id', 'is empty'],
    [6, 'km', 'is empty'],
    [7, 'km', 'is no number: it holds no digits'],
    [8, 'km', 'is empty'],
  ]);
  expect(readDistances('d.csv', csv('account_id,km', 'a,1'))).toMatchObject({
    distances: undefined,
    problems: [{ row: 1, what: 'has no column "rep_id"' }],
  });
});
