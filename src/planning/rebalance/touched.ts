import { deviation, isPastMax } from '../../measures/balance.js';
import { isBroken } from '../../measures/bounds.js';
import { limitSides } from '../../measures/limit.js';
import { groupLoads } from '../../measures/loads.js';
import { suits } from '../../measures/placement.js';
import type { Assignment } from '../../model/assignment.js';
import { AccountState, type Problem, type RepGroups } from '../../model/problem.js';
import type { AdoptedPlan } from '../adopted/adopted-plan.js';
import { type Event, eventOf } from './events.js';

/** A must row that today's owners break, and the pools it touches. */
export interface BrokenToday {
  readonly event: Event;
  readonly pools: ReadonlySet<number>;
}

/** The pools of an account: of its live owner, else of those who may take it; of one that is free to go anywhere none yet. */
function poolsOfAccount(problem: Problem, account: number): readonly number[] {
  const owner = problem.liveOwner[account];
  if (owner >= 0) return problem.pools.of[owner] < 0 ? [] : [problem.pools.of[owner]];
  const set = problem.eligible[account];
  if (set < 0) return [];
  const pools = new Set([...problem.repSets[set].reps].map((rep) => problem.pools.of[rep]));
  pools.delete(-1);
  if (pools.size > 1 && problem.leftFree?.[account] === 1) return [];
  return [...pools];
}

/** What touches pools, event by event, and the accounts that have to go somewhere. */
export function touchedPools(
  problem: Problem,
  adopted: AdoptedPlan,
  events: readonly Event[],
  broken: readonly BrokenToday[],
): ReadonlySet<number> {
  const touched = new Set<number>();
  for (const event of events) {
    for (const pool of poolsOfEvent(problem, adopted, event, broken)) touched.add(pool);
  }
  for (let account = 0; account < problem.accountCount; account++) {
    const isLost =
      problem.state[account] === AccountState.planned && problem.liveOwner[account] < 0;
    if (isLost) for (const pool of poolsOfAccount(problem, account)) touched.add(pool);
  }
  return touched;
}

/** The pools that one event touches. */
export function poolsOfEvent(
  problem: Problem,
  adopted: AdoptedPlan,
  { kind, id, into }: Event,
  broken: readonly BrokenToday[],
): ReadonlySet<number> {
  const pools = new Set<number>();
  const rep = (which: number): void => {
    if (which >= 0 && problem.live[which] === 1 && problem.pools.of[which] >= 0)
      pools.add(problem.pools.of[which]);
  };
  const account = (which: number): void => {
    if (which >= 0) for (const pool of poolsOfAccount(problem, which)) pools.add(pool);
  };
  switch (kind) {
    case 'drift':
      break;
    case 'rule':
      for (const { event, pools: own } of broken) {
        if (event.id === id) for (const pool of own) pools.add(pool);
      }
      break;
    case 'leave':
    case 'leave_of_absence':
    case 'return':
    case 'join':
    case 'ramp':
    case 'uneven': {
      const which = problem.repIds.indexOf(id);
      rep(which);
      for (let one = 0; one < problem.accountCount; one++) {
        const isOwn =
          which >= 0
            ? problem.owner[one] === which
            : adopted.accounts.get(problem.accountIds[one])?.rep === id && problem.owner[one] < 0;
        if (isOwn && problem.state[one] === AccountState.planned) account(one);
      }
      break;
    }
    case 'gone':
      rep(problem.repIds.indexOf(adopted.accounts.get(id)?.rep ?? ''));
      account(problem.accountIds.indexOf(into));
      break;
    default:
      account(problem.accountIds.indexOf(id));
      if (into !== '') account(problem.accountIds.indexOf(into));
  }
  return pools;
}

/** The must rows that today's owners break, in the order of the rules, with the pools where they do. */
export function brokenToday(problem: Problem, today: Assignment): readonly BrokenToday[] {
  const found = new Map<string, Set<number>>();
  const breaks = (row: string | number | undefined, pools: Iterable<number>): void => {
    if (row === undefined) return;
    const known = found.get(String(row)) ?? new Set<number>();
    for (const pool of pools) if (pool >= 0) known.add(pool);
    found.set(String(row), known);
  };
  const poolsOfGroup = ({ of }: RepGroups, group: number): number[] =>
    [...of.keys()].filter((rep) => of[rep] === group).map((rep) => problem.pools.of[rep]);
  for (const measure of problem.limits) {
    if (measure.level !== 'must') continue;
    for (const side of limitSides(measure, today)) {
      if (isBroken(side)) breaks(measure.row, poolsOfGroup(measure.groups, side.group));
    }
  }
  for (const measure of problem.balances) {
    if (measure.level !== 'must') continue;
    groupLoads(measure.amounts, measure.groups, today).forEach((load, group) => {
      if (isPastMax(measure, deviation(load, measure.target[group])))
        breaks(measure.row, poolsOfGroup(measure.groups, group));
    });
  }
  for (const measure of problem.placements) {
    if (measure.level !== 'must') continue;
    for (let account = 0; account < today.length; account++) {
      const rep = today[account];
      if (rep < 0 || measure.setOf[account] < 0 || suits(measure, account, rep)) continue;
      const row = measure.row ?? `accounts.csv:${problem.accounts.rowNumbers[account]}`;
      breaks(row, [problem.pools.of[rep], ...poolsOfReps(problem, account)]);
    }
  }
  for (const measure of problem.togethers) {
    if (measure.level !== 'must') continue;
    for (const family of measure.families) {
      const held = [...family].filter((account) => today[account] >= 0);
      if (new Set(held.map((account) => today[account])).size < 2) continue;
      breaks(
        measure.row,
        held.flatMap((account) => [
          problem.pools.of[today[account]],
          ...poolsOfReps(problem, account),
        ]),
      );
    }
  }
  return [...found].map(([id, pools]) => ({
    event: {
      ...eventOf(
        'rule',
        id,
        {
          accounts: undefined,
          potential: undefined,
          arr: undefined,
          openPipeline: undefined,
        },
        ruleWords(problem, id),
      ),
    },
    pools,
  }));
}

function poolsOfReps(problem: Problem, account: number): number[] {
  const set = problem.eligible[account];
  return set < 0 ? [] : [...problem.repSets[set].reps].map((rep) => problem.pools.of[rep]);
}

function ruleWords({ rules }: Problem, id: string): string {
  const rule = rules.find(({ row }) => String(row) === id);
  return rule?.kind ?? '';
}
