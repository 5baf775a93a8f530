import { describe, expect, it } from 'vitest';
import { evaluate } from '../../src/evaluation/evaluate.js';
import { InputError } from '../../src/model/input-problem.js';
import { dayNumber } from '../../src/model/units.js';
import { readProblem } from '../../src/planning/inputs.js';
import { lines } from '../validation/findings-of.js';

const file = (name: string, text: string) => ({ name, bytes: Buffer.from(text) });

function read(accounts: string, reps: string, rules?: string) {
  return readProblem({
    accounts: file('accounts.csv', accounts),
    reps: file('reps.csv', reps),
    rules: rules === undefined ? undefined : file('rules.csv', rules),
    distances: undefined,
    bare: true,
    map: [],
    assembly: {
      asOf: dayNumber(20_468),
      weights: new Map(),
      shareBy: undefined,
      potentialCap: true,
    },
  }).problem;
}

const reps = lines(
  'rep_id,region,status,max_accounts',
  'A,East,active,',
  'B,West,,',
  'L,West,On Leave,2',
);
const accounts = lines(
  'account_id,owner,region,potential,parent_id',
  '1,L,West,40,',
  '2,L,East,10,',
  '3,A,East,20,1',
  '4,,West,30,',
);

/** Who may take each account, by name. */
function eligible(problem: ReturnType<typeof read>): string[] {
  return Array.from(problem.eligible, (set) =>
    Array.from(problem.repSets[set].reps, (rep) => problem.repIds[rep]).join('|'),
  );
}

describe('a rep on leave', () => {
  it('keeps what they own and is given nothing more', () => {
    const problem = read(accounts, reps);
    expect(eligible(problem)).toEqual(['L', 'L', 'A|B', 'A|B']);
    // Only 20 + 30 are shared, by the two who are there.
    const potential = problem.balances.find(({ metric }) => metric === 'potential');
    expect([...(potential?.repTarget ?? [])]).toEqual([25, 25, 0]);
    expect([...problem.pools.of]).toEqual([0, 0, -1]);
  });

  it('loses what a must match row does not let them have', () => {
    const problem = read(accounts, reps, lines('rule,metric', 'match,region'));
    expect(eligible(problem)).toEqual(['L', 'A', 'A', 'B']);
    const { change } = evaluate(problem, Int32Array.of(2, 0, 0, 1));
    expect(change).toEqual(['kept', 'moved', 'kept', 'new']);
  });

  it('is passed over by assign rows but for accounts they own', () => {
    const rules = lines('rule,reps', 'assign,rep_id = L|B');
    expect(eligible(read(accounts, reps, rules))).toEqual(['L', 'L', 'B', 'B']);
    const alone = read(
      accounts,
      reps,
      lines('rule,accounts,reps', 'assign,account_id = 4,rep_id = L'),
    );
    expect(alone.unplaceable).toEqual([{ account: 3, rows: [2] }]);
  });

  it('draws no family, owes no least, and nothing of theirs is released', () => {
    const rules = lines('rule,accounts,min', 'together,,', 'limit,,1', 'release,potential >= 0,');
    const problem = read(accounts, reps, rules);
    expect(Array.from(problem.state)).toEqual([0, 0, 2, 2]);
    const [limit] = problem.limits.filter(({ row }) => row === 3);
    expect(limit.mayTake[limit.groups.of[2]]).toBe(0);
    const families = read(
      accounts,
      reps,
      lines('rule,accounts', 'together,', 'keep,account_id = 1'),
    );
    expect(eligible(families)[2]).toBe('A|B');
  });

  it('is no team: with all on leave there is no plan', () => {
    const all = lines('rep_id,status', 'A,on_leave', 'B,left', 'L,on leave');
    expect(() => read(accounts, all)).toThrow(InputError);
  });
});

describe('Active and IsActive', () => {
  it.each(['Active', 'IsActive', 'Is Active'])('%s says who has left', (header) => {
    const problem = read(accounts, lines(`rep_id,${header}`, 'A,TRUE', 'B,0', 'L,'));
    expect(Array.from(problem.live)).toEqual([1, 0, 1]);
  });

  it('goes before the status', () => {
    const both = lines('rep_id,status,Active', 'A,leaving,1', 'B,active,no', 'L,,yes');
    expect(Array.from(read(accounts, both).live)).toEqual([0, 0, 1]);
  });

  it('is told where a cell is neither, and is no status where none says either', () => {
    expect(() => read(accounts, lines('rep_id,Active', 'A,yes', 'B,perhaps', 'L,no'))).toThrow(
      InputError,
    );
    const other = lines('rep_id,Active', 'A,since May', 'B,since June', 'L,');
    expect(Array.from(read(accounts, other).live)).toEqual([1, 1, 1]);
  });
});
