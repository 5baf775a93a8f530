import type { Evaluation } from '../evaluation/types.js';
import { parseDate } from '../inputs/cells/date.js';
import type { Problem } from '../model/problem.js';
import type { AdoptedPlan } from '../planning/adopted/adopted-plan.js';
import type { NamedBytes, ReadProblem } from '../planning/inputs.js';
import { type BesideRole, readBeside, toldEvents } from '../planning/rebalance/beside.js';
import { eventCounts } from '../planning/rebalance/events.js';
import {
  handoverCells,
  handoverColumns,
  handoverOf,
  handoverTables,
} from '../planning/rebalance/handover.js';
import { whatHappened } from '../planning/rebalance/happened.js';
import type { PlanJson } from '../reports/plan-json.js';
import type { BesidePlan } from '../reports/plan-tables.js';

/** What a rebalance went on from, besides the inputs of its plan. */
export interface RebalanceSources {
  /** The plan before. */
  readonly adopted: AdoptedPlan;
  readonly files: ReadonlyMap<BesideRole, NamedBytes>;
}

/** What a rebalanced plan says of events and of its handover, for an assignment. */
export interface RebalancedAgain {
  /** How many events of each kind there were. */
  readonly events: Readonly<Record<string, number>>;
  /** Its further tables, and the end of moves.csv. */
  readonly beside: (evaluation: Evaluation) => BesidePlan;
}

/**
 * What happened and how owners change, worked out again from the plan before
 * and the inputs of this one: nothing is searched for.
 *
 * @param asked what was read under the rules that were asked for, before any was relaxed.
 */
export function rebalancedAgain(
  { rebalance }: PlanJson,
  asked: Pick<ReadProblem, 'problem'>,
  problem: Problem,
  { adopted, files }: RebalanceSources,
): RebalancedAgain | undefined {
  const effective = rebalance && parseDate(rebalance.effective);
  if (rebalance === undefined || effective === undefined) return undefined;
  const { value: given, problems } = readBeside(files);
  if (problems.length > 0) return undefined;
  const told = toldEvents(given.events);
  const { within, uneven } = rebalance;
  const task = { adopted, told, within: within ?? undefined, uneven };
  const happened = whatHappened(asked.problem, task);
  const { freezes, holidays } = given;
  return {
    events: eventCounts(happened.events),
    beside: (evaluation) => {
      const found = { problem, evaluation, ...happened };
      const handover = handoverOf(found, { effective, freezes, holidays });
      return {
        tables: handoverTables(found, handover),
        moves: { columns: handoverColumns, cells: handoverCells(problem, handover) },
      };
    },
  };
}
