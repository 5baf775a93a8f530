/** Terms and must rows of one assignment (sections 4 and 5). */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { neighbors } from 'topojson-client';
import type { KnownKind } from '../../src/rules/kinds/index.js';
import { km } from './geo.js';
import { bestStrength, isOutwon, strength } from './known.js';
import type { Account, Balance, Problem, Rep } from './model.js';
import {
  accountField,
  accountPasses,
  allowedBy,
  amount,
  capOf,
  groupReps,
  isFree,
  liveOwner,
  repPasses,
  sum,
} from './model.js';
import {
  familiesOf,
  householdOf,
  keptByRow,
  liveReps,
  ownerWhoDraws,
  rowsThatLeftNobody,
} from './problem.js';
import type { Rule } from './read.js';
import { fold, parseBound, parseNumber } from './read.js';

/** Planned account → its rep; undefined for a blank. */
export type Placement = Map<Account, Rep | undefined>;

export interface Term {
  name: string;
  value: number;
  weight: number;
}

export interface Outcome {
  /** the row of rules.csv, or `accounts.csv:ROW`, `reps.csv:ROW` */
  row: string;
  rule: string;
  level: 'must' | 'should';
  status: 'met' | 'broken';
}

/** Beyond a bound by more than 1e-9 · max(1, |bound|). */
export function exceeds(value: number, bound: number): boolean {
  return value > bound + 1e-9 * Math.max(1, Math.abs(bound));
}

export function planned(problem: Problem): Account[] {
  return problem.accounts.filter((account) => account.planned);
}

function held(problem: Problem, placement: Placement, reps: Rep[]): Account[] {
  return planned(problem).filter((account) => {
    const rep = placement.get(account);
    return rep !== undefined && reps.includes(rep);
  });
}

// --- balance ---------------------------------------------------------------------------------

export function loadOf(balance: Balance, placement: Placement, reps: Rep[]): number {
  let load = 0;
  for (const [account, amountOf] of balance.amounts) {
    const rep = placement.get(account);
    if (rep !== undefined && reps.includes(rep)) load += amountOf;
  }
  return load;
}

export function deviation(load: number, target: number): number {
  if (target === 0) return load === 0 ? 0 : 1;
  return load / target - 1;
}

export function balanceCost(balance: Balance, x: number): number {
  const { band } = balance;
  const bend = balance.level === 'should' ? (balance.max ?? Infinity) : Infinity;
  let cost = Math.min(x, band) / 5;
  if (x > band) cost += Math.min(x, bend) - band;
  if (x > bend) cost += 10 * (x - bend);
  return cost;
}

function deviations(balance: Balance, placement: Placement): number[] {
  return balance.groups.map((group) =>
    Math.abs(deviation(loadOf(balance, placement, group.reps), group.target)),
  );
}

function mean(values: number[]): number | undefined {
  return values.length === 0 ? undefined : sum(values) / values.length;
}

function balanceTerm(balance: Balance, placement: Placement): number | undefined {
  return mean(deviations(balance, placement).map((x) => balanceCost(balance, x)));
}

function balanceBroken(balance: Balance, placement: Placement): boolean {
  const { max } = balance;
  if (max === undefined) return false;
  return deviations(balance, placement).some((x) => exceeds(x, max));
}

// --- disruption and distance -----------------------------------------------------------------

function leavesLiveOwner(account: Account, placement: Placement): boolean {
  const owner = liveOwner(account);
  return owner !== undefined && placement.get(account) !== owner;
}

function ratio(numerator: number, divisor: number): number | undefined {
  return divisor === 0 ? undefined : numerator / divisor;
}

function disruptionTerm(problem: Problem, placement: Placement): number | undefined {
  const owned = planned(problem).filter((account) => liveOwner(account) !== undefined);
  const leaving = owned.filter((account) => leavesLiveOwner(account, placement));
  const total = (accounts: Account[]) => sum(accounts.map((account) => account.disruption));
  return ratio(total(leaving), total(owned));
}

