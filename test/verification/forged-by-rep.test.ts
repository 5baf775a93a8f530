/** A bound that prices of accounts prove, and what a forger might try with them. */
import { expect, it } from 'vitest';
import { verify } from '../../src/verification/verify.js';
import type { InputSet } from '../oracle/random-inputs.js';
import { forged, plannedFolder } from './random-folder.js';

const reps = ['r1', 'r2', 'r3'];
/** Costs and sizes without a pattern, in whole numbers. */
const drawn = (a: number, b: number, most: number): number =>
  ((a * 37 + b * 61 + a * b * 17) % most) + 1;
const accounts = Array.from({ length: 14 }, (_, i) => i);
const set: InputSet = {
  seed: 0,
  accounts: [
    'account_id,potential,workload,size',
    ...accounts.map((i) => `A${i},1,1,${20 + drawn(i, 3, 41)}`),
    '',
  ].join('\n'),
  reps: 'rep_id\nr1\nr2\nr3\n',
  rules: [
    'rule,metric,max,weight,level',
    'balance,size,4%,0,must',
    'balance,potential,,0,',
    'balance,workload,,0,',
    '',
  ].join('\n'),
  distances: [
    'account_id,rep_id,km',
    ...accounts.flatMap((i) => reps.map((id, j) => `A${i},${id},${drawn(i, j + 5, 97)}`)),
    '',
  ].join('\n'),
  options: { asOf: '2025-06-30' },
};

const { folder } = await plannedFolder(set);
const written = JSON.parse(String(folder.files.get('certificate.json')));
const change = (by: object): ReturnType<typeof verify> =>
  verify(
    forged(folder, {
      'certificate.json': JSON.stringify({ ...written, by_rep: { ...written.by_rep, ...by } }),
    }),
    'test',
  );

it('is proven again as it is', () => {
  expect(written.by_rep.grids).toHaveLength(3);
  const { disagreements, proofs } = verify(folder, 'test');
  expect(disagreements).toEqual([]);
  expect(proofs.bound).toBe(written.bound);
});

it.each([
  [
    'some accounts dearer',
    {
      account_prices: written.by_rep.account_prices.map((s: number[]) =>
        s.map((p, i) => (i % 2 === 0 ? p + 0.5 : p)),
      ),
    },
  ],
  [
    'some accounts cheaper',
    {
      account_prices: written.by_rep.account_prices.map((s: number[]) =>
        s.map((p, i) => (i % 3 === 0 ? p - 0.5 : p)),
      ),
    },
  ],
  ['no account prices', { account_prices: [] }],
  [
    'a price too few',
    { account_prices: written.by_rep.account_prices.map((s: number[]) => s.slice(1)) },
  ],
  ['an account that is none', { accounts: ['ZZ', ...written.by_rep.accounts.slice(1)] }],
  ['no grids', { grids: [] }],
  [
    'a grid of next to no steps',
    { grids: written.by_rep.grids.map((g: object) => ({ ...g, cells: 1 })) },
  ],
  [
    'a grid of coarse steps',
    { grids: written.by_rep.grids.map((g: object) => ({ ...g, step: 90 })) },
  ],
  [
    'more steps than anyone keeps',
    { grids: written.by_rep.grids.map((g: object) => ({ ...g, cells: 1e9 })) },
  ],
  [
    'the load of another rep',
    { grids: written.by_rep.grids.map((g: object) => ({ ...g, rep: 'r1' })) },
  ],
  [
    'a load that is none',
    { grids: written.by_rep.grids.map((g: object) => ({ ...g, load: 'limit:9' })) },
  ],
])('refutes %s', (_, by) => {
  const { disagreements, proofs } = change(by);
  expect(disagreements.map(({ file }) => file)).toContain('certificate.json');
  expect(proofs.bound).toBeUndefined();
});
