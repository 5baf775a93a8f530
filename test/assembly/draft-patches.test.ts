import { describe, expect, it } from 'vitest';
import { dayNumber } from '../../src/model/units.js';
import { readProblem } from '../../src/planning/inputs.js';
import { lines } from '../validation/findings-of.js';

const file = (name: string, text: string) => ({ name, bytes: Buffer.from(text) });

/** One account a letter: its value of the column, and its owner. */
function draft(column: string, accounts: readonly [string, string][], reps: string) {
  const rows = accounts.map(
    ([value, owner], index) => `A${String(index).padStart(2, '0')},${value},${owner}`,
  );
  const read = readProblem({
    accounts: file('accounts.csv', lines(`account_id,${column},owner`, ...rows)),
    reps: file('reps.csv', reps),
    rules: undefined,
    distances: undefined,
    bare: false,
    map: [],
    assembly: {
      asOf: dayNumber(20_468),
      weights: new Map(),
      shareBy: undefined,
      potentialCap: true,
    },
  });
  // What is drafted whatever the books show is no matter here.
  const drafted = read.drafted.filter(({ rule }) => rule !== 'workload' && rule !== 'budget');
  return { ...read, drafted };
}

const fourReps = lines('rep_id,rep_name', 'R1,Ann', 'R2,Bo', 'R3,Cy', 'R4,Di');

/** So many accounts of one value and owner. */
function some(count: number, value: string, owner: string): [string, string][] {
  return Array.from({ length: count }, () => [value, owner]);
}

/** North is R1's and R2's, South R3's, West R4's; one account of South has no owner, East has one account. */
const divided = [
  ...some(2, 'North', 'R1'),
  ...some(2, 'North', 'R2'),
  ...some(4, 'South', 'R3'),
  ...some(1, 'South', ''),
  ...some(1, 'East', 'R3'),
  ...some(3, 'West', 'R4'),
];

describe('patches that only the books show', () => {
  it('become a prefer row for the reps who work them, weighed by their accounts', () => {
    const { drafted } = draft('territory', divided, fourReps);
    // 4, 6 and 3 of 13 accounts share a weight of 5.
    expect(drafted.map((row) => [row.rule, row.accounts, row.reps, row.weight])).toEqual([
      ['prefer', 'territory = North', 'rep_id = R1|R2', '1.54'],
      ['prefer', 'territory = South|East', 'rep_id = R3', '2.31'],
      ['prefer', 'territory = West', 'rep_id = R4', '1.15'],
    ]);
    expect(drafted[1].note).toBe(
      'drafted: 5 of the 5 accounts there that have an owner are with Cy today, and the rep file has no territory',
    );
  });

  it('name reps by what tells them apart in their file', () => {
    const byMail = lines('email', 'R1', 'R2', 'R3', 'R4');
    expect(draft('state', divided, byMail).drafted[2].reps).toBe('email = R4');
  });

  it('are not drafted where the rep file says who works what', () => {
    const reps = lines('rep_id,territory', 'R1,', 'R2,', 'R3,South', 'R4,');
    expect(draft('territory', divided, reps).drafted.filter(isPrefer)).toEqual([]);
  });

  it('show where 80 % of the accounts are with reps who work there, singles not counted', () => {
    const strays = (count: number) => [
      ...some(5, 'North', 'R1'),
      ...some(5 - count, 'South', 'R2'),
      ...['R3', 'R4', 'R1'].slice(0, count).flatMap((rep) => some(1, 'South', rep)),
      // Values of two accounts show nothing.
      ...some(2, 'East', 'R3'),
      ...some(2, 'West', 'R4'),
    ];
    // One stray of ten: 9 are shown, and South is R2's and R3's, half of the four reps.
    expect(draft('region', strays(1), fourReps).drafted[1].reps).toBe('rep_id = R2|R3');
    // Two strays: three reps work South, too many, so 5 of 10 are shown.
    expect(draft('region', strays(2), fourReps).drafted).toEqual([]);
  });

  it('do not show in books dealt in turn, in one book, or in values of an account or two', () => {
    const reps = ['R1', 'R2', 'R3', 'R4'];
    const inTurn = reps.flatMap((rep) => [...some(2, 'North', rep), ...some(2, 'South', rep)]);
    expect(draft('region', inTurn, fourReps).drafted).toEqual([]);
    expect(draft('region', some(9, 'North', 'R1'), fourReps).drafted).toEqual([]);
    const small = Array.from({ length: 9 }, (_, at): [string, string] => [`V${at}`, reps[at % 4]]);
    expect(draft('region', small, fourReps).drafted).toEqual([]);
  });

  it('are told in one sentence where they would take more rows than a person reads', () => {
    const reps = Array.from({ length: 41 }, (_, rep) => `R${rep}`);
    const books = reps.flatMap((rep) => some(3, `P${rep}`, rep));
    const { drafted, notes } = draft('territory', books, lines('rep_id', ...reps));
    expect(drafted).toEqual([]);
    expect(notes).toEqual([
      'accounts are not drafted to stay with the reps who work their territory, though 100 % do: that would take 41 rows',
    ]);
  });
});

function isPrefer({ rule }: { readonly rule: string }): boolean {
  return rule === 'prefer';
}
