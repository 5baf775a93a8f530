/**
 * Tiny but nasty inputs, as CSV text, from a seed: 3–7 accounts, 2–4 reps, 0–6 rules of any kind.
 * Every set is valid (exit 0 or 3, never 2) and small enough to enumerate.
 */
import fc from 'fast-check';
import { countPlans, forEachPlan } from './brute.js';
import { evaluate } from './judge.js';
import type { Options, Problem } from './model.js';
import { buildProblem } from './problem.js';
import { readRules, readTable } from './read.js';

export interface InputSet {
  seed: number;
  accounts: string;
  reps: string;
  /** undefined: run with --bare and no --rules */
  rules: string | undefined;
  distances: string | undefined;
  opportunities?: string | undefined;
  activities?: string | undefined;
  relationships?: string | undefined;
  options: Options;
}

type Grid = Record<string, string>[];

/** Small, seeded and good enough: mulberry32. */
class Dice {
  private state: number;

  constructor(seed: number) {
    this.state = (seed * 2654435761 + 97) >>> 0;
  }

  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = this.state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  whole(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  one<T>(items: readonly T[]): T {
    return items[this.whole(0, items.length - 1)];
  }
}

const AS_OF = '2025-06-30';
const REGIONS = ['East', 'West', 'North'];
const SEGMENTS = ['Enterprise', 'Mid', 'SMB'];
const INDUSTRIES = ['Retail', 'Health; Care', 'Banking'];
const TYPES = ['Customer', 'customer - direct', 'Prospect', ''];
const ACCOUNT_IDS = ['a1', 'a2', '007', '7', 'B-3', 'a10', 'Acme 4'];

export function toCsv(grid: Grid, columns: string[]): string {
  const quote = (cell: string) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  const lines = [columns, ...grid.map((row) => columns.map((column) => row[column] ?? ''))];
  return `${lines.map((line) => line.map(quote).join(',')).join('\n')}\n`;
}

/** A set for this seed; sets that would be an input error are thrown again. */
export function randomInputs(seed: number, mostPlans = 4096, mostRules = 6): InputSet {
  for (let attempt = 0; attempt < 200; attempt++) {
    const set = throwInputs(seed, new Dice(seed * 1000 + attempt), mostRules);
    if (isUsable(set, mostPlans)) return withApart(set, mostPlans);
  }
  throw new Error(`no usable inputs for seed ${seed}`);
}

/** Now and then a row of `apart` more, by dice of its own, so that the sets without one stay as they are. */
function withApart(set: InputSet, mostPlans: number): InputSet {
  const dice = new Dice(set.seed * 7 + 3);
  const columns = ['industry', 'segment', 'region'].filter((column) =>
    set.accounts.split('\n')[0].split(',').includes(column),
  );
  if (set.rules === undefined || columns.length === 0 || !dice.chance(0.2)) return set;
  const row = {
    rule: 'apart',
    metric: dice.one(columns),
    accounts: dice.chance(0.2) ? `potential >= ${dice.one(['10', '100'])}` : '',
    max: dice.one(['', '1', '2', '2', '3']),
    ...(dice.chance(0.4) ? { level: dice.one(['must', '']) } : { level: 'should', weight: '2' }),
  };
  const more = { ...set, rules: `${set.rules}${toCsv([row], RULE_COLUMNS).split('\n')[1]}\n` };
  return isUsable(more, mostPlans) ? more : set;
}

/** The same for fast-check: it shrinks to a small seed only. */
export function anyInputs(mostPlans?: number): fc.Arbitrary<InputSet> {
  return fc.nat({ max: 1_000_000 }).map((seed) => randomInputs(seed, mostPlans));
}

/** The files that say who is known where, as tables. */
export function linkedTablesOf(set: InputSet) {
  return {
    opportunities: set.opportunities === undefined ? undefined : readTable(set.opportunities),
    activities: set.activities === undefined ? undefined : readTable(set.activities),
    relationships: set.relationships === undefined ? undefined : readTable(set.relationships),
  };
}

export function problemOf(set: InputSet): Problem {
  return buildProblem({
    accounts: readTable(set.accounts),
    reps: readTable(set.reps),
    rules: set.rules === undefined ? [] : readRules(readTable(set.rules)),
    options: set.options,
    distances: set.distances === undefined ? undefined : readTable(set.distances),
    ...linkedTablesOf(set),
  });
}

/** Some rep is live, some account planned, Σ ω above 0, and not too many plans. */
function isUsable(set: InputSet, mostPlans: number): boolean {
  const problem = problemOf(set);
  if (!problem.reps.some((rep) => rep.live && !rep.onLeave)) return false;
  if (!problem.accounts.some((account) => account.planned)) return false;
  if (countPlans(problem) > mostPlans) return false;
  let usable = evaluate(problem, new Map()).objective !== undefined;
  forEachPlan(problem, (plan) => {
    if (usable) usable = evaluate(problem, plan).objective !== undefined;
  });
  return usable;
}

function throwInputs(seed: number, dice: Dice, mostRules: number): InputSet {
  const reps = throwReps(dice);
  const accounts = throwAccounts(dice, reps);
  const has = (grid: Grid, column: string) => grid.some((row) => (row[column] ?? '') !== '');
  const columnsOf = (grid: Grid) => Object.keys(grid[0]).filter((column) => has(grid, column));
  const options: Options = { asOf: AS_OF };
  if (dice.chance(0.15)) options.weights = { [dice.one(['potential', 'disruption'])]: 2 };
  if (dice.chance(0.1)) options.weights = { distance: 0, workload: 0.5 };
  if (dice.chance(0.15) && reps.every((rep) => (rep.quota ?? '') !== '')) options.shareBy = 'quota';
  if (dice.chance(0.3)) options.potentialCap = 'none';
  const rules = new RuleThrower(dice, columnsOf(accounts), columnsOf(reps), reps).throwRules(
    mostRules,
  );
  const distances: Grid = [];
  if (dice.chance(0.08)) {
    for (const account of accounts) {
      for (const rep of reps) {
        const km = String(dice.one([0, 5, 5, 12.5, 80]));
        distances.push({ account_id: account.account_id, rep_id: rep.rep_id, km });
      }
    }
  }
  // Dice of its own: sets without such files are what they were.
  const known = throwKnown(new Dice(seed * 7919 + 13), accounts, reps);
  if (known.weight !== undefined) {
    options.weights = { ...options.weights, relationship: known.weight };
  }
  if (known.row !== undefined && rules.length > 0) {
    rules.push({ rule: 'weight', metric: 'relationship', weight: known.row });
  }
  return {
    seed,
    ...known.files,
    accounts: toCsv(accounts, Object.keys(accounts[0])),
    reps: toCsv(reps, Object.keys(reps[0])),
    rules: rules.length === 0 ? undefined : toCsv(rules, RULE_COLUMNS),
    distances:
      distances.length === 0 ? undefined : toCsv(distances, ['account_id', 'rep_id', 'km']),
    options,
  };
}

// --- reps.csv --------------------------------------------------------------------------------

const PLACES = [
  ['40.7', '-74.0'],
  ['34.05', '-118.25'],
  ['41.9', '-87.6'],
  ['51.5', '0.1'],
];

/** Fills a column for every row, with a probability for the column to be there at all. */
type Filler = (row: Record<string, string>, index: number) => string;

function fill(dice: Dice, grid: Grid, probability: number, column: string, filler: Filler): void {
  if (!dice.chance(probability)) return;
  grid.forEach((row, index) => {
    row[column] = filler(row, index);
  });
}

function listOf(dice: Dice, values: string[], listChance: number): string {
  const first = dice.one(values);
  const second = dice.one(values);
  return first !== second && dice.chance(listChance) ? `${first}|${second}` : first;
}

function fillPlaces(dice: Dice, grid: Grid, probability: number, present: number): void {
  if (!dice.chance(probability)) return;
  for (const row of grid) {
    const [latitude, longitude] = dice.chance(present) ? dice.one(PLACES) : ['', ''];
    row.latitude = latitude;
    row.longitude = longitude;
  }
}

function throwReps(dice: Dice): Grid {
  const reps: Grid = [];
  const count = dice.whole(2, 4);
  for (let index = 0; index < count; index++) reps.push({ rep_id: `r${index + 1}` });
  fill(dice, reps, 0.6, 'rep_name', (_, index) => ['Ann Lee', 'Bo Ray', 'Cy Fox', 'Di Ott'][index]);
  fill(dice, reps, 0.6, 'email', (_, index) => `${'abcd'[index]}@x.example`);
  fill(dice, reps, 0.4, 'manager', () => dice.one(['May', 'Max', '']));
  fill(dice, reps, 0.2, 'pool', () => dice.one(['north', 'south']));
  fill(dice, reps, 0.5, 'region', () => (dice.chance(0.1) ? '' : listOf(dice, REGIONS, 0.3)));
  fill(dice, reps, 0.3, 'segment', () => listOf(dice, SEGMENTS, 0.4));
  fill(dice, reps, 0.2, 'territory', () => (dice.chance(0.1) ? '' : listOf(dice, REGIONS, 0.3)));
  fill(dice, reps, 0.2, 'skill', () => dice.one(['new', 'old', 'old']));
  fill(dice, reps, 0.2, 'level_no', () => dice.one(['1', '2', '3', '']));
  fill(dice, reps, 0.3, 'tenure_months', () => dice.one(['3', '12', '12', '40', '']));
  fill(dice, reps, 0.5, 'capacity', () => dice.one(['1', '1', '0.5', '2', '1.5', '0']));
  fill(dice, reps, 0.3, 'ramp', () => dice.one(['1', '50%', '0.25', '100%', '']));
  fill(dice, reps, 0.4, 'quota', () => dice.one(['100', '100', '250', '400']));
  fill(dice, reps, 0.3, 'status', () =>
    dice.one(['active', 'active', 'on_leave', 'on_leave', 'leaving', 'left']),
  );
  fill(dice, reps, 0.2, 'max_accounts', () => dice.one(['', '1', '2', '3', '4', '7']));
  fillPlaces(dice, reps, 0.4, 0.7);
  return reps;
}

// --- accounts.csv ----------------------------------------------------------------------------

function throwOwner(dice: Dice, reps: Grid): string {
  if (dice.chance(0.15)) return '';
  if (dice.chance(0.12)) return dice.one(['Gone Person', 'r99']);
  const rep = dice.one(reps);
  const way = dice.one(['rep_id', 'rep_id', 'email', 'rep_name']);
  const cell = rep[way];
  if (cell === undefined) return rep.rep_id;
  return way === 'rep_id' ? cell : dice.one([cell, cell.toUpperCase()]);
}

function throwAccounts(dice: Dice, reps: Grid): Grid {
  const accounts: Grid = [];
  const count = dice.whole(3, 7);
  const shift = dice.whole(0, ACCOUNT_IDS.length - 1);
  for (let index = 0; index < count; index++) {
    accounts.push({ account_id: ACCOUNT_IDS[(index + shift) % ACCOUNT_IDS.length] });
  }
  const money = () => dice.one(['', '0', '100', '100', '250', '1000']);
  const date = (dates: string[]) => dice.one(['', AS_OF, ...dates]);
  fill(dice, accounts, 0.3, 'account_name', (row) => `=Name of ${row.account_id}`);
  fill(dice, accounts, 0.85, 'owner', () => throwOwner(dice, reps));
  fill(dice, accounts, 0.6, 'potential', () =>
    dice.one(['10', '10', '20', '20', '35', '0', '', '0.1', '0.2', '12.34']),
  );
  fill(dice, accounts, 0.4, 'workload', () => dice.one(['1', '1', '2', '3', '0', '']));
  fill(dice, accounts, 0.25, 'disruption', () => dice.one(['1', '1', '2', '0', '']));
  fill(dice, accounts, 0.4, 'segment', () => dice.one([...SEGMENTS, '']));
  fill(dice, accounts, 0.3, 'industry', () => dice.one([...INDUSTRIES, '']));
  fill(dice, accounts, 0.5, 'region', () => (dice.chance(0.15) ? '' : listOf(dice, REGIONS, 0.15)));
  fill(dice, accounts, 0.3, 'type', () => dice.one(TYPES));
  fill(dice, accounts, 0.15, 'tier', () => dice.one(['A', 'B', '']));
  fill(dice, accounts, 0.2, 'icp', () => dice.one(['yes', 'no', '']));
  fill(dice, accounts, 0.2, 'locked', () => dice.one(['yes', 'no', 'no', '']));
  fill(dice, accounts, 0.4, 'arr', money);
  fill(dice, accounts, 0.3, 'open_pipeline', money);
  fill(dice, accounts, 0.3, 'employees', () => dice.one(['', '50', '50', '500', '8000']));
  fill(dice, accounts, 0.3, 'annual_revenue', () =>
    dice.one(['', '1000000', '2500000', '900000000']),
  );
  fill(dice, accounts, 0.3, 'fit', () => dice.one(['', '0', '40', '40', '90']));
  fill(dice, accounts, 0.2, 'seats', () => dice.one(['', '5', '5', '30']));
  fill(dice, accounts, 0.2, 'margin', () => dice.one(['', '-3', '-0.1', '0.3', '2.5', '7']));
  fill(dice, accounts, 0.3, 'renewal_date', () => date(['2025-07-15', '2025-12-31', '2025-06-01']));
  fill(dice, accounts, 0.3, 'last_contacted', () =>
    date(['2025-04-01', '2025-03-31', '2025-07-02']),
  );
  fill(dice, accounts, 0.1, 'owner_since', () => date(['2024-06-30', '2020-01-01']));
  fill(dice, accounts, 0.5, 'parent_id', (row) => {
    const other = dice.chance(0.1) ? 'elsewhere' : dice.one(accounts).account_id;
    return dice.chance(0.55) || other === row.account_id ? '' : other;
  });
  fillPlaces(dice, accounts, 0.4, 0.8);
  return accounts;
}

// --- who is known where ----------------------------------------------------------------------

/** Opportunities, activities or strengths, in some of the sets: owners who are no reps or nobody, accounts that are not there. */
function throwKnown(dice: Dice, accounts: Grid, reps: Grid) {
  const files: Pick<InputSet, 'opportunities' | 'activities' | 'relationships'> = {};
  if (!dice.chance(0.55)) return { files };
  const ids = [...accounts.map(({ account_id: id }) => id), 'elsewhere'];
  const owner = () => {
    if (dice.chance(0.1)) return '';
    if (dice.chance(0.15)) return dice.one(['Gone Person', 'gone person', 'r99']);
    const rep = dice.one(reps);
    const cell = rep[dice.one(['rep_id', 'email', 'rep_name'])] ?? rep.rep_id;
    return cell === '' ? rep.rep_id : cell;
  };
  const rowsOf = (most: number, row: () => Record<string, string>) =>
    Array.from({ length: dice.whole(1, most) }, row);
  if (dice.chance(0.7)) {
    const grid = rowsOf(14, () => ({
      account_id: dice.one(ids),
      owner: owner(),
      stage: dice.one(['Closed Won', 'Closed Won', 'Closed Lost', 'Prospecting']),
      amount: dice.one(['', '0', '100', '100', '250', '0.1', '33.3']),
      actual_amount: dice.one(['', '', '', '80', '0']),
    }));
    files.opportunities = toCsv(grid, Object.keys(grid[0]));
  }
  if (dice.chance(0.5)) {
    const grid = rowsOf(12, () => ({
      account_id: dice.one(ids),
      owner: owner(),
      date: dice.one([AS_OF, '2025-05-01', '2024-06-30', '2024-06-29', '2025-07-02', '']),
      status: dice.one(['Completed', 'Completed', 'Not Started', '']),
    }));
    // A column of dates without one is a file that is refused.
    grid[0].date = AS_OF;
    files.activities = toCsv(grid, Object.keys(grid[0]));
  }
  if (dice.chance(0.25)) {
    const pairs = ids.flatMap((account) =>
      reps.map((rep) => ({ account_id: account, rep_id: rep.rep_id })),
    );
    const grid = pairs
      .filter(() => dice.chance(0.4))
      .map((pair) => ({ ...pair, strength: dice.one(['0', '0.25', '0.25', '1', '60%']) }));
    if (grid.length > 0) files.relationships = toCsv(grid, Object.keys(grid[0]));
  }
  return {
    files,
    weight: dice.chance(0.15) ? dice.one([0, 1, 6]) : undefined,
    row: dice.chance(0.15) ? dice.one(['0', '0.5', '5']) : undefined,
  };
}

// --- rules.csv -------------------------------------------------------------------------------

const RULE_COLUMNS = [
  'rule',
  'accounts',
  'reps',
  'metric',
  'top',
  'by',
  'min',
  'max',
  'weight',
  'value',
  'level',
  'note',
];

type RuleRow = Record<string, string>;

const KINDS = [
  ...['balance', 'balance', 'limit', 'limit', 'match', 'match', 'avoid', 'assign', 'keep', 'keep'],
  ...['together', 'together', 'release', 'exclude', 'budget', 'prefer', 'weight'],
];

const ACCOUNT_VALUES: Record<string, string[]> = {
  segment: SEGMENTS,
  region: REGIONS,
  industry: ['Retail', '"Health; Care"', 'Banking'],
  type: ['Customer', 'Prospect', 'customer - direct'],
  tier: ['A', 'B'],
  account_id: ['a1', '007', 'B-3'],
  employees: ['50', '500', '100'],
  arr: ['0', '100', '250'],
  open_pipeline: ['0', '100'],
  annual_revenue: ['1000000', '2000000'],
  fit: ['0', '40', '50'],
  seats: ['5', '10'],
  margin: ['0', '2.5'],
  potential: ['10', '20', '0'],
  workload: ['1', '2'],
  renewal_date: [AS_OF, '2025-07-15'],
  days_to_renewal: ['0', '15', '90'],
  days_since_contact: ['0', '90', '91'],
  days_owned: ['0', '400'],
  score: ['30', '50'],
  icp: ['yes', 'no'],
  'owner.region': REGIONS,
  'owner.manager': ['May', 'max'],
  'owner.rep_id': ['r1', 'r2'],
  'owner.tenure_months': ['12'],
};

const REP_VALUES: Record<string, string[]> = {
  rep_id: ['r1', 'r2', 'R3'],
  region: REGIONS,
  segment: SEGMENTS,
  manager: ['May', 'max'],
  skill: ['new', 'OLD'],
  level_no: ['1', '2'],
  tenure_months: ['3', '12'],
  quota: ['100', '300'],
};

const NUMERIC = new Set([
  ...['employees', 'arr', 'open_pipeline', 'annual_revenue', 'fit', 'seats', 'margin', 'potential'],
  ...['workload', 'renewal_date', 'days_to_renewal', 'days_since_contact', 'days_owned', 'score'],
  ...['owner.tenure_months', 'level_no', 'tenure_months', 'quota'],
]);

const DATE_OF_DAYS: Record<string, string> = {
  days_to_renewal: 'renewal_date',
  days_since_contact: 'last_contacted',
  days_owned: 'owner_since',
};

class RuleThrower {
  private readonly rules: RuleRow[] = [];
  private readonly balanced = new Set<string>();
  private scored = false;
  private tiered = false;

