import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ICAL from 'ical.js';
import { expect, it } from 'vitest';
import { Random } from '../../src/model/random.js';
import { transitionSchema } from '../../src/reports/transition/transition-json.js';
import { carve, folderOf } from '../cli/carve.js';
import { csv, naive, type Row } from './naive.js';

const seeds = Array.from({ length: 10 }, (_, at) => at + 1);

function written(rows: readonly (readonly (string | number)[])[]): string {
  return `${rows.map((row) => row.join(',')).join('\n')}\n`;
}

/** Files of a small company, and how its handover is asked for; every seed another kind of mess. */
function company(seed: number) {
  const random = new Random(seed);
  const roll = (below: number): number => random.below(below);
  const pick = <One>(all: readonly One[]): One => all[roll(all.length)];
  const some = <One>(one: One, share = 0.7): One | '' => (random.fraction() < share ? one : '');
  const reps = Array.from({ length: 5 }, (_, rep) => [
    `R${rep}`,
    `Rep ${rep}`,
    seed === 3 ? '' : some(100_000 * (1 + roll(9)), 0.8),
    some(10_000 * roll(20), 0.5),
    rep === 4 ? pick(['leaving', 'left']) : 'active',
    pick(['East', 'West', 'East|West']),
  ]);
  const count = 14 + roll(20);
  const accounts = Array.from({ length: count }, (_, at) => [
    `A${String(at).padStart(2, '0')}`,
    `Company ${at}`,
    pick(['R0', 'R0', 'R1', 'R2', 'R3', 'R4', '', 'gone@example.com']),
    some(pick(['Customer', 'Prospect', 'customer - direct'])),
    seed % 2 === 0 ? some(pick([1, 2, 3])) : '',
    pick(['East', 'West']),
    some(1000 * roll(90), 0.6),
    seed === 5 ? 7 : 1 + roll(90),
    some(
      `2027-${String(1 + roll(12)).padStart(2, '0')}-${String(1 + roll(28)).padStart(2, '0')}`,
      0.5,
    ),
    seed % 3 === 0 ? some(1000 * roll(30), 0.8) : '',
  ]);
  const opportunities = Array.from({ length: 25 }, (_, at) => [
    `D${at}`,
    `A${String(roll(count)).padStart(2, '0')}`,
    pick(['Negotiation', 'Proposal', 'Discovery', 'Closed Won', 'Closed Lost']),
    some(500 * roll(100), 0.9),
    some(`2027-0${1 + roll(5)}-${String(1 + roll(28)).padStart(2, '0')}`, 0.8),
  ]);
  const contacts = Array.from({ length: 18 }, (_, at) => [
    `C${String(at).padStart(2, '0')}`,
    `A${String(roll(count)).padStart(2, '0')}`,
    `Person ${at}`,
    some(`p${at}@example.com`),
    some('yes', 0.2),
  ]);
  const [first] = accounts;
  return {
    files: {
      'accounts.csv': written([
        [
          ...['account_id', 'account_name', 'owner', 'type', 'tier', 'region', 'arr', 'potential'],
          ...['renewal_date', 'quota'],
        ],
        ...accounts,
      ]),
      'reps.csv': written([
        ['rep_id', 'rep_name', 'quota', 'attained', 'status', 'region'],
        ...reps,
        ['R9', 'Rep 9', 300_000, '', 'active', 'East|West'],
      ]),
      'rules.csv': written([
        ['rule', 'accounts', 'metric'],
        ['match', '', 'region'],
        ['release', `account_id = ${first[0]}`, ''],
        ['exclude', 'account_id = A03', ''],
      ]),
      'opportunities.csv': written([
        ['opportunity_id', 'account_id', 'stage', 'amount', 'close_date'],
        ...opportunities,
      ]),
      'contacts.csv': written([
        ['contact_id', 'account_id', 'contact_name', 'email', 'primary'],
        ...contacts,
      ]),
      'holidays.csv': 'date,name\n2027-01-18,Day\n2028-02-29,Leap\n',
    },
    effective: pick(['2027-01-04', '2027-03-01', '2028-02-29', '2026-12-31', '2027-06-30']),
    fiscalStart: pick(['01-01', '07-01', '02-01', '10-15']),
    quota: pick(['prorate', 'whole', 'keep'] as const),
    guarantee: pick([undefined, 60]),
    holdover: pick([60, 30, 400]),
  };
}

