import { spawn } from 'node:child_process';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { explainJsonSchema } from '../../src/reports/explain/explain-schema.js';
import { carve, folderOf, repo } from './carve.js';

/**
 * Ann has 60 of 100 in two accounts, Bo 40 in two; Cy is leaving. The rule
 * lets only reps of the West have A4; nobody may hold more than three.
 */
const files = {
  'accounts.csv': `account_id,account_name,owner,potential,region,arr,locked,fit
A1,Acme,R1,50,East,10,yes,80
A2,Bolt,R1,10,East,0,,40
A3,Coda,R2,30,East,5,,20
A4,Dune,R3,10,West,7,,60
A5,Bolt,,0,East,0,,
`,
  'reps.csv': `rep_id,rep_name,email,region,status,max_accounts
R1,Ann,ann@x.example,East,active,3
R2,Bo,bo@x.example,East|West,active,
R3,Acme,cy@x.example,West,leaving,
`,
  'rules.csv': `rule,accounts,metric,max,weight,note
match,,region,,,Where they live
score,,fit,,1,
limit,,,4,,
`,
};

async function planned(): Promise<string> {
  const folder = folderOf(files);
  const made = await carve(
    ['plan', 'accounts.csv', 'reps.csv', '--rules', 'rules.csv', '--quiet', '--out', 'out'],
    { cwd: folder },
  );
  expect(made).toMatchObject({ code: 0, stderr: '' });
  return folder;
}

