import { createHash } from 'node:crypto';
import { parseDate } from '../../inputs/cells/date.js';
import { strengthAt } from '../../measures/known.js';
import { suits } from '../../measures/placement.js';
import type { Assignment } from '../../model/assignment.js';
import { AccountState, type Problem } from '../../model/problem.js';
import { cellText, filledNumbers, fold } from '../../model/table.js';
import { compareIds } from '../../scoring/rank.js';
import { potentialRow } from './book.js';
import { isOnLeave } from './events.js';

/** SHA-256 of two ids with a tab between: the least goes first where nothing else tells them apart. */
function hashOf(a: string, b: string): string {
  return createHash('sha256').update(`${a}\t${b}`, 'utf8').digest('hex');
}

/** The day in a column of reps.csv; undefined where it says none. */
function repDay({ reps }: Problem, name: string, rep: number): number | undefined {
  const column = reps.columns.get(name);
  if (column?.kind === 'date') return Number.isNaN(column.days[rep]) ? undefined : column.days[rep];
  return parseDate(cellText(column, rep));
}

function rampOf({ reps }: Problem, rep: number): number {
  const ramp = filledNumbers(reps, 'ramp');
  return ramp === undefined || Number.isNaN(ramp[rep]) ? 1 : ramp[rep];
}

/** Whether an account has an open deal: an opportunity, or pipeline. */
export function openDeals(problem: Problem): (account: number) => boolean {
  const count = filledNumbers(problem.accounts, 'open_opportunities');
  const pipeline = filledNumbers(problem.accounts, 'open_pipeline');
  return (account) => (count?.[account] ?? 0) > 0 || (pipeline?.[account] ?? 0) > 0;
}

/** Somebody who looks after an account until its rep can. */
export interface Interim {
  readonly account: number;
  /** -1: nobody can. */
  readonly rep: number;
  /** Day number; undefined where it is not known. */
  readonly until: number | undefined;
}

/** An account that is looked after in the meantime. */
export interface InterimAsked {
  readonly account: number;
  /** Who has it, or will. */
  readonly finalRep: number;
  readonly effective: number;
}

/** Whether a rep cannot take over by themselves yet. */
export function isNotReady(problem: Problem, rep: number, effective: number): boolean {
  const start = repDay(problem, 'start_date', rep);
  return (start !== undefined && start > effective) || rampOf(problem, rep) < 1;
}

/** The later of a rep's start and the end of their ramp, where that is still to come. */
function readyOn(problem: Problem, rep: number, effective: number): number | undefined {
  const days = ['start_date', 'ramp_date'].flatMap((name) => {
    const day = repDay(problem, name, rep);
    return day !== undefined && day > effective ? [day] : [];
  });
  return days.length === 0 ? undefined : Math.max(...days);
}

/**
 * Who looks after accounts whose reps cannot yet: the owner until now, where
 * there; else whoever knows the account best, then the same manager, then the
 * industry, then the least workload. The dearest accounts choose first.
 *
 * @param mayBe who may at all, besides what the rows say
 */
export function interimsFor(
  problem: Problem,
  assignment: Assignment,
  asked: readonly InterimAsked[],
  mayBe: (account: number, rep: number) => boolean = () => true,
): readonly Interim[] {
  const { disruption, accountIds, liveOwner } = problem;
  const ordered = [...asked].sort(
    (a, b) =>
      disruption[b.account] - disruption[a.account] ||
      compareIds(accountIds[a.account], accountIds[b.account]),
  );
  const held = new Held(problem, assignment, mayBe);
  return ordered.map(({ account, finalRep, effective }): Interim => {
    const until = readyOn(problem, finalRep, effective);
    const previous = liveOwner[account];
    const isFree = previous >= 0 && previous !== finalRep && !isOnLeave(problem, previous);
    const rep = isFree ? previous : held.best(account, finalRep, effective);
    if (rep >= 0) held.take(account, rep);
    return { account, rep, until: rep < 0 ? undefined : until };
  });
}

/** What reps hold with the plan's accounts and those they look after. */
class Held {
  readonly #problem: Problem;
  readonly #accounts: Float64Array;
  readonly #workload: Float64Array;
  readonly #target: Float64Array;
  readonly #most: Float64Array;
  readonly #mayBe: (account: number, rep: number) => boolean;

  constructor(
    problem: Problem,
    assignment: Assignment,
    mayBe: (account: number, rep: number) => boolean,
  ) {
    this.#problem = problem;
    this.#mayBe = mayBe;
    this.#accounts = new Float64Array(problem.repCount);
    this.#workload = new Float64Array(problem.repCount);
    const measure = problem.balances.find(
      ({ unfiltered, metric }) => unfiltered && metric === 'workload',
    );
    this.#target =
      measure?.repTarget ?? potentialRow(problem)?.repTarget ?? new Float64Array(problem.repCount);
    this.#most = new Float64Array(problem.repCount).fill(Number.POSITIVE_INFINITY);
    for (const { row, groups, max } of problem.limits) {
      if (typeof row === 'string' && max !== undefined)
        this.#most[groups.of.indexOf(0)] = max.amount;
    }
    assignment.forEach((rep, account) => {
      if (rep >= 0 && problem.state[account] === AccountState.planned) this.take(account, rep);
    });
  }

  take(account: number, rep: number): void {
    this.#accounts[rep]++;
    this.#workload[rep] += this.#problem.workload[account];
  }

  /** The rep who comes first for an account; -1 where nobody may. */
  best(account: number, finalRep: number, effective: number): number {
    const problem = this.#problem;
    const manager = fold(cellText(problem.reps.columns.get('manager'), finalRep));
    const industry = fold(cellText(problem.accounts.columns.get('industry'), account));
    const rank = (rep: number) => ({
      rep,
      knows:
        problem.relationship === undefined ? 0 : strengthAt(problem.relationship, account, rep),
      team: Number(
        manager !== '' && fold(cellText(problem.reps.columns.get('manager'), rep)) === manager,
      ),
      trade: Number(
        industry !== '' &&
          cellText(problem.reps.columns.get('industry'), rep)
            .split('|')
            .some((one) => fold(one) === industry),
      ),
      load:
        this.#target[rep] > 0 ? this.#workload[rep] / this.#target[rep] : Number.POSITIVE_INFINITY,
    });
    const able = problem.repIds.flatMap((_, rep) =>
      rep !== finalRep && this.#may(account, rep, effective) ? [rank(rep)] : [],
    );
    const hash = (rep: number): string => hashOf(problem.accountIds[account], problem.repIds[rep]);
    const [first] = able.sort(
      (a, b) =>
        b.knows - a.knows ||
        b.team - a.team ||
        b.trade - a.trade ||
        (a.load === b.load ? 0 : a.load - b.load) ||
        (hash(a.rep) < hash(b.rep) ? -1 : 1),
    );
    return first?.rep ?? -1;
  }

  /** Live, there, fully ramped, and let by the must rules. */
  #may(account: number, rep: number, effective: number): boolean {
    const problem = this.#problem;
    if (problem.live[rep] === 0 || isOnLeave(problem, rep)) return false;
    if (isNotReady(problem, rep, effective)) return false;
    if (this.#accounts[rep] + 1 > this.#most[rep]) return false;
    if (!this.#mayBe(account, rep)) return false;
    const head = problem.familyHead[account];
    return problem.placements.every(
      (measure) =>
        measure.level !== 'must' ||
        (measure.rule !== 'match' && measure.rule !== 'avoid') ||
        measure.setOf[head] < 0 ||
        suits(measure, head, rep),
    );
  }
}
