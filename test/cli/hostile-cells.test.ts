/** Cells with escapes, line breaks, commands to logs and private notes, through every command. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { carve, folderOf } from './carve.js';

const red = '\u001b[31mRED\u001b[0m';
const names = [
  red,
  'a\nb\rc',
  '::error file=x::pwned',
  '##[error]boo',
  '##vso[task.setvariable]x',
  '\u202eabc',
  '\u009b31mX',
  '=cmd()',
  "'=x",
  '<script>alert(1)</script>',
];
const owners = ['R1', 'R1', 'R2', red, '::error::gone', ''];
const csv = (rows: readonly (readonly (string | number)[])[]): string =>
  rows
    .map((row) => row.map((cell) => `"${String(cell).replaceAll('"', '""')}"`).join(','))
    .join('\n');

const folder = folderOf({
  'accounts.csv': csv([
    ['account_id', 'account_name', 'owner', 'potential', 'arr', 'segment'],
    ...Array.from({ length: 24 }, (_, i) => [
      i < 18 ? `A${i}` : `${names[i % names.length]}${i}`,
      names[i % names.length],
      owners[i % owners.length],
      10 + 3 * i,
      100 * i,
      i % 2 === 0 ? 'East' : 'West',
    ]),
  ]),
  'reps.csv': csv([
    ['rep_id', 'rep_name', 'manager', 'segment'],
    ['R1', `Ann${red}`, 'M', 'East'],
    ['R2', '::warning::Bo', 'M', 'East|West'],
    ['R3', '##[group]Cy', 'M', 'West'],
  ]),
  'rules.csv': csv([
    ['rule', 'name', 'accounts', 'reps', 'metric', 'max', 'level', 'note', 'private'],
    ['match', `Segments hold${red}`, '', '', 'segment', '', 'must', 'Board ::notice::x', 'SECRET'],
    ['limit', '', '', '', '', '9', 'must', 'a cap', 'SECRET'],
    ['prefer', '::error::Pref', 'arr > 500', 'rep_id = R3', '', '', '', '', 'SECRET'],
  ]),
  'bad.csv': [
    'rule,name,note,private,max',
    'limit,N,n,SECRET,oh,9',
    ',N,n,SECRET,9',
    'lim\u001b[31mit,\u001b[31mN,n,SECRET,9',
    'limit,"::x\n::error::y",n,SECRET,\u202ex',
  ].join('\n'),
});
const inputs = ['accounts.csv', 'reps.csv'];
const ruled = [...inputs, '--rules', 'rules.csv', '--as-of', '2026-11-30'];

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be shown
const raw = /[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029]/;
const commandOf = /^\s*::|##\w*\[/;

/** What people are shown: no escape, no command to a log, nothing private. */
function expectSafe(text: string, mayCommand = false): void {
  expect(text).not.toMatch(raw);
  if (!mayCommand) expect(text.split('\n').filter((line) => commandOf.test(line))).toEqual([]);
  expect(text).not.toContain('SECRET');
}

/** Every text file below a folder, by its path. */
function textsOf(out: string): (readonly [string, string])[] {
  return readdirSync(join(folder, out), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.\w+$/.test(name))
    .map((name) => [name, readFileSync(join(folder, out, name), 'utf8')] as const);
}

beforeAll(async () => {
  const { code, stdout, stderr } = await carve(
    ['plan', ...ruled, '--effort', 'quick', '--out', 'plan'],
    { cwd: folder },
  );
  expect(code, stderr).toBe(0);
  expectSafe(stdout);
  expectSafe(stderr);
});

