/** From the input tables to E_i, families, pools and targets (sections 2 to 5), step by step. */
import { deriveBasics, deriveDisruption } from './derive.js';
import type { Place } from './geo.js';
import { meanPlace } from './geo.js';
import { addColumns, type LinkedTables, readKnowledge } from './known.js';
import type { Account, Balance, Family, Household, Options, Problem, Rep } from './model.js';
import {
  accountField,
  accountPasses,
  allowedBy,
  amount,
  byId,
  capOf,
  greatest,
  groupReps,
  isFree,
  isFreedFromMatch,
  isKept,
  liveOwner,
  repPasses,
  sum,
} from './model.js';
import type { Cells, Rule, Table } from './read.js';
import { fold, parseBound, parseDate, parseFlag, parseNumber } from './read.js';
import { mainRules } from './roles.js';

export interface ProblemInput extends LinkedTables {
  accounts: Table;
  reps: Table;
  rules: Rule[];
  options: Options;
  distances?: Table | undefined;
}

export function buildProblem(input: ProblemInput): Problem {
  const { accounts, reps, options } = input;
  const rules = mainRules(input.rules);
  const asOf = parseDate(options.asOf) ?? Number.NaN;
  addColumns(accounts, input, asOf);
  const repList = reps.lines.map(({ row, cells }) => readRep(row, cells, options));
  const accountList = accounts.lines.map(({ row, cells }) => readAccount(row, cells, repList));
  const problem: Problem = {
    options,
    asOf,
    accountColumns: new Set(accounts.columns),
    repColumns: new Set(reps.columns),
    accounts: accountList,
    reps: repList,
    rules,
    households: [],
    balances: [],
    center: undefined,
    distances: input.distances === undefined ? undefined : readDistances(input.distances),
    knowledge: undefined,
    warnings: [],
  };
  problem.knowledge = readKnowledge(problem, input);
  exclude(problem);
  deriveBasics(problem);
  settle(problem);
  keepForThoseOnLeave(problem);
  deriveDisruption(problem);
  locate(problem);
  findHouseholds(problem);
  for (const account of problem.accounts) account.eligible = eligibleReps(problem, account);
  findPools(problem);
  problem.balances = findBalances(problem);
  return problem;
}

// --- reading ---------------------------------------------------------------------------------

function placeOf(cells: Cells): Place | undefined {
  const latitude = parseNumber(cells.latitude ?? '');
  const longitude = parseNumber(cells.longitude ?? '');
  return latitude === undefined || longitude === undefined ? undefined : { latitude, longitude };
}

function readRep(row: number, cells: Cells, options: Options): Rep {
  const share = fold(options.shareBy ?? '');
  const size =
    share === '' || share === 'capacity'
      ? (parseNumber(cells.capacity ?? '') ?? 1)
      : (parseNumber(cells[share] ?? '') ?? 0);
  const cap = size * (parseNumber(cells.ramp ?? '') ?? 1);
  const gone = ['leaving', 'left'].includes(fold(cells.status ?? ''));
  return {
    id: cells.rep_id,
    row,
    cells,
    excluded: false,
    cap: gone ? 0 : cap,
    live: !gone && cap > 0,
    onLeave: fold(cells.status ?? '') === 'on_leave',
    pool: undefined,
    maxAccounts: parseNumber(cells.max_accounts ?? ''),
    place: placeOf(cells),
  };
}

/** Exactly a rep_id, else a rep's e-mail, else a rep's name (both without regard to case). */
function findOwner(text: string, reps: Rep[]): Rep | undefined {
  if (text === '') return undefined;
  const ways = [
    (rep: Rep) => rep.id === text,
    (rep: Rep) => fold(rep.cells.email ?? '') === fold(text),
    (rep: Rep) => fold(rep.cells.rep_name ?? '') === fold(text),
  ];
  for (const way of ways) {
    const found = reps.filter(way);
    if (found.length > 1) throw new Error(`oracle: ${text} could be several reps`);
    if (found.length === 1) return found[0];
  }
  return undefined;
}

function readAccount(row: number, cells: Cells, reps: Rep[]): Account {
  const ownerText = cells.owner ?? '';
  const owner = findOwner(ownerText, reps);
  return {
    id: cells.account_id,
    row,
    cells,
    owner,
    departed: ownerText !== '' && owner === undefined,
    excluded: false,
    locked: parseFlag(cells.locked ?? '') ?? false,
    assignedBy: undefined,
    keptBy: [],
    keptOnLeave: false,
    released: false,
    planned: true,
    score: undefined,
    potential: 0,
    workload: 0,
    disruption: 0,
    tier: cells.tier ?? '',
    place: placeOf(cells),
    eligible: [],
  };
}

