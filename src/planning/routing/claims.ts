import type { ClaimRow } from '../../inputs/csv/routing-files.js';
import { repLoads } from '../../measures/loads.js';
import type { Problem } from '../../model/problem.js';
import type { DisputeStep, Loser, Showing } from '../../model/routing.js';
import type { OwnedRecord, RecordsOf } from './records.js';
import { firstAssignRow, type Lookout } from './steps.js';
import { firstByHash } from './turns.js';

/** Who wants an account, and what they say for it. */
export interface Claimant {
  readonly rep: number;
  readonly rows: readonly ClaimRow[];
}

export type Claims = ReadonlyMap<number, readonly Claimant[]>;

/** What disputes are decided by. */
export interface Evidence extends Lookout {
  readonly touches: RecordsOf;
}

/** How well a claimant does at a step, less is better, and what for. */
interface Standing {
  readonly rank: number;
  readonly shown: Showing;
}

/** An activity of so many days ago at most speaks for a claimant. */
const touchDays = 90;

const nothing: Standing = { rank: Number.POSITIVE_INFINITY, shown: { kind: 'nothing' } };

type Criterion = (
  evidence: Evidence,
  account: number,
  claimants: readonly Claimant[],
) => (claimant: Claimant) => Standing;

/** In this order each leaves those who do best by it. */
const criteria: readonly (readonly [DisputeStep, Criterion])[] = [
  ['assign', byAssignRow],
  ['family', byFamily],
  ['opportunity', byOpportunity],
  ['activity', byActivity],
  ['matches', byMatches],
  ['claim', byClaim],
  ['load', byLoad],
];

/** Decides who of several claimants gets an account: one of them, whole; -1 where none of them may have it. */
export function settle(
  evidence: Evidence,
  account: number,
  claimants: readonly Claimant[],
): { readonly winner: number; readonly losers: readonly Loser[] } {
  const { candidates, relatives } = evidence;
  const fallen: { readonly loser: number; readonly step: DisputeStep; readonly lacked: Showing }[] =
    [];
  let left = claimants.filter(({ rep }) => {
    const barrier = candidates.barredBy(account, rep);
    if (barrier === undefined) return true;
    fallen.push({ loser: rep, step: 'barred', lacked: { kind: 'barrier', barrier } });
    return false;
  });
  const shownAt = new Map<DisputeStep, (claimant: Claimant) => Standing>();
  for (const [step, criterion] of criteria) {
    if (left.length < 2) break;
    const standingOf = criterion(evidence, account, left);
    shownAt.set(step, standingOf);
    const standings = left.map((claimant) => ({ claimant, standing: standingOf(claimant) }));
    const best = Math.min(...standings.map(({ standing }) => standing.rank));
    left = [];
    for (const { claimant, standing } of standings) {
      if (isAsGood(standing.rank, best)) left.push(claimant);
      else fallen.push({ loser: claimant.rep, step, lacked: standing.shown });
    }
  }
  const last = firstByHash(left, ({ rep }) => candidates.hash(account, rep));
  for (const { rep } of left) {
    if (rep !== last?.rep) fallen.push({ loser: rep, step: 'tie', lacked: { kind: 'nothing' } });
  }
  const holder = relatives.holder[account];
  const winner = last?.rep ?? -1;
  return {
    winner,
    losers: fallen.map((one) => ({
      ...one,
      account,
      // Where nobody may have it, whoever has it keeps it.
      winner: winner < 0 ? holder : winner,
      shown: (last && shownAt.get(one.step)?.(last).shown) ?? { kind: 'nothing' },
    })),
  };
}

function isAsGood(rank: number, best: number): boolean {
  return rank === best || rank <= best + 1e-12 * Math.max(1, Math.abs(best));
}

function byAssignRow({ problem }: Evidence, account: number): (claimant: Claimant) => Standing {
  const row = firstAssignRow(problem, account);
  return ({ rep }) =>
    row !== undefined && row.mask[rep] === 1
      ? { rank: 0, shown: { kind: 'row', row: row.row } }
      : nothing;
}

function byFamily({ relatives }: Evidence, account: number): (claimant: Claimant) => Standing {
  const family = relatives.family(account);
  return ({ rep }) => {
    const other = family.find((member) => relatives.holder[member] === rep);
    return other === undefined ? nothing : { rank: 0, shown: { kind: 'member', other } };
  };
}