  constructor(
    private readonly dice: Dice,
    private readonly accountColumns: string[],
    private readonly repColumns: string[],
    private readonly reps: Grid,
  ) {}

  throwRules(most: number): RuleRow[] {
    const { dice } = this;
    const count = dice.whole(most > 6 ? 6 : 0, most);
    if (count > 0 && dice.chance(0.25)) this.throwScores();
    if (count > 0 && dice.chance(0.12)) this.throwAmounts('potential');
    if (count > 0 && dice.chance(0.12)) this.throwAmounts('workload');
    if (this.scored && dice.chance(0.5)) this.throwTiers();
    if (count > 2 && dice.chance(0.2)) this.throwFamily();
    while (this.rules.length < count) {
      if (dice.chance(0.05)) this.rules.push({ rule: '# a comment' });
      const row = this.throwRow(dice.one(KINDS));
      if (row !== undefined) this.rules.push(row);
    }
    return this.rules;
  }

  private hasAccount(column: string): boolean {
    if (column.startsWith('owner.')) {
      return this.accountColumns.includes('owner') && this.hasRep(column.slice('owner.'.length));
    }
    if (column === 'score') return this.scored;
    if (column === 'tier') return this.tiered || this.accountColumns.includes('tier');
    const date = DATE_OF_DAYS[column];
    return this.accountColumns.includes(date ?? column);
  }