/** Km between an account and a rep where both have a place. */
export function distanceBetween(problem: Problem, account: Account, rep: Rep): number | undefined {
  if (problem.distances !== undefined) return problem.distances.get(`${account.id}\n${rep.id}`);
  if (account.place === undefined || rep.place === undefined) return undefined;
  return km(account.place, rep.place);
}

function distanceTerm(problem: Problem, placement: Placement): number | undefined {
  let travelled = 0;
  let divisor = 0;
  for (const account of planned(problem)) {
    const rep = placement.get(account);
    if (problem.distances !== undefined) {
      const choices = account.eligible.map((choice) => distanceBetween(problem, account, choice));
      const known = choices.filter((value) => value !== undefined);
      divisor += account.workload * (mean(known) ?? 0);
      if (rep !== undefined) {
        travelled += account.workload * (distanceBetween(problem, account, rep) ?? 0);
      }
      continue;
    }
    if (account.place === undefined || problem.center === undefined) continue;
    const toCenter = km(account.place, problem.center);
    divisor += account.workload * toCenter;
    if (rep === undefined) continue;
    travelled += account.workload * (distanceBetween(problem, account, rep) ?? toCenter);
  }
  // All accounts in one place: the divisor is 0 but for rounding.
  return divisor < 1e-6 ? undefined : travelled / divisor;
}

// --- relationship ----------------------------------------------------------------------------

function relationshipTerm(problem: Problem, placement: Placement): number | undefined {
  let lost = 0;
  let divisor = 0;
  for (const account of planned(problem)) {
    const best = bestStrength(problem, account);
    if (best === 0) continue;
    divisor += account.disruption * best;
    const rep = placement.get(account);
    if (rep === undefined || rep === liveOwner(account)) continue;
    lost += account.disruption * Math.max(0, best - strength(problem, account, rep));
  }
  return ratio(lost, divisor);
}

/** `after.relationship` of plan.json; undefined where no file says who is known. */
export function relationshipFigures(
  problem: Problem,
  placement: Placement,
): Record<string, number> | undefined {
  if (problem.knowledge === undefined) return undefined;
  const known = planned(problem).filter((account) => bestStrength(problem, account) > 0);
  const kept = known.filter((account) => {
    const rep = placement.get(account);
    if (rep === undefined) return false;
    const best = bestStrength(problem, account);
    return rep === liveOwner(account) || strength(problem, account, rep) >= best - 1e-12;
  });
  const lost = planned(problem).filter((account) => {
    const rep = placement.get(account);
    return rep !== undefined && rep !== account.owner && isOutwon(problem, account, rep);
  });
  return {
    known: known.length,
    kept: kept.length,
    won_moved: sum(lost.map(({ cells }) => parseNumber(cells.won_amount ?? '') ?? 0)),
  };
}

// --- rows of section 4 -----------------------------------------------------------------------

/** Who a row concerns, and who of them breaks it. */
interface Concern {
  concerned: Account[];
  breaking: Account[];
}

/** A should row (or prefer) on its own, whether or not a must row has settled its accounts. */
function concernOf(problem: Problem, rule: Rule, placement: Placement): Concern {
  const live = liveReps(problem);
  let concerned: Account[] = [];
  let breaking: Account[] = [];
  if (rule.rule === 'keep') {
    concerned = keptByRow(problem, rule).filter((account) => account.planned);
    breaking = concerned.filter((account) => leavesLiveOwner(account, placement));
  } else if (rule.rule === 'assign') {
    concerned = planned(problem).filter((account) =>
      accountPasses(problem, account, rule.accounts),
    );
    breaking = concerned.filter((account) => {
      const rep = placement.get(account);
      return rep === undefined || !repPasses(problem, rep, rule.reps);
    });
  } else {
    for (const account of planned(problem)) {
      const allowed = allowedBy(problem, rule, account, live);
      if (allowed === undefined) continue;
      concerned.push(account);
      const rep = placement.get(account);
      const broken = rep === undefined ? rule.rule !== 'avoid' : !allowed.includes(rep);
      if (broken) breaking.push(account);
    }
  }
  return { concerned, breaking };
}

