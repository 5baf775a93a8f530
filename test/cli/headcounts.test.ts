import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { headcountSchema } from '../../src/reports/headcount/headcount-files.js';
import { carve, folderOf } from './carve.js';

/** Accounts of equal size, and reps who can each work ten. */
function books(accounts: number, reps: string): Record<string, string> {
  return {
    'accounts.csv': `account_id,owner,potential\n${Array.from({ length: accounts }, (_, at) => `A${at},R${1 + (at % 2)},10\n`).join('')}`,
    'reps.csv': reps,
    'assumed.csv': 'name,value\naccounts_per_rep,10\ncreation_rate,100%\nwin_rate,50%\ndeal,100\n',
  };
}

const call = ['scenarios', 'accounts.csv', 'reps.csv', '--bare', '--as-of', '2026-01-01'];
const more = ['--assumptions', 'assumed.csv', '--effort', 'quick', '--threads', '1'];

async function counted(files: Record<string, string>, ...flags: readonly string[]) {
  const cwd = folderOf(files);
  const run = await carve([...call, ...more, ...flags, '--format', 'json'], { cwd });
  expect(run.code, run.stderr).toBe(0);
  return { cwd, json: headcountSchema.parse(JSON.parse(run.stdout)) };
}

describe('carve scenarios --reps', () => {
  it('names the least number that can work all accounts', async () => {
    // 35 accounts and ten a rep: four, of whom two are there.
    const files = books(35, 'rep_id,rep_name,region\nR1,Ann,West\nR2,Bo,East\n');
    const { cwd, json } = await counted(files, '--reps', '1..5');
    expect(json.reps_now).toBe(2);
    expect(json.least).toBe(4);
    expect(json.headcounts.map(({ works }) => works)).toEqual([false, false, false, true, true]);
    expect(json.headcounts.map(({ hired }) => hired.length)).toEqual([0, 0, 1, 2, 3]);
    expect(json.headcounts[0].without).toHaveLength(1);
    for (const { reps, fullest_pct: fullest, accounts } of json.headcounts) {
      expect(accounts).toBe(35);
      expect(fullest).toBeGreaterThanOrEqual((100 * 35) / (10 * reps) - 1e-9);
    }
    // The rep file of an answer plans as it was judged.
    const file = readFileSync(join(cwd, 'carve-out/reps-4.csv'), 'utf8');
    expect(file.trim().split('\n')).toHaveLength(5);
    expect(file).toMatch(/TBH1,TBH1,(West|East),active/);
    const again = await carve(
      [
        'plan',
        'accounts.csv',
        'carve-out/reps-4.csv',
        '--bare',
        '--as-of',
        '2026-01-01',
        '--out',
        'p',
      ],
      { cwd },
    );
    expect(again.code).toBe(0);
    const held = readFileSync(join(cwd, 'p/territories.csv'), 'utf8').trim().split('\n').slice(1);
    expect(held).toHaveLength(4);
    const told = await carve([...call, ...more, '--reps', '3..4', '--out', 'two'], { cwd });
    expect(told.stdout).toContain('4 reps is the least that works, 2 more than today');
    expect(told.stdout.replace(/\s+/g, ' ')).toContain('with 3, 3 reps have more accounts');
  });

  it('asks that pipeline covers the quotas, where opportunities are given', async () => {
    // Every rep can work 10 accounts at 50 each in a year: 500 against a quota of 400, so long as there are enough accounts.
    const reps = 'rep_id,quota\nR1,400\nR2,400\n';
    const files = {
      ...books(40, reps),
      'opportunities.csv': 'opportunity_id,account_id,stage,amount\nO1,A0,Closed Lost,5\n',
    };
    const { json } = await counted(
      files,
      ...['--opportunities', 'opportunities.csv', '--reps', '2..6', '--weights', 'disruption=0'],
    );
    const covers = json.headcounts.map(({ cover }) => cover);
    // Four can work 40 accounts: 2,000 of 1,600; six have no more accounts to work, and 2,400 to make.
    expect(covers[0]).toBeCloseTo(1.25, 9);
    expect(covers[2]).toBeCloseTo(1.25, 9);
    expect(covers[4]).toBeCloseTo(2000 / 2400, 9);
    expect(json.least).toBe(4);
    expect(json.headcounts.map(({ works }) => works)).toEqual([false, false, true, true, false]);
  });

  it('takes no id that is there, and says what cannot be asked at once', async () => {
    const files = books(12, 'rep_id,status\nTBH1,active\nR1,left\nR2,\n');
    const { json } = await counted(files, '--reps', '3');
    expect(json.reps_now).toBe(2);
    expect(json.headcounts[0].hired.map(({ rep_id: id }) => id)).toEqual(['TBH2']);
    const cwd = folderOf(files);
    const both = await carve([...call, '--reps', '3..2', '--frontier', '5'], { cwd });
    expect(both.code).toBe(2);
    expect(both.stderr).toMatch(/--reps: .*10\.\.14/);
    const beside = await carve([...call, '--reps', '3', '--frontier', '5'], { cwd });
    expect(beside.stderr).toContain('--frontier: asks for options');
  });
});
