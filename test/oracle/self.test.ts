/** The oracle itself, against numbers worked out by hand. */
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { bruteForce } from './brute.js';
import { compareFolder } from './compare.js';
import { parseFilter, passes } from './filter.js';
import { gini, judge } from './judge.js';
import type { Options, Problem } from './model.js';
import { buildProblem } from './problem.js';
import type { InputSet } from './random-inputs.js';
import { problemOf, randomInputs, toCsv } from './random-inputs.js';
import { readRules, readTable, unescapeCell } from './read.js';
import { balanceCost } from './terms.js';

const AS_OF = '2025-06-30';

function problem(
  accounts: string,
  reps: string,
  rules = 'rule',
  options: Partial<Options> = {},
): Problem {
  return buildProblem({
    accounts: readTable(accounts),
    reps: readTable(reps),
    rules: readRules(readTable(rules)),
    options: { asOf: AS_OF, ...options },
  });
}

function account(of: Problem, id: string) {
  const found = of.accounts.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no account ${id}`);
  return found;
}

function eligible(of: Problem, id: string): string[] {
  return account(of, id).eligible.map((rep) => rep.id);
}

function term(of: Problem, name: string, plan: Record<string, string>): number | undefined {
  const { terms } = judge(of, new Map(Object.entries(plan)));
  return terms.find((one) => one.name === name)?.value;
}

function statusOf(of: Problem, row: string, plan: Record<string, string>): string | undefined {
  const { outcomes } = judge(of, new Map(Object.entries(plan)));
  return outcomes.find((one) => one.row === row)?.status;
}

describe('targets, balance and the objective', () => {
  // E_a = {r1, r2}, E_b = all (cap 4), E_c = {r3}; pools p = {r1, r2}, q = {r3}.
  // total_p = 30 · 2/2 + 60 · 2/4 = 60, so 30 each; total_q = 60 · 2/4 + 12 · 2/2 = 42.
  const of = problem(
    'account_id,potential,segment\na,30,Big\nb,60,Mid\nc,12,Small\n',
    'rep_id,pool,capacity\nr1,p,1\nr2,p,1\nr3,q,2\n',
    'rule,accounts,reps\nmatch,segment = Big,pool = p\navoid,segment=small,rep_id = r1|r2\n',
  );
  const plan = { a: 'r1', b: 'r2', c: 'r3' };
  const [potential] = of.balances;

  it('shares potential out by pool and by capacity of those who may take it', () => {
    expect(eligible(of, 'a')).toEqual(['r1', 'r2']);
    expect(eligible(of, 'c')).toEqual(['r3']);
    expect([...potential.targets.values()]).toEqual([30, 30, 42]);
  });

  it('costs a fifth within the band and the whole beyond', () => {
    // deviations 0, 1 and 12/42 − 1 = −5/7: costs 0, 0.02 + 0.9 and 0.02 + 5/7 − 0.1
    const cost = (0.92 + 0.02 + 5 / 7 - 0.1) / 3;
    expect(term(of, 'potential', plan)).toBeCloseTo(cost, 12);
    // workload 1 each: targets 0.75, 0.75, 1.5, loads 1, 1, 1: deviations ±1/3
    const workload = 0.02 + 1 / 3 - 0.1;
    expect(term(of, 'workload', plan)).toBeCloseTo(workload, 12);
    // nobody owns anything: no disruption; no places: no distance
    const { objective, terms } = judge(of, new Map(Object.entries(plan)));
    expect(terms.map(({ name, weight }) => [name, weight])).toEqual([
      ['potential', 4],
      ['workload', 2],
    ]);
    expect(objective).toBeCloseTo((4 * cost + 2 * workload) / 6, 12);
  });

  it('is ten times as steep beyond a should max, and lowers a default band to it', () => {
    const [steep] = problem(
      'account_id,potential\na,1\n',
      'rep_id\nr1\n',
      'rule,max\nbalance,5%\n',
    ).balances.filter((balance) => balance.metric === 'potential');
    // band 0.05: 0.05/5 + 10 · 0.15
    expect(balanceCost(steep, 0.2)).toBeCloseTo(0.01 + 1.5, 12);
    expect(balanceCost(potential, 0.05)).toBeCloseTo(0.01, 12);
  });

  it('measures the spread of load ÷ target: 1, 2 and 2/7', () => {
    const { after } = judge(of, new Map(Object.entries(plan)));
    // pairs differ by 1, 5/7, 12/7: twice their sum 48/7 ÷ (2 · 9 · 23/21) = 8/23
    expect(after.metrics.potential.gini).toBeCloseTo(8 / 23, 12);
    // in 21sts: 21, 42, 6, mean 23: squares 4 + 361 + 289 = 654
    expect(after.metrics.potential.cv).toBeCloseTo(Math.sqrt(654 / 3) / 23, 12);
    expect(after.metrics.potential.max_abs_deviation_pct).toBeCloseTo(100, 12);
    expect(after.metrics.potential.mean_abs_deviation_pct).toBeCloseTo((100 * 12) / 21, 12);
    expect(gini([5, 5, 5])).toBe(0);
    expect(gini([0, 1])).toBeCloseTo(0.5, 12);
  });

  it('lets amounts leak where R leaves out reps who may take them, and groups with by', () => {
    const filtered = problem(
      'account_id,potential\na,30\nb,60\n',
      'rep_id,manager\nr1,M\nr2,M\nr3,N\n',
      'rule,reps,by\nbalance,rep_id != r2,\nbalance,,manager\n',
    );
    // Each amount is shared by three: R = {r1, r3} gets two thirds of 90, 30 each.
    const row2 = filtered.balances.find((balance) => balance.name === 'balance:2');
    expect(row2?.groups.map((group) => group.target)).toEqual([30, 30]);
    const row3 = filtered.balances.find((balance) => balance.name === 'balance:3');
    expect(row3?.groups.map((group) => group.target)).toEqual([60, 30]);
    // 90 and 0 against 60 and 30: 0.5 and 1
    expect(term(filtered, 'balance:3', { a: 'r1', b: 'r2' })).toBeCloseTo((0.42 + 0.92) / 2, 12);
  });
});

describe('pools without a pool column', () => {
  it('chains reps, leaves freed accounts out, and gathers the unreached', () => {
    const of = problem(
      'account_id,region\na,East\nb,West\nc,North\nd,\n',
      'rep_id,region\nr1,East\nr2,East|West\nr3,West\nr4,North\nr5,South\nr6,South\n',
      'rule,metric\nmatch,region\n',
    );
    // a joins r1 and r2, b joins r2 and r3, c reaches r4 alone, d is free; r5, r6 unreached
    const pools = of.reps.map((rep) => rep.pool);
    expect(pools[0]).toBe(pools[1]);
    expect(pools[1]).toBe(pools[2]);
    expect(pools[4]).toBe(pools[5]);
    expect(new Set(pools).size).toBe(3);
    expect(eligible(of, 'd')).toHaveLength(6);
  });
});

describe('derived columns', () => {
  it('scores by mid-rank percentiles, ties shared, empty cells adding nothing', () => {
    const of = problem(
      'account_id,fit,segment\na,10,Mid\nb,20,Mid\nc,20,SMB\nd,,Mid\ne,40,SMB\n',
      'rep_id\nr1\n',
      'rule,metric,accounts,weight\nscore,fit,,1\nscore,,segment = SMB,-1\n',
    );
    // four cells: 10 → 0.5/4, 20 → (1 + 1)/4, 40 → 3.5/4; not SMB adds 1
    const scores = of.accounts.map((one) => one.score);
    expect(scores).toEqual([56.25, 75, 25, 50, 43.75]);
    expect(of.accounts.map((one) => one.potential)).toEqual(scores);
  });

  it('takes medians by segment and lowers what is above the 95th percentile', () => {
    const rows = Array.from({ length: 20 }, (_, index) => `x${index},${index + 1},Mid`);
    const text = `account_id,employees,segment\n${rows.join('\n')}\ny,,Big\nz,,\n`;
    // filled: 1…20 and twice the median 10.5; of 22 values the 21st (⌈20.9⌉) is 19
    const of = problem(text, 'rep_id\nr1\n');
    expect(account(of, 'y').potential).toBe(10.5);
    expect(account(of, 'x19').potential).toBe(19);
    const uncapped = problem(text, 'rep_id\nr1\n', 'rule', { potentialCap: 'none' });
    expect(account(uncapped, 'x19').potential).toBe(20);
  });

  it('defaults disruption', () => {
    const of = problem(
      'account_id,arr,open_pipeline,type,last_contacted,segment\n' +
        'a,100,50,Customer - direct,2025-04-01,S\nb,,,Prospect,2025-03-31,S\nc,50,,,,S\n' +
        'd,1000,,,,Out\n',
      'rep_id\nr1\n',
      'rule,accounts\nrelease,segment = out\n',
    );
    // M = (150 + 50) / 2 = 100, the released account aside; a was met 90 days ago, b 91
    const values = of.accounts.map((one) => one.disruption);
    expect(values[0]).toBeCloseTo(0.1 + 1.5 + 0.5 + 0.3, 12);
    expect(values[1]).toBeCloseTo(0.1, 12);
    expect(values[2]).toBeCloseTo(0.6, 12);
  });
});

describe('disruption and distance', () => {
  it('weighs what leaves a live owner', () => {
    const of = problem(
      'account_id,owner,disruption\na,r1,1\nb,R ONE,3\nc,gone,5\nd,,5\ne,r3,7\n',
      'rep_id,rep_name,status\nr1,R one,active\nr2,,active\nr3,,left\n',
    );
    // only a and b have a live owner: b leaves, 3 of 4
    const plan = { a: 'r1', b: 'r2', c: 'r1', d: 'r2', e: 'r2' };
    expect(term(of, 'disruption', plan)).toBeCloseTo(0.75, 12);
    const { lines, after } = judge(of, new Map(Object.entries(plan)));
    expect(lines.map((line) => line.change)).toEqual([
      ...['kept', 'moved', 'orphaned', 'new', 'orphaned'],
    ]);
    expect(lines[2].previous).toBe('gone');
    expect(after.figures.potential_moved_pct).toBeCloseTo(20, 12);
  });

  it('measures against the middle of the accounts', () => {
    const of = problem(
      'account_id,owner,latitude,longitude\na,,0,0\nb,r2,0,90\n',
      'rep_id,latitude,longitude\nr1,0,0\nr2,,\nr3,,\n',
    );
    // C lies at 0, 45: the divisor is two eighths of a circle, π/2 radii.
    // a with r2, who sits on b: π/2; b with r3, who has no place: C stands in, π/4.
    expect(term(of, 'distance', { a: 'r1', b: 'r1' })).toBeCloseTo(1, 9);
    expect(term(of, 'distance', { a: 'r2', b: 'r3' })).toBeCloseTo(1.5, 9);
    const { lines } = judge(of, new Map([['a', 'r2']]));
    expect(lines[0].distanceKm).toBeCloseTo((6371.0088 * Math.PI) / 2, 6);
  });
});

describe('rules', () => {
  it('reads filters', () => {
    const text = (value: string) => () => ({
      kind: 'text' as const,
      text: value,
      number: undefined,
    });
    expect(parseFilter('a = "x;y"|z ; b>=2')).toEqual([
      { column: 'a', op: '=', values: ['x;y', 'z'] },
      { column: 'b', op: '>=', values: ['2'] },
    ]);
    expect(passes('a = west', text('East| West '))).toBe(true);
    expect(passes('a != west', text('East|West'))).toBe(false);
    expect(passes('a =', text(''))).toBe(true);
    expect(passes('a !=', text(''))).toBe(false);
    expect(passes('a ~ as', text('East'))).toBe(true);
    const empty = () => ({ kind: 'number' as const, text: '', number: undefined });
    expect(passes('a < 5', empty)).toBe(false);
    expect(passes('a != 5', empty)).toBe(true);
  });

  it('places a family by its head, or where its kept members are', () => {
    const reps = 'rep_id,region\nr1,East\nr2,West\n';
    const rules =
      'rule,metric,accounts,level\nmatch,region,,\ntogether,,,\nkeep,,account_id = c,must\n';
    const apart = problem(
      'account_id,parent_id,region,owner,potential\np,,West,,50\nc,p,East,r1,90\nd,p,East,,1\n',
      reps,
      rules,
    );
    // c is kept and no head; p may not go to r1, so p and d go where p may
    expect(eligible(apart, 'p')).toEqual(['r2']);
    expect(eligible(apart, 'd')).toEqual(['r2']);
    const plan = { p: 'r2', c: 'r1', d: 'r2' };
    expect(judge(apart, new Map(Object.entries(plan))).feasible).toBe(true);
    expect(statusOf(apart, '3', { ...plan, d: 'r1' })).toBe('broken');
    const drawn = problem(
      'account_id,parent_id,region,owner,potential\np,,,,50\nc,p,East,r1,90\nd,p,West,,1\n',
      reps,
      rules,
    );
    expect(eligible(drawn, 'd')).toEqual(['r1']);
  });

  it('takes a percentage of each rep’s own sum, and divides by the bound at their share', () => {
    const of = problem(
      'account_id,potential,segment\na,30,Big\nb,10,Mid\nc,20,Mid\n',
      'rep_id\nr1\nr2\n',
      'rule,accounts,metric,max,level\nlimit,segment = Big,potential,50%,should\n',
    );
    // r1 holds 30 of 40, bound 20: 10 too much; at its share 50 % of 30 is 15. r2 has none.
    expect(term(of, 'limit:2', { a: 'r1', b: 'r1', c: 'r2' })).toBeCloseTo(10 / 15 / 2, 12);
  });

  it('budgets, prefers, and counts who breaks a should row', () => {
    const of = problem(
      'account_id,owner,region,potential\na,r1,East,10\nb,r1,West,30\nc,r2,,5\n',
      'rep_id,region\nr1,East\nr2,West\n',
      'rule,metric,max,level,reps\nbudget,potential,50%,should,\nbudget,,0,must,rep_id = r2\n' +
        'prefer,region,,,\nmatch,region,,should,\n',
    );
    const plan = { a: 'r2', b: 'r1', c: 'r2' };
    // 10 of 45 leave, 22.5 may; r2 loses nobody; both a and b sit outside their region
    expect(term(of, 'budget:2', plan)).toBe(0);
    expect(term(of, 'budget:2', { a: 'r2', b: 'r2', c: 'r2' })).toBeCloseTo(17.5 / 22.5, 12);
    expect(statusOf(of, '3', plan)).toBe('met');
    expect(statusOf(of, '3', { ...plan, c: 'r1' })).toBe('broken');
    expect(term(of, 'prefer:4', { ...plan, a: 'r1' })).toBeCloseTo(30 / 40, 12);
    expect(term(of, 'match:5', plan)).toBe(1);
  });

  it('releases all but the greatest, and nobody who is kept', () => {
    const of = problem(
      'account_id,owner,potential\na,r1,10\nb,r1,10\nc,r1,5\nd,r1,1\n',
      'rep_id\nr1\n',
      'rule,accounts,top\nrelease,,1\nkeep,account_id = d,\n',
    );
    expect(of.accounts.map((one) => one.released)).toEqual([false, true, true, false]);
  });

  it('names the rows that leave an account nobody', () => {
    const of = problem(
      'account_id,region\na,North\n',
      'rep_id,region\nr1,East\nr2,West\n',
      'rule,metric,accounts,reps\nmatch,region,,\navoid,,region = South,rep_id = r1\n',
    );
    expect(eligible(of, 'a')).toEqual([]);
    expect(statusOf(of, '2', {})).toBe('broken');
    expect(statusOf(of, '3', {})).toBe('met');
    expect(bruteForce(of).status).toBe('none');
  });
});

describe('brute force', () => {
  it('finds the even split and keeps must rows', () => {
    const accounts = 'account_id,potential\na,10\nb,10\nc,20\n';
    const best = bruteForce(problem(accounts, 'rep_id\nr1\nr2\n', 'rule,weight\nbalance,4\n'));
    // potential 20 : 20; workload 1 : 2 against 1.5: deviation 1/3, cost 0.02 + 1/3 − 0.1
    expect(best).toMatchObject({ status: 'best', plans: 8 });
    if (best.status === 'best') {
      expect(best.objective).toBeCloseTo((2 * (0.02 + 1 / 3 - 0.1)) / 6, 12);
    }
    const capped = bruteForce(problem(accounts, 'rep_id,max_accounts\nr1,1\nr2,1\n'));
    expect(capped.status).toBe('none');
  });
});

describe('comparing a folder', () => {
  const folders: string[] = [];
  afterAll(() => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });

  it('takes its own figures, and no others', () => {
    let feasible = 0;
    for (let seed = 1; seed <= 60; seed++) {
      const set = randomInputs(seed, 256);
      const best = bruteForce(problemOf(set));
      if (best.status !== 'best') continue;
      feasible++;
      const folder = mkdtempSync(join(tmpdir(), 'oracle-'));
      folders.push(folder);
      publish(folder, set, best.assignment);
      expect(compareFolder(folder), `seed ${seed}`).toEqual([]);
      const path = join(folder, 'plan.json');
      const plan = readFileSync(path, 'utf8');
      writeFileSync(path, plan.replace('"accounts_new":', '"accounts_new":1'));
      expect(compareFolder(folder)).toHaveLength(1);
    }
    expect(feasible).toBeGreaterThan(30);
  });

  it('takes one quote off where carve puts one on', () => {
    expect(["'=1", "''=1", "'tis", '-5', "'-a"].map(unescapeCell)).toEqual([
      ...['=1', "'=1", "'tis", '-5', '-a'],
    ]);
  });
});

/** Writes a plan folder the way section 6 describes it, from the oracle's own figures. */
function publish(folder: string, set: InputSet, assignment: Map<string, string>): void {
  const of = problemOf(set);
  const judged = judge(of, assignment);
  const write = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    const sha256 = createHash('sha256').update(text).digest('hex');
    return { path: name, sha256, rows: readTable(text).lines.length };
  };
  const cell = (value: number | undefined) => (value === undefined ? '' : String(value));
  const quoted = (text: string) => (/^'*[=+\-@\t\r]/.test(text) ? `'${text}` : text);
  const grid = (rows: Record<string, string>[]) => toCsv(rows, Object.keys(rows[0]));
  const inputs = {
    accounts: write('accounts.csv', set.accounts),
    reps: write('reps.csv', set.reps),
    ...(set.distances === undefined ? {} : { distances: write('km.csv', set.distances) }),
    ...Object.fromEntries(
      (['opportunities', 'activities', 'relationships'] as const).flatMap((role) => {
        const text = set[role];
        return text === undefined ? [] : [[role, write(`${role}.csv`, text)]];
      }),
    ),
  };
  write('rules-used.csv', set.rules ?? 'rule\n');
  write(
    'assignments.csv',
    grid(
      judged.lines.map((line) => ({
        account_id: quoted(line.account.id),
        account_name: quoted(line.account.cells.account_name ?? ''),
        rep_id: line.rep?.id ?? '',
        rep_name: line.rep?.cells.rep_name ?? '',
        previous_rep_id: line.previous,
        change: line.change,
        potential: cell(line.account.potential),
        workload: cell(line.account.workload),
        score: cell(line.account.score),
        tier: line.account.tier,
        disruption: cell(line.account.disruption),
        distance_km: cell(line.distanceKm),
      })),
    ),
  );
  const figureColumns = [...new Set(judged.territories.flatMap((one) => Object.keys(one.figures)))];
  const figures = (values: Record<string, number | undefined>) =>
    Object.fromEntries(figureColumns.map((column) => [column, cell(values[column])]));
  write(
    'territories.csv',
    grid(
      judged.territories.map(({ rep, figures: values }) => ({
        rep_id: rep.id,
        rep_name: rep.cells.rep_name ?? '',
        manager: rep.cells.manager ?? '',
        pool: rep.cells.pool ?? '',
        ...figures(values),
      })),
    ),
  );
  write(
    'teams.csv',
    grid(judged.teams.map(({ manager, figures: values }) => ({ manager, ...figures(values) }))),
  );
  const value = judged.objective ?? 0;
  const plan = {
    status: 'optimal',
    inputs,
    options: {
      as_of: set.options.asOf,
      weights: set.options.weights,
      share_by: set.options.shareBy,
      potential_cap: set.options.potentialCap,
    },
    objective: { value, bound: value, gap: 0, terms: judged.terms },
    before: { ...judged.before.metrics, ...judged.before.figures },
    after: {
      ...judged.after.metrics,
      ...judged.after.figures,
      changing_hands: judged.changingHands,
      relationship: judged.after.relationship,
    },
    rules: judged.outcomes,
    warnings: [],
  };
  // accounts_new of `before` first, so that one figure can be spoilt.
  writeFileSync(join(folder, 'plan.json'), JSON.stringify(plan));
}
