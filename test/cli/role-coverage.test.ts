/** Are the books of an SDR and a CSM worked? fixtures/roles with activities, worked out by head. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { coverageSchema } from '../../src/reports/coverage/coverage-json.js';
import { carve, folderOf, repo } from './carve.js';

const fixture = (name: string): string => readFileSync(join(repo, 'fixtures/roles', name), 'utf8');
const day = ['--as-of', '2026-01-15'];
const inputs = ['accounts.csv', 'reps.csv', '--rules', 'rules.csv', ...day];
let cwd = '';
const run = (...args: string[]) => carve(args, { cwd });
const read = (name: string): string => readFileSync(join(cwd, name), 'utf8');

/** Rows of a file as objects; no cell of these has a comma. */
function rows(name: string): Record<string, string>[] {
  const [header, ...lines] = read(name)
    .trim()
    .split('\n')
    .map((line) => line.split(','));
  return lines.map((cells) => Object.fromEntries(cells.map((cell, at) => [header[at], cell])));
}

const pick = (row: Record<string, string>, ...names: string[]): string[] =>
  names.map((name) => row[name]);

beforeAll(async () => {
  cwd = folderOf(
    Object.fromEntries(
      ['accounts.csv', 'reps.csv', 'rules.csv', 'activities.csv'].map((name) => [
        name,
        fixture(name),
      ]),
    ),
  );
  expect((await run('plan', ...inputs, '--out', 'plan')).code).toBe(0);
});