it.each(seeds)('a handover is what a naive reading makes of the same files (%i)', async (seed) => {
  const { files, effective, fiscalStart, quota, guarantee, holdover } = company(seed);
  const cwd = folderOf(files);
  const asOf = '2026-12-20';
  const planned = await carve(
    [
      ...['plan', 'accounts.csv', 'reps.csv', '--rules', 'rules.csv', '--as-of', asOf],
      ...['--out', 'plan', '--effort', 'quick', '--threads', '1', '--quiet'],
    ],
    { cwd },
  );
  expect({ code: planned.code, stderr: planned.stderr }).toMatchObject({ stderr: '' });
  const asked = [
    ...['transition', 'plan', '--effective', effective, '--fiscal-start', fiscalStart],
    ...['--quota', quota, '--holdover', String(holdover)],
    ...['--opportunities', 'opportunities.csv', '--contacts', 'contacts.csv'],
    ...['--holidays', 'holidays.csv', '--quiet'],
    ...(guarantee === undefined ? [] : ['--guarantee', String(guarantee)]),
  ];
  const run = await carve([...asked, '--out', 'pack'], { cwd });
  expect({ code: run.code, stderr: run.stderr }).toEqual({ code: 0, stderr: '' });
  const read = (name: string): string => readFileSync(join(cwd, name), 'utf8');
  const rows = (name: string): Row[] => csv(read(name));
  const expected = naive({
    accounts: rows('accounts.csv'),
    reps: rows('reps.csv'),
    opportunities: rows('opportunities.csv'),
    contacts: rows('contacts.csv'),
    holidays: rows('holidays.csv').map(({ date }) => date),
    assignments: rows('plan/assignments.csv'),
    moves: rows('plan/moves.csv'),
    asOf,
    effective,
    quota,
    guarantee: guarantee ?? (quota === 'keep' ? 90 : 0),
    holdover,
    fiscalStart,
  });
  expect(rows('pack/deals.csv').map(({ why, ...deal }) => deal)).toEqual(expected.deals);
  const quotas = rows('pack/quota.csv');
  expect(quotas.slice(0, -1)).toEqual(expected.quota);
  expect(quotas.at(-1)).toMatchObject({ rep_id: '', in: expected.unassigned });
  const sum = (column: string): number =>
    quotas.reduce((total, row) => total + Number(row[column] || 0), 0);
  expect(sum('quota_after')).toBeCloseTo(sum('quota_before'), 0);
  const timeline = rows('pack/timeline.csv');
  const told = timeline.map(({ date, day, wave, accounts }) => [date, day, wave, accounts]);
  expect(told.map(String).sort()).toEqual(expected.timeline.map(String).sort());
  expect(timeline.map(({ date }) => date)).toEqual(timeline.map(({ date }) => date).sort());
  const letters = rows('pack/letters.csv');
  expect(letters.map(({ body, subject, cc, ...letter }) => letter)).toEqual(expected.letters);
  expect(letters.map(({ cc = '' }) => cc)).toEqual(expected.copies);
  const json = transitionSchema.parse(JSON.parse(read('pack/transition.json')));
  expect(json.not_ready).toEqual(expected.notReady);
  expect(json.deals_kept).toBe(expected.kept);

  // Each moved account once in each playbook that it belongs to.
  const moves = rows('plan/moves.csv');
  const repIds = new Set(rows('reps.csv').map(({ rep_id }) => rep_id));
  const wanted = new Map<string, string[]>();
  for (const move of moves) {
    for (const rep of [move.rep_id, move.previous_rep_id]) {
      if (repIds.has(rep)) wanted.set(rep, [...(wanted.get(rep) ?? []), move.account_id]);
    }
  }
  const playbooks = readdirSync(join(cwd, 'pack/playbooks')).filter((name) => name.endsWith('.md'));
  expect(playbooks.sort()).toEqual([...wanted.keys()].map((rep) => `${rep}.md`).sort());
  for (const [rep, ids] of wanted) {
    for (const suffix of ['md', 'html']) {
      const text = read(`pack/playbooks/${rep}.${suffix}`);
      expect((text.match(/\bA\d\d\b/g) ?? []).sort()).toEqual([...ids].sort());
    }
  }

  // The calendar, read by somebody else's parser.
  const calendar = new ICAL.Component(ICAL.parse(read('pack/timeline.ics')));
  const events = calendar.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one));
  expect(events.map((one) => [one.startDate.toString(), one.summary])).toEqual(
    timeline.map(({ date, task }) => [date, task]),
  );
  expect(new Set(events.map(({ uid }) => uid)).size).toBe(events.length);

  // The same bytes again, and with the rows of every file in another order but for that of the rows.
  await carve([...asked, '--out', 'again'], { cwd });
  for (const name of Object.keys(json.files))
    expect(read(`again/${name}`)).toBe(read(`pack/${name}`));
  expect(read('again/transition.json')).toBe(read('pack/transition.json'));
});
