/** Who else is handed over: customers and prospects that get another CSM or SDR, worked out by head. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { transitionSchema } from '../../src/reports/transition/transition-json.js';
import { carve, folderOf, repo } from './carve.js';

const files = {
  // Kim is CSM at Cobalt, Copper and Rust, somebody who is no rep at Chrome, nobody at Carbon.
  'a.csv': `account_id,account_name,owner,csm,sdr,type,arr,potential
C1,Cobalt,ann,kim,,Customer,500,10
C2,Copper,ann,kim,,Customer,300,10
C3,Chrome,bo,gone@x.com,,Customer,100,10
C4,Carbon,bo,,,Customer,50,10
P1,Pine,ann,,sy,Prospect,0,10
P2,Palm,bo,,old,Prospect,0,10
P3,Poplar,bo,,sy,Prospect,0,10
X1,Xenon,bo,kim,,Customer,70,10
R1,Rust,bo,kim,,Customer,20,10
`,
  'r.csv': `rep_id,rep_name,email,role,title,quota,manager
ann,Ann Lee,ann@x.com,AE,Account Executive,1000,max
bo,Bo Ray,bo@x.com,AE,,1000,max
kim,Kim Fox,kim@x.com,CSM,Success Manager,,max
dan,Dan Orr,dan@x.com,CSM,,,max
sy,Sy Poe,sy@x.com,SDR,,,max
sol,Sol Kay,sol@x.com,SDR,,,max
max,Max Ito,max@x.com,MGR,,,
`,
  'ru.csv': `rule,accounts,reps,metric,max,value,level
exclude,,role = MGR,,,,
exclude,account_id = X1,,,,,
release,account_id = R1,,,,,
role,type = Customer,role = CSM,,,CSM,
role,type = Prospect,role = SDR,,,SDR,
assign,account_id = C1,rep_id = bo,,,,
assign,account_id = C2|C4,rep_id = ann,,,,
avoid,account_id = C1|C2,role = CSM; rep_id = kim,,,,must
avoid,account_id = P1,role = SDR; rep_id = sy,,,,must
`,
  'contacts.csv': `contact_id,account_id,contact_name,email,primary
k1,C1,Ida May,ida@c1.com,yes
k2,C2,Jon Hay,jon@c2.com,yes
k3,C3,Una Dee,una@c3.com,yes
`,
};
let cwd = '';
const run = (...args: string[]) => carve(args, { cwd });
const read = (name: string): string => readFileSync(join(cwd, name), 'utf8');
const pack = ['transition', 'plan', '--contacts', 'contacts.csv', '--effective', '2026-04-01'];

beforeAll(async () => {
  cwd = folderOf(files);
  const planned = await run(
    ...['plan', 'a.csv', 'r.csv', '--rules', 'ru.csv', '--as-of', '2026-03-02', '--out', 'plan'],
  );
  expect(planned.code).toBe(0);
  expect((await run(...pack, '--out', 'pack')).code).toBe(0);
});

describe('the handover of roles', () => {
  it('has a row for every account with another holder, none for excluded ones', () => {
    const rows = read('pack/role-handovers.csv')
      .trim()
      .split('\n')
      .map((line) => line.split(',').slice(0, 9));
    expect(rows.slice(1).map(([role, id, , ...rest]) => [role, id, ...rest])).toEqual([
      ['CSM', 'C1', 'kim', 'dan', 'moved', 'bo', 'yes', '1'],
      ['CSM', 'C2', 'kim', 'dan', 'moved', 'ann', 'no', '2'],
      ['CSM', 'C3', 'gone@x.com', 'kim', 'orphaned', 'bo', 'no', '2'],
      ['CSM', 'C4', '', 'kim', 'new', 'ann', 'yes', '3'],
      ['CSM', 'R1', 'kim', '', 'released', '', 'yes', '3'],
      ['SDR', 'P1', 'sy', 'sol', 'moved', 'ann', 'no', '3'],
      ['SDR', 'P2', 'old', 'sol', 'orphaned', 'bo', 'no', '3'],
    ]);
  });

  it('a customer whose rep and CSM change at once gets one letter that names both', () => {
    const letter = read('pack/letters/C1.md');
    expect(letter).toContain('my colleague Bo Ray looks after Cobalt');
    expect(letter).toContain('Dan Orr is your new CSM, in place of Kim Fox.');
    expect(readdirSync(join(cwd, 'pack/role-letters'))).toEqual(['C2.md', 'C3.md']);
    // Nobody was CSM there: not worth a letter of its own, and told in the one about the rep.
    expect(read('pack/letters/C4.md')).toContain('Kim Fox is your new CSM.');
  });

  it('one whose rep stays is written to by the rep, on the day of its wave', () => {
    const letter = read('pack/role-letters/C2.md');
    expect(letter).toContain('Send on: 2026-04-08');
    expect(letter).toContain('Dan Orr is your new CSM, in place of Kim Fox, and will be in touch');
    expect(letter).toContain('I stay with you as before');
    expect(letter).toMatch(/Ann Lee {2}\nAccount Executive\n$/);
    // An address is no name to tell a customer.
    expect(read('pack/role-letters/C3.md')).toContain('Kim Fox is your new CSM, and will be');
    expect(read('pack/role-letters.csv').match(/,letter-role,/g)).toHaveLength(2);
  });

  it('customers who lose both are counted, with what they are worth', async () => {
    const { roles } = transitionSchema.parse(JSON.parse(read('pack/transition.json')));
    expect(roles).toEqual({
      handovers: [
        { role: 'CSM', accounts: 5, replaced: 3, with_new_rep: 3 },
        { role: 'SDR', accounts: 2, replaced: 2, with_new_rep: 0 },
      ],
      letters: 2,
      losing_both: { customers: 1, arr: 500 },
    });
    const { stdout } = await run(...pack, '--out', 'pack');
    expect(stdout).toContain('1 customer with 500 of ARR loses its rep');
    expect(read('pack/pack.html')).toContain('Accounts with somebody new in a role');
  });

  it('holders have playbooks, and a rep’s tells who else is new', () => {
    expect(readdirSync(join(cwd, 'pack/playbooks')).filter((name) => /md$/.test(name))).toEqual(
      ['ann', 'bo', 'dan', 'kim', 'sol', 'sy'].map((id) => `${id}.md`),
    );
    expect(read('pack/playbooks/bo.md')).toContain(
      'Who else looks after it: CSM Dan Orr, new there in place of Kim Fox: go there together',
    );
    const dan = read('pack/playbooks/dan.md');
    expect(dan).toContain('2 accounts come to you as CSM');
    expect(dan).toContain('Its rep: Bo Ray, new as well: go there together');
    expect(dan).toContain('speak to Kim Fox, then call Jon Hay');
    expect(dan).not.toContain('quota');
    const kim = read('pack/playbooks/kim.md');
    expect(kim.split('(C1)')).toHaveLength(2);
    expect(kim).toContain('introduce Dan Orr to Ida May');
  });

  it('the files about reps are those of the same plan without roles, but for the letters’ words', async () => {
    const without = files['ru.csv']
      .split('\n')
      .filter((line) => !/role,|role = (CSM|SDR);/.test(line))
      .join('\n')
      .replace('role = MGR', 'role = MGR|CSM|SDR');
    writeFileSync(join(cwd, 'plain.csv'), without);
    await run(
      ...['plan', 'a.csv', 'r.csv', '--rules', 'plain.csv', '--as-of', '2026-03-02'],
      ...['--out', 'plain'],
    );
    await run('transition', 'plain', ...pack.slice(2), '--out', 'plainpack');
    for (const name of ['deals.csv', 'quota.csv', 'timeline.csv'])
      expect(read(`plainpack/${name}`)).toBe(read(`pack/${name}`));
    const heads = (folder: string) =>
      read(`${folder}/letters.csv`).match(/^C\d,.*?,letter-\w+,[^,]*,[^,]*/gm);
    expect(heads('plainpack')).toEqual(heads('pack'));
    expect(existsSync(join(cwd, 'plainpack/role-handovers.csv'))).toBe(false);
    expect(read('plainpack/transition.json')).not.toContain('role');
    // Written over an earlier pack with roles, nothing of theirs is left.
    await run('transition', 'plain', ...pack.slice(2), '--out', 'again');
    await run(...pack, '--out', 'again');
    await run('transition', 'plain', ...pack.slice(2), '--out', 'again');
    const left = readdirSync(join(cwd, 'again'), { recursive: true }).map(String);
    expect(left.filter((name) => /role-letters.|role-h|dan|kim|sol/.test(name))).toEqual([]);
  });

  it('is verified, and an altered row or letter is not', async () => {
    expect((await run('verify', 'pack')).code).toBe(0);
    for (const name of ['pack/role-handovers.csv', 'pack/role-letters/C2.md']) {
      const text = read(name);
      writeFileSync(join(cwd, name), text.replace('C', 'D'));
      const { code, stdout } = await run('verify', 'pack');
      expect(code).toBe(1);
      expect(stdout).toContain(name.slice('pack/'.length));
      writeFileSync(join(cwd, name), text);
    }
  });

  it('masked, names nobody and no role', async () => {
    await run(...pack, '--mask', '--out', 'masked');
    const all = readdirSync(join(cwd, 'masked'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
      .join('\n');
    expect(all).not.toMatch(/Kim|Dan Orr|Sol Kay|Cobalt|Pine|CSM|SDR|x\.com/);
    expect(all).toContain('Role 1');
    expect((await run('verify', 'masked')).code).toBe(0);
  });

  it('templates from before there were roles write letters as before, which is told', async () => {
    mkdirSync(join(cwd, 'old'));
    const shipped = readFileSync(join(repo, 'templates/letter-realigned.md'), 'utf8');
    const old = shipped.replace(/\{\{#new_holders}}[\s\S]*\{\{\/new_holders}}\n/, '');
    writeFileSync(join(cwd, 'old/letter-realigned.md'), old);
    const { stdout } = await run(...pack, '--templates', 'old', '--out', 'oldpack');
    expect(stdout).toMatch(/2 letters do not tell who is new in a role/);
    expect(read('oldpack/letters/C1.md')).not.toContain('Dan Orr');
    expect(read('oldpack/transition.json')).toContain('2 letters do not tell');
    expect((await run('verify', 'oldpack')).code).toBe(0);
  });

  it('a letter about a role without an addressee is not ready', async () => {
    writeFileSync(
      join(cwd, 'few.csv'),
      files['contacts.csv'].replace(/k3.*\n/, 'k3,C4,Al,a@c4.com,yes\n'),
    );
    const { code, stdout } = await run(
      ...['transition', 'plan', '--contacts', 'few.csv', '--effective', '2026-04-01'],
      ...['--strict', '--out', 'few'],
    );
    expect(code).toBe(1);
    expect(stdout).toContain('1 letter without an addressee: role-letters.csv has an empty');
    rmSync(join(cwd, 'few'), { recursive: true });
  });

  it('the command itself does so as a process', () => {
    const bin = join(repo, 'bin/carve.js');
    const args = [bin, ...pack, '--out', 'process', '--format', 'json'];
    const stdout = execFileSync(process.execPath, args, { cwd, encoding: 'utf8' });
    expect(transitionSchema.parse(JSON.parse(stdout)).roles?.letters).toBe(2);
  });
});
