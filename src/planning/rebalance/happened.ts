import { today } from '../../evaluation/changes.js';
import { deviation } from '../../measures/balance.js';
import { groupLoads } from '../../measures/loads.js';
import type { Problem } from '../../model/problem.js';
import type { AdoptedPlan } from '../adopted/adopted-plan.js';
import { potentialRow } from './book.js';
import { type Event, findEvents, inOrder, type ToldEvent, unevenReps } from './events.js';
import { brokenToday, poolsOfEvent, touchedPools } from './touched.js';

/** A pool has no must bound for evenness: this much off target is allowed, or what the plan itself came to. */
const allowedOff = 0.2;

/** What events are looked for with. */
export interface EventTask {
  readonly adopted: AdoptedPlan;
  readonly told: readonly ToldEvent[];
  /** `--within`, as a share. */
  readonly within: number | undefined;
  readonly uneven: boolean;
}

/** What has happened, and where. */
export interface Happened {
  readonly events: readonly Event[];
  /** The pools that each event touches, in the order of the events. */
  readonly poolsOfEvents: readonly ReadonlySet<number>[];
  readonly touched: ReadonlySet<number>;
}

/** What has happened since a plan was adopted: what is found, what people tell, and the rules that today's owners break. */
export function whatHappened(
  problem: Problem,
  { adopted, told, uneven, within }: EventTask,
): Happened {
  const owners = today(problem);
  const spoken = new Set(told.map(({ id }) => id));
  const broken = brokenToday(problem, owners).filter(({ event }) => !spoken.has(event.id));
  const found = findEvents({ adopted, now: problem }, told);
  const ofRules = broken.map(({ event }) => event);
  const ofUneven = uneven ? unevenSince(problem, adopted, within, found) : [];
  const events = inOrder([...found, ...ofRules, ...ofUneven]);
  return {
    events,
    poolsOfEvents: events.map((event) => poolsOfEvent(problem, adopted, event, broken)),
    touched: touchedPools(problem, adopted, events, broken),
  };
}

/** Reps further off than allowed today, of whom nothing else is told. */
function unevenSince(
  problem: Problem,
  adopted: AdoptedPlan,
  given: number | undefined,
  found: readonly Event[],
): readonly Event[] {
  const measure = potentialRow(problem);
  if (measure === undefined) return [];
  const everyPool = new Set(problem.pools.names.keys());
  const within = withinOf(problem, adopted, given, everyPool);
  const loads = groupLoads(measure.amounts, measure.groups, today(problem));
  const known = new Set(found.map(({ id }) => id));
  return unevenReps(
    problem,
    (rep) =>
      Number.isNaN(within[rep])
        ? undefined
        : deviation(loads[measure.groups.of[rep]], measure.repTarget[rep]),
    (rep) => within[rep] + 1e-9,
  ).filter(({ id }) => !known.has(id));
}

/**
 * How far from target reps of touched pools may be: as asked, else the must
 * bound, else 20 % or what the plan itself came to with the reps who are in the
 * pool today.
 */
export function withinOf(
  problem: Problem,
  adopted: AdoptedPlan,
  given: number | undefined,
  touched: ReadonlySet<number>,
): Float64Array {
  const within = new Float64Array(problem.repCount).fill(Number.NaN);
  const measure = potentialRow(problem);
  if (measure === undefined) return within;
  const { of } = problem.pools;
  const byPool = new Map<number, number>();
  problem.repIds.forEach((id, rep) => {
    const off = Math.abs(adopted.reps.get(id)?.potentialDeviation ?? 0);
    if (of[rep] >= 0) byPool.set(of[rep], Math.max(byPool.get(of[rep]) ?? allowedOff, off));
  });
  const must = measure.level === 'must' ? measure.max : undefined;
  for (let rep = 0; rep < within.length; rep++) {
    if (!touched.has(of[rep]) || measure.groups.of[rep] < 0) continue;
    within[rep] = given ?? must ?? byPool.get(of[rep]) ?? allowedOff;
  }
  return within;
}
