import { previousRepId } from '../../evaluation/changes.js';
import { changedAsFiled } from '../../evaluation/moves-of-note.js';
import type { Evaluation, RoleEvaluation } from '../../evaluation/types.js';
import type { CsvTable, WrittenCell } from '../../inputs/csv/write.js';
import { AccountState, type Problem } from '../../model/problem.js';
import { cellText, filledColumn, fold, isoDate, recordsAsFiled } from '../../model/table.js';
import { dayNumber } from '../../model/units.js';
import { listed } from '../../rules/matching.js';
import type { Event } from './events.js';
import { isOnLeave } from './events.js';
import type { Happened } from './happened.js';
import { type Interim, interimsFor, isNotReady, openDeals } from './interim.js';
import { dueDate, type Holidays, type Wave, waveFacts, waveOf } from './waves.js';

/** When owners change, and what the calendar says. */
export interface Calendar {
  /** Day number. */
  readonly effective: number;
  readonly holidays: Holidays;
  /** Until when accounts are frozen, by id; day numbers. */
  readonly freezes: ReadonlyMap<string, number>;
}

/** One account that changes hands: why, when, and who looks after it meanwhile. */
export interface Handover {
  readonly account: number;
  readonly event: Event | undefined;
  readonly wave: Wave;
  readonly due: number;
  readonly effective: number;
  /** Undefined where none is needed; its rep -1 where nobody can. */
  readonly interim: Interim | undefined;
  readonly freezeUntil: number | undefined;
}

/** An account that is to be looked after while its rep is away. */
export interface Cover extends Interim {
  readonly rep: number;
  readonly away: number;
  readonly from: number;
  readonly why: string;
}

/** An account that its leaving owner starts nothing new with. */
export interface StopOutbound {
  readonly account: number;
  readonly owner: string;
  readonly from: number;
  readonly until: number;
}

/** How a rebalanced plan is carried out. */
export interface HandoverPlan {
  readonly handovers: readonly Handover[];
  readonly covers: readonly Cover[];
  readonly stops: readonly StopOutbound[];
  /** The same of the accounts of those on leave who have a role there. */
  readonly roleCovers: readonly RoleCover[];
}

/** An account that somebody else of a role looks after while its holder is away. */
export interface RoleCover extends Cover {
  readonly role: RoleEvaluation;
}

/** A rebalanced plan, as far as its handover follows from it. */
export interface HandoverTask extends Pick<Happened, 'events' | 'poolsOfEvents'> {
  readonly problem: Problem;
  readonly evaluation: Evaluation;
}

/** Waves, dates, interim owners, cover and the stop of outbound, account by account. */
export function handoverOf(rebalanced: HandoverTask, calendar: Calendar): HandoverPlan {
  const { problem, evaluation } = rebalanced;
  const facts = waveFacts(problem);
  const hasOpenDeal = openDeals(problem);
  const find = eventFinder(rebalanced);
  const handovers: Handover[] = [];
  for (const account of changedAsFiled(problem, evaluation)) {
    const rep = evaluation.assignment[account];
    const event = find(account, rep);
    const effective = event?.date ?? calendar.effective;
    const leavesLive = problem.liveOwner[account] >= 0 && problem.liveOwner[account] !== rep;
    const wave = waveOf(facts, account, { asOf: problem.asOf, leavesLive });
    handovers.push({
      account,
      event,
      wave,
      due: dueDate(effective, wave, calendar.holidays),
      effective,
      interim: undefined,
      freezeUntil: calendar.freezes.get(problem.accountIds[account]),
    });
  }
  const isUrgent = (account: number, wave: Wave): boolean => wave === 1 || hasOpenDeal(account);
  const asked = handovers.flatMap(({ account, effective, wave }) => {
    const finalRep = evaluation.assignment[account];
    if (finalRep < 0 || !isUrgent(account, wave)) return [];
    return isNotReady(problem, finalRep, effective) ? [{ account, finalRep, effective }] : [];
  });
  const away: { account: number; finalRep: number; effective: number }[] = [];
  for (let account = 0; account < problem.accountCount; account++) {
    const rep = evaluation.assignment[account];
    if (problem.state[account] !== AccountState.planned || rep < 0) continue;
    if (!isOnLeave(problem, rep)) continue;
    const wave = waveOf(facts, account, { asOf: problem.asOf, leavesLive: false });
    if (isUrgent(account, wave))
      away.push({ account, finalRep: rep, effective: calendar.effective });
  }
  const interims = new Map(
    interimsFor(problem, evaluation.assignment, [...asked, ...away]).map((one) => [
      one.account,
      one,
    ]),
  );
  return {
    handovers: handovers.map((one) => ({ ...one, interim: interims.get(one.account) })),
    covers: away.map(({ account, finalRep, effective }): Cover => {
      const { rep = -1, until } = interims.get(account) ?? {};
      const why = hasOpenDeal(account) ? 'open deal' : 'first wave';
      return { account, rep, until, away: finalRep, from: effective, why };
    }),
    stops: stopsOf(rebalanced, calendar, hasOpenDeal),
    roleCovers: (evaluation.roles ?? []).flatMap((role) =>
      coversOfRole(role, calendar.effective, (account) => {
        if (hasOpenDeal(account)) return 'open deal';
        const wave = waveOf(facts, account, { asOf: problem.asOf, leavesLive: false });
        return wave === 1 ? 'first wave' : undefined;
      }),
    ),
  };
}

