import { areaCounts, piecesOf } from '../../measures/area.js';
import type { Assignment } from '../../model/assignment.js';
import { countUp } from '../../model/grouping.js';
import type { AreaMeasure, Problem } from '../../model/problem.js';

/** Areas of one territory that hang together. */
export interface Piece {
  /** Most accounts first. */
  readonly areas: readonly number[];
  readonly accounts: number;
}

/** The areas of one rep, or of several taken together, today and in a plan: the greatest piece first. */
export interface PiecesHeld {
  readonly today: readonly Piece[];
  readonly plan: readonly Piece[];
}

/** What a contiguous row counts, piece by piece. */
export interface RowPieces {
  readonly measure: AreaMeasure;
  /** The reps whom the row concerns. */
  readonly reps: readonly number[];
  readonly of: (reps: readonly number[]) => PiecesHeld;
}

/** The pieces of every contiguous row, by accounts of live owners today and by the plan's. */
export function piecesByRow(problem: Problem, assignment: Assignment): readonly RowPieces[] {
  return problem.areas
    .filter(({ areas }) => areas.length > 0)
    .map((measure) => {
      const [today, plan] = [problem.liveOwner, assignment].map((one) => areaCounts(measure, one));
      const of = (reps: readonly number[]): PiecesHeld => ({
        today: piecesIn(measure, reps, today),
        plan: piecesIn(measure, reps, plan),
      });
      const reps = [...measure.groups.of.keys()].filter((rep) => measure.groups.of[rep] >= 0);
      return { measure, reps, of };
    });
}

/** In how many pieces the territories of a contiguous row's reps lie, all together, by accounts of live owners today and by the plan's. */
export function pieceCounts(
  problem: Problem,
  assignment: Assignment,
): readonly { readonly metric: string; readonly today: number; readonly plan: number }[] {
  return piecesByRow(problem, assignment).map(({ measure, reps, of }) => {
    const held = reps.map((rep) => of([rep]));
    return {
      metric: measure.metric,
      today: held.reduce((sum, { today }) => sum + today.length, 0),
      plan: held.reduce((sum, { plan }) => sum + plan.length, 0),
    };
  });
}

function piecesIn(
  measure: AreaMeasure,
  reps: readonly number[],
  counts: ReturnType<typeof areaCounts>,
): readonly Piece[] {
  const own = new Map<number, number>();
  for (const rep of reps) {
    for (const [area, count] of counts.get(rep) ?? []) countUp(own, area, count);
  }
  const countIn = (area: number): number => own.get(area) ?? 0;
  return piecesOf(measure, own.keys())
    .map((areas) => ({
      areas: [...areas].sort((a, b) => countIn(b) - countIn(a) || a - b),
      accounts: areas.reduce((sum, area) => sum + countIn(area), 0),
    }))
    .sort((a, b) => b.accounts - a.accounts || a.areas[0] - b.areas[0]);
}