function readDistances(table: Table): Map<string, number> {
  const distances = new Map<string, number>();
  for (const { cells } of table.lines) {
    const value = parseNumber(cells.km);
    if (value !== undefined) distances.set(`${cells.account_id}\n${cells.rep_id}`, value);
  }
  return distances;
}

// --- who takes part --------------------------------------------------------------------------

function exclude(problem: Problem): void {
  for (const rule of problem.rules) {
    if (rule.rule !== 'exclude') continue;
    if (rule.reps !== '') {
      for (const rep of problem.reps) {
        if (!repPasses(problem, rep, rule.reps)) continue;
        rep.excluded = true;
        rep.cap = 0;
        rep.live = false;
      }
    } else {
      for (const account of problem.accounts) {
        if (!accountPasses(problem, account, rule.accounts)) continue;
        account.excluded = true;
        account.planned = false;
      }
    }
  }
}

/** The accounts a keep row holds: they have a live owner; with `top` N, each owner's greatest. */
export function keptByRow(problem: Problem, rule: Rule): Account[] {
  const passing = problem.accounts.filter(
    (account) =>
      !account.excluded &&
      liveOwner(account) !== undefined &&
      accountPasses(problem, account, rule.accounts),
  );
  if (rule.top === '') return passing;
  return problem.reps.flatMap((rep) =>
    greatest(
      problem,
      passing.filter((account) => account.owner === rep),
      rule.metric || 'potential',
      Number(rule.top),
    ),
  );
}

/** Assigned, kept, released: in the order of precedence. */
function settle(problem: Problem): void {
  const included = problem.accounts.filter((account) => !account.excluded);
  const mustRows = problem.rules.filter((rule) => rule.level === 'must');
  for (const account of included) {
    account.assignedBy = mustRows.find(
      (rule) => rule.rule === 'assign' && accountPasses(problem, account, rule.accounts),
    );
  }
  for (const rule of mustRows) {
    if (rule.rule !== 'keep') continue;
    for (const account of keptByRow(problem, rule)) account.keptBy.push(rule);
  }
  for (const rule of mustRows) {
    if (rule.rule !== 'release') continue;
    const passing = included.filter((account) => accountPasses(problem, account, rule.accounts));
    const spared =
      rule.top === ''
        ? []
        : greatest(problem, passing, rule.metric || 'potential', Number(rule.top));
    for (const account of passing) {
      const held = account.assignedBy !== undefined || account.locked || account.keptBy.length > 0;
      if (held || spared.includes(account) || liveOwner(account)?.onLeave) continue;
      account.released = true;
      account.planned = false;
    }
  }
}

/** Accounts whose owner is on leave stay there where their must match and avoid rows allow it. */
function keepForThoseOnLeave(problem: Problem): void {
  for (const account of problem.accounts) {
    const owner = liveOwner(account);
    if (owner === undefined || !owner.onLeave || !account.planned) continue;
    if (account.assignedBy !== undefined) continue;
    account.keptOnLeave = matchAndAvoidRows(problem).every(
      (rule) => allowedBy(problem, rule, account, [owner])?.length !== 0,
    );
  }
}

/** C, and a place for reps without coordinates: the mean of the accounts they own now. */
function locate(problem: Problem): void {
  const center = (accounts: Account[]) =>
    meanPlace(
      accounts.flatMap((account) =>
        account.place === undefined ? [] : [{ place: account.place, weight: account.workload }],
      ),
    );
  const planned = problem.accounts.filter((account) => account.planned);
  problem.center = center(planned);
  for (const rep of problem.reps) {
    rep.place ??= center(planned.filter((account) => account.owner === rep));
  }
}

// --- families --------------------------------------------------------------------------------

/**
 * The families of one together row: groups over all accounts of accounts.csv by the same value
 * (for parent_id also the parent itself), then only the planned members that pass `accounts`.
 */