  private hasRep(column: string): boolean {
    return this.repColumns.includes(column);
  }

  private condition(columns: string[], values: Record<string, string[]>): string {
    const { dice } = this;
    const column = dice.one(columns);
    const value = dice.one(values[column]);
    const other = dice.one(values[column]);
    if (dice.chance(0.08)) return `${column} ${dice.one(['=', '!='])}`;
    if (NUMERIC.has(column))
      return `${column} ${dice.one(['<', '<=', '>', '>=', '=', '!='])} ${value}`;
    const op = dice.one(['=', '=', '!=', '~']);
    if (op === '~') return `${column}~${value.replaceAll('"', '').slice(0, 3)}`;
    return dice.chance(0.3) && other !== value
      ? `${column} ${op} ${value}|${other}`
      : `${column} ${op} ${dice.one([value, value.toUpperCase()])}`;
  }

  private filter(columns: string[], values: Record<string, string[]>): string {
    const first = this.condition(columns, values);
    return this.dice.chance(0.2) ? `${first}; ${this.condition(columns, values)}` : first;
  }

  /** `early`: rows that are read before score, tier, potential and workload are there. */
  private accounts(early = false): string {
    const columns = Object.keys(ACCOUNT_VALUES).filter((column) => this.hasAccount(column));
    const derived = ['score', 'tier'].filter((column) => !this.accountColumns.includes(column));
    return this.filter(
      columns.filter((column) => !early || !derived.includes(column)),
      ACCOUNT_VALUES,
    );
  }

