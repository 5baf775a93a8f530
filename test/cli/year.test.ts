import { cpSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { churned, leavers, yearExports } from '../docs/year-exports.mjs';
import { carve, type Outcome, repo } from './carve.js';
import { forgedCopy } from './forged-copy.js';

// A year on the S&P fixture, each plan made from the last: two leavers, two joiners, forty new
// accounts, three mergers, five customers lost, and a managers' round about a rebalance.
const cwd = mkdtempSync(join(tmpdir(), 'carve-year-'));
for (const name of ['accounts.csv', 'reps.csv', 'rules.csv']) {
  cpSync(join(repo, 'fixtures/sp500', name), join(cwd, name));
}
const exports = yearExports(cwd);
const plans = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep'];

type Row = Record<string, string>;
const rows = (name: string): Row[] =>
  parse(readFileSync(join(cwd, name), 'utf8'), { columns: true, bom: true });
const repsOf = (plan: string): ReadonlyMap<string, string> =>
  new Map(rows(`${plan}/assignments.csv`).map((row) => [row.account_id, row.rep_id]));
const kinds = (plan: string): Row =>
  JSON.parse(readFileSync(join(cwd, plan, 'plan.json'), 'utf8')).events;

async function run(command: string, code = 0): Promise<Outcome> {
  const outcome = await carve(command.split(' '), { cwd });
  expect([command, outcome.code, outcome.stderr.slice(0, 300)]).toEqual([
    command,
    code,
    expect.anything(),
  ]);
  return outcome;
}

describe('a year of a plan', () => {
  beforeAll(async () => {
    cpSync(join(repo, 'fixtures/rebalance/leaver.csv'), join(cwd, 'leaver.csv'));
    await run(
      'plan accounts.csv reps.csv --rules rules.csv --as-of 2026-01-15 --effort quick --quiet --out jan',
    );
    await run(
      'rebalance jan jan reps.csv --events leaver.csv --as-of 2026-02-02 --effective 2026-02-06 --relax --quiet --out feb',
    );
    exports.hires('hires.csv');
    await run('rebalance feb feb hires.csv --as-of 2026-03-02 --quiet --out mar');
    exports.leads('leads.csv');
    await run('route mar leads.csv --as-of 2026-04-01 --quiet --out apr');
    exports.merged('merged.csv', 'apr');
    exports.mergers('mergers.csv');
    await run(
      'rebalance apr merged.csv hires.csv --events mergers.csv --as-of 2026-05-04 --quiet --out may',
    );
    exports.churned('churned.csv', 'may');
    await run('rebalance may churned.csv hires.csv --as-of 2026-06-01 --quiet --out jun');
    exports.left('left.csv');
    await run('rebalance jun jun left.csv --as-of 2026-07-01 --relax --quiet --out jul');
    await run('review jul --out sheets');
    exports.answers('sheets');
    const sheets = ['Grace-Holloway', 'Yuki-Sato'].map((name) => `sheets/${name}.csv`).join(' ');
    await run(
      `review jul ${sheets} --silence accept --expires 2026-12-31 --as-of 2026-07-10 --quiet --out aug`,
      1,
    );
    await run(
      `review jul ${sheets} --silence accept --as-of 2026-07-10 --replan --quiet --out anew`,
      1,
    );
    exports.ramped('ramped.csv');
    await run(
      'rebalance aug aug ramped.csv --overrides aug/overrides.csv --as-of 2026-09-01 --quiet --out sep',
    );
  }, 120_000);

  it('leaves nothing with who is gone, and keeps who was hired', () => {
    const [feb, mar, jul] = ['feb', 'mar', 'jul'].map((plan) => [...repsOf(plan).values()]);
    expect(feb).not.toContain(leavers[0]);
    expect(mar).toContain('R13');
    expect(mar).toContain('R14');
    for (const rep of leavers) expect(jul).not.toContain(rep);
  });

  it('tells what happened, kind by kind', () => {
    expect(kinds('feb')).toMatchObject({ leave: 1 });
    expect(kinds('mar')).toMatchObject({ join: 2 });
    expect(kinds('may')).toMatchObject({ merge: 3 });
    expect(kinds('jun')).toEqual({ churn: churned.length });
    expect(kinds('jul')).toMatchObject({ leave: 1 });
  });

  it('gives every new account to somebody, and moves no other for them', () => {
    const [before, after] = [repsOf('mar'), repsOf('apr')];
    expect(rows('apr/routed.csv')).toHaveLength(40);
    for (const [id, rep] of before) expect(after.get(id)).toBe(rep);
  });

  it('takes what managers decided of a rebalance, and carries its waves and events on', () => {
    const [jul, aug, sep] = ['jul', 'aug', 'sep'].map(repsOf);
    const changed = [...jul].filter(([id, rep]) => aug.get(id) !== rep).map(([id]) => id);
    expect(changed.sort()).toEqual(['ADSK', 'V']);
    // What was agreed outlives the next rebalance, too.
    expect([sep.get('ADSK'), sep.get('V')]).toEqual(['R10', 'R12']);
    expect(
      rows('aug/conflicts.csv').map(({ account_id, what }) => `${account_id} ${what}`),
    ).toEqual(['GOOGL rule', 'STE disagree']);
    for (const name of ['events.csv', 'stop-outbound.csv', 'cover.csv']) {
      expect(rows(`aug/${name}`)).toEqual(rows(`jul/${name}`));
    }
    const [before, after] = ['jul', 'aug'].map((plan) => rows(`${plan}/moves.csv`));
    expect(after.map(({ event, wave, due_date }) => [event, wave, due_date])).toEqual(
      before.map(({ event, wave, due_date }) => [event, wave, due_date]),
    );
  });

  it('verifies every plan of the year, and one that was planned anew around the round', async () => {
    for (const plan of [...plans, 'anew']) {
      const { stdout } = await run(`verify ${plan}`);
      expect([plan, stdout]).toEqual([plan, expect.stringContaining('byte for byte as written')]);
    }
  }, 120_000);

  it('tells the whole year', async () => {
    const { stdout } = await run('report sep --history');
    expect(stdout.split('\n').filter((line) => /^ {2}2026-/.test(line))).toHaveLength(plans.length);
    expect(stdout).toContain('1 leaver');
    expect(stdout).toContain('40 new accounts');
    expect(stdout).toContain('round: 2 by hand');
  });

  it('tells where events, cover or routed rows were changed, whoever made the checksums fit', async () => {
    const wave = 'R02,2026-02-02';
    await forged('feb', 'stop-outbound.csv', (text) => text.replace(wave, 'R03,2026-02-02'));
    await forged('feb', 'events.csv', (text) => text.replace(/,48,/, ',47,'));
    await forged('feb', 'moves.csv', (text) => text.replace(',leave:R02,1,', ',leave:R02,2,'));
    await forged('apr', 'routed.csv', (text) => text.replace(',fair,', ',domain,'));
  });
});

/** A file of a plan is changed and all checksums are made anew: verify names it all the same. */
async function forged(plan: string, file: string, change: (text: string) => string): Promise<void> {
  forgedCopy(join(cwd, plan), file, change);
  const { stdout } = await run(`verify ${plan}-forged`, 1);
  expect(stdout).toContain(`${file}:`);
}