export function familiesOf(problem: Problem, rule: Rule): Family[] {
  const column = rule.metric || 'parent_id';
  const key = new Map<Account, string>();
  for (const account of problem.accounts) {
    const value = fold(accountField(problem, account, column).text);
    if (value !== '') key.set(account, value);
  }
  const joined = (a: Account, b: Account) =>
    (key.has(a) && key.get(a) === key.get(b)) ||
    (column === 'parent_id' && (a.cells.parent_id === b.id || b.cells.parent_id === a.id));
  return components(problem.accounts, joined)
    .map((members) =>
      members.filter(
        (account) => account.planned && accountPasses(problem, account, rule.accounts),
      ),
    )
    .filter((members) => members.length >= 2)
    .map((members) => ({ members }));
}

/** Connected components of a relation, in the order of the items. */
function components<T>(items: T[], joined: (a: T, b: T) => boolean): T[][] {
  const seen = new Set<T>();
  const result: T[][] = [];
  for (const start of items) {
    if (seen.has(start)) continue;
    seen.add(start);
    const component = [start];
    for (const item of component) {
      for (const other of items) {
        if (seen.has(other) || !joined(item, other)) continue;
        seen.add(other);
        component.push(other);
      }
    }
    result.push(items.filter((item) => component.includes(item)));
  }
  return result;
}

/** Must families; those of several rows that share an account are one. */
function findHouseholds(problem: Problem): void {
  const families: { row: number; members: Account[] }[] = [];
  for (const rule of problem.rules) {
    if (rule.rule !== 'together' || rule.level !== 'must') continue;
    for (const { members } of familiesOf(problem, rule)) families.push({ row: rule.row, members });
  }
  const merged = components(families, (a, b) =>
    a.members.some((account) => b.members.includes(account)),
  );
  problem.households = merged.map((parts) => {
    const members = problem.accounts.filter((account) =>
      parts.some((part) => part.members.includes(account)),
    );
    const free = members.filter(isFree);
    const sorted = [...free].sort((a, b) => b.potential - a.potential || byId(a, b));
    return { rows: parts.map((part) => part.row), members, free, head: sorted[0] };
  });
}

export function householdOf(problem: Problem, account: Account): Household | undefined {
  return problem.households.find((household) => household.members.includes(account));
}

/** The account on which match and avoid are read: the head of a free member's family, or itself. */
function readOn(problem: Problem, account: Account): Account {
  return householdOf(problem, account)?.head ?? account;
}

// --- E_i -------------------------------------------------------------------------------------

export function liveReps(problem: Problem): Rep[] {
  return problem.reps.filter((rep) => rep.live);
}

/** Those who may be given accounts: live and not on leave. */
export function repsWhoTake(problem: Problem): Rep[] {
  return liveReps(problem).filter((rep) => !rep.onLeave);
}

function matchAndAvoidRows(problem: Problem): Rule[] {
  return problem.rules.filter(
    (rule) => rule.level === 'must' && (rule.rule === 'match' || rule.rule === 'avoid'),
  );
}

/** The live reps left by the must match and avoid rows, read on this very account. */
function leftByMatchAndAvoid(problem: Problem, account: Account): Rep[] {
  let left = repsWhoTake(problem);
  for (const rule of matchAndAvoidRows(problem)) {
    left = allowedBy(problem, rule, account, left) ?? left;
  }
  return left;
}

/** If the kept members have one owner and the head may go there, that owner; else undefined. */
export function ownerWhoDraws(problem: Problem, household: Household): Rep | undefined {
  const owners = new Set(
    household.members
      .filter((account) => isKept(account) && !account.owner?.onLeave)
      .map((account) => account.owner),
  );
  const [owner] = owners;
  if (owners.size !== 1 || owner === undefined || household.head === undefined) return undefined;
  return leftByMatchAndAvoid(problem, household.head).includes(owner) ? owner : undefined;
}

function eligibleReps(problem: Problem, account: Account): Rep[] {
  if (!account.planned) return [];
  if (account.assignedBy !== undefined) {
    const { reps } = account.assignedBy;
    const own = liveOwner(account);
    if (own?.onLeave && repPasses(problem, own, reps)) return [own];
    return repsWhoTake(problem).filter((rep) => repPasses(problem, rep, reps));
  }
  const owner = liveOwner(account);
  if (isKept(account) && owner !== undefined) return [owner];
  const household = householdOf(problem, account);
  if (household?.head === undefined) return leftByMatchAndAvoid(problem, account);
  const drawn = ownerWhoDraws(problem, household);
  return drawn === undefined ? leftByMatchAndAvoid(problem, household.head) : [drawn];
}