  private maybeAccounts(probability: number): string {
    return this.dice.chance(probability) ? this.accounts() : '';
  }

  private someReps(): string {
    const columns = Object.keys(REP_VALUES).filter((column) => this.hasRep(column));
    return this.filter(columns, REP_VALUES);
  }

  private maybeReps(probability: number): string {
    return this.dice.chance(probability) ? this.someReps() : '';
  }

  private metrics(): string[] {
    const own = ['arr', 'open_pipeline', 'employees', 'annual_revenue', 'fit', 'seats'];
    const metrics = [
      'potential',
      'workload',
      'accounts',
      ...own.filter((one) => this.hasAccount(one)),
    ];
    return this.scored ? [...metrics, 'score', 'score'] : metrics;
  }

  /** What limits and budgets may add up: also what can be negative, and days. */
  private anyMetric(): string {
    const more = ['margin', 'disruption', 'days_to_renewal'].filter((one) => this.hasAccount(one));
    return this.dice.one([...this.metrics(), ...more, ...more]);
  }

  private maybeBy(probability: number): string {
    const columns = ['manager', 'region', 'skill'].filter((column) => this.hasRep(column));
    return columns.length > 0 && this.dice.chance(probability) ? this.dice.one(columns) : '';
  }

  /** A level and, for a should row, sometimes a weight. */
  private level(mustChance: number): RuleRow {
    const { dice } = this;
    if (dice.chance(mustChance)) return { level: dice.one(['must', '']) };
    return { level: 'should', weight: dice.one(['', '1', '2', '0.5', '0']) };
  }