function togetherTerm(problem: Problem, rule: Rule, placement: Placement): number | undefined {
  const families = familiesOf(problem, rule);
  const split = families.filter(
    ({ members }) => new Set(members.map((account) => placement.get(account))).size > 1,
  );
  return ratio(split.length, families.length);
}

/** The accounts an apart row concerns, and what each rep holds of each value against what they may hold. */
export function apartOf(
  problem: Problem,
  rule: Rule,
  placement: Placement,
): { concerned: Account[]; cells: { value: string; rep: Rep; load: number; bound: number }[] } {
  const max = parseBound(rule.max)?.amount ?? 1;
  const binding = rule.level === 'must';
  const valueAt = (account: Account) => fold(accountField(problem, account, rule.metric).text);
  const concerned = planned(problem).filter(
    (account) =>
      accountPasses(problem, account, rule.accounts) &&
      valueAt(account) !== '' &&
      !(binding && !isFree(account) && account.eligible.length !== 1),
  );
  const values = [...new Set(concerned.map(valueAt))];
  const cells = values.flatMap((value) =>
    liveReps(problem).map((rep) => {
      const same = concerned.filter((account) => valueAt(account) === value);
      const settled = binding
        ? same.filter((account) => !isFree(account) && account.eligible[0] === rep).length
        : 0;
      const load = same.filter((account) => placement.get(account) === rep).length;
      return { value, rep, load, bound: Math.max(max, settled) };
    }),
  );
  return { concerned, cells };
}

function apartTerm(problem: Problem, rule: Rule, placement: Placement): number | undefined {
  const { concerned, cells } = apartOf(problem, rule, placement);
  return ratio(sum(cells.map(({ load, bound }) => Math.max(0, load - bound))), concerned.length);
}

/** Which states of the USA share a line of their borders, from the Census Bureau's file; else none do. */
const statesBeside = (() => {
  const file = createRequire(import.meta.url).resolve('us-atlas/states-10m.json');
  const topology = JSON.parse(readFileSync(file, 'utf8'));
  const { geometries } = topology.objects.states;
  const beside = neighbors(geometries);
  const nameOf = (at: number): string => fold(geometries[at].properties.name);
  return new Map(
    beside.map((those: number[], at: number) => [nameOf(at), new Set(those.map(nameOf))]),
  );
})();

/** In how many pieces a rep's areas lie, by a breadth-first search; states by their full names. */
export function piecesHeld(problem: Problem, column: string, accounts: Account[]): number {
  const areas = accounts.map((account) => fold(accountField(problem, account, column).text));
  const left = new Set(areas.filter((area) => area !== ''));
  let pieces = 0;
  for (const first of left) {
    pieces++;
    left.delete(first);
    const queue = [first];
    for (let area = queue.shift(); area !== undefined; area = queue.shift()) {
      for (const other of [...left]) {
        if (statesBeside.get(area)?.has(other) !== true) continue;
        left.delete(other);
        queue.push(other);
      }
    }
  }
  return pieces;
}

function piecesBeyond(problem: Problem, rule: Rule, placement: Placement): number {
  const reps = liveReps(problem).filter((rep) => repPasses(problem, rep, rule.reps));
  const max = parseBound(rule.max)?.amount ?? 1;
  return sum(
    reps.map((rep) => {
      const own = held(problem, placement, [rep]);
      return Math.max(0, piecesHeld(problem, rule.metric || 'state', own) - max);
    }),
  );
}

export interface Limit {
  /** the load that counts, and the bounds that hold for it */
  load: number;
  min: number | undefined;
  max: number | undefined;
  /** what a violation is divided by in a should term */
  minScale: number;
  maxScale: number;
}

