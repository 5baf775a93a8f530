import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CrmName } from '../../src/crm/crm.js';
import { type ExportOptions, exportOwners } from '../../src/crm/export-owners.js';
import { crms } from '../../src/crm/index.js';
import { caseSafeId } from '../../src/inputs/cells/salesforce-id.js';
import { InputError } from '../../src/model/input-problem.js';
import type { Problem } from '../../src/model/problem.js';
import { dayNumber } from '../../src/model/units.js';
import { readProblem } from '../../src/planning/inputs.js';
import { exportFiles } from '../../src/reports/export/files.js';
import { afterLoading, cellsOf } from './applied.js';

function problemOf(accounts: string, reps: string, rules = 'rule\n'): Problem {
  const named = (name: string, text: string) => ({ name, bytes: Buffer.from(text) });
  return readProblem({
    accounts: named('accounts.csv', accounts),
    reps: named('reps.csv', reps),
    rules: named('rules.csv', rules),
    distances: undefined,
    bare: true,
    map: [],
    assembly: {
      asOf: dayNumber(20_000),
      weights: new Map(),
      shareBy: undefined,
      potentialCap: true,
    },
  }).problem;
}

function filesFor(
  crm: CrmName,
  problem: Problem,
  assignment: readonly number[],
  options: ExportOptions = {},
): { [name: string]: string } {
  const exported = exportOwners(problem, Int32Array.from(assignment), crms[crm], options);
  return Object.fromEntries(
    [...exportFiles({ ...exported, roles: [] })].map(([name, pieces]) => [
      name,
      [...pieces].join(''),
    ]),
  );
}

function faultsOf(run: () => unknown): string[] {
  try {
    run();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return error.problems.map(
      ({ file, row, column, what, value }) => `${file}:${row}: ${column}: ${what} (${value})`,
    );
  }
  return [];
}

const reps =
  'Id,Name,Status\n005A0000001AaAa,Ann,active\n005A0000001BbBb,Bo,active\n005A0000001CcCc,Cy,left\n';
const accounts = `Id,OwnerId
001A00000000001,005A0000001AaAa
001A00000000002,005A0000001BbBb
001A00000000003,005A0000009ZzZz
001A00000000004,
001A00000000005,005A0000001CcCc
`;

