import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { coverageSchema } from '../../src/reports/coverage/coverage-json.js';
import { carve, folderOf, repo } from './carve.js';

const file = (name: string): string => join(repo, 'fixtures/coverage', name);
const files = [
  ...['coverage', file('accounts.csv'), file('reps.csv'), '--bare', '--as-of', '2026-06-30'],
  ...['--activities', file('activities.csv'), '--opportunities', file('opportunities.csv')],
  ...['--market', file('market.csv'), '--assumptions', file('assumptions.csv')],
  ...['--involve', '20000'],
];

it('carve coverage gives what can be worked out by hand from the fixture', async () => {
  const cwd = folderOf({});
  const run = await carve(files, { cwd });
  expect(run.code).toBe(1);
  const rows = (name: string): string[][] =>
    readFileSync(join(cwd, 'carve-out', name), 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.split(','));
  const [header, ann, bo] = rows('coverage.csv');
  const cell = (row: readonly string[], name: string): string => row[header.indexOf(name)];
  // Ann: of A01, A02, A03 and A05 two were touched, on day 10 and on day 90; A03 on day 91, A05 only as planned.
  expect(
    ['icp', 'touched', 'coverage_pct', 'idle', 'real_now'].map((name) => cell(ann, name)),
  ).toEqual(['4', '2', '50', '1', '3']);
  // 180 of 260 in potential.
  expect(Number(cell(ann, 'potential_coverage_pct'))).toBeCloseTo((100 * 180) / 260, 9);
  // Four activities, of which one on no ICP account.
  expect([cell(ann, 'activities'), cell(ann, 'cause')]).toEqual(['4', 'bandwidth']);
  // Bo: A06 of A06, A07, A08; A09, no ICP, is one of two touched.
  expect([cell(bo, 'touched'), cell(bo, 'cause')]).toEqual(['1', 'prioritisation']);
  // 185 of 365 days are left, today included, and 265,000 of Ann's quota.
  const left = 185 / 365;
  const close = (60_000 / 70_000 + 40_000 / 110_000) / 2;
  const wonBy = (rate: number): number => 1 - (1 - rate) ** (4 * left);
  const expected = 30_000 * wonBy(0.6) + 25_000 * wonBy(close) + 1 * 0.2 * left * (3 / 5) * 40_000;
  expect(Number(cell(ann, 'expected'))).toBeCloseTo(expected, 6);
  expect(Number(cell(ann, 'cover'))).toBeCloseTo(expected / 265_000, 9);
  // Of the North's 1,000,000 by capacity 1 of 2.5.
  expect(Number(cell(ann, 'tam'))).toBeCloseTo(400_000, 6);
  expect(rows('book.csv')[1].slice(0, 9)).toEqual([
    'ann',
    '1',
    'A01',
    '0.48',
    '80',
    '0.2',
    '1',
    '2026-06-20',
    '2026-09-18',
  ]);
  expect(
    rows('whitespace.csv')
      .slice(1)
      .map(([id]) => id),
  ).toEqual(['A03', 'A13', 'A14', 'A12', 'A10']);
  expect(
    rows('family-deals.csv')
      .slice(1)
      .map((row) => row.slice(0, 5)),
  ).toEqual([
    ['O04', 'A05', 'ann', 'A08', 'bo'],
    ['O03', 'A07', 'bo', 'A01', 'ann'],
  ]);
  expect(rows('market.csv')[1].slice(3, 8)).toEqual(['50', '40000', '2000000', '1', '60000']);
  const json = coverageSchema.parse(
    JSON.parse(readFileSync(join(cwd, 'carve-out/coverage.json'), 'utf8')),
  );
  expect(json.rates.find(({ name }) => name === 'close_rate')).toMatchObject({
    from: 'file',
    of: 2,
  });
  expect(readFileSync(join(cwd, 'carve-out/coverage.html'), 'utf8')).toContain('<svg');
});

