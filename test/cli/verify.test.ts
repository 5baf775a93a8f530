import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { sealedPlanText, sha256 } from '../../src/reports/checksums.js';
import type { PlanJson } from '../../src/reports/plan-json.js';
import { carve, folderOf, repo } from './carve.js';

const asOf = ['--as-of', '2026-01-15'];
const fixtures = readdirSync(join(repo, 'fixtures'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('accounts.csv'))
  .map((path) => dirname(join(repo, 'fixtures', path)))
  .filter((folder) => existsSync(join(folder, 'reps.csv')))
  .sort();

/** Plans with the files of a folder, and gives the plan folder. */
async function planned(cwd: string, ...flags: string[]): Promise<string> {
  const out = join(folderOf({}), 'plan');
  const args = ['plan', 'accounts.csv', 'reps.csv', ...asOf, '--quiet', '--out', out, ...flags];
  const { code, stderr } = await carve(args, { cwd });
  expect({ cwd, isPlanned: code === 0 || code === 3, stderr }).toMatchObject({ isPlanned: true });
  return out;
}

async function expectVerified(plan: string, ...flags: string[]): Promise<void> {
  const { code, stdout, stderr } = await carve(['verify', plan, ...flags]);
  expect({ plan, code, stdout, stderr }).toMatchObject({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^Verified: \d+ files, [\d,]+ accounts, [\d,]+ figures\n/);
}

describe.concurrent('carve verify finds nothing wrong with', { timeout: 300_000 }, () => {
  it.each(fixtures.map((folder) => relative(repo, folder)))('the plan of %s', async (name) => {
    const folder = join(repo, name);
    const rules = existsSync(join(folder, 'rules.csv')) ? ['--rules', 'rules.csv'] : [];
    await expectVerified(await planned(folder, ...rules));
  });

  it.each([
    ['drafted rules', []],
    ['no rules', ['--bare']],
    ['weights', ['--weights', 'potential=6,disruption=1.5']],
    ['a header of the user’s own', ['--bare', '--map', 'potential=Wallet']],
    ['shares by quota', ['--bare', '--share-by', 'quota']],
    ['potential that is not capped', ['--bare', '--potential-cap', 'none']],
    ['distances', ['--bare', '--distances', 'distances.csv']],
    ['a quick search', ['--effort', 'quick', '--seed', '7']],
    ['score columns that are there twice', ['--rules', 'rules.csv']],
  ])('a plan with %s', async (_, flags) => {
    await expectVerified(await planned(folderOf(smallFiles), ...flags));
  });
});

const ids = Array.from({ length: 24 }, (_, i) => `A${i}`);
const smallFiles = {
  'accounts.csv': [
    'account_id,account_name,owner,annual_revenue,Wallet,region,arr,score,renewal_date,latitude,longitude',
    ...ids.map(
      (id, i) =>
        `${id},${i % 5 === 0 ? '=' : ''}Acme ${i},R${1 + (i % 3)},${1000 * (1 + ((i * 7) % 11))},${5 + ((i * 5) % 13)},${i % 2 === 0 ? 'East' : 'West'},${i * 100},${i},2026-0${1 + (i % 6)}-20,${40 + i / 10},${-70 - i / 7}`,
    ),
    '',
  ].join('\n'),
  'reps.csv':
    'rep_id,rep_name,manager,region,quota,latitude,longitude\nR1,Ann,Max,East|West,100,40,-70\nR2,Bo,Max,East|West,200,41,-72\nR3,Cy,Nia,East|West,150,42,-71\n',
  'distances.csv': `account_id,rep_id,km\n${ids
    .flatMap((id, i) => [1, 2, 3].map((rep) => `${id},R${rep},${10 + ((i * rep * 13) % 57)}`))
    .join('\n')}\n`,
  'rules.csv': 'rule,metric,max,level\nscore,arr,,\nkeep,,,should\nlimit,accounts,9,must\n',
};

describe('carve verify', () => {
  let origin = '';
  beforeAll(async () => {
    origin = folderOf(smallFiles);
    await carve(['plan', 'accounts.csv', 'reps.csv', '--rules', 'rules.csv', ...asOf], {
      cwd: origin,
    });
  });

  /** A copy of the inputs and the plan, one file of which is changed. */
  function changed(path: string, change: (text: string) => string): string {
    const copy = folderOf({});
    cpSync(origin, copy, { recursive: true });
    const file = join(copy, path);
    const before = readFileSync(file, 'utf8');
    const after = change(before);
    expect(after).not.toBe(before);
    writeFileSync(file, after);
    return copy;
  }
  const run = (cwd: string, ...flags: string[]) =>
    carve(['verify', 'carve-out', ...flags], { cwd });

  it('says first that all is well, within 80 columns', async () => {
    const { code, stdout } = await run(origin);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Verified: 11 files, 24 accounts, [\d,]+ figures\n/);
    expect(stdout).toMatch(/bound [\d.e-]+ proven again from certificate.json/);
    expect(stdout.split('\n').every((line) => line.length <= 80)).toBe(true);
  });

  /** The plan folder of a copy, changed by someone who then made all checksums fit again. */
  function resealed(change: (plan: string, files: Record<string, string>) => void): string {
    const copy = folderOf({});
    cpSync(origin, copy, { recursive: true });
    const plan = join(copy, 'carve-out');
    const written: PlanJson = JSON.parse(readFileSync(join(plan, 'plan.json'), 'utf8'));
    const { files: listed, sha256: _, ...figures } = written;
    const sums: Record<string, string> = { ...listed };
    change(plan, sums);
    for (const name of Object.keys(sums)) sums[name] = sha256(readFileSync(join(plan, name)));
    writeFileSync(join(plan, 'plan.json'), sealedPlanText(figures, new Map(Object.entries(sums))));
    return copy;
  }

  it.each<[string, string, (plan: string, files: Record<string, string>) => void]>([
    [
      'a page with another headline',
      'report.html',
      (plan) => {
        const page = join(plan, 'report.html');
        const text = readFileSync(page, 'utf8');
        writeFileSync(page, text.replace('<h1>', '<h1>Everybody gains. '));
      },
    ],
    [
      'a folder without its page',
      'report.html',
      (plan, files) => {
        rmSync(join(plan, 'report.html'));
        delete files['report.html'];
      },
    ],
    [
      'a page that is there and not listed',
      'report.html',
      (_, files) => {
        delete files['report.html'];
      },
    ],
    [
      'a table that no such plan has',
      'bonus.csv',
      (plan, files) => {
        writeFileSync(join(plan, 'bonus.csv'), 'rep_id,bonus\nR1,100\n');
        files['bonus.csv'] = '';
      },
    ],
    [
      'a table of the plan that is not listed',
      'moves.csv',
      (plan, files) => {
        rmSync(join(plan, 'moves.csv'));
        delete files['moves.csv'];
      },
    ],
    [
      'relaxations that nobody made',
      'relaxations.csv',
      (plan) => writeFileSync(join(plan, 'relaxations.csv'), 'file,row,column,from,to\n'),
    ],
  ])('names %s, sealed again', async (_, file, change) => {
    const { code, stdout } = await run(resealed(change));
    expect(stdout).toContain(`${file}:`);
    expect(code).toBe(1);
  });

  it('lets files of the user’s own be in the folder', async () => {
    const copy = resealed((plan) => writeFileSync(join(plan, 'mine.txt'), 'mine'));
    expect((await run(copy)).code).toBe(0);
  });

  it('says the same as JSON', async () => {
    const { stdout } = await run(origin, '--format', 'json');
    expect(JSON.parse(stdout)).toMatchObject({
      verified: true,
      files: 11,
      accounts: 24,
      disagreements: [],
      unchecked: [],
    });
  });

  it.each([
    ['assignments.csv', (text: string) => text.replace(/,kept,/, ',moved,')],
    ['assignments.csv', (text: string) => text.replace(/^(A3,[^,]*,)R\d/m, '$1R9')],
    ['territories.csv', (text: string) => text.replace(/(\nR2,.*,)\d/, '$17')],
    ['teams.csv', (text: string) => text.replace(/Max/, 'Mac')],
    ['moves.csv', (text: string) => `${text} `],
    ['rules-used.csv', (text: string) => text.replace('9', '8')],
    ['certificate.json', (text: string) => text.replace(/"prices":\[\[\[-?\d/, '$&1')],
    ['certificate.json', (text: string) => text.replace('\n', ' \n')],
    ['plan.json', (text: string) => text.replace(/"seed": 1/, '"seed": 2')],
    ['plan.json', (text: string) => text.replace(/("gap": .*)\d/, '$17')],
    ['plan.json', (text: string) => text.replace(/("sha256": ")./, '$1_').replace('_', '0')],
    ['plan.json', (text: string) => text.replace('{', '{ ')],
  ])('names %s where a byte of it was changed', async (name, change) => {
    const { code, stdout } = await run(changed(`carve-out/${name}`, change));
    expect(code).toBe(1);
    expect(stdout).toMatch(/^Not verified: /);
    expect(stdout).toContain(`  ${name}:`);
  });

  it.each([
    ['accounts.csv', (text: string) => text.replace('Acme 3', 'Acne 3')],
    ['accounts.csv', (text: string) => text.replace('account_id', 'whatever')],
    ['reps.csv', (text: string) => text.replace('Bo', 'Bu')],
    ['rules.csv', (text: string) => text.replace('9', '8')],
    ['rules.csv', (text: string) => `${text}\n`],
  ])('names the input %s where a byte of it was changed', async (name, change) => {
    const { code, stdout, stderr } = await run(changed(name, change));
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toContain(`  ${name}:`);
    expect(stdout.replace(/\s+/g, ' ')).toContain('it is not the file that was planned with');
  });

  it('says that one file alone was changed, which cell was edited, and in short what follows', async () => {
    const text = readFileSync(join(origin, 'carve-out/assignments.csv'), 'utf8');
    const [, was] = /^A3,[^,]*,(R\d)/m.exec(text) ?? [];
    const is = was === 'R1' ? 'R2' : 'R1';
    const edit = (before: string) => before.replace(/^(A3,[^,]*,)R\d/m, `$1${is}`);
    const copy = changed('carve-out/assignments.csv', edit);
    const { code, stdout } = await run(copy);
    expect(code).toBe(1);
    const [verdict, , heading, first] = stdout.split('\n');
    expect([verdict, heading, first]).toEqual([
      'Not verified: only assignments.csv was changed; all else is as written',
      'What was changed',
      `  assignments.csv:5: rep_id: is "${is}", was "${was}"`,
    ]);
    expect(stdout).toMatch(/What follows from it\n {2}territories\.csv:/);
    expect(stdout.match(/^ {2}territories\.csv:/gm)).toHaveLength(1);
    const json = JSON.parse((await run(copy, '--format', 'json')).stdout);
    expect(json.disagreements).toHaveLength(json.differences);
    expect(json.differences - json.consequences).toBe(2);
    expect(json.disagreements[1]).toMatchObject({ role: 'edit', row: 5, column: 'rep_id' });
  });

  it('stops at an input that is another, and knows one whose line ends alone are', async () => {
    const richer = changed('accounts.csv', (text) => text.replace(',R1,', ',R2,'));
    const { stdout } = await run(richer);
    expect(stdout).toMatch(
      /^Not verified: accounts\.csv is not the file that was planned with\n\nWhat was changed\n.*\n\nWhat follows from it\n {2}\d+ differences in \d files; --format json lists every one\n$/,
    );
    const resaved = changed('accounts.csv', (text) => text.replaceAll('\n', '\r\n'));
    const { code, stdout: output } = await run(resaved);
    expect(code).toBe(1);
    expect(output).toMatch(/^Not verified: only the line ends of accounts\.csv differ/);
    const saved = changed('carve-out/moves.csv', (text) => text.replaceAll('\n', '\r\n'));
    expect((await run(saved)).stdout).toMatch(
      /^Not verified: only the line ends of moves\.csv were/,
    );
  });

  it('takes plan.json for its folder, and says why a file cannot be read', async () => {
    const { code, stdout } = await carve(['verify', 'carve-out/plan.json'], { cwd: origin });
    expect([code, stdout.slice(0, 9)]).toEqual([0, 'Verified:']);
    const copy = changed('carve-out/plan.json', (text) => `${text}\n`);
    cpSync(join(origin, 'carve-out'), join(copy, 'carve-out'), { recursive: true });
    rmSync(join(copy, 'carve-out/teams.csv'));
    mkdirSync(join(copy, 'carve-out/teams.csv'));
    expect((await run(copy)).stdout).toMatch(/^Not verified: teams\.csv is a directory/);
  });

  it('says what disagrees, what is there and what should be', async () => {
    const higher = (text: string) => text.replace(/"value": ([\d.]+)/, '"value": 0.5');
    const { stdout } = await run(changed('carve-out/plan.json', higher));
    expect(stdout).toMatch(/ {2}plan\.json: objective\.value: is 0\.5, should be 0\.\d+\n/);
  });

  it('finds a missing file, and minds no other file in the folder', async () => {
    const copy = changed('carve-out/plan.json', (text) => `${text}\n`);
    cpSync(join(origin, 'carve-out'), join(copy, 'carve-out'), { recursive: true });
    writeFileSync(join(copy, 'carve-out/notes.txt'), 'mine');
    expect((await run(copy)).code).toBe(0);
    rmSync(join(copy, 'carve-out/teams.csv'));
    const { code, stdout } = await run(copy);
    expect(code).toBe(1);
    expect(stdout).toContain('  teams.csv: is not there\n');
  });

  it('takes inputs that have moved, and says what it could not check without them', async () => {
    const copy = changed('rules.csv', (text) => `${text}#\n`);
    mkdirSync(join(copy, 'moved'));
    cpSync(join(origin, 'accounts.csv'), join(copy, 'moved/a.csv'));
    cpSync(join(origin, 'rules.csv'), join(copy, 'rules.csv'));
    rmSync(join(copy, 'accounts.csv'));
    const without = await run(copy);
    expect(without.code).toBe(2);
    expect(without.stdout.replace(/\s+/g, ' ')).toContain(
      'accounts.csv: is not there; name it with --accounts FILE',
    );
    expect((await run(copy, '--accounts', 'moved/a.csv')).code).toBe(0);
    const csv = readFileSync(join(origin, 'accounts.csv'));
    const piped = ['verify', 'carve-out', '--accounts', '-'];
    expect((await carve(piped, { cwd: copy, stdin: csv })).code).toBe(0);
    const surplus = await run(copy, '--accounts', 'moved/a.csv', '--distances', 'moved/a.csv');
    expect(surplus.code).toBe(2);
    expect(surplus.stderr).toContain('the plan was made without one');
  });

  it('asks for the file that came from standard input', async () => {
    const { 'accounts.csv': csv, ...rest } = smallFiles;
    const folder = folderOf(rest);
    await carve(['plan', '-', 'reps.csv', ...asOf], { cwd: folder, stdin: csv });
    const { code, stdout } = await run(folder);
    expect(code).toBe(2);
    expect(stdout).toContain('--accounts FILE');
    writeFileSync(join(folder, 'later.csv'), csv);
    expect((await run(folder, '--accounts', 'later.csv')).code).toBe(0);
  });

  it.each([
    ['nowhere', () => folderOf({}), 'carve-out: is not there'],
    ['a file', () => folderOf({ 'carve-out': '' }), 'carve-out: is no folder'],
    ['no plan', () => changed('carve-out/plan.json', () => ''), 'is no JSON'],
    [
      'broken JSON',
      () => changed('carve-out/plan.json', (text) => text.replace('"status"', 'status')),
      'carve-out/plan.json:3: character 3: is no JSON',
    ],
    [
      'JSON of another shape',
      () => changed('carve-out/plan.json', () => '{"carve": 1, "status": ["x"]}'),
      'carve-out/plan.json: status:',
    ],
    [
      'files outside the folder',
      () => changed('carve-out/plan.json', (text) => text.replace('"teams.csv"', '"../x"')),
      'files',
    ],
    [
      'a date that is none',
      () => changed('carve-out/plan.json', (text) => text.replace('2026-01-15', '2026-13-45')),
      'as_of',
    ],
  ])('says plainly that %s is no plan', async (_, folder, output) => {
    const { code, stdout, stderr } = await run(folder());
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(output);
    expect(stderr).not.toMatch(/defect| at /);
  });

  it('refuses a format it does not have', async () => {
    const { code, stderr } = await run(origin, '--format', 'xml');
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringContaining('use text or json'),
    });
  });
});

describe('carve verify of a folder behind a link', () => {
  it('finds inputs from where the folder really is, however it was named', async () => {
    const home = folderOf(smallFiles);
    const away = join(folderOf({}), 'deep', 'plan');
    const link = join(folderOf({}), 'link');
    mkdirSync(away, { recursive: true });
    symlinkSync(away, link);
    const files = ['accounts.csv', 'reps.csv', '--rules', 'rules.csv', ...asOf, '--quiet'];
    // Written through the link, and written in place.
    for (const out of [link, away]) {
      expect((await carve(['plan', ...files, '--out', out], { cwd: home })).code).toBe(0);
      for (const plan of [link, away]) await expectVerified(plan);
    }
  });

  it('reads nothing but regular files from where plan.json says', async () => {
    const home = folderOf(smallFiles);
    const files = ['accounts.csv', 'reps.csv', ...asOf, '--quiet'];
    expect((await carve(['plan', ...files, '--out', 'plan'], { cwd: home })).code).toBe(0);
    const plan = join(home, 'plan', 'plan.json');
    const own = readFileSync(plan, 'utf8');
    writeFileSync(plan, own.replace('"../accounts.csv"', '"/dev/zero"'));
    expect((await carve(['verify', 'plan'], { cwd: home })).code).toBe(1);
    writeFileSync(plan, own.replace('"../accounts.csv"', '"../../../../../../../dev/zero"'));
    const { code, stdout } = await carve(['verify', 'plan'], { cwd: home });
    expect({ code, stdout }).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/is no\s+regular file/),
    });
    writeFileSync(plan, own);
    rmSync(join(home, 'plan', 'teams.csv'));
    symlinkSync('/dev/zero', join(home, 'plan', 'teams.csv'));
    expect((await carve(['verify', 'plan'], { cwd: home })).stdout).toContain('teams.csv');
  });
});
