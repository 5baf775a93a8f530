import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { opener } from '../../src/cli/open-page.js';
import { accounts, carve, folderOf, repo, reps } from './carve.js';

/** Runs carve where all that pages can be opened with is a script that writes down what it is given. */
function opening(args: readonly string[], program: 'there' | 'not there') {
  const folder = folderOf({ 'accounts.csv': accounts, 'reps.csv': reps });
  const opened = join(folder, 'opened');
  const script = join(folder, opener(process.platform, '').program);
  if (program === 'there') {
    writeFileSync(script, `#!/bin/sh\necho "$1" >> "${opened}"\n`);
    chmodSync(script, 0o755);
  }
  const { status, stderr } = spawnSync(
    process.execPath,
    [join(repo, 'bin/carve.js'), ...args, '--open', '--as-of', '2026-01-15'],
    { cwd: folder, encoding: 'utf8', env: { PATH: folder } },
  );
  return { status, stderr, folder, opened };
}

async function linesOf(file: string): Promise<string[]> {
  for (let wait = 0; wait < 100 && !existsSync(file); wait++)
    await new Promise((done) => setTimeout(done, 30));
  return readFileSync(file, 'utf8').trim().split('\n');
}

describe('--open', () => {
  it('opens the page of the whole run, and none of its options', async () => {
    const { status, folder, opened } = opening(
      ['scenarios', 'accounts.csv', 'reps.csv', '--effort', 'quick'],
      'there',
    );
    expect(status).toBe(0);
    expect(await linesOf(opened)).toEqual([join(folder, 'carve-out', 'report.html')]);
  });

  it('says where it cannot, and fails nothing', () => {
    const { status, stderr, folder } = opening(['plan', 'accounts.csv', 'reps.csv'], 'not there');
    expect(status).toBe(0);
    expect(stderr).toContain('carve-out/report.html could not be opened');
    expect(existsSync(join(folder, 'carve-out', 'report.html'))).toBe(true);
  });

  it.each([
    'plan',
    'scenarios',
    'report',
    'rebalance',
    'route',
    'review',
    'transition',
    'coverage',
    'capacity',
  ])('is offered by carve %s, which writes a page', async (command) => {
    expect((await carve([command, '--help'])).stdout).toMatch(/^ +--open +show the page/m);
  });

  it('takes what each system has', () => {
    expect(opener('darwin', '/a b').program).toBe('open');
    expect(opener('win32', 'C:\\a & b.html').args).toEqual(['C:\\a & b.html']);
    expect(opener('linux', '/a').program).toBe('xdg-open');
  });
});
