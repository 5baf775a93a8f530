import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compareFolder } from '../oracle/compare.js';
import { carve, folderOf } from './carve.js';
import { forgedCopy } from './forged-copy.js';

const asOf = ['--as-of', '2026-02-02'];

/** Twelve accounts of three reps, four each, each of 10, and a plan of them in which nothing moves. */
async function adopted(reps = 'R1,Ann,East\nR2,Bo,East\nR3,Cy,East\n'): Promise<string> {
  const rows = Array.from({ length: 12 }, (_, at) => {
    const renewal = at === 0 ? '2026-03-01' : '';
    return `A${at},Acc ${at},R${1 + (at % 3)},East,10,${at === 3 ? 900 : 0},${renewal},${at < 2 ? 'Tier 1' : 'Tier 3'},1`;
  });
  const cwd = folderOf({
    'accounts.csv': `account_id,account_name,owner,region,potential,arr,renewal_date,tier,disruption\n${rows.join('\n')}\n`,
    'reps.csv': `rep_id,rep_name,region\n${reps}`,
    'rules.csv': 'rule,metric\nmatch,region\n',
  });
  const plan = ['plan', 'accounts.csv', 'reps.csv', '--rules', 'rules.csv', '--out', 'jan'];
  expect((await carve([...plan, '--as-of', '2026-01-15'], { cwd })).code).toBe(0);
  return cwd;
}

function table(folder: string, file: string): Record<string, string>[] {
  const [header, ...lines] = readFileSync(join(folder, file), 'utf8').trim().split('\n');
  const names = header.split(',');
  return lines.map((line) =>
    Object.fromEntries(
      line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/).map((cell, at) => [names[at], cell]),
    ),
  );
}

const planOf = (cwd: string, folder: string) =>
  JSON.parse(readFileSync(join(cwd, folder, 'plan.json'), 'utf8'));

