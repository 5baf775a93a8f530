import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readXlsx } from 'hucre/xlsx';
import { beforeAll, describe, expect, it } from 'vitest';
import { findBrowser } from '../../src/cli/browser.js';
import { printPdf } from '../../src/cli/print-pdf.js';
import { accounts, carve, folderOf, reps } from './carve.js';

const rules = 'rule,accounts,reps,metric,top\nkeep,,,,1\n';

/** A plan folder, as `carve plan` writes it, beside its inputs. */
async function planned(): Promise<string> {
  const cwd = folderOf({ 'a.csv': accounts, 'r.csv': reps, 'rules.csv': rules });
  const { code, stderr } = await carve(
    ['plan', 'a.csv', 'r.csv', '--rules', 'rules.csv', '--out', 'out', '--quiet'],
    { cwd },
  );
  expect([code, stderr]).toEqual([0, '']);
  return cwd;
}

describe('carve report', () => {
  let cwd = '';
  beforeAll(async () => {
    cwd = await planned();
  });
  const report = (...args: readonly string[]) => carve(['report', 'out', ...args], { cwd });
  const read = (name: string): Buffer => readFileSync(join(cwd, name));

  it('tells the story on stdout, or in the file that is asked for', async () => {
    const output = await report();
    expect([output.code, output.stderr]).toEqual([0, '']);
    expect(output.stdout).toMatch(/^None of 4 accounts changes hands/);
    expect(output.stdout).toMatch(/\nIn a minute\n/);
    const written = await report('--out', 'r.txt');
    expect([written.code, written.stdout, written.stderr]).toEqual([0, '', 'wrote r.txt\n']);
    expect(read('r.txt').toString()).toBe(output.stdout);
    expect((await report('--out', '-')).stdout).toBe(output.stdout);
    expect((await carve(['report', 'out/plan.json'], { cwd })).stdout).toBe(output.stdout);
  });

  it('takes the format from --format, else from the ending of --out', async () => {
    await report('--out', 'r.md', '--quiet');
    expect(read('r.md').toString()).toMatch(/^### carve report\n/);
    await report('--out', 'r.html', '--quiet');
    expect(read('r.html').toString()).toMatch(/^<!doctype html>/i);
    await report('--out', 'r.dat', '--format', 'markdown', '--quiet');
    expect(read('r.dat').equals(read('r.md'))).toBe(true);
    const odd = await report('--out', 'r.doc');
    expect([odd.code, odd.stdout]).toEqual([2, '']);
    expect(odd.stderr).toMatch(
      /--out: does not say by its ending which format it is to have, "r\.doc"/,
    );
    expect((await report('--format', 'docx')).stderr).toMatch(/--format: does not fit, "docx"/);
  });

  it('writes a workbook that a reader reads, the same bytes each time', async () => {
    await report('--out', 'r.xlsx', '--quiet');
    await report('--out', 's.xlsx', '--quiet');
    expect(read('r.xlsx').equals(read('s.xlsx'))).toBe(true);
    const { sheets } = await readXlsx(read('r.xlsx'));
    expect(sheets.map(({ name }) => name)).toEqual([
      'Summary',
      'Changes hands',
      'Reps',
      'Moves',
      'All accounts',
      'Rules',
      'Notes',
    ]);
    expect(sheets[4].rows.slice(1).map(([id]) => id)).toEqual(['A1', 'A2', 'A3', 'A4']);
  });

  it('overwrites no input and no file of the plan but its page', async () => {
    for (const name of ['a.csv', 'rules.csv', 'out/plan.json', 'out/moves.csv']) {
      const before = read(name);
      const { code, stderr } = await report('--format', 'text', '--out', name);
      expect([code, stderr]).toEqual([2, expect.stringMatching(/would overwrite the input/)]);
      expect(read(name).equals(before)).toBe(true);
    }
    expect((await report('--out', 'out/report.html')).code).toBe(0);
    expect((await carve(['verify', 'out'], { cwd })).code).toBe(0);
    expect(existsSync(join(cwd, 'nowhere'))).toBe(false);
  });

  it('masks names and ids in every format', async () => {
    for (const format of ['text', 'markdown', 'html']) {
      const { code, stdout } = await report('--mask', '--format', format);
      expect(code).toBe(0);
      expect(stdout).toMatch(/Rep [12]/);
      expect(stdout).not.toMatch(/\b(Ann|Bo|A[1-4]|R[12])\b/);
      // The page tells the checksum of what it tells itself, which is masked.
      const own = stdout.replace(/<code class="hash">[0-9a-f]{64}<\/code>/, '');
      expect(own).not.toMatch(/a\.csv|[0-9a-f]{64}/);
    }
  });

  it('names the must rule that can cost most without another run', async () => {
    for (const format of ['text', 'markdown', 'html']) {
      const { code, stdout } = await report('--format', format);
      const output = stdout.replace(/<[^>]*>|\s+/g, ' ');
      expect([
        code,
        format,
        /Of the must rules, .* can cost most: at most|No must rule/.test(output),
      ]).toEqual([0, format, true]);
    }
  });

  it('works out first what rules cost, where that is asked for', async () => {
    const { code, stdout, stderr } = await report('--rules-cost');
    expect([code, stderr]).toEqual([
      0,
      expect.stringMatching(/^Planning again without [^\n]*\(row 2\)/),
    ]);
    expect(stdout).toMatch(/without it the plan scores/);
    expect(stdout).not.toMatch(/is not worked out here/);
  });

  it('tells several plans side by side', async () => {
    const run = ['scenarios', 'a.csv', 'r.csv', '--rules', 'rules.csv', '--out', 'several'];
    const { stdout } = await carve(run, { cwd });
    const reported = await carve(['report', 'several'], { cwd });
    expect([reported.code, reported.stderr]).toEqual([0, '']);
    expect(reported.stdout).toBe(stdout);
    const book = await carve(['report', 'several', '--format', 'xlsx'], { cwd });
    expect([book.code, book.stderr]).toEqual([
      2,
      expect.stringMatching(/holds several plans.*such as several\/balanced/),
    ]);
    const page = await carve(['report', 'several', '--format', 'html'], { cwd });
    expect([page.code, page.stdout]).toEqual([0, read('several/report.html').toString()]);
    const markdown = await carve(['report', 'several', '--out', 'several.md'], { cwd });
    expect(markdown.code).toBe(0);
    expect(read('several.md').toString()).toMatch(/^### carve scenarios\n\n```text\n/);
  });

  it('says what is wrong where there is no plan, or no browser', async () => {
    const none = await carve(['report', 'nowhere'], { cwd });
    expect([none.code, none.stderr]).toEqual([2, expect.stringMatching(/nowhere: is not there/)]);
    const world = { environment: { PATH: cwd }, cwd };
    await expect(findBrowser(world)).rejects.toMatchObject({
      problems: [{ file: '--format', what: expect.stringMatching(/Chromium or Chrome/) }],
    });
    await expect(
      findBrowser({ ...world, environment: { CHROME_PATH: 'a.csv' } }),
    ).rejects.toMatchObject({ problems: [{ file: 'CHROME_PATH', value: 'a.csv' }] });
  });
});

describe('a page printed by a browser', () => {
  /** A program that does what Chromium does with these flags, or does not. */
  const browser = (name: string, script: string): string => {
    const file = join(folderOf({}), name);
    writeFileSync(file, `#!${process.execPath}\n${script}\n`);
    chmodSync(file, 0o755);
    return file;
  };
  const flag = (name: string): string =>
    `process.argv.find((one) => one.startsWith('--${name}=')).slice(${name.length + 3})`;

  it('is what the browser makes of a copy, which is taken away again', async () => {
    const copy = browser(
      'copy',
      `const fs = require('node:fs');
const page = fs.readFileSync(new URL(process.argv.at(-1)), 'utf8');
fs.writeFileSync(${flag('print-to-pdf')}, '%PDF-1.4 ' + page + process.argv.at(-1));`,
    );
    const bytes = await printPdf(copy, '<p>plan</p>');
    const [, page, url] =
      /^%PDF-1\.4 (<p>plan<\/p>)file:\/\/(.*)$/.exec(String(bytes && Buffer.from(bytes))) ?? [];
    expect(page).toBe('<p>plan</p>');
    expect(existsSync(url)).toBe(false);
  });

  it('is told to have failed with what the browser said, or by its silence', async () => {
    const broken = browser(
      'broken',
      'process.stderr.write("first\\nno display\\n"); process.exit(1)',
    );
    await expect(printPdf(broken, '<p>')).rejects.toMatchObject({
      problems: [{ what: 'did not print the page: no display' }],
    });
    const idle = browser('idle', 'setInterval(() => {}, 1000)');
    await expect(printPdf(idle, '<p>', 300)).rejects.toMatchObject({
      problems: [{ what: 'did not print the page: it was still at it after 0.3 s' }],
    });
    await expect(printPdf(browser('blank', ''), '<p>')).rejects.toMatchObject({
      problems: [{ what: 'did not print the page' }],
    });
  });

  it('is a PDF where there is a browser', async () => {
    const { PATH, CHROME_PATH } = process.env;
    const world = { environment: { PATH, CHROME_PATH }, cwd: process.cwd() };
    const found = await findBrowser(world).catch(() => undefined);
    // Where there is none, the test above has to do.
    if (found === undefined) return;
    const cwd = await planned();
    const { code, stderr } = await carve(['report', 'out', '--out', 'r.pdf'], { cwd });
    expect([code, stderr]).toEqual([0, 'wrote r.pdf\n']);
    expect(readFileSync(join(cwd, 'r.pdf')).subarray(0, 5).toString()).toBe('%PDF-');
    expect(readdirSync(cwd).sort()).toEqual(['a.csv', 'out', 'r.csv', 'r.pdf', 'rules.csv']);
  });
});