  private throwScores(): void {
    const { dice } = this;
    const own = ['arr', 'employees', 'fit', 'seats', 'annual_revenue', 'days_since_contact'];
    const columns = own.filter((column) => this.hasAccount(column));
    const rows: RuleRow[] = [];
    for (let index = dice.whole(1, 3); index > 0; index--) {
      const metric = columns.length > 0 && dice.chance(0.7) ? dice.one(columns) : '';
      const accounts = metric === '' || dice.chance(0.2) ? this.accounts(true) : '';
      rows.push({ rule: 'score', metric, accounts, weight: dice.one(['', '2', '-1', '0.5']) });
    }
    this.rules.push(...rows);
    this.scored = true;
  }

  private throwAmounts(rule: string): void {
    const { dice } = this;
    const columns = ['arr', 'employees', 'fit'].filter((column) => this.hasAccount(column));
    for (let index = dice.whole(1, 2); index > 0; index--) {
      const metric = columns.length > 0 && dice.chance(0.3) ? dice.one(columns) : '';
      const accounts = dice.chance(0.6) ? this.amountFilter() : '';
      this.rules.push({ rule, metric, accounts, weight: dice.one(['1', '2', '5']) });
    }
  }

  private amountFilter(): string {
    // Not on potential or workload, and not on a score that other rows may still change.
    const columns = Object.keys(ACCOUNT_VALUES).filter(
      (column) =>
        this.hasAccount(column) && !['potential', 'workload', 'score', 'tier'].includes(column),
    );
    return this.filter(columns, ACCOUNT_VALUES);
  }

