import { describe, expect, it } from 'vitest';
import { AccountState } from '../../src/model/problem.js';
import { dayNumber } from '../../src/model/units.js';
import { readProblem } from '../../src/planning/inputs.js';
import { lines } from '../validation/findings-of.js';

const accounts = lines(
  'account_id,state,country,owner',
  'A1,CA,USA,R1',
  'A2,California,United States,R1',
  'A3,us-ca,US,R2',
  'A4,Texas,U.S.,R2',
  'A5,TX,Canada,R2',
  'A6,Ontario,CAN,R2',
);
const reps = lines('rep_id,state', 'R1,California', 'R2,TX|ON|CA');

const file = (name: string, text: string) => ({ name, bytes: Buffer.from(text) });

function read(rules: string | undefined, samePlaces: boolean) {
  return readProblem({
    accounts: file('accounts.csv', accounts),
    reps: file('reps.csv', reps),
    rules: rules === undefined ? undefined : file('rules.csv', rules),
    distances: undefined,
    bare: false,
    map: [],
    samePlaces,
    assembly: {
      asOf: dayNumber(20_468),
      weights: new Map(),
      shareBy: undefined,
      potentialCap: true,
    },
  });
}

/** The accounts that an exclude row leaves out, by number. */
function excluded(filter: string, samePlaces: boolean): string {
  const { problem } = read(lines('rule,accounts', `exclude,${filter}`), samePlaces);
  return problem.accountIds
    .filter((_, account) => problem.state[account] === AccountState.excluded)
    .join(' ');
}

describe('states and countries', () => {
  it('are compared as written unless asked otherwise', () => {
    expect(excluded('state = CA', false)).toBe('A1');
    expect(excluded('country = United States', false)).toBe('A2');
  });

  it('are one value in filters, on either side of !=, and through the owner', () => {
    expect(excluded('state = CA', true)).toBe('A1 A2 A3');
    expect(excluded('state = California|tx', true)).toBe('A1 A2 A3 A4 A5');
    expect(excluded('state != US-CA', true)).toBe('A4 A5 A6');
    expect(excluded('country = United States', true)).toBe('A1 A2 A3 A4');
    expect(excluded('owner.state = Texas', true)).toBe('A3 A4 A5 A6');
    // Contains is about letters.
    expect(excluded('state ~ cal', true)).toBe('A2');
  });

  it('match a rep whose cell spells them otherwise', () => {
    const reach = (samePlaces: boolean) => {
      const { problem } = read(lines('rule,metric', 'match,state'), samePlaces);
      return Array.from(problem.eligible, (set) =>
        set < 0 ? '' : problem.repSets[set].reps.join(),
      );
    };
    // A1 CA: R2. A2 California: R1. A5 TX: R2. Nobody holds us-ca, Texas or Ontario as written.
    expect(reach(false)).toEqual(['1', '0', '', '', '1', '']);
    expect(reach(true)).toEqual(['0,1', '0,1', '0,1', '1', '1', '1']);
  });

  it('make families and drafted rows', () => {
    const { problem } = read(lines('rule,metric', 'together,state'), true);
    expect(problem.mustFamilies.map((family) => family.length)).toEqual([3, 2]);
    expect(read(undefined, false).drafted.map(({ metric }) => metric)).not.toContain('state');
    expect(read(undefined, true).drafted.map(({ rule, metric }) => `${rule} ${metric}`)).toContain(
      'match state',
    );
  });

  it('are told where spellings differ and a rule reads them', () => {
    const reported = 'state: CA = California = us-ca, Texas = TX, Ontario = ON';
    const notes = (rule: string, same: boolean) =>
      read(lines('rule,accounts,metric', rule), same).notes;
    expect(notes('match,,state', false)).toContain(
      `${reported}: compared as written; --same-places takes them for one value each`,
    );
    expect(notes('match,,state', true)).toContain(
      `${reported}: taken for one value each (--same-places)`,
    );
    expect(notes('keep,account_id = A1,', false)).toEqual([]);
    expect(notes('keep,country = Kanada,', false)).toEqual([
      'country: USA = United States = US = U.S., Canada = CAN: compared as written; --same-places takes them for one value each',
    ]);
  });

  it('stay as they are written', () => {
    const { assembled } = read(undefined, true);
    const column = assembled.accounts.columns.get('state');
    expect(column?.kind === 'text' && column.words).toEqual([
      '',
      'CA',
      'California',
      'us-ca',
      'Texas',
      'TX',
      'Ontario',
    ]);
  });
});
