import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { carve, folderOf, repo } from '../cli/carve.js';
import { csv, naive, type Row } from './naive.js';

const demo = join(repo, '../shared/data/dynamics365_demo');

const rowsOf = (name: string): Row[] =>
  csv(readFileSync(join(demo, name), 'utf8').replace(/^\ufeff/, ''));

/** 6/13/2025 as 2025-06-13. */
function iso(text: string): string {
  const [month, day, year] = text.split(' ')[0].split('/');
  return year === undefined ? '' : [year, month.padStart(2, '0'), day.padStart(2, '0')].join('-');
}

/** The users with their goals of the year as quota; one of them is leaving. */
function users(): Row[] {
  const goals = rowsOf('Goal.csv').filter((goal) => goal['Fiscal Period']?.startsWith('Quarter'));
  return rowsOf('User.csv').map((user) => {
    const name = `${user['First Name']} ${user['Last Name']}`;
    const own = goals.filter((goal) => goal['Goal Owner'] === name);
    const quota = own.reduce((sum, goal) => sum + Number(goal.Target.replace(/[$, ]/g, '')), 0);
    const status = name === 'Eric Boocock' ? 'leaving' : 'active';
    return { ...user, Quota: quota === 0 ? '' : String(quota), Status: status };
  });
}

function written(rows: readonly Row[]): string {
  const columns = Object.keys(rows[0]);
  const line = (cells: readonly string[]): string =>
    cells.map((cell) => `"${cell.replace(/"/g, '""')}"`).join(',');
  return `${[line(columns), ...rows.map((row) => line(columns.map((one) => row[one] ?? '')))].join('\n')}\n`;
}

/** Straight from the folder: it may not be copied into the project. */
describe.skipIf(!existsSync(demo))('the Dynamics demo', () => {
  it.each(['prorate', 'whole', 'keep'] as const)(
    'a handover of its accounts, users and opportunities is what a naive reading makes of them (%s)',
    async (quota) => {
      const reps = users();
      const cwd = folderOf({
        'users.csv': written(reps),
      });
      const [asOf, effective] = ['2025-04-01', '2025-05-01'];
      const opportunities = join(demo, 'Opportunity.csv');
      const planned = await carve(
        [
          ...['plan', join(demo, 'Account.csv'), 'users.csv', '--bare', '--as-of', asOf],
          ...['--opportunities', opportunities, '--effort', 'quick', '--threads', '1'],
          ...['--out', 'plan', '--quiet'],
        ],
        { cwd },
      );
      expect([planned.code, planned.stderr]).toEqual([0, '']);
      const run = await carve(
        [
          ...['transition', 'plan', '--effective', effective, '--fiscal-start', '07-01'],
          ...['--quota', quota, '--out', 'pack', '--quiet'],
        ],
        { cwd },
      );
      expect([run.code, run.stderr]).toEqual([0, '']);
      const made = (name: string): Row[] => csv(readFileSync(join(cwd, name), 'utf8'));
      const moves = made('plan/moves.csv');
      const expected = naive({
        accounts: rowsOf('Account.csv').map((one) => ({ account_id: one['Account Name'] })),
        reps: reps.map((one) => ({
          rep_id: one['Primary Email'],
          quota: one.Quota,
          status: one.Status,
        })),
        opportunities: rowsOf('Opportunity.csv')
          .filter(({ Status }) => Status === 'Open')
          .map((one) => ({
            account_id: one['Potential Customer'],
            amount: one['Est. revenue'],
            close_date: iso(one['Est. close date']),
            stage:
              one['Sales Stage'] === 'Propose' || Number(one.Probability) >= 70
                ? 'Proposal'
                : 'Discovery',
          })),
        contacts: [],
        holidays: [],
        assignments: made('plan/assignments.csv'),
        moves,
        asOf,
        effective,
        quota,
        guarantee: quota === 'keep' ? 90 : 0,
        holdover: 60,
        fiscalStart: '07-01',
      });
      expect(moves.length).toBeGreaterThan(5);
      const plain = (deals: readonly Row[]): Row[] =>
        deals.map(({ stage, why, opportunity_id, ...deal }) => deal);
      expect(expected.deals.some(({ keep_until }) => keep_until !== '')).toBe(true);
      expect(plain(made('pack/deals.csv'))).toEqual(plain(expected.deals as readonly Row[]));
      const quotas = made('pack/quota.csv');
      expect(quotas.slice(0, -1)).toEqual(expected.quota);
      expect(quotas.at(-1)).toMatchObject({ rep_id: '', in: expected.unassigned });
      const sum = (column: string): number =>
        quotas.reduce((total, row) => total + Number(row[column] || 0), 0);
      expect(sum('quota_after')).toBeCloseTo(sum('quota_before'), 1);
      const told = made('pack/timeline.csv').map(({ date, day, wave, accounts }) =>
        [date, day, wave, accounts].join(),
      );
      expect(told.sort()).toEqual(expected.timeline.map((cells) => cells.join()).sort());
      for (const { account_id, rep_id, previous_rep_id } of moves) {
        for (const rep of [rep_id, previous_rep_id]) {
          if (!reps.some((one) => one['Primary Email'] === rep)) continue;
          const file = rep.replace(/[^A-Za-z0-9.-]/g, '_');
          const text = readFileSync(join(cwd, `pack/playbooks/${file}.md`), 'utf8');
          // Without ids of their own, accounts go by their names.
          expect(text.split(`**${account_id}**`)).toHaveLength(2);
        }
      }
      expect((await carve(['verify', 'pack'], { cwd })).code).toBe(0);
    },
  );
});