/** One entry for each rep of a limit row (or each group of its `by`). */
export function limitsOf(problem: Problem, rule: Rule, placement: Placement): Limit[] {
  const metric = rule.metric || 'accounts';
  const live = liveReps(problem);
  const reps = live.filter((rep) => repPasses(problem, rep, rule.reps));
  const min = parseBound(rule.min);
  const max = parseBound(rule.max);
  const total = (accounts: Account[]) =>
    sum(accounts.map((account) => amount(problem, account, metric)));
  return groupReps(reps, rule.by).map((group) => {
    const own = held(problem, placement, group.reps);
    const ownTotal = total(own);
    const load = total(own.filter((account) => accountPasses(problem, account, rule.accounts)));
    const share = (total(planned(problem)) * capOf(group.reps)) / capOf(live);
    const mayTake = planned(problem).some(
      (account) =>
        accountPasses(problem, account, rule.accounts) &&
        account.eligible.some((rep) => group.reps.includes(rep) && !rep.onLeave),
    );
    const bound = (of: typeof min, whole: number) =>
      of === undefined ? undefined : of.percent ? of.amount * whole : of.amount;
    return {
      load,
      min: mayTake ? bound(min, ownTotal) : undefined,
      max: bound(max, ownTotal),
      minScale: Math.max(bound(min, share) ?? 0, 1),
      maxScale: Math.max(bound(max, share) ?? 0, 1),
    };
  });
}

function limitTerm(limits: Limit[]): number | undefined {
  return mean(
    limits.map(({ load, min, max, minScale, maxScale }) => {
      // A share and a number, or shares of a negative sum, may both be broken.
      const over = max === undefined ? 0 : Math.max(0, load - max) / maxScale;
      const under = min === undefined ? 0 : Math.max(0, min - load) / minScale;
      return over + under;
    }),
  );
}

function limitBroken(limits: Limit[]): boolean {
  return limits.some(
    ({ load, min, max }) =>
      (max !== undefined && exceeds(load, max)) || (min !== undefined && exceeds(-load, -min)),
  );
}

/** The loads a budget row bounds: over all, or with `reps` for each such owner. */
export function budgetsOf(
  problem: Problem,
  rule: Rule,
  placement: Placement,
): { load: number; bound: number }[] {
  const metric = rule.metric || 'accounts';
  const max = parseBound(rule.max) ?? { amount: Infinity, percent: false };
  const owned = planned(problem).filter((account) => liveOwner(account) !== undefined);
  const portions =
    rule.reps === ''
      ? [owned]
      : liveReps(problem)
          .filter((rep) => repPasses(problem, rep, rule.reps))
          .map((rep) => owned.filter((account) => account.owner === rep))
          .filter((accounts) => accounts.length > 0);
  const total = (accounts: Account[]) =>
    sum(accounts.map((account) => amount(problem, account, metric)));
  return portions.map((accounts) => ({
    load: total(accounts.filter((account) => leavesLiveOwner(account, placement))),
    bound: max.percent ? max.amount * total(accounts) : max.amount,
  }));
}

// --- the objective ---------------------------------------------------------------------------

type Ask<T> = (problem: Problem, rule: Rule, placement: Placement) => T;

/** How the rows of one kind are judged. */
interface Reading {
  /** Of a should row. */
  term: Ask<number | undefined>;
  mustBroken: Ask<boolean>;
  /** Where that is more than a term above 0. */
  shouldBroken?: Ask<boolean>;
  /** False for a kind whose rows bind nobody. */
  binds: boolean;
  /** The term is a sum over single accounts, whatever becomes of the others. */
  perAccount?: boolean;
}

const accountsTerm: Ask<number | undefined> = (problem, rule, placement) => {
  const { concerned, breaking } = concernOf(problem, rule, placement);
  return ratio(breaking.length, concerned.length);
};

const limitsBroken: Ask<boolean> = (problem, rule, placement) =>
  limitBroken(limitsOf(problem, rule, placement));

const budgetsBroken: Ask<boolean> = (problem, rule, placement) =>
  budgetsOf(problem, rule, placement).some(({ load, bound }) => exceeds(load, bound));

const balancesBroken: Ask<boolean> = (problem, rule, placement) => {
  const balance = problem.balances.find((candidate) => candidate.rule === rule);
  return balance !== undefined && balanceBroken(balance, placement);
};