describe('coverage by who has a role', () => {
  const figures = ['role', 'rep_id', 'accounts', 'accounts_touched', 'accounts_by_holder'];

  it('counts what anybody touched and what the holder touched themself, of today’s holders', async () => {
    const { stdout } = await run(
      'coverage',
      ...inputs,
      '--activities',
      'activities.csv',
      '--out',
      'today',
    );
    expect(rows('today/role-coverage.csv').map((row) => pick(row, ...figures))).toEqual([
      // Acorn: Sy and Ann were there.
      ['SDR', 'sy', '1', '1', '1'],
      // Birch: Ann alone. Elm: Sam, 106 days ago. Fir: planned, in February.
      ['SDR', 'sam', '3', '1', '0'],
      ['CSM', 'cy', '0', '0', '0'],
      // Nobody is CSM at Cedar and Gum, which were touched, and Hazel, which was not.
      ['CSM', '', '3', '2', ''],
    ]);
    expect(
      rows('today/role-book.csv').map((row) =>
        pick(row, 'rep_id', 'account_id', 'touched_by', 'last_by_holder'),
      ),
    ).toEqual([
      ['sy', 'a1', 'holder', '2026-01-10'],
      ['sam', 'a2', 'others', ''],
      ['sam', 'a5', 'nobody', '2025-10-01'],
      ['sam', 'a6', 'nobody', ''],
      ['', 'a3', 'somebody', ''],
      ['', 'a7', 'somebody', ''],
      ['', 'a8', 'nobody', ''],
    ]);
    expect(stdout).toContain('2 of 4 accounts (50 %) were touched in 90 days, 1 of them by their');
    expect(stdout).toContain('Not touched by their SDR: Birch (Sam), Elm (Sam) and Fir (Sam).');
    expect(stdout).toContain('No CSM has an account; 3 accounts have no CSM.');
    const json = coverageSchema.parse(JSON.parse(read('today/coverage.json')));
    expect(json.roles?.map(({ role, nobodys }) => [role, nobodys?.accounts])).toEqual([
      ['SDR', undefined],
      ['CSM', 3],
    ]);
    expect(read('today/coverage.html')).toContain('Who else looks after them: CSM');
  });

  it('takes a plan’s holders with --plan', async () => {
    await run(
      ...['coverage', 'accounts.csv', 'reps.csv', '--plan', 'plan', ...day],
      ...['--activities', 'activities.csv', '--out', 'planned'],
    );
    expect(rows('planned/role-coverage.csv').map((row) => pick(row, ...figures))).toEqual([
      ['SDR', 'sy', '2', '2', '1'],
      ['SDR', 'sam', '2', '0', '0'],
      ['CSM', 'cy', '3', '2', '1'],
    ]);
  });

  it('leaves the reps’ own figures as they are, and writes nothing of roles where there are none', async () => {
    const activities = ['--activities', 'activities.csv'];
    await run('coverage', ...inputs, ...activities, '--out', 'same');
    expect(existsSync(join(cwd, 'same/role-book.csv'))).toBe(true);
    writeFileSync(join(cwd, 'none.csv'), 'rule,accounts,reps\nexclude,,role = SDR|CSM\n');
    const none = inputs.map((one) => (one === 'rules.csv' ? 'none.csv' : one));
    const withRoles = ['coverage.csv', 'book.csv', 'whitespace.csv', 'segments.csv'].map((name) =>
      read(`same/${name}`),
    );
    const { stdout } = await run('coverage', ...none, ...activities, '--out', 'same');
    expect(
      ['coverage.csv', 'book.csv', 'whitespace.csv', 'segments.csv'].map((name) =>
        read(`same/${name}`),
      ),
    ).toEqual(withRoles);
    expect(stdout).not.toContain('Who else');
    expect(existsSync(join(cwd, 'same/role-book.csv'))).toBe(false);
    expect(existsSync(join(cwd, 'same/role-coverage.csv'))).toBe(false);
    expect(read('same/coverage.json')).not.toContain('"roles"');
  });

  it('says nothing of who touched an account where nothing tells', async () => {
    const noOwner = read('activities.csv').replace(/^(\w+,\w+),\w+,/gm, '$1,');
    writeFileSync(join(cwd, 'anonymous.csv'), noOwner);
    const { stdout, stderr } = await run(
      ...['coverage', ...inputs, '--activities', 'anonymous.csv', '--out', 'anonymous'],
    );
    expect(stderr).toContain('nothing tells who of a role touched an account');
    expect(stdout).toContain('2 of 4 accounts (50 %) were touched in 90 days.');
    expect(stdout).toContain('Not touched by anybody: Elm (Sam) and Fir (Sam).');
    const [sy] = rows('anonymous/role-coverage.csv');
    expect(pick(sy, 'accounts_touched', 'accounts_by_holder', 'by_holder_pct')).toEqual([
      '1',
      '',
      '',
    ]);
    expect(rows('anonymous/role-book.csv')[0].touched_by).toBe('somebody');
  });

  it('does not take for a holder who is on leave, in another role, or in no rep file', async () => {
    writeFileSync(join(cwd, 'odd.csv'), read('accounts.csv').replace('ann,sy,', 'ann,cy,'));
    const reps = read('reps.csv').replace(/$/gm, ',').replace('pod,', 'pod,status');
    writeFileSync(join(cwd, 'away.csv'), reps.replace('Sam,SDR,South,', 'Sam,SDR,South,on_leave'));
    const { code, stdout } = await run(
      ...['coverage', 'odd.csv', 'away.csv', '--rules', 'rules.csv', ...day],
      ...['--activities', 'activities.csv', '--out', 'odd'],
    );
    expect(code).toBe(1);
    // Acorn’s is a CSM; Sam keeps three.
    expect(rows('odd/role-coverage.csv').map((row) => pick(row, 'rep_id', 'accounts'))).toEqual([
      ['sy', '0'],
      ['sam', '3'],
      ['', '1'],
      ['cy', '0'],
      ['', '3'],
    ]);
    expect(stdout).toContain('on leave');
    expect(stdout).not.toContain('Not touched by their SDR');
  });

  it('a plan without columns of the role, or with somebody unknown in it, is told of', async () => {
    const assignments = read('plan/assignments.csv');
    writeFileSync(
      join(cwd, 'plan/assignments.csv'),
      assignments.replace('sy,sam,moved', 'zed,sam,moved'),
    );
    const planned = ['coverage', 'accounts.csv', 'reps.csv', '--plan', 'plan', ...day];
    const rest = ['--activities', 'activities.csv', '--out', 'odder'];
    const unknown = await run(...planned, ...rest);
    expect(unknown.stderr).toContain('sdr_id "zed" is not in reps.csv; 1 account counts as');
    writeFileSync(join(cwd, 'plan/assignments.csv'), assignments.replace('sdr_id', 'other'));
    const without = await run(...planned, ...rest);
    expect(without.stderr).toContain('has no column sdr_id: who is SDR is as today');
    writeFileSync(join(cwd, 'plan/assignments.csv'), assignments);
  });

  it('counts ICP accounts as coverage.csv does, beside all that the role has', async () => {
    await run(
      ...['coverage', ...inputs, '--activities', 'activities.csv', '--icp', 'account_id = a1|a6'],
      ...['--out', 'icp'],
    );
    const row = (id: string) =>
      rows('icp/role-coverage.csv').find(({ rep_id }) => rep_id === id) ?? {};
    const names = ['icp', 'touched', 'coverage_pct', 'touched_by_holder', 'by_holder_pct', 'idle'];
    expect(pick(row('sy'), ...names)).toEqual(['1', '1', '100', '1', '100', '0']);
    expect(pick(row('sam'), ...names)).toEqual(['1', '0', '0', '0', '0', '1']);
  });
});
