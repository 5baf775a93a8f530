// The exports of a year on the S&P fixture: what a CRM would give once each plan is loaded into it.
// test/cli/year.test.ts goes through the year, docs/year.md shows it.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';

/** Three mergers: a company gets a parent with another owner, a lead turns out to be a subsidiary, one is gone. */
export const mergers = { parents: { AOS: 'MMM', L07: 'MMM' }, gone: 'ADBE', heir: 'ACN' };
/** Customers who bought nothing more. */
export const churned = ['AMD', 'AFL', 'APD', 'ABNB', 'AKAM'];
/** Who leaves in February and in July. */
export const leavers = ['R02', 'R11'];

/** What managers write in July: two move an account, one would split a family, two disagree, one says nothing. */
const decisions = {
  ADSK: () => ({ decision: 'move', to_rep_id: 'R10', why: 'Mei sold to them before' }),
  V: () => ({ decision: 'move', to_rep_id: 'Noah Fischer', why: 'Noah knows them' }),
  GOOGL: () => ({ decision: 'move', to_rep_id: 'R12', why: 'nearer' }),
  STE: ({ manager }) =>
    manager === 'Yuki Sato' ? { decision: 'reject', why: 'a deal is open' } : {},
  CRM: () => ({ decision: '' }),
};

const regions = ['East', 'South', 'Central', 'West', 'International'];

/** Forty leads, eight in each region; one in four has the website of a company that the plan has. */
export function leads() {
  return Array.from({ length: 40 }, (_, at) => ({
    account_id: `L${String(at).padStart(2, '0')}`,
    company: `Lead ${at}`,
    website: `www.lead${at}.example.com`,
    region: regions[at % regions.length],
    country: at % regions.length === 4 ? 'Ireland' : 'United States',
    industry: at % 3 === 0 ? 'Industrials' : 'Information Technology',
    potential: 20 + 7 * (at % 13),
  }));
}

/** @param folder where accounts.csv, reps.csv and the plans are. */
export function yearExports(folder) {
  const read = (name) =>
    parse(readFileSync(join(folder, name), 'utf8'), { columns: true, bom: true });
  const accounts = read('accounts.csv');
  const columns = Object.keys(accounts[0]);
  const write = (name, rows, header = Object.keys(rows[0])) =>
    writeFileSync(join(folder, name), stringify(rows, { header: true, columns: header }));
  /** Accounts and leads with the reps of a plan, as `change` makes them of what they were. */
  const today = (plan, change = (row) => row) => {
    const repOf = new Map(
      read(`${plan}/assignments.csv`).map(({ account_id, rep_id }) => [account_id, rep_id]),
    );
    const won = leads().map(({ company, ...lead }) => ({ ...lead, account_name: company }));
    return [...accounts, ...won]
      .filter(({ account_id }) => repOf.has(account_id))
      .map((row) => ({ ...row, owner: repOf.get(row.account_id) }))
      .flatMap((row) => change(row) ?? []);
  };
  const merged = (row) => {
    if (row.account_id === mergers.gone) return undefined;
    return { ...row, parent_id: mergers.parents[row.account_id] ?? row.parent_id };
  };
  const reps = (change) => read('reps.csv').flatMap((row) => change(row) ?? []);
  const hires = () =>
    ['Nina Brandt', 'Omar Haddad'].map((name, at) => ({
      rep_id: `R${13 + at}`,
      rep_name: name,
      email: `${name.toLowerCase().replace(' ', '.')}@example.com`,
      title: 'Account Executive',
      manager: at === 0 ? 'Grace Holloway' : 'Yuki Sato',
      region: at === 0 ? 'East|South|Central' : 'West|Central|International',
      industry: 'Information Technology',
      capacity: 1,
      ramp: '50%',
      quota: 700000,
      start_date: '2026-03-02',
      status: 'active',
    }));
  const without = (left) => [
    ...reps((row) => (left.includes(row.rep_id) ? { ...row, status: 'left' } : row)),
    ...hires(),
  ];
  return {
    leads: (name) => write(name, leads()),
    hires: (name) => write(name, without(leavers.slice(0, 1))),
    left: (name) => write(name, without(leavers)),
    ramped: (name) =>
      write(
        name,
        without(leavers).map((row) => (row.rep_id === 'R13' ? { ...row, ramp: '100%' } : row)),
      ),
    mergers: (name) => write(name, [{ kind: 'merge', id: mergers.gone, into_id: mergers.heir }]),
    answers: (sheets) => {
      for (const name of readdirSync(join(folder, sheets))) {
        if (!name.endsWith('.csv')) continue;
        const answered = read(`${sheets}/${name}`).map((row) => ({
          ...row,
          decision: 'accept',
          ...decisions[row.account_id]?.(row),
        }));
        write(`${sheets}/${name}`, answered);
      }
    },
    merged: (name, plan) => write(name, today(plan, merged), columns),
    churned: (name, plan) =>
      write(
        name,
        today(plan, (row) => {
          const now = merged(row);
          return now && churned.includes(row.account_id)
            ? { ...now, arr: 0, type: 'Prospect' }
            : now;
        }),
        columns,
      ),
  };
}
