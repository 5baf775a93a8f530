/** An SDR or CSM on leave has somebody of the same role to look after what is urgent. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { carve, folderOf, repo } from './carve.js';

// Kim and Dan are CSMs of North, Una of South; Lee is on North too and not yet there. Equal potentials: nobody moves.
const accounts = `account_id,owner,csm,sdr,type,potential,open_pipeline,tier
C1,ann,kim,,Customer,10,40,3
C2,ann,kim,,Customer,10,0,1
C3,ann,kim,,Customer,10,0,3
C4,bo,una,,Customer,10,40,3
C5,bo,una,,Customer,10,0,3
P1,bo,,sy,Prospect,10,40,1
`;
const reps = `rep_id,rep_name,role,pod,status,start_date
ann,Ann,AE,North,,
bo,Bo,AE,South,,
kim,Kim,CSM,North,,
dan,Dan,CSM,North,,
lee,Lee,CSM,North,,2027-01-01
una,Una,CSM,South,,
sy,Sy,SDR,South,,
`;
const rules = `rule,accounts,reps,value
role,type = Customer,role = CSM,CSM
role,type = Prospect,role = SDR,SDR
`;
const header = 'role,account_id,rep_id,interim_rep_id,from,until,why';
let cwd = '';
const run = (...args: string[]) => carve(args, { cwd });
const read = (name: string): string => readFileSync(join(cwd, name), 'utf8');
const away = (...ids: string[]): string =>
  `kind,id,into_id,date,note\n${ids.map((id) => `leave_of_absence,${id},,2026-03-10,\n`).join('')}`;

beforeAll(async () => {
  cwd = folderOf({ 'a.csv': accounts, 'r.csv': reps, 'ru.csv': rules });
  const planned = ['plan', 'a.csv', 'r.csv', '--rules', 'ru.csv', '--as-of', '2026-03-02'];
  expect((await run(...planned, '--out', 'plan')).code).toBe(0);
});

async function rebalanced(...ids: string[]) {
  writeFileSync(join(cwd, 'events.csv'), away(...ids));
  return run(
    ...['rebalance', 'plan', 'a.csv', 'r.csv', '--events', 'events.csv'],
    ...['--as-of', '2026-03-09', '--out', 'reb'],
  );
}

describe('role-cover.csv', () => {
  it('has the first wave and open deals of a holder on leave, with one of the role in the same pod', async () => {
    const { code, stdout } = await rebalanced('kim');
    expect(code).toBe(0);
    // Lee starts next year, Una is of South, Ann is no CSM: Dan.
    expect(read('reb/role-cover.csv')).toBe(
      `${header}\nCSM,C1,kim,dan,2026-03-09,,open deal\nCSM,C2,kim,dan,2026-03-09,,first wave\n`,
    );
    expect(read('reb/cover.csv').trim().split('\n')).toHaveLength(1);
    expect(stdout).toContain('Kim as CSM');
    expect((await run('verify', 'reb')).code).toBe(0);
  });

  it('goes beyond the pod where nobody else of it is there', async () => {
    expect((await rebalanced('una')).code).toBe(0);
    expect(read('reb/role-cover.csv')).toMatch(/\nCSM,C4,una,(kim|dan),2026-03-09,,open deal\n$/);
    expect((await run('verify', 'reb')).code).toBe(0);
  });

  it('names nobody where no one else of the pod is there yet', async () => {
    expect((await rebalanced('kim', 'dan')).code).toBe(0);
    expect(read('reb/role-cover.csv')).toContain('CSM,C1,kim,,2026-03-09,,open deal\n');
    expect((await run('verify', 'reb')).code).toBe(0);
  });

  it('is verified: another cover than the rule gives is told', async () => {
    await rebalanced('kim');
    const text = read('reb/role-cover.csv');
    writeFileSync(join(cwd, 'reb/role-cover.csv'), text.replace('C1,kim,dan', 'C1,kim,una'));
    const { code, stdout } = await run('verify', 'reb');
    expect(code).toBe(1);
    expect(stdout).toContain('role-cover.csv');
  });

  it('has its header where nobody is away, and is gone with the roles', async () => {
    await rebalanced();
    expect(read('reb/role-cover.csv')).toBe(`${header}\n`);
    writeFileSync(join(cwd, 'none.csv'), 'rule,reps\nexclude,role = CSM|SDR\n');
    await run(
      ...['rebalance', 'plan', 'a.csv', 'r.csv', '--rules', 'none.csv'],
      ...['--as-of', '2026-03-09', '--out', 'reb'],
    );
    expect(existsSync(join(cwd, 'reb/role-cover.csv'))).toBe(false);
    expect((await run('verify', 'reb')).code).toBe(0);
  });
});

describe('carve review of a plan with roles', () => {
  it('asks for --replan, and then plans the roles after what was decided', async () => {
    writeFileSync(join(cwd, 'forced.csv'), `${rules}assign,account_id = C3,rep_id = bo,\n`);
    const planned = ['plan', 'a.csv', 'r.csv', '--rules', 'forced.csv', '--as-of', '2026-03-02'];
    expect((await run(...planned, '--out', 'forced')).code).toBe(0);
    expect(read('forced/moves.csv')).toMatch(/^C3,/m);
    await run('review', 'forced', '--out', 'sheets');
    const sheet = read('sheets/no-manager.csv');
    const row = /^no-manager,C3.*$/m.exec(sheet)?.[0] ?? '';
    expect(row).not.toBe('');
    const cells = row.split(',');
    cells[sheet.split('\n')[0].split(',').indexOf('decision')] = 'accept';
    writeFileSync(join(cwd, 'sheets/no-manager.csv'), sheet.replace(row, cells.join(',')));
    const answered = ['review', 'forced', 'sheets/no-manager.csv', '--out', 'reviewed'];
    const refused = await run(...answered);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('add --replan, which plans them after what was decided');
    const done = await run(...answered, '--replan', '--cap', '100%', '--silence', 'accept');
    expect(done.code).toBe(0);
    expect(read('reviewed/assignments.csv').split('\n')[0]).toContain('csm_id');
    expect((await run('verify', 'reviewed')).code).toBe(0);
  });
});

it('a rebalance in which an SDR leaves says that holders change, and is a finding', async () => {
  const folder = folderOf({});
  const fixture = (name: string): string => join(repo, 'fixtures/roles', name);
  const reps = readFileSync(fixture('reps.csv'), 'utf8');
  const rules = readFileSync(fixture('rules.csv'), 'utf8').replace('SDR,3', 'SDR,9');
  writeFileSync(join(folder, 'rules.csv'), rules);
  const [header, ...lines] = reps.trim().split('\n');
  const left = lines.map((line) => `${line},${line.startsWith('sy,') ? 'left' : ''}`);
  writeFileSync(join(folder, 'now.csv'), [`${header},status`, ...left, ''].join('\n'));
  const inputs = [fixture('accounts.csv'), fixture('reps.csv'), '--rules', 'rules.csv'];
  await carve(['plan', ...inputs, '--as-of', '2026-01-15', '--out', 'p'], { cwd: folder });
  const args = ['p', 'p', 'now.csv', '--as-of', '2026-01-20', '--exit-code', '--out', 'rb'];
  const { code, stdout } = await carve(['rebalance', ...args], { cwd: folder });
  expect(stdout).toMatch(/nothing has to move; \d accounts? gets? another SDR/);
  expect(stdout).toContain('nothing since the plan to reps and their accounts');
  expect(code).toBe(1);
});