describe('carve rebalance', () => {
  it('moves nothing where nothing happened', async () => {
    const cwd = await adopted();
    const args = ['rebalance', 'jan', 'accounts.csv', 'reps.csv', '--exit-code', ...asOf];
    const { code, stdout } = await carve(args, { cwd });
    expect(code).toBe(0);
    expect(stdout).toContain('nothing has to move');
    expect(table(join(cwd, 'carve-out'), 'moves.csv')).toEqual([]);
    expect(table(join(cwd, 'carve-out'), 'events.csv')).toEqual([]);
    expect((await carve(['verify', 'carve-out'], { cwd })).code).toBe(0);
  });

  it('gives the accounts of a leaver to others and moves no other', async () => {
    const cwd = await adopted();
    writeFileSync(join(cwd, 'now.csv'), 'rep_id,rep_name,region\nR1,Ann,East\nR2,Bo,East\n');
    writeFileSync(join(cwd, 'holidays.csv'), 'date,name\n2026-02-09,A holiday\n');
    const args = ['rebalance', 'jan', 'accounts.csv', 'now.csv', '--holidays', 'holidays.csv'];
    const run = await carve([...args, '--effective', '2026-02-06', '--exit-code', ...asOf], {
      cwd,
    });
    expect(run.code).toBe(1);
    const { least_change: change, objective, events, from } = planOf(cwd, 'carve-out');
    expect(change).toEqual({ disruption: 0, bound: 0, gap: 0, moves: 0, must_move: 4 });
    expect([objective.bound, objective.gap]).toEqual([null, null]);
    expect(events).toEqual({ leave: 1 });
    expect(from).toEqual({ path: '../jan', sha256: planOf(cwd, 'jan').sha256 });
    const moves = table(join(cwd, 'carve-out'), 'moves.csv');
    expect(moves.map(({ account_id: id }) => id)).toEqual(['A2', 'A5', 'A8', 'A11']);
    // The effective day is a Friday, and the Monday after it a holiday.
    expect(new Set(moves.map((row) => [row.event, row.wave, row.due_date].join()))).toEqual(
      new Set(['leave:R3,3,2026-03-02']),
    );
    const [leave] = table(join(cwd, 'carve-out'), 'events.csv');
    expect(leave).toMatchObject({ kind: 'leave', id: 'R3', accounts: '4', potential: '40' });
    expect(table(join(cwd, 'carve-out'), 'stop-outbound.csv')).toHaveLength(4);
    expect((await carve(['verify', 'carve-out'], { cwd })).code).toBe(0);
    expect(compareFolder(join(cwd, 'carve-out'))).toEqual([]);
  });

  it('tells of another ramp of a rep who is on leave then and now, and moves nothing for it', async () => {
    const cwd = await adopted('R1,Ann,East\nR2,Bo,East\nR3,Cy,East\n');
    const reps = (ramp: string): string =>
      `rep_id,rep_name,region,ramp,status\nR1,Ann,East,1,\nR2,Bo,East,1,\nR3,Cy,East,${ramp},on_leave\n`;
    writeFileSync(join(cwd, 'then.csv'), reps('0.5'));
    writeFileSync(join(cwd, 'now.csv'), reps('0.75'));
    const plan = ['plan', 'accounts.csv', 'then.csv', '--rules', 'rules.csv', '--out', 'then'];
    expect((await carve([...plan, '--as-of', '2026-01-15'], { cwd })).code).toBe(0);
    const run = await carve(['rebalance', 'then', 'accounts.csv', 'now.csv', ...asOf], { cwd });
    expect(run.code).toBe(0);
    const events = table(join(cwd, 'carve-out'), 'events.csv');
    expect(events).toMatchObject([{ kind: 'ramp', id: 'R3', accounts: '4', potential: '40' }]);
    expect(table(join(cwd, 'carve-out'), 'moves.csv')).toEqual([]);
    expect((await carve(['verify', 'carve-out'], { cwd })).code).toBe(0);
  });

  it('names the number that would do for a rule that is outgrown, and takes it with --relax', async () => {
    const cwd = await adopted();
    writeFileSync(join(cwd, 'now.csv'), 'rep_id,rep_name,region\nR1,Ann,East\nR2,Bo,East\n');
    writeFileSync(join(cwd, 'most.csv'), 'rule,metric,max\nlimit,accounts,5\n');
    const args = ['rebalance', 'jan', 'accounts.csv', 'now.csv', '--rules', 'most.csv', ...asOf];
    const refused = await carve(args, { cwd });
    expect(refused.code).toBe(3);
    expect(refused.stdout).toMatch(/row 2 \(limit\): max 5 cannot be kept; what would do is 6/);
    expect(planOf(cwd, 'carve-out').status).toBe('infeasible');
    const relaxed = await carve([...args, '--relax'], { cwd });
    expect(relaxed.code).toBe(0);
    expect(table(join(cwd, 'carve-out'), 'relaxations.csv')).toEqual([
      { file: 'rules.csv', row: '2', column: 'max', from: '5', to: '6' },
    ]);
    expect((await carve(['verify', 'carve-out'], { cwd })).code).toBe(0);
  });

  it('fills a joiner from others, and says who covers until they are there', async () => {
    const cwd = await adopted();
    writeFileSync(
      join(cwd, 'now.csv'),
      'rep_id,rep_name,region,ramp,start_date\nR1,Ann,East,1,\nR2,Bo,East,1,\nR3,Cy,East,1,\nR4,Di,East,50%,2026-03-02\n',
    );
    writeFileSync(join(cwd, 'freeze.csv'), 'account_id,until\nA0,2026-03-31\nA1,2026-01-01\n');
    const args = ['rebalance', 'jan', 'accounts.csv', 'now.csv', '--freeze', 'freeze.csv', ...asOf];
    expect((await carve(args, { cwd })).code).toBe(0);
    const moves = table(join(cwd, 'carve-out'), 'moves.csv');
    // A target of 120 × 0.5 ÷ 3.5 = 17.1, of which 80 % are two accounts.
    expect(moves.map(({ rep_id: rep }) => rep)).toEqual(['R4', 'R4']);
    expect(moves.map(({ account_id: id }) => id)).not.toContain('A0');
    expect(new Set(moves.map(({ event }) => event))).toEqual(new Set(['join:R4']));
    for (const row of moves) {
      const isFirst = row.wave === '1';
      expect(row.interim_rep_id).toBe(isFirst ? row.previous_rep_id : '');
      expect(row.interim_until).toBe(isFirst ? '2026-03-02' : '');
    }
    const { least_change: change, rebalance } = planOf(cwd, 'carve-out');
    expect(change).toMatchObject({ disruption: 2, bound: 2, moves: 2 });
    expect(rebalance.frozen).toEqual(['A0']);
    const none = await carve([...args, '--max-moves', '0'], { cwd });
    expect(none.code).toBe(0);
    expect(table(join(cwd, 'carve-out'), 'moves.csv')).toEqual([]);
  });

  it('takes owners from the plan where accounts have none, and what people tell of events', async () => {
    const cwd = await adopted();
    const text = readFileSync(join(cwd, 'accounts.csv'), 'utf8');
    const withoutOwners = text.replace(/^([^,]*,[^,]*),[^,]*/gm, '$1');
    writeFileSync(join(cwd, 'today.csv'), `${withoutOwners}N1,New,East,10,0,,,1\n`);
    writeFileSync(join(cwd, 'events.csv'), 'kind,id,date\nleave,R3,2026-02-20\n');
    const args = ['rebalance', 'jan', 'today.csv', 'reps.csv', '--events', 'events.csv', ...asOf];
    expect((await carve([...args, '--map', 'owner=none?'], { cwd })).code).toBe(2);
    expect((await carve(args, { cwd })).code).toBe(0);
    const { events, inputs, rebalance } = planOf(cwd, 'carve-out');
    expect(events).toEqual({ leave: 1, new: 1 });
    expect(inputs.owners.path).toBe('../jan/assignments.csv');
    expect(rebalance.statuses).toEqual({ R3: 'left' });
    const moves = table(join(cwd, 'carve-out'), 'moves.csv');
    expect(moves.map((row) => `${row.account_id} ${row.effective_date}`)).toEqual([
      'A2 2026-02-20',
      'A5 2026-02-20',
      'A8 2026-02-20',
      'A11 2026-02-20',
      'N1 2026-02-02',
    ]);
    expect((await carve(['verify', 'carve-out'], { cwd })).code).toBe(0);
    const next = ['rebalance', 'carve-out', 'carve-out', 'reps.csv', '--out', 'mar'];
    expect((await carve([...next, '--as-of', '2026-03-02'], { cwd })).code).toBe(0);
    const { stdout } = await carve(['report', 'mar', '--history'], { cwd });
    expect(stdout).toContain('3 plans since 2026-01-15');
    expect((await carve(['verify', 'mar'], { cwd })).code).toBe(0);
  });

  it('tells where who covers for a rep on leave was changed, whoever made the checksums fit', async () => {
    const cwd = await adopted();
    writeFileSync(join(cwd, 'leave.csv'), 'kind,id,date\nleave_of_absence,R1,2026-02-10\n');
    const args = ['rebalance', 'jan', 'jan', 'reps.csv', '--events', 'leave.csv', '--out', 'feb'];
    expect((await carve([...args, ...asOf], { cwd })).code).toBe(0);
    const cover = table(join(cwd, 'feb'), 'cover.csv');
    expect(cover.map(({ account_id: id, rep_id: rep }) => [id, rep])).toEqual([['A0', 'R1']]);
    expect((await carve(['verify', 'feb'], { cwd })).code).toBe(0);
    const interim = cover[0].interim_rep_id;
    const bad = forgedCopy(join(cwd, 'feb'), 'cover.csv', (text) =>
      text.replace(`A0,R1,${interim}`, `A0,R1,${interim === 'R2' ? 'R3' : 'R2'}`),
    );
    const { code, stdout } = await carve(['verify', bad], { cwd });
    expect([code, stdout]).toEqual([1, expect.stringContaining('cover.csv:')]);
  });

  it('tells the same event twice and unknown ids with all other problems', async () => {
    const cwd = await adopted();
    const rows = ['leave,R3,', 'leave,R3,', 'churn,A99,', 'merge,A1,A98', 'leave,R9,'];
    writeFileSync(join(cwd, 'ev.csv'), `kind,id,into_id\n${rows.join('\n')}\n`);
    writeFileSync(join(cwd, 'holidays.csv'), 'date\nnever\n');
    writeFileSync(join(cwd, 'bad.csv'), 'rule,metric\nmatsch,region\n');
    const given = ['--events', 'ev.csv', '--holidays', 'holidays.csv', '--rules', 'bad.csv'];
    const args = ['rebalance', 'jan', 'jan', 'reps.csv', ...given, '--out', 'x', ...asOf];
    const { code, stderr } = await carve(args, { cwd });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^6 problems/);
    for (const said of [
      'ev.csv:3: id: has the same event as row 2',
      'ev.csv:4: id: is no rep or account of jan or of today, "A99"',
      'ev.csv:5: into_id: is no account of jan or of today, "A98"',
      'ev.csv:6: id: is no rep or account',
      'holidays.csv:2: date',
      'bad.csv:2: rule',
    ])
      expect(stderr).toContain(said);
    expect(existsSync(join(cwd, 'x'))).toBe(false);
  });

  it('warns of a freeze that freezes nothing', async () => {
    const cwd = await adopted();
    writeFileSync(join(cwd, 'freeze.csv'), 'account_id,until\nA0,\nA-1,2026-12-31\n');
    const args = ['rebalance', 'jan', 'jan', 'reps.csv', '--freeze', 'freeze.csv', ...asOf];
    const { code, stderr } = await carve(args, { cwd });
    expect(code).toBe(0);
    expect(stderr).toContain('warning: freeze.csv: A-1 is no account of today');
  });

  it('says what is wrong, all at once, and writes nothing', async () => {
    const cwd = await adopted();
    writeFileSync(join(cwd, 'events.csv'), 'kind,id,date\nquit,R3,2026-02-20\nleave,,soon\n');
    writeFileSync(join(cwd, 'holidays.csv'), 'date\nnever\n');
    const args = ['rebalance', 'jan', 'accounts.csv', 'reps.csv', '--events', 'events.csv'];
    const { code, stderr } = await carve([...args, '--holidays', 'holidays.csv', '--out', 'x'], {
      cwd,
    });
    expect(code).toBe(2);
    for (const said of [
      'is no kind of event',
      'events.csv:3: id',
      'events.csv:3: date',
      'holidays.csv:2',
    ])
      expect(stderr).toContain(said);
    const noPlan = await carve(['rebalance', 'accounts.csv', 'accounts.csv', 'reps.csv'], { cwd });
    expect([noPlan.code, noPlan.stderr]).toEqual([2, expect.stringContaining('is no plan')]);
  });
});
