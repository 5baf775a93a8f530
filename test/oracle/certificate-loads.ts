/** The loads of a certificate: what comes together where, what that costs, and what must hold of it. */
import { unitsOf } from './brute.js';
import type { CertifiedLoad } from './certificate.js';
import type { Account, Balance, Problem, Rep } from './model.js';
import {
  accountField,
  accountPasses,
  amount as amountOf,
  groupReps,
  liveOwner,
  repPasses,
} from './model.js';
import { liveReps } from './problem.js';
import type { Rule } from './read.js';
import { fold, parseBound, parseNumber } from './read.js';
import { apartOf, balanceCost, budgetsOf, limitsOf, type Placement, planned } from './terms.js';

export interface LoadGroup {
  /** what accounts placed at a rep bring to this load */
  amount: (accounts: Account[], rep: Rep) => number;
  /** what is there in every plan: accounts that nobody may take and that leave their owner */
  always: number;
  /** its part of the objective */
  cost: (load: number) => number;
  /** of an unfiltered balance: its part of the mean absolute deviation */
  uneven?: { metric: string; cost: (load: number) => number };
  /** where the slope of the cost changes */
  bends: number[];
  /** what must hold */
  least: number;
  most: number;
}

export interface Load {
  /** the place of its prices in a set of prices */
  index: number;
  /** above 0: every amount is a multiple of it */
  step: number;
  groups: LoadGroup[];
}

/** Bounds are kept within 1e-9 · max(1, |bound|). */
function slack(bound: number): number {
  return 1e-9 * Math.max(1, Math.abs(bound));
}

interface LoadContext {
  problem: Problem;
  /** Σ ω */
  weights: number;
  /** any placement; what is asked of it does not depend on it */
  reference: Placement;
  faults: string[];
}

interface Named {
  name: string;
  group: LoadGroup;
}

/** A load of the certificate, its groups in the certificate's order; none where it fits no row. */
export function groupsOfLoad(
  { problem, weights, reference, faults }: LoadContext,
  load: CertifiedLoad,
  index: number,
): Load[] {
  const named = namedGroups(problem, load.name, weights, reference);
  if (named === undefined) {
    faults.push(`${load.name} is no load`);
    return [];
  }
  const key = (name: string) => (name === '(blank)' ? '' : fold(name));
  const wanted = named.map(({ name }) => key(name)).sort();
  const given = load.groups.map(key).sort();
  if (wanted.join('\n') !== given.join('\n')) {
    faults.push(`${load.name} has groups ${given.join(', ')} in place of ${wanted.join(', ')}`);
    return [];
  }
  const groups = load.groups.flatMap((name) =>
    named.filter((one) => key(one.name) === key(name)).map(({ group }) => group),
  );
  const step = load.step ?? 0;
  for (const { members, choices } of unitsOf(problem)) {
    for (const rep of choices) {
      for (const group of groups) {
        const multiple = step > 0 ? group.amount(members, rep) / step : 0;
        if (Math.abs(multiple - Math.round(multiple)) > 1e-12 * Math.max(1, Math.abs(multiple))) {
          faults.push(`${load.name}: ${members[0].id} brings no multiple of ${step}`);
        }
      }
    }
  }
  return [{ index, step, groups }];
}

function namedGroups(
  problem: Problem,
  name: string,
  weights: number,
  reference: Placement,
): Named[] | undefined {
  const [kind, ...rest] = name.split(':');
  const of = rest.join(':');
  if (kind === 'balance') {
    const balance = problem.balances.find((one) => one.name === of);
    return balance && balanceGroups(balance, weights);
  }
  if (kind === 'reps.csv') {
    const rep = problem.reps.find(({ row }) => row === Number(of));
    return rep && [maxAccounts(rep)];
  }
  const rule = problem.rules.find(({ row }) => row === Number(rest[0]));
  if (rule === undefined || rule.rule !== kind) return undefined;
  if (kind === 'limit') {
    const [, side] = rest;
    if (side !== undefined && side !== 'min' && side !== 'max') return undefined;
    return limitGroups(problem, rule, side, weights, reference);
  }
  if (kind === 'apart')
    return apartGroups(problem, rule, rest.slice(1).join(':'), weights, reference);
  if (kind === 'budget') return budgetGroups(problem, rule, weights, reference);
  return undefined;
}

/** Adds amounts up for accounts that come to one of some reps. */
function arriving(reps: Rep[], one: (account: Account) => number): LoadGroup['amount'] {
  return (accounts, rep) =>
    reps.includes(rep) ? accounts.reduce((sum, account) => sum + one(account), 0) : 0;
}

function balanceGroups(balance: Balance, weights: number): Named[] {
  const { level, max, band, groups } = balance;
  return groups.map(({ name, reps, target }) => {
    const share = balance.weight / weights / groups.length;
    const bends = [0, band, ...(level === 'should' && max !== undefined ? [max] : [])];
    const must = level === 'must' && max !== undefined ? max + slack(max) : Infinity;
    return {
      name,
      group: {
        amount: arriving(reps, (account) => balance.amounts.get(account) ?? 0),
        always: 0,
        cost: (load) => share * balanceCost(balance, Math.abs(load / target - 1)),
        uneven: {
          metric: balance.name,
          cost: (load) => Math.abs(load / target - 1) / groups.length,
        },
        bends: bends.flatMap((bend) => [target * (1 - bend), target * (1 + bend)]),
        least: target * (1 - must),
        most: target * (1 + must),
      },
    };
  });
}