const restricts: Reading = {
  term: accountsTerm,
  perAccount: true,
  binds: true,
  mustBroken: (problem, rule, placement) =>
    placedAmong(problem, placement).some((account) => {
      const rep = placement.get(account);
      const head = householdOf(problem, account)?.head ?? account;
      if (rep === undefined || !isFree(account) || head !== account) return false;
      return allowedBy(problem, rule, account, [rep])?.length === 0;
    }),
};

/** By kind; undefined for those that only shape the problem. A kind that is missing here does not compile. */
const readings: Record<KnownKind, Reading | undefined> = {
  balance: {
    // Balances are terms whatever their level: they are not read row by row.
    term: () => undefined,
    binds: true,
    mustBroken: balancesBroken,
    shouldBroken: balancesBroken,
  },
  limit: {
    term: (problem, rule, placement) => limitTerm(limitsOf(problem, rule, placement)),
    binds: true,
    mustBroken: limitsBroken,
    shouldBroken: limitsBroken,
  },
  match: restricts,
  avoid: restricts,
  assign: {
    term: accountsTerm,
    perAccount: true,
    binds: true,
    mustBroken: (problem, rule, placement) =>
      placedAmong(problem, placement).some((account) => {
        const rep = placement.get(account);
        return (
          account.assignedBy === rule && rep !== undefined && !repPasses(problem, rep, rule.reps)
        );
      }),
  },
  keep: {
    term: accountsTerm,
    perAccount: true,
    binds: true,
    mustBroken: (problem, rule, placement) =>
      planned(problem).some(
        (account) =>
          account.keptBy.includes(rule) &&
          account.assignedBy === undefined &&
          leavesLiveOwner(account, placement),
      ),
  },
  together: {
    term: togetherTerm,
    binds: true,
    mustBroken: (problem, rule, placement) =>
      familiesOf(problem, rule).some(({ members }) => {
        const free = members.filter(isFree);
        if (new Set(free.map((account) => placement.get(account))).size > 1) return true;
        return free.some((account) => {
          const household = householdOf(problem, account);
          if (household === undefined) return false;
          const drawn = ownerWhoDraws(problem, household);
          return drawn !== undefined && placement.get(account) !== drawn;
        });
      }),
  },
  apart: {
    term: apartTerm,
    binds: true,
    mustBroken: (problem, rule, placement) =>
      apartOf(problem, rule, placement).cells.some(({ load, bound }) => load > bound),
  },
  contiguous: {
    term: (problem, rule, placement) => {
      const areas = planned(problem).map((account) =>
        fold(accountField(problem, account, rule.metric || 'state').text),
      );
      const distinct = new Set(areas.filter((area) => area !== ''));
      return ratio(piecesBeyond(problem, rule, placement), distinct.size);
    },
    binds: true,
    mustBroken: (problem, rule, placement) => piecesBeyond(problem, rule, placement) > 0,
  },
  budget: {
    term: (problem, rule, placement) =>
      mean(
        budgetsOf(problem, rule, placement).map(
          ({ load, bound }) => Math.max(0, load - bound) / Math.max(bound, 1),
        ),
      ),
    binds: true,
    mustBroken: budgetsBroken,
    shouldBroken: budgetsBroken,
  },
  prefer: {
    term: (problem, rule, placement) => {
      const { concerned, breaking } = concernOf(problem, rule, placement);
      const potential = (accounts: Account[]) => sum(accounts.map((account) => account.potential));
      return ratio(potential(breaking), potential(concerned));
    },
    perAccount: true,
    binds: false,
    mustBroken: () => false,
  },
  release: undefined,
  exclude: undefined,
  role: undefined,
  weight: undefined,
  score: undefined,
  potential: undefined,
  workload: undefined,
  tier: undefined,
};

function readingOf({ rule }: Rule): Reading | undefined {
  return (readings as Record<string, Reading | undefined>)[rule];
}

