import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { diffJsonSchema, diffSchema } from '../../src/reports/diff/diff-json.js';
import { carve, folderOf, type Outcome } from './carve.js';

const accounts = [
  'account_id,account_name,owner,potential,arr',
  'A1,Acme,R1,10,100',
  'A2,"Bolt, Inc",R1,20,200',
  'A3,=Cog,bo@x.com,30,300',
  'A4,Dyn,,40,400',
  'A5,Eve,R9,50,500',
  '',
].join('\n');
const reps = 'rep_id,rep_name,email\nR1,Ann,ann@x.com\nR2,Bo,bo@x.com\n';
const rules = 'rule,accounts,reps,metric,max\nlimit,,,potential,75\n';
const moved =
  'rule,accounts,reps,metric,max\nlimit,,,potential,60\nassign,account_id = A1,rep_id = R2,,\n';

let folder: string;
const diff = (...args: readonly string[]): Promise<Outcome> =>
  carve(['diff', ...args], { cwd: folder });

beforeAll(async () => {
  folder = folderOf({
    'accounts.csv': accounts,
    'reps.csv': reps,
    'rules.csv': rules,
    'moved.csv': moved,
    'base.csv': 'account_id,rep_id\nA1,R1\nA2,R1\nA3,R2\nA4,\n',
    'mine.csv': 'account_id,rep_id\nA1,R2\nA2,R2\nA3,R2\nA4,\n',
    'theirs.csv': 'Account ID;Rep ID\nA1;R3\nA2;R2\nA3;R1\nA4;\nA5;R1\n',
  });
  for (const [file, out] of [
    ['rules.csv', 'a'],
    ['moved.csv', 'b'],
  ]) {
    const args = ['plan', 'accounts.csv', 'reps.csv', '--rules', file, '--out', out];
    const run = await carve([...args, '--as-of', '2026-01-15', '--quiet'], { cwd: folder });
    expect([0, 3], run.stderr).toContain(run.code);
  }
});

describe('carve diff of the same', () => {
  it.each([[], ['--exit-code'], ['--by', 'rep']])('is empty and exits 0 %s', async (...flags) => {
    expect(await diff('a', 'a', ...flags)).toMatchObject({
      code: 0,
      stdout: '',
      stderr: expect.stringContaining('a and a are the same: 5 accounts'),
    });
  });

  it('is empty in the other formats too', async () => {
    const csv = await diff('a', 'a', '--format', 'csv', '--exit-code');
    expect(csv.code).toBe(0);
    expect(csv.stdout.split('\n')).toHaveLength(2);
    const json = diffSchema.parse(JSON.parse((await diff('a', 'a', '--format', 'json')).stdout));
    expect(json).toMatchObject({ differ: false, changes: [], flows: [], reps: [] });
    expect(json).toMatchObject({ plans: { figures: [], rules: [], inputs: [], options: [] } });
  });
});

describe('carve diff of two plans', () => {
  it('tells who has what, by whom, which rules, inputs and figures differ', async () => {
    const { code, stdout, stderr } = await diff('a', 'b');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^a and b differ in \d of 5 accounts: .* potential, .* ARR move/);
    for (const title of [
      'What goes from whom to whom',
      'Who gains and who loses',
      'Headline figures',
      'Rules whose state changed',
      'Inputs that differ, by SHA-256',
    ]) {
      expect(stdout).toContain(`\n${title}\n`);
    }
    expect(stdout).toContain('row 3 (assign): new, met');
    expect(stdout).toContain('row 2 (limit):');
    expect(stdout).toMatch(/rules: [0-9a-f]{12} → [0-9a-f]{12}/);
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(stderr).toContain('a: a plan folder, 5 accounts');
    expect((await diff('a', 'b', '--exit-code', '--quiet')).code).toBe(1);
  });

  it('is JSON that the shipped schema accepts', async () => {
    const { stdout } = await diff('a', 'b', '--format', 'json');
    const validate = new Ajv2020({ allowUnionTypes: true }).compile(diffJsonSchema());
    validate(JSON.parse(stdout));
    expect(validate.errors).toBeNull();
    expect(JSON.parse(stdout)).toMatchObject({ comparison: 'two-way', differ: true });
    const shipped = join(import.meta.dirname, '../../dist/diff.schema.json');
    expect(JSON.parse(readFileSync(shipped, 'utf8'))).toEqual(diffJsonSchema());
  });

  it('knows the ARR of an account that only one of the plans moves', async () => {
    const { stdout } = await diff('a', 'b', '--format', 'csv');
    expect(stdout).toMatch(/^A1,Acme,R1,Ann,R2,Bo,10,100,moved$/m);
  });

  it('gives each view in full', async () => {
    const account = await diff('a', 'b', '--by', 'account', '--quiet', '--format', 'markdown');
    expect(account.stdout).toContain('| Acme | Ann | Bo | 10 | 100 |');
    const rule = await diff('a', 'b', '--by', 'rule', '--format', 'csv');
    expect(rule.stdout).toMatch(/^added,assign,,3,,must,,met,,/m);
    const rep = await diff('a', 'b', '--by', 'rep', '--format', 'csv');
    expect(rep.stdout).toMatch(/^rep_id,rep_name,accounts_a,accounts_b,/);
  });

  it('says where assignments.csv is no longer what was planned', async () => {
    const copy = folderOf({});
    for (const file of readdirSync(join(folder, 'a'))) {
      writeFileSync(join(copy, file), readFileSync(join(folder, 'a', file)));
    }
    const path = join(copy, 'assignments.csv');
    writeFileSync(path, readFileSync(path, 'utf8').replace(/^(A1,Acme),R1,Ann/m, '$1,R2,Bo'));
    const { stdout, stderr } = await diff('a', copy, '--format', 'csv');
    expect(stdout).toMatch(/^A1,Acme,R1,Ann,R2,Bo,10,100,moved$/m);
    expect(stderr).toContain('was changed after the plan was written');
  });
});