function maxAccounts(rep: Rep): Named {
  const most = rep.maxAccounts ?? Infinity;
  return {
    name: rep.id,
    group: {
      amount: arriving([rep], () => 1),
      always: 0,
      cost: () => 0,
      bends: [],
      least: -Infinity,
      most: most + slack(most),
    },
  };
}

function weightOf(problem: Problem, rule: Rule): number {
  if (rule.level === 'must') return 0;
  return problem.options.weights?.[`${rule.rule}:${rule.row}`] ?? parseNumber(rule.weight) ?? 1;
}

/** Where one bound is a percentage, each `side` is a load of its own. */
function limitGroups(
  problem: Problem,
  rule: Rule,
  side: 'min' | 'max' | undefined,
  weights: number,
  reference: Placement,
): Named[] {
  const metric = rule.metric || 'accounts';
  const reps = liveReps(problem).filter((rep) => repPasses(problem, rep, rule.reps));
  const groups = groupReps(reps, rule.by);
  const limits = limitsOf(problem, rule, reference);
  const share = weightOf(problem, rule) / weights / groups.length;
  const counted = (account: Account) =>
    accountPasses(problem, account, rule.accounts) ? amountOf(problem, account, metric) : 0;
  const bound = (column: 'min' | 'max') =>
    side === undefined || side === column ? parseBound(rule[column]) : undefined;
  const written = side === undefined ? undefined : bound(side);
  const percent = written?.percent ? written.amount : 0;
  const must = rule.level === 'must';
  // What may be passed grows with share · whole: each account brings its part of that.
  const allowed = must ? (side === 'max' ? -1e-9 : 1e-9) : 0;
  const excess = (account: Account) => {
    const part = percent * amountOf(problem, account, metric);
    return counted(account) - part + allowed * Math.abs(part);
  };
  const parts = planned(problem).map((one) => Math.abs(percent * amountOf(problem, one, metric)));
  const least = percent === 0 ? 0 : Math.min(1, ...parts.filter((part) => part > 0));
  const give = (at: number) => (written?.percent ? 1e-9 * (1 - least) : slack(at));
  return groups.map(({ name, reps: members }, position) => {
    const { min: minHolds, minScale, maxScale } = limits[position];
    const min = minHolds === undefined ? undefined : bound('min');
    const max = bound('max');
    const limit = (of: typeof min) => (of === undefined ? undefined : of.percent ? 0 : of.amount);
    const low = limit(min) ?? -Infinity;
    const high = limit(max) ?? Infinity;
    return {
      name,
      group: {
        amount: arriving(members, excess),
        always: 0,
        cost: (load) => {
          if (share === 0) return 0;
          const over = max === undefined ? 0 : Math.max(0, load - high) / maxScale;
          const under = min === undefined ? 0 : Math.max(0, low - load) / minScale;
          return share * (over + under);
        },
        bends: [low, high].filter(Number.isFinite),
        least: must ? low - give(low) : -Infinity,
        most: must ? high + give(high) : Infinity,
      },
    };
  });
}

function apartGroups(
  problem: Problem,
  rule: Rule,
  value: string,
  weights: number,
  reference: Placement,
): Named[] | undefined {
  const { concerned, cells } = apartOf(problem, rule, reference);
  const share = weightOf(problem, rule) / weights / concerned.length;
  const own = cells.filter((cell) => cell.value === fold(value));
  const isOne = (account: Account) =>
    concerned.includes(account) &&
    fold(accountField(problem, account, rule.metric).text) === fold(value);
  const must = rule.level === 'must';
  return own.length === 0
    ? undefined
    : own.map(({ rep, bound }) => ({
        name: rep.id,
        group: {
          amount: arriving([rep], (account) => Number(isOne(account))),
          always: 0,
          cost: (load) => share * Math.max(0, load - bound),
          bends: [bound],
          least: -Infinity,
          most: must ? bound + slack(bound) : Infinity,
        },
      }));
}

function budgetGroups(
  problem: Problem,
  rule: Rule,
  weights: number,
  reference: Placement,
): Named[] {
  const metric = rule.metric || 'accounts';
  const owned = planned(problem).filter((account) => liveOwner(account) !== undefined);
  const portions =
    rule.reps === ''
      ? [{ name: 'all', accounts: owned }]
      : liveReps(problem)
          .filter((rep) => repPasses(problem, rep, rule.reps))
          .map((rep) => ({ name: rep.id, accounts: owned.filter(({ owner }) => owner === rep) }))
          .filter(({ accounts }) => accounts.length > 0);
  const budgets = budgetsOf(problem, rule, reference);
  const share = weightOf(problem, rule) / weights / portions.length;
  const total = (accounts: Account[]) =>
    accounts.reduce((sum, account) => sum + amountOf(problem, account, metric), 0);
  return portions.map(({ name, accounts }, position) => {
    const { bound } = budgets[position];
    return {
      name,
      group: {
        amount: (members, rep) =>
          total(members.filter((one) => accounts.includes(one) && one.owner !== rep)),
        always: total(accounts.filter(({ eligible }) => eligible.length === 0)),
        cost: (load) => (share * Math.max(0, load - bound)) / Math.max(bound, 1),
        bends: [bound],
        least: -Infinity,
        most: rule.level === 'must' ? bound + slack(bound) : Infinity,
      },
    };
  });
}