function byOpportunity({ deals }: Evidence, account: number): (claimant: Claimant) => Standing {
  return ({ rep, rows }) => {
    const records = [
      ...deals(account).filter((deal) => deal.rep === rep),
      ...claimed(rows, ['opportunity']),
    ];
    return dated(records, (day) => day);
  };
}

function byActivity(
  { touches, problem }: Evidence,
  account: number,
): (claimant: Claimant) => Standing {
  return ({ rep, rows }) => {
    const records = [
      ...touches(account).filter((touch) => touch.rep === rep),
      ...claimed(rows, ['activity', 'meeting']),
    ].filter(
      ({ day }) => day !== undefined && day <= problem.asOf && problem.asOf - day <= touchDays,
    );
    return dated(records, (day) => -day);
  };
}

function byMatches({ problem }: Evidence, account: number): (claimant: Claimant) => Standing {
  const wishes = problem.placements.filter(
    ({ rule, level, setOf }) => rule === 'match' && level === 'should' && setOf[account] >= 0,
  );
  return ({ rep, rows }) => {
    const kept = wishes.filter(({ sets, setOf }) => sets[setOf[account]].mask[rep] === 1).length;
    const count = kept + (rows.some(({ kind }) => kind === 'location') ? 1 : 0);
    return { rank: -count, shown: { kind: 'count', count } };
  };
}

function byClaim(): (claimant: Claimant) => Standing {
  return ({ rows }) => dated(claimed(rows, undefined), (day) => day);
}

function byLoad({ problem, candidates }: Evidence): (claimant: Claimant) => Standing {
  const measure = problem.balances.find(
    ({ metric, unfiltered }) => unfiltered && metric === 'potential',
  );
  if (measure === undefined) return () => nothing;
  const loads = repLoads(measure.amounts, problem.repCount, candidates.book.assignment);
  return ({ rep }) => {
    const share = shareOf(loads[rep], measure.repTarget[rep]);
    return { rank: share, shown: { kind: 'share', share } };
  };
}

function shareOf(load: number, target: number): number {
  if (target > 0) return load / target;
  return load === 0 ? 0 : Number.POSITIVE_INFINITY;
}

interface Dated extends Pick<OwnedRecord, 'day' | 'id'> {
  readonly evidence?: string;
}

/** The record that does best by its date; one without a date does worse than any with one, and better than none. */
function dated(records: readonly Dated[], rankOf: (day: number) => number): Standing {
  let best: Standing = nothing;
  for (const { day, id, evidence = '' } of records) {
    const rank = day === undefined ? Number.MAX_VALUE : rankOf(day);
    if (rank < best.rank) best = { rank, shown: { kind: 'record', day, id, evidence } };
  }
  return best;
}

/** Claims that count as records of their date. */
function claimed(
  rows: readonly ClaimRow[],
  kinds: readonly ClaimRow['kind'][] | undefined,
): readonly Dated[] {
  return rows
    .filter(({ kind }) => kinds === undefined || kinds.includes(kind))
    .map(({ day, evidence }) => ({ day, id: '', evidence }));
}

/**
 * The claims by account: those of PLAN that several reps want, and new ones. A
 * single claim to an account of the plan is held against the rep who has it.
 */
export function claimsByAccount(
  problem: Problem,
  rows: readonly ClaimRow[],
  fresh: ReadonlySet<number>,
): Claims {
  const accountOf = new Map(problem.accountIds.map((id, account) => [id, account]));
  const repOf = new Map(problem.repIds.map((id, rep) => [id, rep]));
  const wanted = new Map<number, Map<number, ClaimRow[]>>();
  for (const row of rows) {
    const [account, rep] = [accountOf.get(row.accountId), repOf.get(row.repId)];
    if (account === undefined || rep === undefined) continue;
    const byRep = wanted.get(account) ?? new Map<number, ClaimRow[]>();
    wanted.set(account, byRep);
    byRep.set(rep, [...(byRep.get(rep) ?? []), row]);
  }
  return new Map(
    [...wanted].map(([account, byRep]) => {
      const owner = problem.owner[account];
      if (byRep.size === 1 && !fresh.has(account) && owner >= 0 && !byRep.has(owner)) {
        byRep.set(owner, []);
      }
      const claimants = [...byRep]
        .map(([rep, own]): Claimant => ({ rep, rows: own }))
        .sort((a, b) => a.rep - b.rep);
      return [account, claimants];
    }),
  );
}