const small = {
  'accounts.csv':
    'account_id,owner,last_contacted\nA1,R1,2026-06-01\nA2,R1,2026-04-01\nA3,R1,2026-03-31\nA4,,\n',
  'reps.csv': 'rep_id\nR1\nR2\n',
};

it('carve coverage works from accounts and reps alone, and says what changed since', async () => {
  const cwd = folderOf(small);
  const args = ['coverage', 'accounts.csv', 'reps.csv', '--bare', '--as-of', '2026-06-30'];
  const first = await carve([...args, '--format', 'json', '--out', 'first'], { cwd });
  expect(first.code).toBe(0);
  expect(coverageSchema.parse(JSON.parse(first.stdout)).reps[0]).toMatchObject({
    icp: 3,
    touched: 2,
    activities: 2,
    idle: 1,
  });
  const later = await carve(
    [
      ...['coverage', 'accounts.csv', 'reps.csv', '--bare', '--as-of', '2026-07-15'],
      ...['--baseline', 'first/coverage.json', '--out', 'later', '--format', 'markdown'],
    ],
    { cwd },
  );
  expect(later.code).toBe(1);
  expect(later.stdout).toContain('Since 2026-06-30');
  expect(later.stdout).toContain('fell below what is asked');
  const github = await carve(
    [
      'coverage',
      'accounts.csv',
      'reps.csv',
      '--bare',
      '--as-of',
      '2026-07-15',
      '--format',
      'github',
    ],
    { cwd },
  );
  expect(github.stdout).toContain(
    '::error file=reps.csv,line=2,title=coverage below what is asked::',
  );
});

it('accounts of equal priority go by their id, whatever rounding makes of it', async () => {
  // 0.06 × 1.75 × 2 ÷ 4 and 0.07 × 1.5 × 2 ÷ 4 are both 0.0525, and differ in the last binary digit.
  const cwd = folderOf({
    'accounts.csv':
      'account_id,owner,arr,score,intent,last_contacted\nA2,R1,9,7,50,2026-06-01\nA1,R1,9,6,75,2026-06-01\n',
    'reps.csv': 'rep_id\nR1\n',
  });
  await carve(['coverage', 'accounts.csv', 'reps.csv', '--bare', '--as-of', '2026-06-30'], { cwd });
  const book = readFileSync(join(cwd, 'carve-out/book.csv'), 'utf8').trim().split('\n').slice(1);
  expect(book.map((line) => line.split(',')[2])).toEqual(['A1', 'A2']);
});

it('carve coverage tells what it cannot do without, all at once, and writes nothing', async () => {
  const cwd = folderOf({
    'accounts.csv': 'account_id,owner\nA1,R1\n',
    'reps.csv': 'rep_id\nR1\n',
    'market.csv': 'segment,size\nSMB,4\n',
    'assumptions.csv': 'name,value\nclose_rate,180%\nwin_rate,often\n',
  });
  const bare = await carve(
    ['coverage', 'accounts.csv', 'reps.csv', '--involve', '5k', '--icp', 'colour = red'],
    { cwd },
  );
  expect(bare.code).toBe(2);
  for (const text of ['no last_contacted', '--involve', 'names an unknown column']) {
    expect(bare.stderr).toContain(text);
  }
  const wrong = await carve(
    [
      ...['coverage', 'accounts.csv', 'reps.csv', '--market', 'market.csv'],
      ...['--assumptions', 'assumptions.csv', '--baseline', 'accounts.csv'],
    ],
    { cwd },
  );
  expect(wrong.code).toBe(2);
  for (const text of ['no column companies', 'is out of range', 'is no number', 'accounts.csv']) {
    expect(wrong.stderr).toContain(text);
  }
  expect(() => readFileSync(join(cwd, 'carve-out/coverage.csv'))).toThrow();
  const flags = await carve(
    ['coverage', 'accounts.csv', 'reps.csv', '--fiscal-start', '13-01', '--min', '2', '--by', 'x'],
    { cwd },
  );
  expect(flags.code).toBe(2);
  expect(flags.stderr.match(/--(fiscal-start|min|by):/g)).toHaveLength(3);
});
