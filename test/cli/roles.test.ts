/** fixtures/roles, worked out by head in its README, through the commands that know roles. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type * as carveLibrary from '../../src/index.js';
import { diffSchema } from '../../src/reports/diff/diff-json.js';
import { planSchema } from '../../src/reports/plan-json.js';
import { scenariosSchema } from '../../src/reports/scenarios/comparison-json.js';
import { carve, folderOf, repo } from './carve.js';

const fixture = (name: string): string => readFileSync(join(repo, 'fixtures/roles', name), 'utf8');
const names = ['accounts.csv', 'reps.csv', 'rules.csv'];
const inputs = ['accounts.csv', 'reps.csv', '--rules', 'rules.csv', '--as-of', '2026-01-15'];
let cwd = '';
const run = (...args: string[]) => carve(args, { cwd });
const read = (name: string): string => readFileSync(join(cwd, name), 'utf8');

beforeAll(async () => {
  cwd = folderOf(Object.fromEntries(names.map((name) => [name, fixture(name)])));
  expect((await run('plan', ...inputs, '--out', 'plan')).code).toBe(0);
});

describe('roles', () => {
  it('are planned as worked out by head, and verified', async () => {
    const { roles = {} } = planSchema.parse(JSON.parse(read('plan/plan.json')));
    expect(Object.keys(roles)).toEqual(['SDR', 'CSM']);
    expect(roles.SDR.objective.value).toBeCloseTo(0.15, 9);
    expect(roles.SDR.status).toBe('optimal');
    expect([roles.SDR.accounts, roles.CSM.accounts]).toEqual([4, 3]);
    expect(roles.CSM.warnings.join()).toContain('2 accounts are with a rep in whose pod nobody is');
    expect(read('plan/assignments.csv')).toContain('sy,sam,moved');
    const { code, stdout } = await run('verify', 'plan');
    expect(code).toBe(0);
    expect(stdout).toContain('SDR: bound');
  });

  it('holders that two people changed are compared as CSV and merged, and check reads the merge', async () => {
    const assignments = read('plan/assignments.csv');
    const changed = (name: string, ...changes: [string, string][]): void => {
      const text = changes.reduce((so, [was, is]) => {
        expect(so).toContain(was);
        return so.replace(was, is);
      }, assignments);
      writeFileSync(join(cwd, name), text);
    };
    changed('mine.csv', ['sy,sam,moved', 'sam,sam,kept']);
    changed('theirs.csv', ['sy,sam,moved', ',sam,moved'], ['cy,,new', ',,new']);
    const csv = (await run('diff', 'plan', 'mine.csv', '--format', 'csv')).stdout.split('\n');
    expect(csv[0]).toMatch(/,kind,sdr_from_id,sdr_to_id,csm_from_id,csm_to_id$/);
    expect(csv.slice(1)).toEqual([expect.stringMatching(/,roles,sy,sam,,$/), '']);
    const three = ['diff', '--base', 'plan', 'mine.csv', 'theirs.csv'];
    const open = await run(...three, '--merge', 'open.csv');
    expect(open.code).toBe(1);
    expect(open.stderr).toContain('1 conflict left in its column conflict');
    expect(open.stdout.replace(/\s+/g, ' ')).toContain(
      'of who has a role, mine.csv changes 1 and theirs.csv 2: 1 conflict (left open)',
    );
    expect(read('open.csv')).toMatch(/,"sdr mine: sam, theirs: nobody",sy,sam,,/);
    const json = JSON.parse((await run(...three, '--format', 'json')).stdout);
    expect(diffSchema.parse(json)).toMatchObject({ open_conflicts: 1, prefer: null });
    expect(json.merge.flatMap((one: { roles?: unknown[] }) => one.roles ?? [])).toHaveLength(2);
    const settled = await run(...three, '--prefer', 'mine', '--merge', 'merge.csv');
    expect(settled.code).toBe(0);
    expect((await run('diff', 'merge.csv', 'merge.csv', '--exit-code')).code).toBe(0);
    // Who has a role is read from the merge: Sam is of another pod than the rep of Birch.
    const checked = async (file: string): Promise<boolean> => {
      const args = ['check', ...inputs, '--assignments', file, '--format', 'json'];
      return JSON.parse((await run(...args)).stdout).roles.SDR.passed;
    };
    expect([await checked('plan/assignments.csv'), await checked('merge.csv')]).toEqual([
      true,
      false,
    ]);
  });

  it('a holder changed by hand, or a bound a bit higher, is not verified', async () => {
    const assignments = read('plan/assignments.csv');
    writeFileSync(
      join(cwd, 'plan/assignments.csv'),
      assignments.replace('sy,sam,moved', 'sam,sam,kept'),
    );
    expect((await run('verify', 'plan')).code).toBe(1);
    writeFileSync(join(cwd, 'plan/assignments.csv'), assignments);
    const plan = read('plan/plan.json');
    const { roles = {} } = planSchema.parse(JSON.parse(plan));
    writeFileSync(
      join(cwd, 'plan/plan.json'),
      plan.replace(`"bound": ${roles.SDR.objective.bound}`, '"bound": 0.16'),
    );
    expect((await run('verify', 'plan')).code).toBe(1);
    writeFileSync(join(cwd, 'plan/plan.json'), plan);
    expect((await run('verify', 'plan')).code).toBe(0);
  });

  it('today’s holders are checked by the rows of the role', async () => {
    const { code, stdout } = await run('check', ...inputs, '--format', 'json');
    const { passed, roles } = JSON.parse(stdout);
    expect([code, passed, roles.SDR.passed, roles.CSM.passed]).toEqual([1, false, false, true]);
    expect((await run('check', ...inputs, '--assignments', 'plan/assignments.csv')).code).toBe(0);
  });

  it('explain and validate tell of them', async () => {
    expect((await run('explain', 'plan', 'Birch')).stdout).toContain('SDR: Sy, before Sam');
    expect((await run('validate', ...inputs)).stdout).toContain('"Dogwood" was a customer');
  });

  it('no plan keeps a role’s rows: exit 3, and the reason by these rows', async () => {
    const rules = fixture('rules.csv').replace('role = SDR,3', 'role = SDR,1');
    writeFileSync(join(cwd, 'tight.csv'), rules);
    const tight = inputs.map((one) => (one === 'rules.csv' ? 'tight.csv' : one));
    const { code, stderr } = await run('plan', ...tight, '--out', 'tight');
    expect(code).toBe(3);
    expect(stderr).toContain('SDR, by its own rows');
    expect((await run('verify', 'tight')).code).toBe(0);
  });

  it('a plan without them has no file and no key of theirs, and removes an earlier one’s', async () => {
    writeFileSync(join(cwd, 'none.csv'), 'rule,accounts,reps\nexclude,,role = SDR|CSM\n');
    const none = inputs.map((one) => (one === 'rules.csv' ? 'none.csv' : one));
    expect((await run('plan', ...inputs, '--out', 'again')).code).toBe(0);
    expect(existsSync(join(cwd, 'again/roles.csv'))).toBe(true);
    expect((await run('plan', ...none, '--out', 'again')).code).toBe(0);
    expect(existsSync(join(cwd, 'again/roles.csv'))).toBe(false);
    expect(read('again/plan.json')).not.toContain('"roles"');
    expect(read('again/assignments.csv').split('\n')[0]).toMatch(/renewal_date$/);
  });

  it('scenarios tell the figures of each role in every option, in all formats and the library', async () => {
    const args = ['scenarios', ...inputs, '--effort', 'quick'];
    const { code, stdout } = await run(...args, '--out', 's');
    expect(code).toBe(0);
    const json = scenariosSchema.parse(JSON.parse(read('s/scenarios.json')));
    const of = (role: string) =>
      json.scenarios.map(({ name, roles }) => {
        const { status, figures, accounts_unserved: left, score } = roles?.[role] ?? {};
        const off = figures?.workload?.mean_abs_deviation_pct;
        return [name, status, figures?.accounts_moved, left, off, Number(score?.toFixed(9))];
      });
    // Today Sam has Birch, Elm and Fir, three of four and at most three; but Birch is Ann's, so Sy's pod.
    expect(of('SDR').slice(1)).toEqual(
      ['continuity', 'balanced', 'evenness'].map((name) => [name, 'optimal', 1, 0, 0, 0.15]),
    );
    expect(of('SDR')[0].slice(0, 5)).toEqual(['today', 'infeasible', 0, 0, 50]);
    // Nobody is CSM today, and where nothing moves nobody becomes one.
    expect(of('CSM')[0].slice(0, 5)).toEqual(['today', 'infeasible', 0, 3, 100]);
    expect(of('CSM')[2].slice(0, 5)).toEqual(['balanced', 'optimal', 0, 0, 0]);
    expect(stdout).toMatch(/SDR: accounts that change hands +0 +1 +1 +1\n/);
    expect(stdout).toMatch(/CSM: accounts with nobody +3 +0 +0 +0\n/);
    expect(read('s/report.html')).toContain('SDR: accounts that change hands');
    const [head, , continuity] = read('s/scenarios.csv').split('\n');
    const cells = continuity.split(',');
    expect(cells[head.split(',').indexOf('sdr_accounts_moved')]).toBe('1');
    expect(cells[head.split(',').indexOf('csm_status')]).toBe('optimal');
    // Told again from the folders, and every folder verifies: in today's too nobody else has a role.
    expect((await run('report', 's')).stdout).toBe(stdout);
    for (const name of ['today', 'continuity']) {
      expect((await run('verify', `s/${name}`)).code).toBe(0);
    }
    expect(read('s/today/assignments.csv')).not.toMatch(/sy,sam,moved/);
    const library: typeof carveLibrary = await import(join(repo, 'dist/run/index.js'));
    const [accounts, reps, rules] = names.map(fixture);
    const made = await library.scenarios({
      ...{ accounts, reps, rules, asOf: '2026-01-15', effort: 'quick' },
    });
    expect(made.scenarios.map(({ roles }) => roles)).toEqual(
      json.scenarios.map(({ roles }) => roles),
    );
  });

  it('a comparison without roles has nothing of them', async () => {
    const plain = folderOf({
      'accounts.csv': 'account_id,owner\nA,ann\nB,ann\n',
      'reps.csv': 'rep_id\nann\nbo\n',
    });
    const args = ['scenarios', 'accounts.csv', 'reps.csv', '--bare', '--effort', 'quick'];
    expect((await carve([...args, '--out', 's'], { cwd: plain })).code).toBe(0);
    expect(readFileSync(join(plain, 's/scenarios.json'), 'utf8')).not.toContain('roles');
    expect(readFileSync(join(plain, 's/scenarios.csv'), 'utf8')).not.toContain('_status');
  });

  it('one whose rows cannot hold fails scenarios, routing and rebalance alike, and says why', async () => {
    const rules = `rule,reps,metric,max,value
role,role = SDR,,,SDR
limit,role = SDR,accounts,1,
`;
    const few = folderOf({
      'a.csv': 'account_id,owner,potential,sdr\nA1,R1,10,S1\nA2,R1,10,S1\nA3,R1,10,R1\n',
      'r.csv': 'rep_id,rep_name,role\nR1,Ann,AE\nS1,Sam,SDR\n',
      'new.csv': 'account_id,potential\nN1,5\n',
      'ru.csv': rules,
    });
    const inFew = (...args: string[]) => carve(args, { cwd: few });
    const given = ['a.csv', 'r.csv', '--rules', 'ru.csv'];
    const runs = [
      await inFew('plan', ...given, '--relax', '--out', 'p'),
      await inFew('scenarios', ...given, '--out', 's'),
      await inFew('route', 'p', 'new.csv', '--out', 't'),
      await inFew('rebalance', 'p', 'a.csv', 'r.csv', '--out', 'b'),
    ];
    for (const { code, stderr } of runs) {
      expect(code).toBe(3);
      expect(stderr).toContain('SDR, by its own rows');
      expect(stderr).toMatch(/row 3: each rep must hold at most 1 account/);
    }
    expect(runs[0].stderr).toContain('--relax does not reach the rows of a role');
    expect(runs[0].stdout).toContain('but not all of SDR');
    expect(readFileSync(join(few, 'p/assignments.csv'), 'utf8')).toContain('Ann is no SDR');
    for (const format of ['text', 'json', 'github', 'markdown']) {
      const { stdout } = await inFew('check', ...given, '--format', format);
      expect(stdout).toContain('Failed: SDR breaks its rules');
    }
  });

  it('a holder changed is a difference, an unknown one a warning, and a pod is a reason', async () => {
    const assignments = read('plan/assignments.csv');
    expect(assignments).toMatch(/as its rep is of pod/);
    writeFileSync(join(cwd, 'other.csv'), assignments.replace('sy,sam,moved', 'sam,sam,kept'));
    const { code, stdout } = await run('diff', 'plan', 'other.csv', '--exit-code');
    expect(code).toBe(1);
    expect(stdout).toMatch(/the holders of sdr\s+at 1 account differ/);
    expect((await run('diff', 'plan', 'plan', '--exit-code')).code).toBe(0);
    const unknown = read('accounts.csv').replace(/,sam,/, ',zed,');
    expect(unknown).toContain('zed');
    writeFileSync(join(cwd, 'unknown.csv'), unknown);
    const rest = inputs.slice(1);
    expect((await run('validate', 'unknown.csv', ...rest)).stdout).toContain('"zed" is SDR at 1');
  });
});
