/** Areas in one piece, told and drawn: report.html, the summary, explain, Markdown. */
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { carve, type Outcome, repo } from './carve.js';

const cwd = join(repo, 'fixtures/pieces');
const work = mkdtempSync(join(tmpdir(), 'carve-pieces-'));
const unbroken = (text: string): string => text.replace(/\s+/g, ' ');

async function planned(name: string, ...args: string[]): Promise<Outcome> {
  const common = ['--as-of', '2026-01-15', '--out', join(work, name)];
  const made = await carve(['plan', ...args, ...common], { cwd });
  expect(made.code).toBe(0);
  return made;
}
const page = (name: string): string => readFileSync(join(work, name, 'report.html'), 'utf8');
const verified = async (name: string): Promise<number> =>
  (await carve(['verify', join(work, name)])).code;

describe('territories by state', () => {
  let made: Outcome;
  beforeAll(async () => {
    made = await planned('states', 'accounts.csv', 'reps.csv', '--rules', 'rules.csv', '--verbose');
  });

  it('are listed piece by piece in the summary, for a rep, and in Markdown', async () => {
    const summary = unbroken(made.stdout);
    expect(summary).toContain('Territories in pieces, by state (row 2)');
    expect(summary).toContain('Ann 3 → 2 California + Nevada; Maine');
    expect(summary).toContain('Bo 2 → 1 Texas + Oklahoma + New Mexico');
    const own = await carve(['explain', join(work, 'states'), 'Ann']);
    const mine = 'Your territory by state is in 2 pieces (3 today): California + Nevada; Maine.';
    expect(unbroken(own.stdout)).toContain(mine);
    const markdown = await carve(['report', join(work, 'states'), '--format', 'markdown']);
    expect(markdown.stdout).toContain('| Ann | 3 → 2 | California + Nevada; Maine |');
    expect(markdown.stdout).toContain(mine);
  });

  it('are in the JSON of explain as its schema has it', async () => {
    const { stdout } = await carve(['explain', join(work, 'states'), 'ann', '--format', 'json']);
    const json = JSON.parse(stdout);
    expect(json.pieces).toEqual([
      {
        row: 2,
        by: 'state',
        today: ['California', 'Oklahoma', 'Maine'].map((area) => ({ areas: [area], accounts: 1 })),
        plan: [
          { areas: ['California', 'Nevada'], accounts: 2 },
          { areas: ['Maine'], accounts: 1 },
        ],
      },
    ]);
    const schema = JSON.parse(readFileSync(join(repo, 'dist/explain.schema.json'), 'utf8'));
    const validate = new Ajv2020({ strict: false }).compile(schema);
    expect([validate(json), validate.errors]).toEqual([true, null]);
  });

  it('are on the map of accounts, drawn from what verify has', async () => {
    const html = page('states');
    expect(html.match(/<path data-area=/g)).toHaveLength(9);
    expect(html).toContain('The map</a> shows the pieces of whom you choose there.');
    expect(html).not.toContain('id="area-rep"');
    expect(await verified('states')).toBe(0);
  });

  it('are given away by no masked page', async () => {
    const path = join(work, 'masked.html');
    await carve(['report', join(work, 'states'), '--mask', '--out', path]);
    const html = readFileSync(path, 'utf8');
    expect(html).toContain('Territories in pieces');
    expect(html).not.toMatch(/data-area|California|US-CA/);
  });
});

it('counties are drawn on a map of their own where accounts have no places', async () => {
  await planned('counties', 'counties.csv', 'reps.csv', '--rules', 'counties-rules.csv');
  const html = page('counties');
  expect(html.match(/<path data-area=/g)).toHaveLength(9);
  expect(html).toContain('id="area-rep"');
  expect(html).toContain('Map of 9 areas by county');
  expect(await verified('counties')).toBe(0);
});

it('areas without borders are listed in words', async () => {
  const files = ['zones.csv', 'reps.csv', '--rules', 'zones-rules.csv'];
  await planned('zones', ...files, '--neighbours', 'neighbours.csv');
  const html = page('zones');
  expect(html).not.toMatch(/data-area|area-rep/);
  expect(html).toContain('South; Islands');
  expect(await verified('zones')).toBe(0);
});

it('a page without a contiguous row has nothing of it', async () => {
  await planned('none', 'accounts.csv', 'reps.csv', '--bare');
  expect(page('none')).not.toMatch(/area-|piece-numbers|Territories in pieces/);
});

it('the same inputs draw the same page with any number of threads', async () => {
  const files = ['accounts.csv', 'reps.csv', '--rules', 'rules.csv'];
  await planned('again', ...files, '--threads', '1');
  expect(page('again')).toBe(page('states'));
});