describe('what cells hold', () => {
  it.each([
    ['explain'],
    ['explain', 'R1'],
    ['explain', 'R3'],
    ['explain', 'A0'],
    ['explain', 'A3'],
    ['explain', 'A1', '--to', 'R2'],
    ['explain', 'A2', '--to', 'R3'],
    ['explain', '--rule', '2'],
    ['explain', 'nobody\u001b[31m\n::error::'],
    ['explain', 'A1', '--to', '::x\n::error::'],
    ['report'],
    ['report', '--format', 'markdown'],
    ['verify'],
    ['diff', 'accounts.csv'],
    ['export', '--for', 'salesforce', '--out', 'load'],
  ])('cannot reach the screen raw: %s %s %s %s', async (command, ...rest) => {
    const { code, stdout, stderr } = await carve([command, 'plan', ...rest], { cwd: folder });
    expect([0, 2]).toContain(code);
    expectSafe(stdout);
    expectSafe(stderr);
  });

  it.each(['text', 'markdown', 'junit', 'github'])(
    'cannot command a log: check as %s',
    async (format) => {
      const { stdout, stderr } = await carve(['check', ...ruled, '--format', format], {
        cwd: folder,
      });
      expectSafe(stdout, format === 'github');
      expectSafe(stderr);
      const lines = stdout.split('\n').filter((line) => /^\s*::/.test(line));
      for (const line of lines) expect(line).toMatch(/^::(error|warning|notice) (file|title)=/);
      expect(stdout).not.toMatch(/##\w*\[/);
    },
  );

  it.each([
    ['validate', ...ruled],
    ['scenarios', ...ruled, '--effort', 'quick', '--out', 'scenarios'],
    ['plan', ...inputs, '--rules', 'bad.csv', '--out', 'none'],
    ['plan', 'acc\u001bounts.csv', 're\n::error::ps.csv'],
    ['pl\u001ban\n::error::'],
    ['plan', ...inputs, '--b\u001bad\n::error::'],
  ])('is safe in notes and errors: %s', async (...args) => {
    const { stdout, stderr } = await carve(args, { cwd: folder });
    expectSafe(stdout);
    expectSafe(stderr);
  });

  it('that is private is in rules-used.csv and in no other file or output', async () => {
    await carve(['scenarios', ...ruled, '--effort', 'quick', '--out', 'several'], { cwd: folder });
    await carve(['report', 'plan', '--per-rep', 'handed'], { cwd: folder });
    const files = ['plan', 'several', 'handed'].flatMap(textsOf);
    expect(files.length).toBeGreaterThan(30);
    const holding = files.filter(([, text]) => text.includes('SECRET')).map(([name]) => name);
    expect([...new Set(holding.map((name) => name.replace(/^.*\//, '')))]).toEqual([
      'rules-used.csv',
    ]);
    for (const command of [
      ['explain', 'plan'],
      ['explain', 'plan', 'A3'],
      ['explain', 'plan', '--rule', '2'],
      ['check', ...ruled],
      ['plan', ...ruled, '--effort', 'quick', '--out', 'again'],
      ['validate', ...ruled],
      ['diff', 'plan', 'several/balanced'],
    ]) {
      const { stdout, stderr } = await carve([...command, '--format', 'json'], { cwd: folder });
      expect(stdout + stderr, command.join(' ')).not.toContain('SECRET');
    }
  });

  it('is said of a rule by its name, with the row in brackets and the note beside it', async () => {
    const { stdout } = await carve(['check', ...ruled, '--verbose'], { cwd: folder });
    expect(stdout).toContain('Segments hold\\x1b[31mRED\\x1b[0m (row 2): all accounts must go');
    expect(stdout).toContain('note: Board ::notice::x');
    expect(stdout).toContain('each rep must hold at most 9 accounts (row 3)');
    const plan = JSON.parse(readFileSync(join(folder, 'plan/plan.json'), 'utf8'));
    expect(plan.rules.map(({ name }: { name?: string }) => name)).toEqual([
      `Segments hold${red}`,
      undefined,
      '::error::Pref',
    ]);
    const page = readFileSync(join(folder, 'plan/report.html'), 'utf8');
    expect(page).not.toMatch(/prefer:\d/);
    expect(page).toContain('::error::Pref (row 4)');
  });
});
