import { eachMeasure } from '../../measures/index.js';
import type { BrokenRow } from '../../measures/tracked.js';
import type { Problem } from '../../model/problem.js';
import type { AccountIndex, RepIndex } from '../../model/units.js';
import type { Ledger } from './ledger.js';

/** A live rep who could have an account in place of the one who has it. */
export interface Alternative {
  readonly rep: RepIndex;
  /** What the objective rises by if the account (with its must family) went there and all else stayed; NaN where not known. */
  readonly price: number;
  /** Must rows that this would break, all of them on how much a rep or an owner may hold or lose. */
  readonly breaks: readonly BrokenRow[];
}

/** Live reps whom the same rows keep from an account. */
export interface Barred {
  readonly rows: readonly BrokenRow[];
  readonly reps: readonly number[];
}

export interface Alternatives {
  /** Cheapest first. */
  readonly open: readonly Alternative[];
  /** By the rows, those that keep most reps away first. */
  readonly barred: readonly Barred[];
  /** Reps who take no accounts: leaving, left, excluded, on leave or without capacity. */
  readonly notLive: readonly number[];
}

/** Who else could have a planned account and at what price, and who not by which rows. */
export function alternativesFor(
  ledger: Ledger,
  unit: readonly number[],
  account: AccountIndex,
): Alternatives {
  const { problem } = ledger;
  const open: Alternative[] = [];
  const barred = new Map<string, { rows: readonly BrokenRow[]; reps: number[] }>();
  for (let rep = 0; rep < problem.repCount; rep++) {
    if (problem.takes[rep] === 0 || rep === ledger.repOf(account)) continue;
    const steps = ledger.stepsTo(unit, rep);
    const breaks = ledger.breaks(steps);
    if (mayHave(problem, account, rep)) {
      open.push({ rep, price: ledger.price(steps), breaks });
      continue;
    }
    const rows = barringRowsOf(problem, breaks);
    const known = barred.get(rows.join(' '));
    if (known === undefined) barred.set(rows.join(' '), { rows, reps: [rep] });
    else known.reps.push(rep);
  }
  const sorted = open.sort((a, b) => {
    const [first, second] = [sortable(a.price), sortable(b.price)];
    return first === second ? a.rep - b.rep : first - second;
  });
  return {
    open: sorted,
    barred: [...barred.values()].sort((a, b) => b.reps.length - a.reps.length),
    notLive: [...problem.takes.keys()].filter(
      (rep) => problem.takes[rep] === 0 && rep !== ledger.repOf(account),
    ),
  };
}

/**
 * Whether a rep may have an account at all, however much anyone holds (contract 5, E_i). A
 * family that goes with its kept members is bound to their owner without any row that judges it.
 */
export function mayHave(problem: Problem, account: AccountIndex, rep: RepIndex): boolean {
  return problem.repSets[problem.eligible[account]].mask[rep] === 1;
}

/** The rows that bar a rep: those on where accounts go, else those that bind the account to its family. */
function barringRowsOf(problem: Problem, breaks: readonly BrokenRow[]): readonly BrokenRow[] {
  return [...placing(problem, breaks), ...rowsOfFamilyAlone(problem, breaks)];
}

/** The rows that bind an account to its family, where nothing on where accounts go bars the rep: whatever rows on amounts break as well. */
export function rowsOfFamilyAlone(
  problem: Problem,
  breaks: readonly BrokenRow[],
): readonly number[] {
  return placing(problem, breaks).length > 0 ? [] : familyRows(problem);
}

/** The must together rows, which bind families as one. */
export function familyRows({ togethers }: Problem): readonly number[] {
  return togethers.flatMap(({ level, row }) =>
    level === 'must' && typeof row === 'number' ? [row] : [],
  );
}

/** What is not known comes last. */
function sortable(price: number): number {
  return Number.isNaN(price) ? Number.POSITIVE_INFINITY : price;
}

/** The rows that say where accounts go, not how much anyone holds: these keep a rep away whatever else is moved. */
function placing(problem: Problem, rows: readonly BrokenRow[]): readonly BrokenRow[] {
  const placed = new Set<BrokenRow | undefined>(
    eachMeasure(problem, ({ bounds }, { row }) => (bounds === undefined ? row : undefined)),
  );
  return rows.filter((row) => placed.has(row) || String(row).startsWith('accounts.csv:'));
}