  private throwTiers(): void {
    if (this.accountColumns.includes('tier')) return;
    const { dice } = this;
    const tier = (value: string, min: string) =>
      this.rules.push({
        rule: 'tier',
        value,
        min,
        accounts: dice.chance(0.3) ? this.amountFilter() : '',
      });
    tier('A', '60');
    tier('B', '30');
    this.tiered = true;
  }

  private throwRow(rule: string): RuleRow | undefined {
    const { dice } = this;
    const row = { rule };
    if (rule === 'balance') return this.throwBalance();
    if (rule === 'limit') return this.throwLimit();
    if (rule === 'match' || rule === 'prefer') return this.throwMatch(rule);
    if (rule === 'avoid') {
      return { ...row, accounts: this.accounts(), reps: this.someReps(), ...this.level(0.5) };
    }
    if (rule === 'assign') {
      return { ...row, accounts: this.accounts(), reps: this.someReps(), ...this.level(0.7) };
    }
    if (rule === 'keep') {
      return {
        ...row,
        accounts: this.maybeAccounts(0.7),
        ...this.maybeTop(0.4),
        ...this.level(0.6),
      };
    }
    if (rule === 'release') {
      return { ...row, accounts: this.accounts(), ...this.maybeTop(0.6) };
    }
    if (rule === 'exclude') {
      return dice.chance(0.6)
        ? { ...row, accounts: this.amountFilter() }
        : { ...row, reps: `rep_id = ${dice.one(this.reps).rep_id}` };
    }
    if (rule === 'together') {
      const columns = ['parent_id', 'parent_id', 'industry', 'segment'].filter((one) =>
        this.hasAccount(one),
      );
      if (columns.length === 0) return undefined;
      const column = dice.one(columns);
      const metric = column === 'parent_id' ? dice.one(['', 'parent_id']) : column;
      return { ...row, metric, accounts: this.maybeAccounts(0.25), ...this.level(0.7) };
    }
    if (rule === 'budget') {
      const max = dice.one(['0', '1', '2', '30', '0%', '25%', '50%']);
      const metric = dice.chance(0.4) ? '' : this.anyMetric();
      return { ...row, metric, reps: this.maybeReps(0.3), max, ...this.level(0.6) };
    }
    return this.throwWeight();
  }

