import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { compare } from '../../../src/evaluation/diff/compare.js';
import { merge } from '../../../src/evaluation/diff/merge.js';
import type { HeldAccount, Side } from '../../../src/evaluation/diff/types.js';
import { diffCsv, threeWayCsv } from '../../../src/reports/diff/csv.js';
import { threeWayJson, twoWayJson } from '../../../src/reports/diff/json.js';
import { amountWords, diffVerdict, holderName } from '../../../src/reports/diff/parts.js';
import { diffSections } from '../../../src/reports/diff/sections.js';
import { threeWayVerdict } from '../../../src/reports/diff/three-way.js';
import { terminalText } from '../../../src/reports/document/terminal.js';
import { pageOf } from '../../../src/reports/document/terminal-page.js';

const names = new Map([
  ['R1', 'Ann'],
  ['R2', 'Bo'],
]);
/** A side by who has what: `A1: 'R1 10'` is account A1 with R1 and a potential of 10. */
function side(name: string, accounts: Readonly<Record<string, string>>) {
  const held = Object.entries(accounts).map(([id, text]): [string, HeldAccount] => {
    const [rep, potential, arr] = text.split(' ');
    const known = (given: string | undefined) => (given === undefined ? undefined : Number(given));
    return [id, { name: '', rep, potential: known(potential), arr: known(arr), excluded: false }];
  });
  const whole: Side = {
    holdings: { accounts: new Map(held), repNames: names },
    plan: undefined,
  };
  return { name, side: whole };
}
const parts = (a: ReturnType<typeof side>, b: ReturnType<typeof side>) => ({
  a,
  b,
  comparison: compare(a.side, b.side),
});

const before = side('old', { A1: 'R1 10 5', A2: 'R1 20', A3: 'R2 30', A4: ' 40', A5: 'R2 50' });
const after = side('new', { A1: 'R2 10 5', A2: 'R2 20', A3: 'R2 30', A4: 'R1 40', A6: 'R1 60' });

describe('two sides in a sentence', () => {
  it('are the same, or differ in so many accounts by what changes hands', () => {
    expect(diffVerdict(parts(before, before))).toBe('old and old are the same: 5 accounts');
    // 10 + 20 + 40 go from hand to hand; A6 and A5 stand on one side alone.
    expect(diffVerdict(parts(before, after))).toBe(
      'old and new differ in 5 of 6 accounts: 3 change hands (70 potential, 5 ARR), 1 only in new, 1 only in old',
    );
    const one = side('a', { A1: 'R1' });
    expect(diffVerdict(parts(one, side('b', { A1: 'R2' })))).toBe(
      'a and b differ in all 1 account: it changes hands',
    );
  });

  it('name people by the first side that knows them, else by their id', () => {
    expect([holderName('R1', before), holderName('R9', before), holderName('', before)]).toEqual([
      'Ann',
      'R9',
      'nobody',
    ]);
    expect(amountWords({ accounts: 1, potential: undefined, arr: undefined })).toBe('');
  });
});

describe('two sides as files', () => {
  const two = parts(before, after);
  const csv = (by: 'account' | 'rep'): Record<string, string>[] =>
    parse(diffCsv(two, by), { columns: true });

  it('have a row for each account that differs, from A to B', () => {
    expect(csv('account').map((row) => Object.values(row).join(' '))).toEqual([
      'A1  R1 Ann R2 Bo 10 5 moved',
      'A2  R1 Ann R2 Bo 20  moved',
      'A4    R1 Ann 40  assigned',
      'A5  R2 Bo   50  vanished',
      'A6    R1 Ann 60  appeared',
    ]);
  });

  it('have what each rep holds on each side, and what comes and goes between', () => {
    const byRep = new Map(csv('rep').map((row) => [row.rep_id, row]));
    // Ann gives 10 and 20, and gets 40 and the 60 that are new; Bo loses the 50 that are gone.
    expect(byRep.get('R1')).toMatchObject({
      rep_name: 'Ann',
      accounts_a: '2',
      accounts_b: '2',
      potential_a: '30',
      potential_b: '100',
      accounts_in: '2',
      accounts_out: '2',
      potential_in: '100',
      potential_out: '30',
      arr_out: '5',
    });
    expect(byRep.get('R2')).toMatchObject({ potential_a: '80', potential_b: '60' });
  });

  it('say the same as JSON', () => {
    const json = twoWayJson(two, '1.2.3');
    expect(json).toMatchObject({ differ: true, a: 'old', b: 'new', accounts: 6, plans: null });
    expect(json.moved).toEqual({ accounts: 3, potential: 70, arr: 5 });
    expect(json.changes.map(({ account_id, kind }) => `${account_id} ${kind}`)).toEqual([
      'A1 moved',
      'A2 moved',
      'A4 assigned',
      'A5 vanished',
      'A6 appeared',
    ]);
    expect(json.changes[1].arr).toBeNull();
  });

  it('are told on a page as who gives what to whom, the most potential first', () => {
    const sections = diffSections(two, 'rep', { overview: 5, view: 50 });
    const text = terminalText(pageOf({ columns: 100, colour: false }), { sections });
    const rows = text.split('\n').map((line) => line.trim().replace(/ {2,}/g, ' | '));
    const from = rows.indexOf('What goes from whom to whom');
    expect(rows.slice(from + 2, from + 4)).toEqual([
      'nobody | Ann | 1 | 40 | –',
      'Ann | Bo | 2 | 30 | 5',
    ]);
  });
});

describe('three sides', () => {
  const mine = side('mine', { A1: 'R2 10', A2: 'R2 20', A3: 'R2 30', A4: ' 40', A5: 'R1 50' });
  const theirs = side('theirs', { A1: 'R2 10', A2: ' 20', A3: 'R1 30', A4: ' 40', A5: 'R2 50' });
  const three = (prefer?: 'mine') => ({
    base: before,
    mine,
    theirs,
    changes: {
      mine: compare(before.side, mine.side),
      theirs: compare(before.side, theirs.side),
    },
    merged: merge(
      {
        base: before.side.holdings,
        mine: mine.side.holdings,
        theirs: theirs.side.holdings,
      },
      prefer,
    ),
    prefer,
  });

  it('in a sentence: what each changes, what both do alike, and where they collide', () => {
    expect(threeWayVerdict(three())).toBe(
      'Since old, mine changes 3 of 5 accounts and theirs 3: 1 alike, 1 conflict (left open)',
    );
    expect(threeWayVerdict(three('mine'))).toMatch(/1 conflict \(taken from mine\)$/);
  });

  it('as files: who changed an account, and nobody’s word in an open conflict', () => {
    const rows: Record<string, string>[] = parse(threeWayCsv(three().merged), { columns: true });
    const reported = rows.map(
      ({ account_id: id, kind, merged_rep_id: rep }) => `${id} ${kind} ${rep}`,
    );
    expect(reported).toEqual(['A1 both R2', 'A2 conflict ', 'A3 theirs R1', 'A5 mine R1']);
    const json = threeWayJson(three(), '1');
    expect([json.open_conflicts, json.prefer]).toEqual([1, null]);
    // The base's word, where nobody has decided.
    expect(json.merge[1]).toMatchObject({ account_id: 'A2', merged_rep_id: 'R1', open: true });
    expect(threeWayJson(three('mine'), '1')).toMatchObject({ open_conflicts: 0, prefer: 'mine' });
  });
});