describe('Salesforce', () => {
  test('only changed rows, and the way back by what it asks for', () => {
    const files = filesFor('salesforce', problemOf(accounts, reps), [0, 0, 0, 1, 1]);
    expect(files).toEqual({
      'salesforce-owners.csv':
        'Id,OwnerId\n001A00000000002,005A0000001AaAa\n001A00000000003,005A0000001AaAa\n001A00000000004,005A0000001BbBb\n001A00000000005,005A0000001BbBb\n',
      'salesforce-rollback.csv': 'Id,OwnerId\n001A00000000002,005A0000001BbBb\n',
      'salesforce-rollback-inactive.csv':
        'Id,OwnerId\n001A00000000003,005A0000009ZzZz\n001A00000000005,005A0000001CcCc\n',
      'salesforce-rollback-not-possible.csv': 'Id,Loaded owner\n001A00000000004,005A0000001BbBb\n',
    });
  });

  test('an owner in 18 characters is the rep in 15: no row where that rep gets the account', () => {
    const long = caseSafeId('005A0000001AaAa') ?? '';
    const problem = problemOf(
      `Id,OwnerId\n001A00000000001,${long}\n001A00000000002,${long}\n`,
      reps,
    );
    const exported = exportOwners(problem, Int32Array.of(0, 1), crms.salesforce, {});
    expect(exported.owners.map(({ id }) => id)).toEqual(['001A00000000002']);
    expect(exported.rollback).toEqual([{ index: 1, id: '001A00000000002', owner: long }]);
    expect(exported.misread).toBe(0);
  });

  test('reps without user ids: says which column could be named, and takes the one that is', () => {
    const named = 'rep_id,rep_name,Chief\nR1,Ann,005A0000001AaAa\nR2,Bo,005A0000001BbBb\n';
    const problem = problemOf('Id,OwnerId\n001A00000000001,005A0000009ZzZz\n', named);
    const [fault, ...others] = faultsOf(() => filesFor('salesforce', problem, [1]));
    expect(others).toEqual([]);
    expect(fault).toContain('reps.csv:3: rep_id: is no Salesforce user id (005…');
    const files = filesFor('salesforce', problem, [1], { ownerColumn: 'chief' });
    expect(files['salesforce-owners.csv']).toContain('001A00000000001,005A0000001BbBb');
    expect(
      faultsOf(() => filesFor('salesforce', problem, [1], { ownerColumn: 'nowhere' })),
    ).toEqual(['--owner-column:undefined: undefined: names no column of reps.csv (nowhere)']);
  });

  test('a column named Salesforce User Id is found', () => {
    const text = 'rep_id,Salesforce User Id\nR1,005A0000001AaAa\nR2,005A0000001BbBb\n';
    const problem = problemOf('Id,owner\n001A00000000001,005A0000009ZzZz\n', text);
    expect(filesFor('salesforce', problem, [0])['salesforce-owners.csv']).toContain(
      '005A0000001AaAa',
    );
  });

  test('owners that are names, ids that are none, and records named twice are refused at once', () => {
    const short = '001A0000006Vm9r';
    const twice = `Id,Owner Name\n${short},Ann\n${caseSafeId(short)},Bo\n`;
    const faults = faultsOf(() => filesFor('salesforce', problemOf(twice, reps), [1, 1]));
    expect(faults).toHaveLength(2);
    expect(faults[0]).toContain('accounts.csv:2: Owner Name: is no Salesforce owner');
    expect(faults[1]).toContain('accounts.csv:3: Id: is the same Salesforce record as in row 2');
    const nameless = problemOf('account_name,owner\nAcme,005A0000009ZzZz\n', reps);
    expect(faultsOf(() => filesFor('salesforce', nameless, [1]))).toEqual([
      'accounts.csv:2: account_name: is no Salesforce account id (001…, 15 or 18 characters in their letter case) (Acme)',
    ]);
    const lowered = problemOf(
      'Id,owner\n001a0000006vm9rIAC,005A0000009ZzZz\n001A00000000002,005A0000009ZzZz\n',
      reps,
    );
    expect(faultsOf(() => filesFor('salesforce', lowered, [1, 1]))[0]).toContain('accounts.csv:2');
  });

  test('released accounts stay as they are, or go to the house', () => {
    const problem = problemOf(
      accounts,
      reps,
      'rule,accounts\nrelease,account_id = 001A00000000001\n',
    );
    const plan = [-1, 1, 0, 0, 0];
    const without = exportOwners(problem, Int32Array.from(plan), crms.salesforce, {});
    expect(without.owners.map(({ index }) => index)).toEqual([2, 3, 4]);
    expect(without.released).toBe(1);
    const house = '005A0000007HhHh';
    const files = filesFor('salesforce', problem, plan, { house });
    expect(files['salesforce-owners.csv']).toContain(`001A00000000001,${house}\n`);
    expect(files['salesforce-rollback.csv']).toContain('001A00000000001,005A0000001AaAa\n');
    expect(faultsOf(() => filesFor('salesforce', problem, plan, { house: 'House' }))[0]).toContain(
      '--house',
    );
  });
});

test('HubSpot: owners by e-mail; two reps with one e-mail are refused', () => {
  const people = 'rep_id,rep_name,email\nR1,Ann,ann@x.example\nR2,Bo,bo@x.example\n';
  const problem = problemOf('Record ID,Company owner\n71,Ann\n72,Bo\n73,Dee\n', people);
  const files = filesFor('hubspot', problem, [1, 0, 0]);
  expect(files['hubspot-owners.csv']).toBe(
    'Record ID,Company owner\n71,bo@x.example\n72,ann@x.example\n73,ann@x.example\n',
  );
  expect(files['hubspot-rollback.csv']).toBe('Record ID,Company owner\n71,Ann\n72,Bo\n');
  expect(files['hubspot-rollback-inactive.csv']).toBe('Record ID,Company owner\n73,Dee\n');
  const same = problemOf('Record ID,Company owner\n71,R1\n72,R2\n', people.replace('bo@', 'Ann@'));
  expect(faultsOf(() => filesFor('hubspot', same, [1, 0]))[0]).toContain(
    'is the same owner as in row 2',
  );
});

