// Draws docs/images: report.html of the S&P 500 plan, as the README shows it, and its handover. Needs Chromium on the PATH.
// node bench/screenshots.mjs
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { chromium } from 'playwright-core';

const repo = resolve(import.meta.dirname ?? '.', '..');
const images = join(repo, 'docs/images');
const out = mkdtempSync(join(tmpdir(), 'carve-screenshots-'));
const file = (name) => join(repo, 'fixtures/sp500', `${name}.csv`);

const run = (...args) => execFileSync(process.execPath, [join(repo, 'bin/carve.js'), ...args]);
run(
  'plan',
  file('accounts'),
  file('reps'),
  '--rules',
  file('rules'),
  '--as-of',
  '2026-01-15',
  '--quiet',
  '--out',
  out,
);
const pack = join(out, 'handed-over');
run('transition', out, '--effective', '2026-02-16', '--quiet', '--out', pack);
const executablePath = (process.env.PATH ?? '')
  .split(delimiter)
  .flatMap((folder) => ['chromium', 'google-chrome'].map((name) => join(folder, name)))
  .find((path) => existsSync(path));
if (executablePath === undefined) throw new Error('there is no Chromium on the PATH');
mkdirSync(images, { recursive: true });
const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
const page = await browser.newPage({ viewport: { width: 1000, height: 1000 } });
await page.goto(`file://${join(out, 'report.html')}`);
const { y, height } = await page.locator('header .gains').boundingBox();
const clip = { x: 0, y: 42, width: 1000, height: y + height - 42 };
await page.screenshot({
  path: join(images, 'report.jpg'),
  type: 'jpeg',
  quality: 80,
  clip,
  fullPage: true,
});
for (const [name, path, width, height] of [
  ['handover', 'pack.html', 1000, 1010],
  ['playbook', 'playbooks/R01.html', 390, 844],
]) {
  await page.setViewportSize({ width, height });
  await page.goto(`file://${join(pack, path)}`);
  await page.screenshot({ path: join(images, `${name}.jpg`), type: 'jpeg', quality: 80 });
}
await browser.close();