describe('carve explain', () => {
  let folder: string;
  const explain = (...args: string[]) => carve(['explain', 'out', ...args], { cwd: folder });

  beforeAll(async () => {
    folder = await planned();
  });

  it('tells of the plan what drives its score and what to ask next', async () => {
    const { code, stdout, stderr } = await explain();
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('What drives its score');
    expect(stdout).toContain('carve explain out R2');
  });

  it('tells of an account where it is, its score, who could have it and who not', async () => {
    const { code, stdout } = await explain('A4');
    expect(code).toBe(0);
    expect(stdout).toContain('Dune (A4) goes from Acme to Bo');
    // 60 is above two of four, half of itself counted: 2.5 of 4.
    expect(stdout).toMatch(/Score 62\.5 of 100/);
    expect(stdout).toMatch(/Ann: all accounts must go to reps of their own region \(row 2\)/);
    expect(stdout).toContain('Acme: takes no accounts');
    const kept = await explain('--account', 'acme');
    expect(kept.stdout).toContain('it is locked, and stays with Ann');
    expect(kept.stdout).toContain('Bo: a locked account stays with its owner (accounts.csv:2)');
  });

  it('tells of a rep what they gain and lose without the figures of others', async () => {
    const { stdout } = await explain('bo@x.example');
    expect(stdout).toContain('Bo (R2)');
    expect(stdout).toMatch(/needed a new owner:\n.*\n.*Dune +10 +7 +Acme/);
    expect(stdout).not.toContain('leaving');
    expect(stdout).not.toMatch(/Ann.*%/);
  });

  it('names the family that bars a rep beside a limit that breaks too', async () => {
    const cwd = folderOf({
      'accounts.csv':
        'account_id,owner,parent_id,potential,locked\nP,R1,,10,yes\nC,,P,10,\nX,R2,,10,\nY,R2,,10,\n',
      'reps.csv': 'rep_id,rep_name,max_accounts\nR1,Ann,\nR2,Bo,2\n',
      'rules.csv': 'rule,name,level\ntogether,Families together,must\n',
    });
    const args = ['accounts.csv', 'reps.csv', '--rules', 'rules.csv', '--out', 'p', '--quiet'];
    await carve(['plan', ...args], { cwd });
    const { stdout } = await carve(['explain', 'p', 'C', '--to', 'R2'], { cwd });
    expect(stdout).toContain('max_accounts');
    expect(stdout).toContain('Families together (row 2)');
    expect((await carve(['explain', 'p', 'C'], { cwd })).stdout).toContain('Families together');
  });

  it('tells what a move changes and breaks, and a swap for it', async () => {
    const { code, stdout } = await explain('A3', '--to', 'ann');
    expect(code).toBe(0);
    expect(stdout).toContain('If Coda (A3) went from Bo to Ann');
    expect(stdout).toContain('Above or below fair share: potential');
    expect(stdout).toContain('The best swap for it');
    const barred = await explain('A4', '--to', 'R1');
    expect(barred.stdout).toMatch(/✗ all accounts must go [^\n]*\(row 2\)/);
    const leaving = await explain('A4', '--to', 'R3');
    expect(leaving.stdout).toContain('Acme takes no accounts');
    expect((await explain('A3', '--to', 'R2')).stdout).toContain('is with Bo already');
  });

  it('plans again without a row and says so', async () => {
    const { code, stdout, stderr } = await explain('--rule', '2');
    expect(code).toBe(0);
    expect(stderr).toMatch(/Planning again without all accounts must [^\n]*\(row 2\)/);
    expect(stdout).toContain('All accounts must go to reps of their own region (row 2)');
    expect((await explain('--rule', 'accounts.csv:2')).stdout).toContain('A locked account stays');
    expect((await explain('--rule', 'reps.csv:2')).stdout).toContain('max_accounts');
    const all = await explain('--rules-cost', '--quiet');
    expect(all).toMatchObject({ code: 0, stderr: '' });
    for (const row of ['all accounts must', 'fit raises', 'at most 4', 'locked', 'max_accou']) {
      expect(all.stdout).toContain(row);
    }
  });

  it('tells what rows cost in the same words with any number of threads', async () => {
    const one = await explain('--rules-cost', '--quiet', '--threads', '1');
    const two = await explain('--rules-cost', '--quiet', '--threads', '2');
    expect(one).toMatchObject({ code: 0, stderr: '' });
    expect(two).toEqual(one);
  });

  it('needs no certificate to plan again without a row', async () => {
    const other = await planned();
    renameSync(join(other, 'out/certificate.json'), join(other, 'elsewhere.json'));
    const again = await carve(['explain', 'out', '--rule', '4', '--quiet'], { cwd: other });
    expect([again.code, again.stderr]).toEqual([0, '']);
    expect(again.stdout).toMatch(/^Each rep must hold at most 4 accounts [^\n]*\(row 4\)/m);
  });

  it('says all of it as JSON of the shipped schema, the same bytes every time', async () => {
    const validate = new Ajv2020({ strict: false }).compile(explainJsonSchema());
    const shipped = readFileSync(join(repo, 'dist/explain.schema.json'), 'utf8');
    expect(JSON.parse(shipped)).toEqual(explainJsonSchema());
    for (const args of [[], ['A4'], ['R2'], ['A3', '--to', 'R1'], ['--rule', '4']]) {
      const { stdout } = await explain(...args, '--format', 'json', '--quiet');
      validate(JSON.parse(stdout));
      expect({ args, errors: validate.errors ?? [] }).toEqual({ args, errors: [] });
      expect((await explain(...args, '--format', 'json', '--quiet')).stdout).toBe(stdout);
    }
  });

  it.each([
    [['nobody-like-that'], 'is neither an account nor a rep'],
    [['Acme'], 'is an account (A1) and a rep (R3); say which with --account or --rep'],
    [['bolt'], 'is the name of 2 accounts: A2 and A5'],
    [['--to', 'R1'], 'does not say which account is to go there'],
    [['A1', '--rule', '2'], 'ask one thing at a time'],
    [['A1', '--to', 'zz'], 'is not a rep of this plan'],
    [['--rule', '99'], 'names no row of this plan'],
    [['--rule', 'accounts.csv:3'], 'names no row of this plan'],
    [['--format', 'xml'], 'use text or json'],
    [['--threads', '0'], 'give a whole number from 1 to 256'],
  ])('%j is bad usage', async (args, says) => {
    const { code, stdout, stderr } = await explain(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(says);
  });
});

describe('carve explain of a folder that is not as it was', () => {
  it('refuses inputs that have changed, and takes those that a flag names', async () => {
    const folder = await planned();
    const explain = (...args: string[]) => carve(['explain', 'out', ...args], { cwd: folder });
    renameSync(join(folder, 'accounts.csv'), join(folder, 'old.csv'));
    const gone = await explain('A1');
    expect(gone.code).toBe(2);
    expect(gone.stderr).toContain('name it with --accounts FILE');
    writeFileSync(join(folder, 'accounts.csv'), files['accounts.csv'].replace('50', '51'));
    const changed = await explain('A2');
    expect(changed.code).toBe(2);
    expect(changed.stderr).toContain(
      'has changed since the plan was made; plan again, or name the file as it was with --accounts FILE',
    );
    expect(await explain('A2', '--accounts', 'old.csv')).toMatchObject({ code: 0, stderr: '' });
  });

  it('tells a plan changed by hand as it is now', async () => {
    const folder = await planned();
    const path = join(folder, 'out/assignments.csv');
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.replace(/^A4,Dune,R2,/m, 'A4,Dune,R1,'));
    const { code, stdout, stderr } = await carve(['explain', 'out', 'A4'], { cwd: folder });
    expect(code).toBe(0);
    expect(stderr).toContain('assignments.csv was changed');
    expect(stdout).toContain('to Ann');
  });

  it('explains a plan that breaks must rules', async () => {
    const folder = folderOf({
      ...files,
      'rules.csv': 'rule,accounts,reps,metric,max,level\nlimit,,,,1,must\nmatch,,,region,,\n',
    });
    const args = ['plan', 'accounts.csv', 'reps.csv', '--rules', 'rules.csv', '--out', 'out'];
    expect((await carve(args, { cwd: folder })).code).toBe(3);
    for (const rest of [[], ['A2'], ['A3', '--to', 'R1'], ['R1'], ['--rule', '2']]) {
      const { code, stderr } = await carve(['explain', 'out', ...rest, '--quiet'], { cwd: folder });
      expect({ rest, code, stderr }).toEqual({ rest, code: 0, stderr: '' });
    }
    const { stdout } = await carve(['explain', 'out', '--rule', '2'], { cwd: folder });
    expect(stdout).toContain('Without it, every must rule can be kept');
  });

  it('is no plan', async () => {
    const { code, stderr } = await carve(['explain', '.'], { cwd: folderOf({}) });
    expect(code).toBe(2);
    expect(stderr).toContain('name a folder that carve plan wrote');
  });

  it('stops at an interrupt with exit code 130 and nothing on stdout', async () => {
    const folder = folderOf({});
    const sp500 = ['accounts', 'reps'].map((name) => join(repo, `fixtures/sp500/${name}.csv`));
    const rules = join(repo, 'fixtures/sp500/rules.csv');
    const plan = ['plan', ...sp500, '--rules', rules, '--effort', 'quick', '--quiet'];
    await carve([...plan, '--as-of', '2026-01-15', '--out', 'out'], { cwd: folder });
    const child = spawn(
      process.execPath,
      [join(repo, 'bin/carve.js'), 'explain', 'out', '--rules-cost', '--threads', '1'],
      { cwd: folder },
    );
    let stdout = '';
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += String(chunk);
    });
    child.stderr.once('data', () => setTimeout(() => child.kill('SIGINT'), 200));
    const code = await new Promise((done) => child.on('close', done));
    expect({ code, stdout }).toEqual({ code: 130, stdout: '' });
  });
});