/** Who of a role looks after the accounts of those of it who are on leave, as for reps. */
function coversOfRole(
  role: RoleEvaluation,
  effective: number,
  whyUrgent: (account: number) => string | undefined,
): readonly RoleCover[] {
  const { problem, evaluation } = role;
  const { holders, rowOf } = role.role;
  // Whoever is on leave keeps what they have, so that the row that gives the role does not ask of it.
  const [pods, podsOfReps] = [problem.accounts, problem.reps].map((table) => {
    const column = filledColumn(table, 'pod');
    return (record: number): string[] => listed(cellText(column, record)).map(fold);
  });
  const hasPods = filledColumn(problem.reps, 'pod') !== undefined;
  const isNamed = (account: number, rep: number): boolean => {
    if (holders[rowOf[account]]?.[rep] !== 1) return false;
    const of = pods(account);
    return !hasPods || podsOfReps(rep).some((pod) => of.includes(pod));
  };
  const away = Array.from(evaluation.assignment, (finalRep, account) => ({
    account,
    finalRep,
    effective,
    why: whyUrgent(account) ?? '',
  })).filter(
    ({ account, finalRep, why }) =>
      why !== '' &&
      finalRep >= 0 &&
      problem.state[account] === AccountState.planned &&
      isOnLeave(problem, finalRep),
  );
  const interims = new Map(
    interimsFor(problem, evaluation.assignment, away, isNamed).map((one) => [one.account, one]),
  );
  return away.map(({ account, finalRep, why }): RoleCover => {
    const { rep = -1, until } = interims.get(account) ?? {};
    return { role, account, rep, until, away: finalRep, from: effective, why };
  });
}

function stopsOf(
  { problem, events }: HandoverTask,
  calendar: Calendar,
  hasOpenDeal: (account: number) => boolean,
): readonly StopOutbound[] {
  const leaving = new Map(
    events.flatMap((event): [string, Event][] =>
      event.kind === 'leave' ? [[event.id, event]] : [],
    ),
  );
  return recordsAsFiled(problem.accounts).flatMap((account): StopOutbound[] => {
    const owner = previousRepId(problem, account);
    const event = leaving.get(owner);
    if (event === undefined || hasOpenDeal(account)) return [];
    if (problem.state[account] === AccountState.excluded) return [];
    const from = event.date ?? problem.asOf;
    return [{ account, owner, from, until: event.date ?? calendar.effective }];
  });
}

