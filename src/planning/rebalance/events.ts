import type { EventRow } from '../../inputs/csv/calendar-files.js';
import { AccountState, type Problem } from '../../model/problem.js';
import { cellText, filledColumn } from '../../model/table.js';
import { compareIds } from '../../scoring/rank.js';
import type { AdoptedPlan, AdoptedRep } from '../adopted/adopted-plan.js';

const repEvents = ['leave', 'leave_of_absence', 'return', 'join', 'ramp', 'uneven'] as const;
const accountEvents = ['churn', 'gone', 'merge', 'new', 'unowned', 'drift'] as const;
export const eventKinds = [...repEvents, ...accountEvents, 'rule'] as const;
export type EventKind = (typeof eventKinds)[number];

/** Something that has happened since a plan was adopted. */
export interface Event extends Omit<EventRow, 'row' | 'kind'> {
  readonly kind: EventKind;
}

/** A row of `--events`: it replaces all that is found for its id. */
export interface ToldEvent extends Omit<Event, 'kind'> {
  /** `none`: nothing happened. */
  readonly kind: EventKind | 'none';
}

/** What events are told from: a plan as it was adopted, and the files today. */
export interface ThenAndNow {
  readonly adopted: AdoptedPlan;
  readonly now: Problem;
}

/** Ramp times capacity that changes by less is no event. */
const leastRamp = 0.25;

/**
 * What has happened since a plan was adopted: the plan's own tables against
 * today's files. What a person told goes before what is found for the same id.
 */
export function findEvents(task: ThenAndNow, told: readonly ToldEvent[]): readonly Event[] {
  const found = [...repsSince(task), ...accountsSince(task)];
  const spoken = new Set(told.map(({ id }) => id));
  const byPeople = told.flatMap((event): Event[] => {
    const { kind } = event;
    return kind === 'none' ? [] : [{ ...withFigures(task, { ...event, kind }) }];
  });
  return inOrder([...found.filter(({ id }) => !spoken.has(id)), ...byPeople]);
}

/** By kind, then by id. */
export function inOrder(events: readonly Event[]): readonly Event[] {
  const rank = (kind: EventKind): number => eventKinds.indexOf(kind);
  return [...events].sort((a, b) => rank(a.kind) - rank(b.kind) || compareIds(a.id, b.id));
}

