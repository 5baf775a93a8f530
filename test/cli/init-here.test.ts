import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { carve, folderOf } from './carve.js';

const companies = [
  'Company,Company owner,Annual Revenue,Industry',
  'Acme,ana@example.com,100,Retail',
  'Globex,ben@example.com,200,Retail',
  'Initech,ben@example.com,150,Media',
  '',
].join('\n');
const users = [
  'First Name,Last Name,Email,Manager',
  'Ana,Silva,ana@example.com,Gil',
  'Ben,Ode,ben@example.com,Gil',
  '',
].join('\n');
const deals = [
  'Deal Name,Deal Stage,Amount,Close Date,Associated Company',
  'Big,Closed Won,10,2026-01-01,Acme',
  'Small,Negotiation,5,2026-02-01,Globex',
  '',
].join('\n');

async function init(cwd: string, ...args: readonly string[]) {
  return carve(['init', ...args], { cwd });
}

describe('carve init in a folder of exports', () => {
  it('finds them by their headers, drafts for them, and prints a command that runs', async () => {
    const cwd = folderOf({
      'x1.csv': companies,
      'x2.csv': users,
      'x3.csv': deals,
      'n.csv': 'a,b\n1,2\n',
    });
    const { code, stdout } = await init(cwd);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ {2}accounts +x1\.csv +by Company owner/m);
    expect(stdout).toMatch(/^ {2}reps +x2\.csv +by /m);
    expect(stdout).toMatch(/^ {2}opportunities +x3\.csv +by /m);
    expect(stdout).toMatch(/^ {2}not used: +n\.csv$/m);
    expect(JSON.parse(readFileSync(join(cwd, 'carve-draft/map.json'), 'utf8'))).toBeTypeOf(
      'object',
    );
    for (const name of ['validate', 'plan']) {
      const [, words = ''] = new RegExp(`^ {2}carve (${name} .*)$`, 'm').exec(stdout) ?? [];
      expect(words).toContain('--opportunities x3.csv');
      const ran = await carve(words.split(' '), { cwd });
      expect([name, ran.code]).toEqual([name, 0]);
    }
  });

  it('writes over nothing', async () => {
    const cwd = folderOf({ 'accounts.csv': companies, 'users.csv': users });
    expect((await init(cwd)).code).toBe(0);
    const before = readFileSync(join(cwd, 'carve-draft/rules.csv'));
    const { code, stderr } = await init(cwd);
    expect([code, stderr]).toEqual([2, expect.stringContaining('is there already')]);
    expect(stderr).toContain('carve init --from accounts.csv users.csv my-draft');
    expect(readFileSync(join(cwd, 'carve-draft/rules.csv'))).toEqual(before);
  });

  it('asks where two files may be the accounts, with a command to paste', async () => {
    const cwd = folderOf({
      'east accounts.csv': companies,
      'west accounts.csv': companies,
      'users.csv': users,
    });
    const { code, stderr } = await init(cwd);
    expect(code).toBe(2);
    expect(stderr).toContain("carve init --from 'east accounts.csv' users.csv");
    expect(existsSync(join(cwd, 'carve-draft'))).toBe(false);
  });

  it('says what to do where there are no reps', async () => {
    const { code, stderr } = await init(folderOf({ 'accounts.csv': companies }));
    expect(code).toBe(2);
    expect(stderr).toContain('no file here holds reps (looked at 1 file)');
    expect(stderr).toContain('rep_id,rep_name,email');
    expect(stderr).toContain('carve init my-example');
  });

  it('finds them among 200 files, and nothing in folders or in what carve wrote', async () => {
    const others = Array.from({ length: 200 }, (_, at) => [
      `log-${at}.csv`,
      'time,level,message\n1,2,3\n',
    ]);
    const cwd = folderOf({
      ...Object.fromEntries(others),
      'all.csv': companies,
      'staff.csv': users,
    });
    mkdirSync(join(cwd, 'old'));
    writeFileSync(join(cwd, 'old', 'accounts.csv'), companies);
    writeFileSync(join(cwd, 'plan.json'), '{}');
    writeFileSync(
      join(cwd, 'territories.csv'),
      'rep_id,rep_name,manager,capacity,quota\nR1,A,B,1,2\n',
    );
    const { code, stdout } = await init(cwd);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ {2}reps +staff\.csv/m);
    expect(stdout).toMatch(/not used: +log-0\.csv, log-1\.csv, .* and 19\d more$/m);
  });

  it('takes the sheets of a workbook', async () => {
    const rowsOf = (text: string) =>
      text
        .trim()
        .split('\n')
        .map((line) => line.split(','));
    const book = await writeXlsx({
      sheets: [
        { name: 'All companies', rows: rowsOf(companies) },
        { name: 'Sales users', rows: rowsOf(users) },
      ],
    });
    const cwd = folderOf({ 'crm.xlsx': book });
    const { code, stdout } = await init(cwd);
    expect(code).toBe(0);
    expect(stdout).toContain('crm.xlsx (sheet All companies)');
    expect(stdout).toContain(
      "carve plan crm.xlsx crm.xlsx --map-file carve-draft/map.json --sheet 'accounts=All companies' --sheet 'reps=Sales users' --rules carve-draft/rules.csv",
    );
  });

  it('takes owners from opportunities where accounts have none, and rules that are there', async () => {
    const cwd = folderOf({
      'accounts.csv': companies.replaceAll(/,(Company owner|\w+@example.com),/g, ','),
      'users.csv': users,
      'deals.csv': deals
        .replaceAll(/$(?=\n)/gm, ',ana@example.com')
        .replace('ana@example.com', 'Deal owner'),
      'my-rules.csv': 'rule,metric,level,note\ntogether,industry,should,trades\n',
    });
    const { code, stdout } = await init(cwd);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ {2}your rules +my-rules\.csv/m);
    expect(stdout).toContain('--owner-from opportunities');
    expect(stdout).toContain('--rules my-rules.csv');
    expect(existsSync(join(cwd, 'carve-draft/rules.csv'))).toBe(false);
  });

  it('does without opportunities that cannot be read, and says so', async () => {
    const cwd = folderOf({
      'accounts.csv': companies,
      'users.csv': users,
      'deals.csv': deals.replace(',10,', ',ten,'),
    });
    const { code, stdout, stderr } = await init(cwd);
    expect(code).toBe(0);
    expect(stderr).toMatch(/^left out: deals\.csv, row 2: /m);
    expect(stdout).not.toContain('--opportunities');
  });
});

describe('carve init elsewhere', () => {
  it('writes the example where there are no exports, and says why', async () => {
    const cwd = folderOf({ 'notes.txt': 'buy milk\n', 'photo.jpg': 'x' });
    const { code, stdout, stderr } = await init(cwd);
    expect(code).toBe(0);
    expect(stderr).toContain('No accounts or reps among the files of this folder');
    expect(stdout).toContain('carve-example');
  });

  it('writes the example into a folder that is named, whatever stands beside', async () => {
    const cwd = folderOf({ 'accounts.csv': companies, 'users.csv': users });
    const { code, stdout } = await init(cwd, 'mine');
    expect(code).toBe(0);
    expect(stdout).toContain('to mine');
    expect(existsSync(join(cwd, 'mine/accounts.csv'))).toBe(true);
  });
});
