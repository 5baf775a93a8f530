/** Areas in one piece on report.html: what is filled and numbered is what the plan's files say. */
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { carve, repo } from '../cli/carve.js';
import { chromiumPath, launch, open } from './chromium.js';

const work = mkdtempSync(join(tmpdir(), 'carve-areas-'));
const cwd = join(repo, 'fixtures/pieces');

async function planned(name: string, ...files: string[]): Promise<string> {
  const out = join(work, name);
  const { code } = await carve(
    ['plan', ...files, '--as-of', '2026-01-15', '--quiet', '--out', out],
    {
      cwd,
    },
  );
  expect(code).toBe(0);
  return join(out, 'report.html');
}

const rowsOf = (path: string): Record<string, string>[] => {
  const [head, ...lines] = readFileSync(path, 'utf8').trim().split('\n');
  const names = head.split(',');
  return lines.map((line) =>
    Object.fromEntries(line.split(',').map((cell, at) => [names[at], cell])),
  );
};

const filled = (page: Page): Promise<number> => page.locator('.areas path.on').count();
const numbers = (page: Page): Promise<string[]> =>
  page.locator('#piece-numbers text').allTextContents();

describe.skipIf(chromiumPath === undefined)('areas on report.html', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser?.close());

  it('fills the areas of whom one chooses, and numbers as many pieces as territories.csv counts', async () => {
    const path = await planned('states', 'accounts.csv', 'reps.csv', '--rules', 'rules.csv');
    const states = new Map(rowsOf(join(cwd, 'accounts.csv')).map((one) => [one.account_id, one]));
    const assigned = rowsOf(join(work, 'states/assignments.csv'));
    const territories = rowsOf(join(work, 'states/territories.csv'));
    const { page, complaints, requests } = await open(browser, path);
    expect(await filled(page)).toBe(0);
    expect(await page.locator('#area-words').textContent()).toMatch(/^Choose a team or a rep/);
    for (const { rep_id, rep_name, pieces } of territories) {
      await page.locator('#map-rep').selectOption({ label: rep_name });
      const own = assigned.filter((one) => one.rep_id === rep_id);
      const areas = new Set(own.map(({ account_id }) => states.get(account_id)?.state));
      expect([rep_id, await filled(page)]).toEqual([rep_id, areas.size]);
      const count = Number(pieces);
      const labels = count > 1 ? Array.from({ length: count }, (_, at) => String(at + 1)) : [];
      expect([rep_id, await numbers(page)]).toEqual([rep_id, labels]);
      const words = await page.locator('#area-words').textContent();
      expect(words).toContain(`${rep_name} in the plan, ${count} piece`);
    }
    // Ann's California, Oklahoma and Maine of today; then Mo's team: hers and Bo's together.
    await page.locator('#map-rep').selectOption({ label: 'Ann' });
    await page.locator('#map-controls input[value=today]').check();
    expect(await numbers(page)).toEqual(['1', '2', '3']);
    expect(await page.locator('#area-words').textContent()).toBe(
      'Ann today, 3 pieces by state: 1: California; 2: Oklahoma; 3: Maine',
    );
    await page.locator('#map-rep').selectOption({ label: 'Mo' });
    // California with Nevada, Texas with Oklahoma and New Mexico, Maine.
    expect([await filled(page), (await numbers(page)).length]).toEqual([6, 3]);
    expect(complaints).toEqual([]);
    expect(requests.filter((url) => url !== 'data:,')).toEqual([]);
    await page.close();
  });

  it('puts no number on another one, and none outside the map, on a phone as on a desk', async () => {
    const path = await planned(
      'counties',
      'counties.csv',
      'reps.csv',
      '--rules',
      'counties-rules.csv',
    );
    for (const width of [390, 1280, 1920]) {
      const { page } = await open(browser, path, { viewport: { width, height: 900 } });
      await page.locator('#area-controls input[value=today]').check();
      const boxes = await Promise.all(
        (await page.locator('#piece-numbers circle').all()).map((one) => one.boundingBox()),
      );
      const map = await page.locator('.area-map svg').boundingBox();
      expect(boxes).toHaveLength(3);
      const centres = boxes.map((box) => [
        (box?.x ?? 0) + (box?.width ?? 0) / 2,
        (box?.y ?? 0) + (box?.height ?? 0) / 2,
      ]);
      for (const [at, [x, y]] of centres.entries()) {
        expect(boxes[at]?.width).toBeGreaterThan(18);
        expect(x > (map?.x ?? 0) && x < (map?.x ?? 0) + (map?.width ?? 0)).toBe(true);
        expect(y > (map?.y ?? 0) && y < (map?.y ?? 0) + (map?.height ?? 0)).toBe(true);
        for (const [ox, oy] of centres.slice(at + 1)) {
          expect(Math.hypot(ox - x, oy - y)).toBeGreaterThan(20);
        }
      }
      await page.close();
    }
  });
});
