import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { declareCommands } from '../../src/cli/commands.js';
import type { World } from '../../src/cli/world.js';

const repo = resolve(import.meta.dirname, '../..');
const pages = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(join(repo, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

describe('the docs', () => {
  it('show what this version prints', () => {
    const { stdout, status } = spawnSync('node', [join(import.meta.dirname, 'transcripts.mjs')], {
      encoding: 'utf8',
    });
    expect([stdout, status]).toEqual(['', 0]);
  });

  it('have a front page of 150 lines or fewer', () => {
    expect(readFileSync(join(repo, 'README.md'), 'utf8').split('\n').length).toBeLessThanOrEqual(
      150,
    );
  });

  it.each(pages)('link to files that are there: %s', (name) => {
    const text = readFileSync(join(repo, name), 'utf8');
    const targets = [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(([, target]) => target);
    const gone = targets.filter((target) => !existsSync(join(repo, dirname(name), target)));
    expect(gone).toEqual([]);
  });

  it('have a page for every command, named in the index', () => {
    const index = readFileSync(join(repo, 'docs/README.md'), 'utf8');
    const program = new Command('carve');
    declareCommands(program, {} as World, () => {});
    const visible = program
      .createHelp()
      .visibleCommands(program)
      .map((one) => one.name());
    const without = visible.filter(
      (name) => name !== 'help' && !index.includes(`| \`carve ${name}\` | [`),
    );
    expect(without).toEqual([]);
  });

  it('are all in the index', () => {
    const index = readFileSync(join(repo, 'docs/README.md'), 'utf8');
    const missing = pages
      .filter((name) => name.startsWith('docs/') && name !== 'docs/README.md')
      .filter((name) => !index.includes(`(${name.slice(5)})`));
    expect(missing).toEqual([]);
  });
});
