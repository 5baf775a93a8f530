// Draws docs/images: report.html of the S&P 500 plan, as the README shows it. Needs Chromium on the PATH.
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

execFileSync(process.execPath, [
  join(repo, 'bin/carve.js'),
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
]);
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
const { y, height } = await page.locator('#reps figure').first().boundingBox();
const clip = { x: 0, y: 42, width: 1000, height: y + height - 42 };
await page.screenshot({
  path: join(images, 'report.jpg'),
  type: 'jpeg',
  quality: 80,
  clip,
  fullPage: true,
});
await browser.close();