/** Finds what an account changed hands for. */
function eventFinder({
  problem,
  events,
  poolsOfEvents,
}: HandoverTask): (account: number, rep: number) => Event | undefined {
  const ofAccount = new Map<string, Event>();
  const ofRep = new Map<string, Event>();
  const isOfRep = new Set<string>([
    'leave',
    'leave_of_absence',
    'return',
    'join',
    'ramp',
    'uneven',
  ]);
  for (const event of events) {
    if (event.kind === 'rule') continue;
    const known = isOfRep.has(event.kind) ? ofRep : ofAccount;
    if (!known.has(event.id)) known.set(event.id, event);
  }
  const came = new Set<string>(['join', 'return', 'ramp']);
  return (account, rep) => {
    const own = ofAccount.get(problem.accountIds[account]);
    if (own !== undefined) return own;
    const left = ofRep.get(previousRepId(problem, account));
    if (left?.kind === 'leave') return left;
    const joined = rep < 0 ? undefined : ofRep.get(problem.repIds[rep]);
    if (joined !== undefined && came.has(joined.kind)) return joined;
    const pools = [rep, problem.liveOwner[account]].flatMap((one) =>
      one >= 0 && problem.pools.of[one] >= 0 ? [problem.pools.of[one]] : [],
    );
    return events.find((_, at) => pools.some((pool) => poolsOfEvents[at].has(pool)));
  };
}

/** A day as it is written; what has no end, and what is not known, is empty. */
function day(at: number | undefined): string {
  return at === undefined || !Number.isFinite(at) ? '' : isoDate(dayNumber(at));
}

/** The columns that moves.csv has at its end. */
export const handoverColumns = [
  'event',
  'wave',
  'due_date',
  'effective_date',
  'interim_rep_id',
  'interim_until',
  'freeze_until',
] as const;

/** Their cells, for each account that changes hands. */
export function handoverCells(
  problem: Problem,
  { handovers }: HandoverPlan,
): ReadonlyMap<string, readonly WrittenCell[]> {
  return new Map(
    handovers.map(({ account, event, wave, due, effective, interim, freezeUntil }) => [
      problem.accountIds[account],
      [
        event === undefined ? '' : `${event.kind}:${event.id}`,
        wave,
        day(due),
        day(effective),
        interim === undefined || interim.rep < 0 ? '' : problem.repIds[interim.rep],
        day(interim?.until),
        day(freezeUntil),
      ],
    ]),
  );
}

/** events.csv, cover.csv and stop-outbound.csv; where the plan has roles role-cover.csv. */
export function handoverTables(
  { problem, events, evaluation }: Pick<HandoverTask, 'problem' | 'events' | 'evaluation'>,
  { covers, stops, roleCovers }: Pick<HandoverPlan, 'covers' | 'stops' | 'roleCovers'>,
): ReadonlyMap<string, CsvTable> {
  const eventRows = (): WrittenCell[][] =>
    events.map(({ kind, id, into, date, accounts, potential, arr, openPipeline, note }) => [
      ...[kind, id, into, day(date), accounts, potential, arr, openPipeline, note],
    ]);
  const coverCells = ({ account, away, rep, from, until, why }: Cover): WrittenCell[] => [
    problem.accountIds[account],
    problem.repIds[away],
    rep < 0 ? '' : problem.repIds[rep],
    ...[day(from), day(until), why],
  ];
  const coverRows = (): WrittenCell[][] => covers.map(coverCells);
  const roleCoverRows = (): WrittenCell[][] =>
    roleCovers.map((one) => [one.role.role.name, ...coverCells(one)]);
  const stopRows = (): WrittenCell[][] =>
    stops.map(({ account, owner, from, until }) => [
      problem.accountIds[account],
      ...[owner, day(from), day(until), 'the owner is leaving, and no deal is open'],
    ]);
  return new Map<string, CsvTable>([
    ['events.csv', { columns: eventColumns, rows: eventRows }],
    [
      'cover.csv',
      {
        columns: coverColumns,
        rows: coverRows,
      },
    ],
    ...((evaluation.roles ?? []).length === 0
      ? []
      : [[roleCoverFile, { columns: roleCoverColumns, rows: roleCoverRows }] as const]),
    [
      'stop-outbound.csv',
      { columns: ['account_id', 'owner', 'from', 'until', 'why'], rows: stopRows },
    ],
  ]);
}

const coverColumns = ['account_id', 'rep_id', 'interim_rep_id', 'from', 'until', 'why'];

/** Only of plans with roles. */
export const roleCoverFile = 'role-cover.csv';
const roleCoverColumns: readonly string[] = ['role', ...coverColumns];

const eventColumns = [
  'kind',
  'id',
  'into_id',
  'date',
  'accounts',
  'potential',
  'arr',
  'open_pipeline',
  'note',
] as const;
