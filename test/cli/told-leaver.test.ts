import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { carve, folderOf, repo } from './carve.js';

const asOf = ['--as-of', '2026-03-01'];
const leads = 'account_id,company,region,potential\nL1,Lumen,East,15\nL2,Moss,East,15\n';
const lead = 'account_id,company,region,potential\nL3,Lumen,East,15\n';
let cwd = '';

const read = (...path: string[]): string => readFileSync(join(cwd, ...path), 'utf8');
const run = async (command: string, stdin = '') => {
  const outcome = await carve([...command.split(' '), ...asOf], { cwd, stdin });
  expect([command, outcome.code, outcome.stderr.slice(0, 400)]).toEqual([
    command,
    0,
    expect.anything(),
  ]);
  return outcome;
};
const repsIn = (folder: string, file = 'routed.csv'): Set<string> =>
  new Set(
    read(folder, file)
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(',')[file === 'routed.csv' ? 1 : 2]),
  );
const verified = async (...folders: string[]): Promise<void> => {
  for (const folder of folders) {
    const { code, stdout } = await carve(['verify', folder], { cwd });
    expect([folder, code, stdout]).toEqual([folder, 0, expect.stringContaining('Verified')]);
  }
};

/** Cleo (r3) has left, which the file of events says and the rep file does not. */
beforeAll(async () => {
  cwd = folderOf({ 'left.csv': 'kind,id\nleave,r3\n', 'back.csv': 'kind,id\nreturn,r3\n' });
  cpSync(join(repo, 'fixtures/route'), cwd, { recursive: true });
  await run('plan accounts.csv reps.csv --rules rules.csv --out jan --quiet');
  await run('route jan - --out before', leads);
  expect(repsIn('before').has('r3')).toBe(true);
  await run('rebalance jan jan reps.csv --events left.csv --out feb --quiet');
});

describe('a leaver of whom only --events told', () => {
  it('gets no lead from the plan that knows of it, nor from those after it', async () => {
    const { stderr } = await run('route feb - --out monday', lead);
    expect(stderr).toContain('r3 has left: so feb was told, and');
    expect(repsIn('monday')).toEqual(new Set(['r4']));
    expect(JSON.parse(read('monday', 'plan.json')).options.statuses).toEqual({ r3: 'left' });
    await run('route monday - --out tuesday', lead.replaceAll('L', 'M'));
    expect(repsIn('tuesday')).toEqual(new Set(['r4']));
    expect(repsIn('tuesday', 'assignments.csv').has('r3')).toBe(false);
    await verified('monday', 'tuesday');
  });

  it('is no rep of what is planned, checked or reviewed from there', async () => {
    await run('plan feb reps.csv --out anew --quiet');
    expect(repsIn('anew', 'assignments.csv').has('r3')).toBe(false);
    const before = read('feb', 'assignments.csv').split('\n').length;
    expect(read('anew', 'assignments.csv').split('\n')).toHaveLength(before);
    const checked = await run('check feb reps.csv --format json --quiet');
    expect(JSON.parse(checked.stdout).options.statuses).toEqual({ r3: 'left' });
    expect((await carve(['review', 'feb', '--out', 'sheets', '--quiet'], { cwd })).code).toBe(0);
    expect(read('sheets', 'no-manager.csv')).toContain('Cleo Marsh has left');
    writeFileSync(
      join(cwd, 'answer.csv'),
      `${read('sheets', 'no-manager.csv').split('\n', 1)[0]}\nno-manager,A01,,,,,,,move,r3,asks for her,Ann,\n`,
    );
    const taken = await carve(['review', 'feb', 'answer.csv', '--out', 'taken'], { cwd });
    expect(taken.code).not.toBe(0);
    expect(`${taken.stdout}${taken.stderr}`).toMatch(/r3|Cleo/);
    await verified('anew');
  });

  it('does not come back by the next rebalance, unless somebody says so or the rep file changes', async () => {
    const next = await run('rebalance feb feb reps.csv --out mar');
    expect(next.stdout).toContain('nothing has to move');
    await run('rebalance mar mar reps.csv --events back.csv --out apr --quiet');
    expect(read('apr', 'events.csv')).toContain('\nreturn,r3,');
    expect(read('apr', 'territories.csv')).toMatch(/\nr3,.*,active,/);
    writeFileSync(join(cwd, 'today.csv'), `${read('reps.csv').trimEnd()}\n`.replace('Ana', 'Anna'));
    const changed = await run('rebalance mar mar today.csv --out may');
    expect(changed.stderr).toContain('today.csv is another rep file than then');
    expect(read('may', 'events.csv')).toContain('\nreturn,r3,');
    await verified('mar', 'apr', 'may');
    // Whoever goes on from there has her back.
    const { stderr } = await run('route apr - --out summer', leads);
    expect(stderr).toContain('r3 is back: so apr was told');
    await verified('summer');
  });
});