/** The rows that left an account nobody: its assign row, or each match or avoid row that took
 * away a live rep. */
export function rowsThatLeftNobody(problem: Problem, account: Account): Rule[] {
  if (!account.planned || account.eligible.length > 0) return [];
  if (account.assignedBy !== undefined) return [account.assignedBy];
  const live = repsWhoTake(problem);
  return matchAndAvoidRows(problem).filter((rule) => {
    const allowed = allowedBy(problem, rule, readOn(problem, account), live);
    return allowed !== undefined && allowed.length < live.length;
  });
}

// --- pools -----------------------------------------------------------------------------------

function findPools(problem: Problem): void {
  const live = repsWhoTake(problem);
  if (problem.repColumns.has('pool')) {
    for (const rep of live) rep.pool = rep.cells.pool;
    return;
  }
  const reaches: Rep[][] = [];
  for (const account of problem.accounts) {
    if (!account.planned || account.assignedBy !== undefined) continue;
    const read = readOn(problem, account);
    const freed = matchAndAvoidRows(problem).some(
      (rule) => rule.rule === 'match' && isFreedFromMatch(problem, rule, read),
    );
    if (!freed) reaches.push(leftByMatchAndAvoid(problem, read));
  }
  const reached = live.filter((rep) => reaches.some((reach) => reach.includes(rep)));
  const pools = components(reached, (a, b) =>
    reaches.some((reach) => reach.includes(a) && reach.includes(b)),
  );
  pools.push(live.filter((rep) => !reached.includes(rep)));
  pools.forEach((pool, index) => {
    for (const rep of pool) rep.pool = `pool ${index + 1}`;
  });
}

// --- balances --------------------------------------------------------------------------------

function defaultWeight(metric: string): number {
  return metric === 'potential' ? 4 : metric === 'workload' ? 2 : 1;
}

function findBalances(problem: Problem): Balance[] {
  const rows = problem.rules.filter((rule) => rule.rule === 'balance');
  const balances = rows.map((rule) => makeBalance(problem, rule));
  for (const metric of ['workload', 'potential']) {
    if (balances.some((balance) => balance.unfiltered && balance.metric === metric)) continue;
    balances.unshift(makeBalance(problem, undefined, metric));
  }
  return balances;
}

function makeBalance(problem: Problem, rule: Rule | undefined, defaulted = 'potential'): Balance {
  const metric = rule?.metric || defaulted;
  const unfiltered =
    rule === undefined || (rule.accounts === '' && rule.reps === '' && rule.by === '');
  const name = unfiltered ? metric : `balance:${rule.row}`;
  const max = parseBound(rule?.max ?? '')?.amount;
  const min = parseBound(rule?.min ?? '')?.amount;
  const band = min ?? Math.min(0.1, max ?? 0.1);

  const amounts = new Map<Account, number>();
  for (const account of problem.accounts) {
    const counts = account.planned && accountPasses(problem, account, rule?.accounts ?? '');
    amounts.set(account, counts ? amount(problem, account, metric) : 0);
  }
  const amountOf = (account: Account) => amounts.get(account) ?? 0;

  const reps = repsWhoTake(problem).filter(
    (rep) =>
      repPasses(problem, rep, rule?.reps ?? '') &&
      problem.accounts.some((account) => account.eligible.includes(rep) && amountOf(account) > 0),
  );

  const targets = new Map<Rep, number>();
  for (const rep of reps) {
    const inPool = reps.filter((other) => other.pool === rep.pool);
    let total = 0;
    for (const account of problem.accounts) {
      if (account.eligible.length === 0) continue;
      const reachable = account.eligible.filter((other) => inPool.includes(other));
      total += (amountOf(account) * capOf(reachable)) / capOf(account.eligible);
    }
    targets.set(rep, (total * rep.cap) / capOf(inPool));
  }

  const groups = groupReps(reps, rule?.by ?? '').map((group) => ({
    ...group,
    target: sum(group.reps.map((rep) => targets.get(rep) ?? 0)),
  }));
  const weight =
    problem.options.weights?.[name] ?? parseNumber(rule?.weight ?? '') ?? defaultWeight(metric);
  const level = rule?.level ?? 'should';
  return {
    name,
    rule,
    level,
    unfiltered,
    metric,
    weight,
    band,
    max,
    amounts,
    reps,
    targets,
    groups,
  };
}