/** How many events of each kind there were. */
export function eventCounts(events: readonly Event[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { kind } of events) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

/** Figures that the person left out are those of the rep or account today. */
function withFigures(task: ThenAndNow, event: Event): Event {
  const { now } = task;
  const account = now.accountIds.indexOf(event.id);
  const rep = now.repIds.indexOf(event.id);
  const isOfRep = repEvents.some((kind) => kind === event.kind);
  const known = isOfRep
    ? event.kind === 'join'
      ? none
      : figuresOf(now, ownedBy(now, event.id, rep))
    : account >= 0
      ? figuresOf(now, [account])
      : figuresThen(task.adopted, event.id);
  const name =
    rep >= 0
      ? now.repNames[rep]
      : account >= 0
        ? cellText(now.accounts.columns.get('account_name'), account)
        : '';
  return {
    ...event,
    note: event.note || (name === event.id ? '' : name),
    accounts: event.accounts ?? known.accounts,
    potential: event.potential ?? known.potential,
    arr: event.arr ?? known.arr,
    openPipeline: event.openPipeline ?? known.openPipeline,
  };
}

type Figures = Pick<Event, 'accounts' | 'potential' | 'arr' | 'openPipeline'>;

const none: Figures = { accounts: 0, potential: 0, arr: 0, openPipeline: 0 };

function figuresOf(problem: Problem, accounts: readonly number[]): Figures {
  const pipeline = filledColumn(problem.accounts, 'open_pipeline');
  const open = pipeline?.kind === 'number' ? pipeline.values : undefined;
  const sum = (of: (account: number) => number): number =>
    accounts.reduce((all, account) => all + (of(account) || 0), 0);
  return {
    accounts: accounts.length,
    potential: sum((account) => problem.potential[account]),
    arr: sum((account) => problem.arr[account]),
    openPipeline: sum((account) => open?.[account] ?? 0),
  };
}

function figuresThen({ accounts }: AdoptedPlan, id: string): Figures {
  const held = accounts.get(id);
  if (held === undefined) return none;
  const { potential = 0, arr = 0, openPipeline = 0 } = held;
  return { accounts: 1, potential, arr, openPipeline };
}

/** The planned accounts that a rep owns today; an owner who is no rep any more is known by the id that accounts have. */
function ownedBy(problem: Problem, id: string, rep: number): readonly number[] {
  const owner = problem.accounts.columns.get('owner');
  const found: number[] = [];
  for (let account = 0; account < problem.accountCount; account++) {
    if (problem.state[account] !== AccountState.planned) continue;
    const isOwn =
      rep >= 0
        ? problem.owner[account] === rep
        : problem.owner[account] < 0 && cellText(owner, account) === id;
    if (isOwn) found.push(account);
  }
  return found;
}

function statusOf(problem: Problem, rep: number): string {
  return cellText(problem.reps.columns.get('status'), rep).toLowerCase() || 'active';
}

export function isOnLeave(problem: Problem, rep: number): boolean {
  return statusOf(problem, rep) === 'on_leave';
}

/** How much of a full-time rep there is. */
function strengthOf(problem: Problem, rep: number): number {
  const ramp = problem.reps.columns.get('ramp');
  const value = ramp?.kind === 'number' ? ramp.values[rep] : 1;
  return problem.capacity[rep] * (Number.isNaN(value) ? 1 : value);
}

function* repsSince({ adopted, now }: ThenAndNow): Generator<Event> {
  const known: ReadonlyMap<string, AdoptedRep | undefined> =
    adopted.reps.size > 0 ? adopted.reps : repsOfAccounts(adopted);
  const repAt = new Map(now.repIds.map((id, rep) => [id, rep]));
  for (const [id, was] of known) {
    const rep = repAt.get(id) ?? -1;
    const kind = repEvent(now, rep, was);
    if (kind === undefined) continue;
    const name = rep >= 0 ? now.repNames[rep] : (was?.name ?? '');
    yield eventOf(kind, id, figuresOf(now, ownedBy(now, id, rep)), name === id ? '' : name);
  }
  for (const [id, rep] of repAt) {
    if (known.has(id) || now.live[rep] === 0) continue;
    yield eventOf('join', id, none, now.repNames[rep] === id ? '' : now.repNames[rep]);
  }
}

/** Of an assignments.csv alone nothing is known of reps but who had accounts. */
function repsOfAccounts({ accounts }: AdoptedPlan): ReadonlyMap<string, undefined> {
  const ids = [...accounts.values()].flatMap(({ rep }) => (rep === '' ? [] : [rep]));
  return new Map(ids.map((id) => [id, undefined]));
}

function repEvent(now: Problem, rep: number, was: AdoptedRep | undefined): EventKind | undefined {
  const status = rep < 0 ? 'absent' : statusOf(now, rep);
  const wasLive = was === undefined || isLiveThen(was);
  const isGone = status === 'left' || status === 'leaving' || status === 'absent';
  if (wasLive && isGone) return 'leave';
  if (isGone) return undefined;
  if (wasLive && status === 'on_leave' && was?.status !== 'on_leave') return 'leave_of_absence';
  const wasAway = was !== undefined && (!wasLive || was.status === 'on_leave');
  if (wasAway && status !== 'on_leave' && now.live[rep] === 1) return 'return';
  if (was === undefined || was.ramp === undefined || was.capacity === undefined) return undefined;
  const change = Math.abs(strengthOf(now, rep) - was.capacity * was.ramp);
  return change >= leastRamp - 1e-9 && wasLive ? 'ramp' : undefined;
}

/** A rep on leave is live: what they have stays theirs. */
function isLiveThen({ status, capacity = 1, ramp = 1, pool }: AdoptedRep): boolean {
  if (status === 'left' || status === 'leaving') return false;
  return status === 'on_leave' || (capacity * ramp > 0 && pool !== '');
}

function* accountsSince({ adopted, now }: ThenAndNow): Generator<Event> {
  const at = new Map(now.accountIds.map((id, account) => [id, account]));
  const repAt = new Map(now.repIds.map((id, rep) => [id, rep]));
  const parents = now.accounts.columns.get('parent_id');
  for (const [id, was] of adopted.accounts) {
    const account = at.get(id);
    if (account === undefined) {
      yield eventOf('gone', id, figuresThen(adopted, id), was.name);
      continue;
    }
    const figures = figuresOf(now, [account]);
    const { name } = was;
    if ((was.arr ?? 0) > 0 && now.hasArr && now.arr[account] === 0) {
      yield eventOf('churn', id, { ...figures, arr: was.arr }, name);
    }
    const parent = cellText(parents, account);
    if (was.parent !== undefined && parent !== '' && parent !== was.parent) {
      if (adopted.accounts.has(parent))
        yield { ...eventOf('merge', id, figures, name), into: parent };
    }
    if (now.state[account] !== AccountState.planned) continue;
    const owner = now.liveOwner[account];
    const planned = was.rep === '' ? -1 : (repAt.get(was.rep) ?? -1);
    if (owner < 0 && planned >= 0 && now.live[planned] === 1) {
      yield eventOf('unowned', id, figures, name);
    } else if (owner >= 0 && owner !== planned) {
      yield eventOf('drift', id, figures, name);
    }
  }
  const names = now.accounts.columns.get('account_name');
  for (const [id, account] of at) {
    if (!adopted.accounts.has(id))
      yield eventOf('new', id, figuresOf(now, [account]), cellText(names, account));
  }
}

export function eventOf(kind: EventKind, id: string, figures: Figures, note: string): Event {
  return { kind, id, into: '', date: undefined, ...figures, note };
}

/** Reps of some pools who stand further off than allowed. */
export function unevenReps(
  now: Problem,
  deviations: (rep: number) => number | undefined,
  within: (rep: number) => number,
): readonly Event[] {
  return now.repIds.flatMap((id, rep): Event[] => {
    const signed = deviations(rep);
    if (signed === undefined || Math.abs(signed) <= within(rep)) return [];
    return [eventOf('uneven', id, figuresOf(now, ownedBy(now, id, rep)), now.repNames[rep])];
  });
}
