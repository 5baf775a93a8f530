import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { beforeAll, expect, it } from 'vitest';
import { displayWidth } from '../../src/reports/document/text-width.js';
import { carve, folderOf, repo } from './carve.js';

const at = (path: string): string => join(repo, 'fixtures', path);
let cwd = '';

beforeAll(async () => {
  cwd = folderOf({});
  for (const [out, name, asOf] of [
    ['adopted', 'transition', '2026-12-20'],
    ['routed', 'route', '2026-01-15'],
    ['reviewed', 'review', '2026-01-05'],
  ]) {
    const files = [at(`${name}/accounts.csv`), at(`${name}/reps.csv`)];
    const flags = ['--rules', at(`${name}/rules.csv`), '--as-of', asOf, '--out', out, '--quiet'];
    await carve(['plan', ...files, ...flags], { cwd });
  }
});

const inputs = (name: string): string[] => [
  ...[at(`${name}/accounts.csv`), at(`${name}/reps.csv`), '--rules', at(`${name}/rules.csv`)],
  ...['--as-of', '2026-01-15'],
];

/** What every command says of a small fixture. */
const commands: readonly (readonly string[])[] = [
  ['plan', ...inputs('roles'), '--out', 'a'],
  ['plan', ...inputs('conflicts/regions'), '--out', 'b', '--verbose'],
  ['scenarios', ...inputs('review'), '--out', 'c', '--effort', 'quick', '--frontier', '3'],
  ['explain', 'reviewed'],
  ['explain', 'reviewed', 'R2'],
  ['report', 'adopted'],
  ['validate', ...inputs('route')],
  ['check', ...inputs('route')],
  ['verify', 'reviewed'],
  ['diff', 'reviewed', 'routed'],
  ['route', 'routed', at('route/leads.csv'), '--claims', at('route/claims.csv'), '--out', 'd'],
  ['review', 'reviewed', '--out', 'e', '--force'],
  ['transition', 'adopted', '--effective', '2027-01-04', '--out', 'f'],
  [
    ...['coverage', at('coverage/accounts.csv'), at('coverage/reps.csv'), '--bare', '--out', 'g'],
    ...['--activities', at('coverage/activities.csv'), '--as-of', '2026-06-30'],
    ...['--opportunities', at('coverage/opportunities.csv')],
    ...['--market', at('coverage/market.csv')],
  ],
  ['capacity', at('capacity/reps.csv'), '--goal', '3M', '--as-of', '2026-04-15', '--out', 'h'],
];

/** A command is pasted as it stands, however long. */
const isToPaste = (line: string): boolean => /^ *carve /.test(line);

it.each(commands)('carve %s … writes no line wider than 80 or 120 columns', async (...args) => {
  for (const columns of [80, 120]) {
    const { stdout } = await carve([...args], { cwd, columns });
    expect(stdout).not.toBe('');
    const lines = stripVTControlCharacters(stdout).split('\n');
    const wide = lines.filter((line) => displayWidth(line) > columns && !isToPaste(line));
    expect([columns, wide]).toEqual([columns, []]);
  }
});