  /** Families with a kept member, who may draw the others along. */
  private throwFamily(): void {
    if (!this.hasAccount('parent_id')) return;
    this.rules.push({ rule: 'together' }, { rule: 'keep', top: '1' });
  }

  private throwWeight(): RuleRow | undefined {
    const metric = this.dice.one(['disruption', 'distance']);
    const twice = this.rules.some((row) => row.rule === 'weight' && row.metric === metric);
    if (twice) return undefined;
    return { rule: 'weight', metric, weight: this.dice.one(['0', '1', '5']) };
  }

  private maybeTop(probability: number): RuleRow {
    const { dice } = this;
    if (!dice.chance(probability)) return {};
    const metric = dice.chance(0.5) ? '' : dice.one(this.metrics());
    return { top: dice.one(['1', '1', '2', '3']), metric };
  }

  private throwBalance(): RuleRow | undefined {
    const { dice } = this;
    const metric = dice.chance(0.3) ? '' : dice.one(this.metrics());
    const accounts = this.maybeAccounts(0.25);
    const reps = this.maybeReps(0.2);
    const by = this.maybeBy(0.25);
    if (accounts === '' && reps === '' && by === '') {
      if (this.balanced.has(metric || 'potential')) return undefined;
      this.balanced.add(metric || 'potential');
    }
    const must = dice.chance(0.3);
    const max =
      must || dice.chance(0.4) ? dice.one(['30%', '50%', '0.8', '5%', '100%', '150%']) : '';
    const min = dice.chance(0.3) ? dice.one(['5%', '0.05', '0%', '2.5%']) : '';
    return {
      rule: 'balance',
      metric,
      accounts,
      reps,
      by,
      min,
      max,
      weight: dice.one(['', '', '1', '3', '0']),
      level: must ? 'must' : dice.one(['', 'should']),
    };
  }