test('HubSpot: what a spreadsheet would run is refused, not altered', () => {
  const people = 'rep_id,email\nR1,=ann@x.example\nR2,bo@x.example\n';
  const problem = problemOf('Record ID,owner\n71,R2\n', people);
  expect(faultsOf(() => filesFor('hubspot', problem, [0]))).toEqual([
    'reps.csv:2: email: begins with "=", which a spreadsheet would run as a formula (=ann@x.example)',
  ]);
});

describe('Dynamics 365', () => {
  const guid = '0f8fad5b-d9cb-469f-a165-70867728950e';
  const people = 'rep_id,rep_name\nR1,Ann Lee\nR2,Bo Ray\n';

  test('its own columns go along untouched, a checksum with a + in front too', () => {
    const problem = problemOf(
      `(Do Not Modify) Account,(Do Not Modify) Row Checksum,(Do Not Modify) Modified On,Account Name,Owner\n${guid},+ab/c==,1/2/2026 10:00,Acme,Ann Lee\n`,
      people,
    );
    const files = filesFor('dynamics', problem, [1]);
    expect(files['dynamics-owners.csv']).toBe(
      `(Do Not Modify) Account,(Do Not Modify) Row Checksum,(Do Not Modify) Modified On,Owner\n${guid},+ab/c==,1/2/2026 10:00,Bo Ray\n`,
    );
    expect(files['dynamics-rollback.csv']).toBe(`(Do Not Modify) Account,Owner\n${guid},Ann Lee\n`);
  });

  test('without them nothing could be updated, and that is said', () => {
    const problem = problemOf(`account_id,owner\n${guid},Ann Lee\n`, people);
    expect(faultsOf(() => filesFor('dynamics', problem, [1]))[0]).toContain('Row Checksum');
  });
});

test("loading the file gives the plan's owners, and the rollbacks give today's back, cell for cell", () => {
  const user = (index: number): string => `005A000000${index}UuXx`.padEnd(15, 'z');
  const people = `rep_id,status\n${[0, 1, 2, 3].map((index) => `${user(index)},${index === 3 ? 'left' : 'active'}\n`).join('')}`;
  const spelled = (text: string, long: boolean): string => (long ? (caseSafeId(text) ?? '') : text);
  // 0–3 are reps, the last of whom has left; 4 is a departed owner, 5 nobody.
  const row = fc.record({ owner: fc.nat(5), to: fc.nat(2), long: fc.boolean() });
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 12 }), (rows) => {
      const ids = rows.map((_, index) =>
        spelled(`001A0000000Ab${String(index).padStart(2, '0')}`, index % 2 === 1),
      );
      const owners = rows.map(({ owner, long }) =>
        owner === 5 ? '' : spelled(user(owner), long && owner === 4),
      );
      const text = `Id,OwnerId\n${ids.map((id, index) => `${id},${owners[index]}\n`).join('')}`;
      const problem = problemOf(text, people);
      const files = filesFor(
        'salesforce',
        problem,
        rows.map(({ to }) => to),
      );
      const headers = { id: 'Id', owner: 'OwnerId' };
      const today = { ids: cellsOf(text, 'Id'), owners: cellsOf(text, 'OwnerId') };
      const loaded = afterLoading(today, files['salesforce-owners.csv'], headers);
      expect(loaded).toEqual(rows.map(({ to }) => user(to)));
      let back = { ids, owners: loaded };
      for (const name of ['salesforce-rollback.csv', 'salesforce-rollback-inactive.csv']) {
        back = { ids, owners: afterLoading(back, files[name], headers) };
      }
      const lost = new Set(cellsOf(files['salesforce-rollback-not-possible.csv'], 'Id'));
      expect(lost).toEqual(new Set(ids.filter((_, index) => owners[index] === '')));
      expect(back.owners.filter((_, index) => !lost.has(ids[index]))).toEqual(
        owners.filter((owner) => owner !== ''),
      );
    }),
  );
});