describe('carve diff of files', () => {
  it('takes a CRM export, its owners as given or by the rep file', async () => {
    const given = await diff('accounts.csv', 'a', '--format', 'csv');
    expect(given.stdout).toMatch(/^A3,'=Cog,bo@x\.com,,R\d,/m);
    expect(given.stderr).toContain('accounts.csv: a CRM export, 5 accounts; owners are compared');
    const found = await diff('accounts.csv', 'a', '--reps', 'reps.csv', '--format', 'csv');
    expect(found.stdout).toMatch(/^A5,Eve,R9,,R\d,\w+,50,500,moved$/m);
    expect(found.stdout).not.toContain('bo@x.com');
    expect(found.stderr).toContain('owners are looked up in reps.csv');
  });

  it('reads a side from standard input, and headers by --map', async () => {
    const stdin = 'Key,Rep\nA1,R2\n';
    const map = ['--map', 'account_id=Key', '--map', 'owner=Rep'];
    const run = await carve(['diff', 'base.csv', '-', ...map, '--format', 'csv'], {
      cwd: folder,
      stdin,
    });
    expect(run.stdout).toContain('A1,,R1,,R2,,,,moved\nA2,,R1,,,,,,vanished\n');
  });

  it('calls reps what most rows call them, where somebody changed a rep_id and left the name', async () => {
    const rows = (first: string): string =>
      `account_id,rep_id,rep_name\n${first}\nA2,R1,Ann\nA3,R2,Bo\nA4,R2,Bo\n`;
    writeFileSync(join(folder, 'was.csv'), rows('A1,R1,Ann'));
    writeFileSync(join(folder, 'now.csv'), rows('A1,R2,Ann'));
    const { stdout } = await diff('was.csv', 'now.csv', '--format', 'csv');
    const [header, line] = stdout.trim().split('\n');
    const cells = line.split(',');
    const cellOf = (name: string): string => cells[header.split(',').indexOf(name)];
    expect([cellOf('from_rep_name'), cellOf('to_rep_name')]).toEqual(['Ann', 'Bo']);
    expect((await diff('now.csv', 'was.csv')).stdout).toMatch(/Bo\s+2 → 1|Bo\s+3 → 2/);
  });

  it('keeps a name that looks like a formula guarded', async () => {
    const { stdout } = await diff('base.csv', 'accounts.csv', '--format', 'csv');
    expect(stdout).toContain("A3,'=Cog,R2,,bo@x.com,,30,300,moved");
  });
});

describe('three ways', () => {
  const sides = ['--base', 'base.csv', 'mine.csv', 'theirs.csv'];

  it('tells what each side changed and where they collide', async () => {
    const { code, stdout } = await diff(...sides);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^Since base\.csv, mine\.csv changes 2 of 5 accounts and theirs\.csv 4: 1 alike, 1\nconflict \(left open\)\n/,
    );
    expect(stdout).toMatch(/^ {2}A1 +R1 +R2 +R3$/m);
    expect(stdout).toContain('mine.csv: What goes from whom to whom');
    expect((await diff(...sides, '--exit-code')).code).toBe(1);
    expect((await diff(...sides, '--exit-code', '--prefer', 'mine')).code).toBe(0);
    const { stdout: csv } = await diff(...sides, '--format', 'csv');
    expect(csv).toContain('\nA1,,R1,R2,R3,,,,conflict,\n');
    expect(csv).toContain('\nA5,,,,R1,R1,,,theirs,base|mine\n');
    const { stdout: json } = await diff(...sides, '--format', 'json');
    const validate = new Ajv2020({ allowUnionTypes: true }).compile(diffJsonSchema());
    validate(JSON.parse(json));
    expect(validate.errors).toBeNull();
    expect(JSON.parse(json)).toMatchObject({ comparison: 'three-way', open_conflicts: 1 });
  });

  it('writes the merge with its conflicts and exits 1 while some are left', async () => {
    const run = await diff(...sides, '--merge', 'out.csv', '--quiet');
    expect(run).toMatchObject({ code: 1, stdout: '', stderr: '' });
    expect(readFileSync(join(folder, 'out.csv'), 'utf8')).toBe(
      [
        'account_id,account_name,rep_id,conflict',
        'A1,,R1,"mine: R2, theirs: R3"',
        'A2,,R2,',
        'A3,,R1,',
        'A4,,,',
        'A5,,R1,',
        '',
      ].join('\n'),
    );
    const settled = await diff(...sides, '--merge', 'out.csv', '--prefer', 'theirs');
    expect(settled.code).toBe(0);
    expect(readFileSync(join(folder, 'out.csv'), 'utf8')).toContain('\nA1,,R3,\n');
    expect((await diff('out.csv', 'theirs.csv', '--exit-code')).code).toBe(0);
    expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('never writes over an input, however it is named', async () => {
    linkSync(join(folder, 'mine.csv'), join(folder, 'same.csv'));
    mkdirSync(join(folder, 'taken.csv'));
    const before = readFileSync(join(folder, 'mine.csv'), 'utf8');
    for (const out of ['mine.csv', './same.csv', join(folder, 'base.csv')]) {
      const run = await diff(...sides, '--merge', out);
      expect(run.code).toBe(2);
      expect(run.stderr).toMatch(/--merge: would overwrite the input .*; name another file/);
    }
    expect(readFileSync(join(folder, 'mine.csv'), 'utf8')).toBe(before);
    const plan = await diff('--base', 'a', 'a', 'b', '--merge', 'a/assignments.csv');
    expect(plan.stderr).toContain('--merge: would overwrite the input a/assignments.csv');
    for (const out of ['taken.csv', 'taken.csv/', '-', 'mine.csv/x.csv']) {
      const run = await diff(...sides, '--merge', out);
      expect([run.code, run.stdout]).toEqual([2, '']);
      expect(run.stderr).toContain('--merge: ');
    }
  });
});

describe('input that is wrong', () => {
  it.each([
    ['a folder without a plan', ['.', 'a'], /plan\.json: is not there; name a folder that carve/],
    ['a file that is not there', ['no.csv', 'a'], /^no\.csv: is not there/m],
    ['no owner', ['noowner.csv', 'a'], /noowner\.csv: has neither a column rep_id nor an owner/],
    ['an id twice', ['twice.csv', 'a'], /twice\.csv:3: account_id: is the same as in row 2, "A1"/],
    ['an open quote', ['broken.csv', 'a'], /broken\.csv:2: .*quote/],
    ['an empty file', ['empty.csv', 'a'], /empty\.csv: is empty/],
    ['standard input twice', ['-', '-'], /standard input can be read once/],
    ['a merge of two', ['a', 'b', '--merge', 'm.csv'], /--merge: is for three sides, "m\.csv"/],
    ['a side of two', ['a', 'b', '--prefer', 'mine'], /--prefer: is for three sides/],
    ['an unknown view', ['a', 'b', '--by', 'x'], /--by: does not fit, "x"; use rep, account/],
    ['rules of files', ['a', 'base.csv', '--by', 'rule'], /--by: needs plan folders on every side/],
    ['a header that is nowhere', ['a', 'base.csv', '--map', 'arr=ARR!'], /--map: names a header/],
    ['an unknown format', ['a', 'b', '--format', 'xml'], /--format: does not fit, "xml"/],
  ])('%s is told in a sentence', async (_, args, says) => {
    const files = {
      'noowner.csv': 'account_id,x\nA1,1\n',
      'twice.csv': 'account_id,rep_id\nA1,R1\nA1,R2\n',
      'broken.csv': 'account_id,rep_id\n"A1,R1\n',
      'empty.csv': '',
    };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const run = await diff(...args);
    expect(run.code).toBe(2);
    expect(run.stdout).toBe('');
    expect(run.stderr).toMatch(says);
    expect(run.stderr).not.toMatch(/\n\s+at /);
    expect(existsSync(join(folder, 'm.csv'))).toBe(false);
  });

  it('tells everything at once', async () => {
    const run = await diff('no.csv', 'none.csv', '--reps', 'nobody.csv');
    expect(run.stderr.match(/is not there/g)).toHaveLength(3);
  });

  it('shows no control characters, and takes ids such as __proto__ as they are', async () => {
    writeFileSync(
      join(folder, 'odd.csv'),
      'account_id,account_name,rep_id\n__proto__,\u001b[31mred,__proto__\nA1,,constructor\n',
    );
    const text = await diff('base.csv', 'odd.csv', '--by', 'account');
    expect(text.stdout).toContain('\\x1b[31mred');
    expect(text.stdout).not.toContain('\u001b');
    const csv = await diff('base.csv', 'odd.csv', '--format', 'csv');
    expect(csv.stdout).toContain('A1,,R1,,constructor,,,,moved');
    expect(csv.stdout).toContain(',,,__proto__,,,,appeared');
    expect((await diff('odd.csv', 'odd.csv', '--exit-code')).code).toBe(0);
  });
});
