import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { carve, folderOf } from '../cli/carve.js';
import { csv, type Row } from './naive.js';

const id = (kind: string, number: number): string =>
  `${kind}5g00000A${String(number).padStart(4, '0')}`;
const rep = (number: number): string => id('005', number);
const numbers = Array.from({ length: 12 }, (_, at) => at);
const owner = (at: number): string => rep(1 + (at % 3));

function lines(header: string, rows: readonly string[]): string {
  return `${header}\n${rows.join('\n')}\n`;
}

/** Of three reps one goes, and the one who takes the place is not there for a month. */
const ann = `${rep(1)},Ann Lee,ann@x.example,East,100000,,Mo Hart,active`;
const bo = `${rep(2)},Bo Dahl,bo@x.example,East,100000,,Mo Hart,active`;
const cy = `${rep(3)},Cy Roth,cy@x.example,East,100000,,Mo Hart`;
const di = `${rep(4)},Di Wolf,di@x.example,East,100000,2026-03-02,Mo Hart,active`;
const repHeader = 'Id,Name,Email,region,quota,start_date,manager,status';

let cwd = '';
let moves: Row[] = [];

const read = (name: string): string => readFileSync(join(cwd, name), 'utf8');

async function run(...args: string[]): Promise<void> {
  const { code, stderr } = await carve([...args, '--quiet'], { cwd });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
}

beforeAll(async () => {
  cwd = folderOf({
    'accounts.csv': lines(
      'Id,Account Name,OwnerId,region,potential,arr,tier,disruption,Type',
      numbers.map(
        (at) => `${id('001', at)},Acc ${at},${owner(at)},East,10,${900 * at},Tier 2,1,Customer`,
      ),
    ),
    'reps.csv': lines(repHeader, [ann, bo, `${cy},active`]),
    'now.csv': lines(repHeader, [ann, bo, `${cy},left`, di]),
    'rules.csv': 'rule,metric\nmatch,region\n',
    'contacts.csv': lines(
      'Id,AccountId,Name,Email,OwnerId',
      numbers.map((at) => `${id('003', at)},${id('001', at)},Con ${at},c@x.example,${owner(at)}`),
    ),
    'opps.csv': lines(
      'Id,AccountId,OwnerId,StageName,Amount,CloseDate',
      numbers.map(
        (at) => `${id('006', at)},${id('001', at)},${owner(at)},Prospecting,50,2026-02-20`,
      ),
    ),
  });
  await run(
    ...['plan', 'accounts.csv', 'reps.csv', '--rules', 'rules.csv', '--as-of', '2026-01-15'],
    ...['--opportunities', 'opps.csv', '--out', 'jan'],
  );
  await run(
    ...['rebalance', 'jan', 'accounts.csv', 'now.csv', '--opportunities', 'opps.csv'],
    ...['--as-of', '2026-02-02', '--effective', '2026-02-09', '--out', 'feb'],
  );
  moves = csv(read('feb/moves.csv'));
  await run('transition', 'feb', '--contacts', 'contacts.csv', '--out', 'pack');
});

/** Owners and what takes them back on a day, by the ids of the records. */
async function on(day: string) {
  await run(
    ...['export', 'pack', '--for', 'salesforce', '--on', day],
    ...['--contacts', 'contacts.csv', '--out', day],
  );
  const rows = (name: string): Row[] => csv(read(`${day}/salesforce-${name}.csv`));
  const owners = (name: string): Record<string, string> =>
    Object.fromEntries(rows(name).map(({ Id, OwnerId }) => [Id, OwnerId]));
  return Object.fromEntries(
    ['', 'opportunities-', 'contacts-'].map((kind) => [
      kind,
      {
        owners: owners(`${kind}owners`),
        back: owners(`${kind}rollback`),
        inactive: owners(`${kind}rollback-inactive`),
      },
    ]),
  );
}

it('all accounts of the leaver go to somebody who is there, until the joiner is', () => {
  expect(moves.map(({ rep_id }) => rep_id)).toEqual([rep(4), rep(4), rep(4), rep(4)]);
  expect(moves.map(({ interim_until }) => interim_until)).toEqual(Array(4).fill('2026-03-02'));
  for (const { interim_rep_id } of moves) expect([rep(1), rep(2)]).toContain(interim_rep_id);
});

it('the interim owner gets accounts, deals and contacts on the day, and hands them on when the rep is there', async () => {
  const first = await on('2026-02-09');
  const last = await on('2026-03-02');
  for (const [kind, records] of [
    ['', '001'],
    ['opportunities-', '006'],
    ['contacts-', '003'],
  ] as const) {
    const of = (field: string): Record<string, string> =>
      Object.fromEntries(
        moves.map((move) => [move.account_id.replace(/^001/, records), move[field] ?? '']),
      );
    const fixed = (to: string): Record<string, string> =>
      Object.fromEntries(Object.keys(of('rep_id')).map((one) => [one, to]));
    expect(first[kind]).toEqual({
      owners: of('interim_rep_id'),
      back: {},
      inactive: fixed(rep(3)),
    });
    // What is taken back that day goes to the interim owner again, not to who has left.
    expect(last[kind]).toEqual({ owners: fixed(rep(4)), back: of('interim_rep_id'), inactive: {} });
  }
  for (const { owners } of Object.values(await on('2026-02-20'))) expect(owners).toEqual({});
});

it('letters name both, playbooks say who calls, and each account stands once in each of its playbooks', () => {
  const letters = csv(read('pack/letters.csv'));
  expect(letters.map(({ template }) => template)).toEqual(Array(4).fill('letter-interim'));
  const [{ body }] = letters;
  expect(body).toMatch(
    /^Dear Con 2,\n\nCy Roth no longer looks after Acc 2\. (From 9 February 2026 on, )?\w+ \w+ is your contact( now)?, until Di Wolf takes over on 2 March 2026\.\n/,
  );
  const joiner = read(`pack/playbooks/${rep(4)}.md`);
  expect(joiner).toContain('others look after them until 2 March 2026');
  expect(joiner).not.toMatch(/to be called on|Call wave/);
  for (const { account_id, interim_rep_id } of moves) {
    // The leaver has one as well, to hand over by.
    for (const of of [rep(4), rep(3), interim_rep_id])
      expect(read(`pack/playbooks/${of}.md`).split(account_id)).toHaveLength(2);
    const cover = read(`pack/playbooks/${interim_rep_id}.md`);
    expect(cover).toMatch(/Call wave \d: \d accounts?/);
    expect(cover).toMatch(/2026-03-02, Monday \| \d accounts? goe?s? from you to Di Wolf/);
  }
});

it('a pack of a rebalanced plan verifies', async () => {
  const { code, stdout } = await carve(['verify', 'pack'], { cwd });
  expect([code, stdout.slice(0, 9)]).toEqual([0, 'Verified:']);
});