  private throwLimit(): RuleRow {
    const { dice } = this;
    const [min, max] = dice.one([
      ['', '2'],
      ['', '3'],
      ['1', ''],
      ['1', '3'],
      ['', '40'],
      ['5', '60'],
      ['', '50%'],
      ['20%', ''],
      ['20%', '80%'],
      ['0', '0'],
      ['', '0.3'],
      ['33.3%', '66.7%'],
      ['1', '50%'],
      ['20%', '30'],
    ]);
    return {
      rule: 'limit',
      accounts: this.maybeAccounts(min.endsWith('%') || max.endsWith('%') ? 1 : 0.5),
      reps: this.maybeReps(0.3),
      metric: dice.chance(0.4) ? '' : this.anyMetric(),
      by: this.maybeBy(0.2),
      min,
      max,
      ...this.level(0.6),
    };
  }

  private throwMatch(rule: string): RuleRow {
    const { dice } = this;
    const both = ['region', 'segment'].filter((one) => this.hasAccount(one) && this.hasRep(one));
    const pairs = both.map((column) => dice.one([column, `${column} = ${column}`]));
    if (this.hasAccount('region') && this.hasRep('territory')) pairs.push('region = territory');
    const metric = pairs.length > 0 && dice.chance(0.6) ? dice.one(pairs) : '';
    const rest = rule === 'match' ? this.level(0.6) : { weight: dice.one(['', '1', '3', '0.5']) };
    return {
      rule,
      accounts: metric === '' ? this.accounts() : this.maybeAccounts(0.3),
      reps: metric === '' ? this.someReps() : this.maybeReps(0.2),
      metric,
      ...rest,
    };
  }
}
