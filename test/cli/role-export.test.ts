/** A role's field in the CRM: what is loaded, what takes it back, and why there may be no file. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { carve, folderOf } from './carve.js';

const [acme, beta, gamma, delta, eps] = ['E', 'F', 'G', 'H', 'I'].map(
  (letter) => `001A000001AbCd${letter}`,
);
const user = (two: string): string => `005A0000001${two}${two}`;
// Acme’s SDR may not stay; Beta has none; Gamma’s is nobody known; Delta’s CSM may not stay; Eps’s does.
const files = {
  'a.csv': `Id,Account Name,OwnerId,SDR__c,CSM,Type,Potential
${acme},Acme,${user('Aa')},${user('Ss')},,Prospect,10
${beta},Beta,${user('Aa')},,,Prospect,10
${gamma},Gamma,${user('Bb')},005A0000009ZzZz,,Prospect,10
${delta},Delta,${user('Bb')},,${user('Kk')},Customer,10
${eps},Eps,${user('Bb')},,${user('Kk')},Customer,10
`,
  'r.csv': `Id,Name,Email,Role
${user('Aa')},Ann,ann@x.example,AE
${user('Bb')},Bo,bo@x.example,AE
${user('Ss')},Sy,sy@x.example,SDR
${user('Tt')},Sol,sol@x.example,SDR
${user('Kk')},Kim Fox,kim@x.example,CSM
${user('Dd')},Dan,dan@x.example,CSM
`,
  'ru.csv': `rule,accounts,reps,value,level
role,type = Prospect,role = SDR,SDR,
role,type = Customer,role = CSM,CSM,
avoid,account_id = ${acme}|${beta},role = SDR; rep_name = Sy,,must
avoid,account_id = ${gamma},role = SDR; rep_name = Sol,,must
avoid,account_id = ${delta},role = CSM; rep_name = Kim Fox,,must
`,
};

async function planned(changed: Partial<typeof files> = {}): Promise<string> {
  const cwd = folderOf({ ...files, ...changed });
  const { code } = await carve(
    ['plan', 'a.csv', 'r.csv', '--rules', 'ru.csv', '--as-of', '2026-03-02', '--out', 'plan'],
    { cwd },
  );
  expect(code).toBe(0);
  return cwd;
}

describe('carve export of a plan with roles', () => {
  let cwd = '';
  const read = (name: string): string => readFileSync(join(cwd, name), 'utf8');
  const load = (...args: string[]) =>
    carve(['export', 'plan', '--for', 'salesforce', '--out', 'load', ...args], { cwd });

  beforeAll(async () => {
    cwd = await planned();
    expect((await load()).code).toBe(0);
  });

  it('leaves no file of a role that the next plan does not have', async () => {
    const own = await planned();
    const exported = ['--for', 'salesforce', '--out', 'load', '--quiet'];
    expect((await carve(['export', 'plan', ...exported], { cwd: own })).code).toBe(0);
    writeFileSync(join(own, 'load/salesforce-role-notes.csv'), 'what,why\nmine,\n');
    writeFileSync(join(own, 'none.csv'), 'rule,accounts,reps\nexclude,Type = Prospect,\n');
    const plain = ['a.csv', 'r.csv', '--rules', 'none.csv', '--as-of', '2026-03-02'];
    expect((await carve(['plan', ...plain, '--out', 'plain'], { cwd: own })).code).toBe(0);
    expect((await carve(['export', 'plain', ...exported], { cwd: own })).code).toBe(0);
    const left = readdirSync(join(own, 'load')).filter((name) => name.includes('-role-'));
    expect(left).toEqual(['salesforce-role-notes.csv']);
  });

  it('sets the field of each role under its own header, where the holder is another', () => {
    expect(read('load/salesforce-role-sdr.csv')).toBe(
      `Id,SDR__c\n${acme},${user('Tt')}\n${beta},${user('Tt')}\n${gamma},${user('Ss')}\n`,
    );
    expect(read('load/salesforce-role-csm.csv')).toBe(`Id,CSM\n${delta},${user('Dd')}\n`);
    expect(read('load/salesforce-owners.csv')).toBe('Id,OwnerId\n');
  });

  it('takes each row back once: by an active user, by one who is not there, or by hand', () => {
    expect(read('load/salesforce-role-sdr-rollback.csv')).toBe(
      `Id,SDR__c\n${acme},${user('Ss')}\n`,
    );
    expect(read('load/salesforce-role-sdr-rollback-inactive.csv')).toBe(
      `Id,SDR__c\n${gamma},005A0000009ZzZz\n`,
    );
    expect(read('load/salesforce-role-sdr-rollback-not-possible.csv')).toBe(
      `Id,Loaded value\n${beta},${user('Tt')}\n`,
    );
  });

  it('says what changes in the first line, and what to do with each file', async () => {
    const { stdout } = await load();
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      'No account changes its owner in Salesforce, 3 get somebody else as SDR, 1 gets somebody else as CSM; the files are in load',
    );
    expect(stdout).toContain('salesforce-role-sdr.csv  3 rows');
    const { roles } = JSON.parse((await load('--format', 'json')).stdout);
    expect(roles[0]).toMatchObject({ role: 'SDR', field: 'SDR__c', emptied: 0 });
    expect(roles[0].files.map(({ rows }: { rows: number }) => rows)).toEqual([3, 1, 1, 1]);
  });

  it('names in place of ids keep back that role alone, and its files of an earlier export', async () => {
    expect(existsSync(join(cwd, 'load/salesforce-role-csm.csv'))).toBe(true);
    const before = cwd;
    cwd = await planned({
      'a.csv': files['a.csv'].replace(`${user('Kk')},Customer`, 'Kim Fox,Customer'),
    });
    for (const name of readdirSync(join(before, 'load'))) {
      const text = readFileSync(join(before, 'load', name), 'utf8');
      if (!existsSync(join(cwd, 'load'))) await load();
      writeFileSync(join(cwd, 'load', name), text);
    }
    const { code, stdout } = await load();
    expect(code).toBe(0);
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      'who is CSM, for which there is no file: a.csv:5: CSM: is no Salesforce user',
    );
    expect(readdirSync(join(cwd, 'load')).filter((name) => name.includes('role'))).toHaveLength(4);
    expect(read('load/salesforce-role-sdr.csv').split('\n')).toHaveLength(5);
    cwd = before;
  });

  it('without a column of who has the role today there is no file, for there would be no way back', async () => {
    const before = cwd;
    cwd = await planned({ 'a.csv': files['a.csv'].replace('SDR__c', 'Other__c') });
    const { code, stdout } = await load();
    expect(code).toBe(0);
    expect(stdout.replace(/\s+/g, ' ')).toContain('a.csv: has no column sdr, so that nothing says');
    expect(existsSync(join(cwd, 'load/salesforce-role-sdr.csv'))).toBe(false);
    expect(existsSync(join(cwd, 'load/salesforce-role-csm.csv'))).toBe(true);
    cwd = before;
  });

  it('a pack is exported day by day, holders with their accounts', async () => {
    await carve(['transition', 'plan', '--effective', '2026-04-01', '--out', 'pack'], { cwd });
    const on = (day: string) =>
      carve(['export', 'pack', '--for', 'salesforce', '--on', day, '--out', day], { cwd });
    expect((await on('2026-04-01')).code).toBe(0);
    expect((await on('2026-04-02')).code).toBe(0);
    expect(read('2026-04-01/salesforce-role-sdr.csv')).toBe(read('load/salesforce-role-sdr.csv'));
    expect(read('2026-04-02/salesforce-role-sdr.csv')).toMatch(/^Id,\w+\n$/);
  });

  it('a plan without roles says and writes nothing of them', async () => {
    const before = cwd;
    cwd = await planned({ 'ru.csv': 'rule,reps\nexclude,role = SDR|CSM\n' });
    const { stdout } = await load('--format', 'json');
    expect(stdout).not.toContain('roles');
    expect(readdirSync(join(cwd, 'load')).filter((name) => name.includes('role'))).toEqual([]);
    cwd = before;
  });
});

describe('the other CRMs', () => {
  it('HubSpot gets the user’s e-mail under the property’s name', async () => {
    const cwd = folderOf({
      'a.csv':
        'Record ID,Company name,Company owner,SDR,Type,Potential\n11,Acme,Ann,Sy,Prospect,10\n12,Beta,Ann,,Prospect,10\n',
      'r.csv':
        'Name,Email,Role\nAnn,ann@x.example,AE\nSy,sy@x.example,SDR\nSol,sol@x.example,SDR\n',
      'ru.csv':
        'rule,accounts,reps,value,level\nrole,type = Prospect,role = SDR,SDR,\navoid,account_id = 11,role = SDR; rep_name = Sy,,must\n',
    });
    const run = (...args: string[]) => carve(args, { cwd });
    await run('plan', 'a.csv', 'r.csv', '--rules', 'ru.csv', '--out', 'plan');
    expect((await run('export', 'plan', '--for', 'hubspot', '--out', 'load')).code).toBe(0);
    const rows = readFileSync(join(cwd, 'load/hubspot-role-sdr.csv'), 'utf8').split('\n');
    expect(rows.slice(0, 2)).toEqual(['Record ID,SDR', '11,sol@x.example']);
    expect(readFileSync(join(cwd, 'load/hubspot-role-sdr-rollback.csv'), 'utf8')).toBe(
      'Record ID,SDR\n11,Sy\n',
    );
  });
});
