import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { carve, repo } from '../cli/carve.js';
import { chromiumPath, launch, open } from './chromium.js';

const work = mkdtempSync(join(tmpdir(), 'carve-layout-'));
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const data = join(repo, '../shared/data');
/** A script of the page, which no types of this test reach. */
const faults = readFileSync(join(import.meta.dirname ?? '.', 'faults.js'), 'utf8');
const widths = [390, 1280, 1920];

const fixture = (name: string): string => join(repo, 'fixtures', name);
const sp500 = [
  fixture('sp500/accounts.csv'),
  fixture('sp500/reps.csv'),
  '--rules',
  fixture('sp500/rules.csv'),
];
const pieces = (accounts: string, rules: string): string[] => [
  fixture(`pieces/${accounts}.csv`),
  fixture('pieces/reps.csv'),
  '--rules',
  fixture(`pieces/${rules}.csv`),
];
const planned = ['--as-of', '2026-01-15', '--effort', 'quick', '--quiet'];

/** Every page that carve draws, by how it is made: the command without --out, and the page in that folder. */
const pages: Readonly<
  Record<string, { args: () => Promise<string[]>; page: string; needs?: string }>
> = {
  'S&P 500': { args: async () => ['plan', ...sp500, ...planned], page: 'report.html' },
  'a hundred reps': { args: manyReps, page: 'report.html' },
  Maven: {
    args: async () => [
      'plan',
      join(data, 'maven_crm/accounts.csv'),
      join(data, 'maven_crm/sales_teams.csv'),
      ...planned,
    ],
    page: 'report.html',
    needs: join(data, 'maven_crm'),
  },
  Dynamics: {
    args: async () => [
      'plan',
      join(data, 'dynamics365_demo/Account.csv'),
      join(data, 'dynamics365_demo/User.csv'),
      ...planned,
    ],
    page: 'report.html',
    needs: join(data, 'dynamics365_demo'),
  },
  'states in pieces': {
    args: async () => ['plan', ...pieces('accounts', 'rules'), ...planned],
    page: 'report.html',
  },
  'counties in pieces': {
    args: async () => ['plan', ...pieces('counties', 'counties-rules'), ...planned],
    page: 'report.html',
  },
  roles: { args: async () => ruled('roles'), page: 'report.html' },
  'rules that cannot all hold': {
    args: async () => ruled('conflicts/regions'),
    page: 'report.html',
  },
  'a handover': { args: handedOver, page: 'pack.html' },
  scenarios: {
    args: async () => ['scenarios', ...sp500, ...planned, '--frontier', '4'],
    page: 'report.html',
  },
  capacity: {
    args: async () => [
      ...['capacity', fixture('capacity/reps.csv'), '--goal', '3M', '--by', 'manager'],
      ...['--as-of', '2026-04-15'],
    ],
    page: 'capacity.html',
  },
  coverage: {
    args: async () => [
      ...['coverage', fixture('coverage/accounts.csv'), fixture('coverage/reps.csv'), '--bare'],
      ...['--activities', fixture('coverage/activities.csv'), '--as-of', '2026-06-30'],
      ...['--opportunities', fixture('coverage/opportunities.csv')],
      ...['--market', fixture('coverage/market.csv')],
    ],
    page: 'coverage.html',
  },
};

/** Whose deals, letters and playbooks are those of a plan. */
async function handedOver(): Promise<string[]> {
  const plan = join(work, 'adopted');
  const at = (name: string): string => fixture(`transition/${name}`);
  await carve([
    ...['plan', at('accounts.csv'), at('reps.csv'), '--rules', at('rules.csv'), '--out', plan],
    ...['--opportunities', at('opportunities.csv'), '--as-of', '2026-12-20', '--quiet'],
  ]);
  return ['transition', plan, '--effective', '2027-01-04', '--contacts', at('contacts.csv')];
}

/** The plan of a fixture with rules. */
function ruled(name: string): string[] {
  const files = [fixture(`${name}/accounts.csv`), fixture(`${name}/reps.csv`)];
  return ['plan', ...files, '--rules', fixture(`${name}/rules.csv`), ...planned];
}

async function manyReps(): Promise<string[]> {
  const { generate } = await import(join(repo, 'bench/generate.mjs'));
  const files: Record<'accounts' | 'reps', string> = generate({ accounts: 600, reps: 100 });
  const paths = (['accounts', 'reps'] as const).map((name) => {
    const path = join(work, `${name}.csv`);
    writeFileSync(path, files[name]);
    return path;
  });
  return ['plan', ...paths, ...planned];
}

/** What axe finds wrong. */
async function violations(page: Page): Promise<unknown> {
  await page.evaluate(axe);
  return page.evaluate(
    'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes.length, nodes[0].html]))',
  );
}

describe.skipIf(chromiumPath === undefined).each(Object.entries(pages))(
  'the page of %s',
  (name, { args, page: file, needs }) => {
    let browser: Browser;
    let path = '';
    const isMissing = needs !== undefined && !existsSync(needs);
    beforeAll(async () => {
      if (isMissing) return;
      browser = await launch();
      const out = join(work, name.replace(/\W/g, '-'));
      await carve([...(await args()), '--out', out]);
      path = join(out, file);
    });
    afterAll(() => browser?.close());

    it.skipIf(isMissing)('has nothing clipped and nothing on top of anything else', async () => {
      for (const width of widths) {
        const { page, complaints } = await open(browser, path, {
          viewport: { width, height: 800 },
        });
        expect([width, await page.evaluate(faults)]).toEqual([width, []]);
        expect(complaints).toEqual([]);
        await page.close();
      }
    });

    it.skipIf(isMissing)('passes axe in dark and in light', async () => {
      for (const [colorScheme, width] of [
        ['light', 1280],
        ['dark', 390],
      ] as const) {
        const viewport = { width, height: 900 };
        const { page } = await open(browser, path, { colorScheme, viewport, bypassCSP: true });
        expect([colorScheme, await violations(page)]).toEqual([colorScheme, []]);
        await page.close();
      }
    });
  },
);
