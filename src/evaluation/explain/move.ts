import type { BrokenRow, Step } from '../../measures/tracked.js';
import type { Problem } from '../../model/problem.js';
import type { AccountIndex, RepIndex } from '../../model/units.js';
import { type KnownRep, knownAt } from '../known-there.js';
import { outcomesOf } from '../outcomes.js';
import type { Evaluation, RuleOutcome } from '../types.js';
import { mayHave, rowsOfFamilyAlone } from './alternatives.js';
import type { Ledger, TermChange } from './ledger.js';
import type { Units } from './overview.js';

/** One rep (or group of reps) against its target, in percent, now and after. */
interface DeviationChange {
  /** A rep's name, or the value of the `by` column. */
  readonly who: string;
  /** The rep, where each is a group. */
  readonly rep: RepIndex | undefined;
  readonly before_pct: number;
  readonly after_pct: number;
}

/** A balance row with every rep who takes part. */
export interface BalanceChange {
  /** The name of its term. */
  readonly name: string;
  readonly metric: string;
  readonly reps: readonly DeviationChange[];
}

/** What happens if an account goes to another rep. */
export interface MoveExplanation {
  readonly account: AccountIndex;
  /** The account and what must go with it. */
  readonly accounts: readonly number[];
  /** -1: nobody. */
  readonly from: number;
  readonly to: number;
  /** False where the rep takes no accounts: leaving, left, on leave or without capacity. */
  readonly live: boolean;
  /** Whether the rules on where accounts go let the rep have it. */
  readonly mayHave: boolean;
  /** Rows that bind it to its family, where they alone bar the rep. */
  readonly boundBy: readonly number[];
  readonly objective: number;
  /** What the objective rises by; NaN where the distances file lacks the pair. */
  readonly price: number;
  readonly terms: readonly TermChange[];
  readonly balances: readonly BalanceChange[];
  /** Must rows that the move breaks or breaks further, as they would stand. */
  readonly breaks: readonly RuleOutcome[];
  /** Reps who are known there, the best known first. */
  readonly known: readonly KnownRep[];
  readonly swap: SwapSearch;
}

/** Works out exactly what a move would change, and the swap that would make up for it best. */
export function explainMove(
  problem: Problem,
  evaluation: Evaluation,
  tools: { readonly ledger: Ledger; readonly units: Units },
  { account, to }: { readonly account: AccountIndex; readonly to: RepIndex },
): MoveExplanation {
  const { ledger, units } = tools;
  const accounts = units.of(account);
  const steps = ledger.stepsTo(accounts, to);
  const from = ledger.repOf(account);
  const live = problem.takes[to] === 1 || mayHave(problem, account, to);
  const allowed = mayHave(problem, account, to);
  const breaks = ledger.breaks(steps);
  return {
    account,
    accounts,
    from,
    to,
    live,
    mayHave: allowed,
    boundBy: live && !allowed ? rowsOfFamilyAlone(problem, breaks) : [],
    objective: ledger.objective,
    price: ledger.price(steps),
    terms: ledger.termChanges(steps),
    balances: balanceChanges(problem, ledger, steps),
    breaks: brokenOutcomes(problem, evaluation, steps, breaks),
    known: knownAt(problem, account),
    swap:
      allowed && from !== to
        ? bestSwap(ledger, units, { steps, from, to })
        : { best: undefined, tried: 0, feasible: 0 },
  };
}

function balanceChanges(
  problem: Problem,
  ledger: Ledger,
  steps: readonly Step[],
): readonly BalanceChange[] {
  return problem.balances.map((measure) => {
    const { names, of } = measure.groups;
    return {
      name: measure.name,
      metric: measure.metric,
      reps: ledger.deviations(measure, steps).map(({ group, before, after }) => {
        const rep = of.indexOf(group);
        const alone = rep >= 0 && names[group] === problem.repIds[rep];
        return {
          who: alone ? problem.repNames[rep] : names[group],
          rep: alone ? rep : undefined,
          before_pct: 100 * before,
          after_pct: 100 * after,
        };
      }),
    };
  });
}

/** The rows as they would be judged then. */
function brokenOutcomes(
  problem: Problem,
  evaluation: Evaluation,
  steps: readonly Step[],
  rows: readonly BrokenRow[],
): readonly RuleOutcome[] {
  if (rows.length === 0) return [];
  const moved = evaluation.assignment.map((rep, account) =>
    problem.eligible[account] < 0 ? -1 : rep,
  );
  for (const { account, to } of steps) moved[account] = to;
  const broken = new Set(rows);
  return outcomesOf(problem, moved).filter(({ row }) => broken.has(row));
}

/** An account (with its must family) that goes the other way, so that a move is made up for. */
interface Swap {
  readonly accounts: readonly number[];
  readonly steps: readonly Step[];
  /** What the objective rises by if both change hands. */
  readonly price: number;
}

/** The best swap for a move, and how many were tried. */
interface SwapSearch {
  /** Undefined where no swap keeps the must rows. */
  readonly best: Swap | undefined;
  /** Every account (family) of the target rep that the giving rep may have. */
  readonly tried: number;
  readonly feasible: number;
}

/**
 * Looks through all that `to` holds for what could go back to `from`: the best
 * is the one with which the whole exchange costs least and breaks no must row
 * that is kept now. Ties go to the first in the account file.
 */
function bestSwap(
  ledger: Ledger,
  units: Units,
  move: { readonly steps: readonly Step[]; readonly from: number; readonly to: number },
): SwapSearch {
  const { problem } = ledger;
  const { from, to, steps } = move;
  const seen = new Set(steps.map(({ account }) => account));
  let best: Swap | undefined;
  let tried = 0;
  let feasible = 0;
  for (let account = 0; account < problem.accountCount; account++) {
    if (from < 0 || ledger.repOf(account) !== to || seen.has(account)) continue;
    if (!mayHave(problem, account, from)) continue;
    const accounts = units.of(account);
    for (const member of accounts) seen.add(member);
    const all = [...steps, ...ledger.stepsTo(accounts, from)];
    tried++;
    if (ledger.breaks(all).length > 0) continue;
    feasible++;
    const price = ledger.price(all);
    if (best === undefined || price < best.price) best = { accounts, steps: all, price };
  }
  return { best, tried, feasible };
}
