import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { type MergeSide, merge } from '../../../src/evaluation/diff/merge.js';
import { readOwn } from '../../../src/inputs/csv/read-own.js';
import { writeCsv } from '../../../src/inputs/csv/write.js';
import { mergeTable } from '../../../src/reports/diff/csv.js';
import { bytesOf, type Owned, randomOwned, readOwned } from './random-holdings.js';

interface Merged {
  readonly owned: Owned;
  /** By account, what the column `conflict` says where it says something. */
  readonly conflicts: ReadonlyMap<string, string>;
}

/** Files in, file out, as `carve diff --merge` does it. */
function merged(base: Owned, mine: Owned, theirs: Owned, prefer?: MergeSide): Merged {
  const [b, m, t] = [base, mine, theirs].map((owned) => readOwned(owned).side.holdings);
  const { columns, rows } = mergeTable(merge({ base: b, mine: m, theirs: t }, prefer));
  const { own, problems } = readOwn('merge.csv', bytesOf(writeCsv(columns, rows())), columns);
  expect(problems).toEqual([]);
  const column = (name: string): readonly string[] => own.columns.get(name) ?? [];
  const pairs = (name: string): [string, string][] =>
    column('account_id').map((account, row) => [account, column(name)[row]]);
  return {
    owned: new Map(pairs('rep_id')),
    conflicts: new Map(pairs('conflict').filter(([, text]) => text !== '')),
  };
}

const clean = (owned: Owned): Merged => ({ owned, conflicts: new Map() });

test('what one side alone changed is taken, and so is what both changed alike', () => {
  fc.assert(
    fc.property(randomOwned, randomOwned, (base, x) => {
      expect(merged(base, x, base)).toEqual(clean(x));
      expect(merged(base, base, x)).toEqual(clean(x));
      expect(merged(base, x, x)).toEqual(clean(x));
    }),
    { numRuns: Number(process.env.CARVE_SEEDS ?? 200) },
  );
});

test('conflicts are the same from either side, and preferring a side settles all of them', () => {
  const swapped = (text: string): string =>
    text.replace(/^mine: (.*), theirs: (.*)$/s, 'mine: $2, theirs: $1');
  fc.assert(
    fc.property(randomOwned, randomOwned, randomOwned, (base, x, y) => {
      const [one, other] = [merged(base, x, y), merged(base, y, x)];
      expect(one.owned).toEqual(other.owned);
      expect(new Map([...one.conflicts].map(([id, text]) => [id, swapped(text)]))).toEqual(
        other.conflicts,
      );
      const settled = merged(base, x, y, 'mine');
      expect(settled.conflicts.size).toBe(0);
      expect(settled.owned).toEqual(merged(base, y, x, 'theirs').owned);
      for (const [account] of one.conflicts) {
        expect(settled.owned.get(account)).toBe(x.get(account));
      }
    }),
    { numRuns: Number(process.env.CARVE_SEEDS ?? 200) },
  );
});

describe('a merge by hand', () => {
  const base = new Map(Object.entries({ a: 'R1', b: 'R1', c: 'R1', d: 'R1', e: 'R1' }));
  const mine = new Map(Object.entries({ e: 'R1', a: 'R2', b: 'R2', c: '', n: 'R1' }));
  const theirs = new Map(Object.entries({ n: 'R2', a: 'R1', b: 'R3', c: 'R2', d: 'R2', z: 'R9' }));

  it('has the order of mine, then of theirs; an open conflict keeps the rep of the base', () => {
    const { owned, conflicts } = merged(base, mine, theirs);
    expect([...owned]).toEqual([
      ['a', 'R2'],
      ['b', 'R1'],
      ['c', 'R1'],
      ['n', ''],
      ['d', 'R1'],
      ['z', 'R9'],
    ]);
    expect([...conflicts]).toEqual([
      ['b', 'mine: R2, theirs: R3'],
      ['c', 'mine: nobody, theirs: R2'],
      ['n', 'mine: R1, theirs: R2'],
      ['d', 'mine: gone, theirs: R2'],
    ]);
  });

  it('lets a side drop an account where it is preferred', () => {
    expect([...merged(base, mine, theirs, 'mine').owned.keys()]).toEqual(['a', 'b', 'c', 'n', 'z']);
    expect(merged(base, mine, theirs, 'theirs').owned.get('d')).toBe('R2');
  });
});