/** Every kind of row, in the order of the manual. */
export const ruleKinds: readonly string[] = Object.keys(readings);

/** The kinds whose must rows can be broken. */
export const bindingKinds: readonly string[] = Object.entries(readings).flatMap(
  ([kind, reading]) => (reading?.binds ? [kind] : []),
);

/** The kinds whose terms are sums over single accounts. */
export const perAccountKinds: readonly string[] = Object.entries(readings).flatMap(
  ([kind, reading]) => (reading?.perAccount ? [kind] : []),
);

function placedAmong(problem: Problem, placement: Placement): Account[] {
  return planned(problem).filter((account) => placement.get(account) !== undefined);
}

/** The terms that exist, those of weight 0 included. */
export function termsOf(problem: Problem, placement: Placement): Term[] {
  const terms: Term[] = [];
  const overrides = problem.options.weights ?? {};
  const add = (name: string, value: number | undefined, weight: number) => {
    if (value !== undefined) terms.push({ name, value, weight: overrides[name] ?? weight });
  };
  for (const balance of problem.balances) {
    add(balance.name, balanceTerm(balance, placement), balance.weight);
  }
  const weightRow = (metric: string) => {
    const row = problem.rules.find((rule) => rule.rule === 'weight' && rule.metric === metric);
    return row === undefined ? undefined : parseNumber(row.weight);
  };
  add('disruption', disruptionTerm(problem, placement), weightRow('disruption') ?? 3);
  add('distance', distanceTerm(problem, placement), weightRow('distance') ?? 1);
  const known = relationshipTerm(problem, placement);
  add('relationship', known, weightRow('relationship') ?? 2);
  for (const rule of problem.rules) {
    const reading = readingOf(rule);
    if (reading === undefined || (reading.binds && rule.level !== 'should')) continue;
    const weight = parseNumber(rule.weight) ?? 1;
    add(`${rule.rule}:${rule.row}`, reading.term(problem, rule, placement), weight);
  }
  return terms;
}

/** Σ ω·term ÷ Σ ω; undefined (an error) if Σ ω = 0. */
export function objectiveOf(terms: Term[]): number | undefined {
  const weights = sum(terms.map((term) => term.weight));
  return ratio(sum(terms.map((term) => term.weight * term.value)), weights);
}

// --- what is met and what is broken ------------------------------------------------------------

function isBroken(reading: Reading, problem: Problem, rule: Rule, placement: Placement): boolean {
  if (rule.level === 'should') {
    const { shouldBroken, term } = reading;
    return shouldBroken?.(problem, rule, placement) ?? (term(problem, rule, placement) ?? 0) > 0;
  }
  const stranded = (account: Account) => rowsThatLeftNobody(problem, account).includes(rule);
  return planned(problem).some(stranded) || reading.mustBroken(problem, rule, placement);
}

/** One outcome a row that can bind, then locked accounts, then max_accounts. */
export function outcomesOf(problem: Problem, placement: Placement): Outcome[] {
  const outcomes: Outcome[] = [];
  const add = (row: string, rule: string, level: 'must' | 'should', broken: boolean) =>
    outcomes.push({ row, rule, level, status: broken ? 'broken' : 'met' });
  for (const rule of problem.rules) {
    const reading = readingOf(rule);
    if (reading === undefined || !reading.binds) continue;
    const broken = isBroken(reading, problem, rule, placement);
    add(String(rule.row), rule.rule, rule.level, broken);
  }
  for (const account of planned(problem)) {
    if (!account.locked || liveOwner(account) === undefined) continue;
    const broken = account.assignedBy === undefined && leavesLiveOwner(account, placement);
    add(`accounts.csv:${account.row}`, 'locked', 'must', broken);
  }
  for (const rep of liveReps(problem)) {
    if (rep.maxAccounts === undefined) continue;
    const broken = exceeds(held(problem, placement, [rep]).length, rep.maxAccounts);
    add(`reps.csv:${rep.row}`, 'max_accounts', 'must', broken);
  }
  return outcomes;
}
