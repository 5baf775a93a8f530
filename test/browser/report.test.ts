import { existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { carve, repo } from '../cli/carve.js';
import { chromiumPath, launch, open } from './chromium.js';

const work = mkdtempSync(join(tmpdir(), 'carve-page-'));
const maven = join(repo, '../shared/data/maven_crm');
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const megabyte = 1e6;

let browser: Browser;
beforeAll(async () => {
  if (chromiumPath !== undefined) browser = await launch();
});
afterAll(() => browser?.close());

/** Plans into a folder of its own; gives the page's path. */
async function planned(name: string, args: readonly string[]): Promise<string> {
  const out = join(work, name);
  const common = ['--as-of', '2026-01-15', '--effort', 'quick', '--quiet', '--out', out];
  const { code, stderr } = await carve(['plan', ...args, ...common]);
  expect(stderr).toBe('');
  expect(code).toBe(0);
  return join(out, 'report.html');
}

/** What axe finds wrong with a page. */
async function violations(path: string, scheme: 'light' | 'dark', width = 1280): Promise<unknown> {
  // axe is put into the page by the test; the page's own policy would refuse it.
  const viewport = { width, height: 900 };
  const opened = await open(browser, path, { colorScheme: scheme, bypassCSP: true, viewport });
  const { page } = opened;
  await page.evaluate(axe);
  const found = await page.evaluate(
    'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes.length, nodes[0].html]))',
  );
  await page.close();
  return found;
}

describe.skipIf(chromiumPath === undefined)('report.html of S&P 500', () => {
  let path = '';
  beforeAll(async () => {
    const file = (name: string): string => `fixtures/sp500/${name}.csv`;
    path = await planned('sp500', [file('accounts'), file('reps'), '--rules', file('rules')]);
  });

  it('is small, complains of nothing and loads nothing', async () => {
    expect(statSync(path).size).toBeLessThan(0.4 * megabyte);
    const { page, complaints, requests } = await open(browser, path);
    expect(complaints).toEqual([]);
    expect(requests.filter((url) => url !== 'data:,')).toEqual([]);
    await page.close();
  });

  it('has the figures of plan.json', async () => {
    const json = JSON.parse(readFileSync(join(work, 'sp500/plan.json'), 'utf8'));
    const { page } = await open(browser, path);
    const figure = (key: string): Promise<string[]> =>
      page
        .locator(`[data-figure="${key}"] data`)
        .evaluateAll((all) => all.map((one) => one.getAttribute('value') ?? ''));
    const { accounts, arr } = json.after.changing_hands.total;
    expect(await figure('changing_hands.total.accounts')).toEqual([String(accounts)]);
    expect(await figure('changing_hands.total.arr')).toEqual([String(arr)]);
    for (const measure of ['mean_abs_deviation_pct', 'max_abs_deviation_pct']) {
      expect(await figure(`potential.${measure}`)).toEqual([
        String(json.before.potential[measure]),
        String(json.after.potential[measure]),
      ]);
    }
    expect(await page.locator('#proof data').first().getAttribute('value')).toBe(
      String(json.objective.value),
    );
    expect(await page.locator('.rules > li').count()).toBeGreaterThan(8);
    await page.close();
  });

  it('searches, filters and sorts by keyboard', async () => {
    const { page, complaints } = await open(browser, path);
    const rows = page.locator('#account-rows tr');
    await page.locator('#search').focus();
    await page.keyboard.type('nvidia');
    expect(await rows.count()).toBe(1);
    expect(await page.locator('#found').textContent()).toBe('1 of 503 accounts');
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Delete');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Mei');
    expect(await page.locator('#found').textContent()).toMatch(/^[4-9]\d of 503 accounts$/);
    await page.locator('#account-heads button', { hasText: 'potential' }).focus();
    await page.keyboard.press('Enter');
    expect(await rows.first().locator('th').textContent()).toBe('Nvidia');
    await page.locator('.flows summary').first().focus();
    await page.keyboard.press('Enter');
    const listed = page.locator('.flows details').first().locator('tbody tr');
    const output = await page.locator('.flows summary data').first().getAttribute('value');
    expect(await listed.count()).toBe(Number(output));
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('opens at an account, and saves its table as CSV', async () => {
    const { page, complaints } = await open(browser, `${path}#account=NVDA`);
    expect(await page.locator('#found').textContent()).toBe('1 of 503 accounts');
    const saved = page.waitForEvent('download');
    await page.locator('#accounts .csv').click();
    const file = readFileSync(await (await saved).path(), 'utf8');
    expect(file).toMatch(/^\ufeffaccount_id,Account,rep,before,/);
    expect(file).toContain('\r\nNVDA,Nvidia,');
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('leads from a rep to the part for that rep', async () => {
    const { page } = await open(browser, path);
    await page.locator('#reps tbody a', { hasText: 'Mei Tanaka' }).click();
    const part = page.locator('.handout[open]');
    // It opens when the page hears that its address has changed.
    await part.waitFor();
    expect(await part.count()).toBe(1);
    expect(await part.locator('h3').textContent()).toContain('Mei Tanaka');
    await part.locator('[data-show-rep]').click();
    expect(await page.locator('#of-rep option:checked').textContent()).toBe('Mei Tanaka');
    await page.close();
  });

  it('passes axe, light and dark, wide and narrow', async () => {
    expect(await violations(path, 'light')).toEqual([]);
    expect(await violations(path, 'dark', 360)).toEqual([]);
  });

  it('fits a phone', async () => {
    const { page } = await open(browser, path, { viewport: { width: 360, height: 800 } });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    await page.close();
  });

  it('shows on a phone why the accounts that matter move, without scrolling sideways', async () => {
    const { page } = await open(browser, path, { viewport: { width: 390, height: 844 } });
    const edges = await page
      .locator('table.cards tbody td:last-child')
      .evaluateAll((all) => all.map((one) => one.getBoundingClientRect()).map((box) => box.right));
    expect(edges).toHaveLength(10);
    for (const edge of edges) expect(edge).toBeLessThanOrEqual(390);
    await page.close();
  });

  it('is named by verify when a byte of it is changed', async () => {
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.replace('Would I sign it?', 'Would I sign it!'));
    const { code, stdout, stderr } = await carve(['verify', join(work, 'sp500')]);
    writeFileSync(path, text);
    expect(code).toBe(1);
    expect(`${stdout}${stderr}`).toContain('report.html');
  });
});

describe.skipIf(chromiumPath === undefined || !existsSync(maven))('report.html of Maven', () => {
  it('is drawn from a bare export', async () => {
    const path = await planned('maven', [
      join(maven, 'accounts.csv'),
      join(maven, 'sales_teams.csv'),
    ]);
    const { page, complaints } = await open(browser, path);
    expect(complaints).toEqual([]);
    expect(await page.locator('#found').textContent()).toBe('85 of 85 accounts');
    await page.close();
    expect(await violations(path, 'light')).toEqual([]);
  });
});

describe.skipIf(chromiumPath === undefined)('report.html of scenarios', () => {
  it('compares the options and leads to the page of each', async () => {
    const out = join(work, 'scenarios');
    const file = (name: string): string => `fixtures/sp500/${name}.csv`;
    const inputs = [file('accounts'), file('reps'), '--rules', file('rules')];
    const flags = ['--as-of', '2026-01-15', '--effort', 'quick', '--quiet', '--frontier', '4'];
    const { code } = await carve(['scenarios', ...inputs, ...flags, '--out', out]);
    expect(code).toBe(0);
    const path = join(out, 'report.html');
    const { page, complaints } = await open(browser, path);
    expect(await page.locator('#frontier svg.wide').count()).toBe(1);
    expect(await page.locator('#revenue tbody tr').count()).toBe(4);
    await page.locator('#options a', { hasText: 'evenness' }).click();
    expect(page.url()).toContain('/evenness/report.html');
    await page.locator('#found', { hasText: '503 of 503 accounts' }).waitFor({ state: 'attached' });
    expect(complaints).toEqual([]);
    await page.close();
    expect(await violations(path, 'light', 360)).toEqual([]);
  });
});

describe.skipIf(chromiumPath === undefined)('report.html of 20,000 accounts', () => {
  it('opens, maps and finds', async () => {
    const { generate } = await import(join(repo, 'bench/generate.mjs'));
    const files: Record<'accounts' | 'reps' | 'rules', string> = generate({
      accounts: 20_000,
      reps: 80,
      rules: 'most',
    });
    const file = (name: string, text: string): string => {
      const named = join(work, name);
      writeFileSync(named, text);
      return named;
    };
    const accounts = file('accounts.csv', files.accounts);
    const reps = file('reps.csv', files.reps);
    const rules = file('rules.csv', files.rules);
    const path = await planned('large', [accounts, reps, '--rules', rules]);
    expect(statSync(path).size).toBeLessThan(15 * megabyte);
    const { page, complaints } = await open(browser, path);
    expect(await page.locator('#map-canvas').count()).toBe(1);
    await page.locator('input[value=today]').check();
    await page.locator('#map-rep').selectOption('3');
    const known = await page.locator('#account-rows th').first().textContent();
    await page.locator('#search').fill(known ?? '');
    expect(await page.locator('#account-rows th').first().textContent()).toBe(known);
    expect(complaints).toEqual([]);
    await page.close();
    expect(await violations(path, 'dark')).toEqual([]);
  });
});
