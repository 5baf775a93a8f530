import { describe, expect, it } from 'vitest';
import { dayNumber } from '../../src/model/units.js';
import { readProblem } from '../../src/planning/inputs.js';
import { lines } from '../validation/findings-of.js';

const file = (name: string, text: string) => ({ name, bytes: Buffer.from(text) });

function draft(accounts: string, reps: string) {
  const { drafted, notes, problem } = readProblem({
    accounts: file('accounts.csv', accounts),
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
  const rows = drafted.map(({ rule, accounts: those, reps: who, metric, level }) =>
    [rule, metric, those, who, level].filter((cell) => cell !== '').join(' '),
  );
  return { drafted, rows, notes, problem };
}

const of = (rows: readonly string[], rule: string) => rows.filter((row) => row.startsWith(rule));

/** So many accounts, the first few of them outside the region of their owner. */
function books(count: number, astray: number): string {
  return lines(
    'account_id,region,owner',
    ...Array.from({ length: count }, (_, index) => {
      const east = index % 2 === 0;
      const region = east !== index < astray ? 'East' : 'West';
      return `a${String(index).padStart(3, '0')},${region},${east ? 'E' : 'W'}`;
    }),
  );
}

const twoReps = lines('rep_id,region', 'E,East', 'W,West');

describe('drafted match rows', () => {
  it('bind where 95 % of the books keep them, are wished for from 80 %, and are told below', () => {
    expect(of(draft(books(40, 2), twoReps).rows, 'match')).toEqual(['match region must']);
    expect(of(draft(books(40, 3), twoReps).rows, 'match')).toEqual(['match region should']);
    expect(of(draft(books(40, 8), twoReps).rows, 'match')).toEqual(['match region should']);
    const { rows, notes } = draft(books(40, 9), twoReps);
    expect(of(rows, 'match')).toEqual([]);
    expect(notes).toContain(
      "region is in both files but not drafted as a match rule: only 77 % of today's owned accounts are with a rep of their own region",
    );
  });

  it('bind by equal values where hardly anybody owns anything', () => {
    const unowned = lines(
      'account_id,region',
      ...Array.from({ length: 40 }, (_, index) => `a${index},${index % 2 === 0 ? 'East' : 'west'}`),
    );
    expect(of(draft(unowned, twoReps).rows, 'match')).toEqual(['match region must']);
    const { rows, notes } = draft(unowned.replaceAll('west', 'South'), twoReps);
    expect(of(rows, 'match')).toEqual([]);
    expect(notes.join()).toContain('only 50 % of the accounts that name one name a region');
  });

  it('leave no account nobody, not by a value that only those hold who are gone', () => {
    const reps = lines('rep_id,region,status', 'E,East,', 'W,West,', 'S,South,left');
    const accounts = `${books(40, 0)}x,South,S\ny,South|North,\n`;
    const { rows, problem } = draft(accounts, reps);
    expect(of(rows, 'match')).toEqual(['match region region != South|North must']);
    expect(problem.unplaceable).toEqual([]);
  });
});

describe('drafted exclusion', () => {
  const accounts = books(40, 0);

  it('is by title and by role, of those who hold little', () => {
    const reps = lines(
      'rep_id,region,title,role',
      'E,East,Account Manager,',
      'W,West,Account Executive,Sales',
      'S,East,SDR,',
      'D,West,,Sales Development Representative',
      'X,West,Senior Solutions Engineer,',
    );
    expect(of(draft(accounts, reps).rows, 'exclude')).toEqual([
      'exclude title = SDR|Senior Solutions Engineer',
      'exclude role = Sales Development Representative',
    ]);
  });

  it('leaves those who own a fifth, and never leaves nobody', () => {
    const half = lines('rep_id,title', 'E,Sales Director', 'W,Account Executive');
    const { rows, notes } = draft(accounts, half);
    expect(of(rows, 'exclude')).toEqual([]);
    expect(notes.join()).toContain('own 20 of the 40 accounts');
    const nobody = lines('rep_id,title', 'P,Manager', 'Q,Manager');
    expect(draft(lines('account_id', 'a', 'b'), nobody).notes.join()).toContain(
      'nobody else would be left',
    );
  });
});

describe('a careful first plan', () => {
  it('keeps the greatest customers, counts work, spreads chances and risks, and moves little', () => {
    const accounts = lines(
      'account_id,owner,arr,open_pipeline,intent,at_risk,renewal_date',
      'a,E,100,5,80,TRUE,2026-02-01',
      'b,E,0,0,10,,',
      'c,W,50,0,,no,',
    );
    expect(draft(accounts, lines('rep_id', 'E', 'W')).rows).toEqual([
      'keep days_to_renewal >= 0; days_to_renewal <= 90',
      'keep arr arr > 0',
      'workload',
      'workload arr > 0',
      'workload open_pipeline > 0',
      'balance accounts intent >= 70 should',
      'balance accounts at_risk = true should',
      'budget should',
      'budget arr should',
    ]);
  });

  it('has no budget where nobody owns anything, and says who owns nothing', () => {
    const { rows } = draft(lines('account_id', 'a', 'b'), lines('rep_id', 'E', 'W'));
    expect(rows).toEqual(['workload']);
    const idle = draft(lines('account_id,owner', 'a,E', 'b,E'), lines('rep_id', 'E', 'W', 'X'));
    expect(idle.notes.join()).toContain('2 of 3 reps own nothing today');
  });

  it('takes a line of totals for no family', () => {
    const rollup = lines(
      'account_id,parent_id',
      ...Array.from({ length: 20 }, (_, index) => `a${index},Total`),
    );
    const { rows, notes } = draft(rollup, lines('rep_id', 'E', 'W'));
    expect(of(rows, 'together')).toEqual([]);
    expect(notes.join()).toContain('accounts under the parent Total are not drafted as a family');
    const beside = `${rollup}x,\ny,x\n`;
    const both = draft(beside, lines('rep_id', 'E', 'W'));
    expect(of(both.rows, 'together')).toEqual(['together parent_id != Total should']);
    expect(both.problem.togethers.map(({ families }) => families.length)).toEqual([1]);
  });
});
