import type { Assignment } from '../model/assignment.js';
import type {
  BalanceMeasure,
  BudgetMeasure,
  LimitMeasure,
  PlacementMeasure,
} from '../model/problem.js';
import { deviation } from './balance-cost.js';
import { groupLoads, leavingLoads } from './loads.js';

/** How far a must bound may be passed and still be kept (contract 5). */
export function toleranceOf(bound: number): number {
  return 1e-9 * Math.max(1, Math.abs(bound));
}

/** Whether an amount above 0 is further than its bound allows. */
export function isPast(bound: number, amount: number): boolean {
  return amount > bound + toleranceOf(bound);
}

/** How far each group of a balance row is from its target; 0.12 is 12 % above. */
export function deviationsOf(measure: BalanceMeasure, loads: Float64Array): readonly number[] {
  return Array.from(loads, (load, group) => deviation(load, measure.target[group]));
}

/** One group against one side of its limit. */
export interface LimitSide {
  readonly group: number;
  readonly load: number;
  /** How far the load is past the bound; 0 when it keeps it. */
  readonly excess: number;
  readonly bound: number;
  readonly side: 'min' | 'max';
  /** For a percentage, the bound at the group's nominal share; else the bound itself. */
  readonly nominalBound: number;
}

/** Every group of a limit row against each bound that holds for it. `min` binds only those who may take such an account. */
export function limitSides(
  measure: LimitMeasure,
  assignment: Assignment,
  loads = groupLoads(measure.counted, measure.groups, assignment),
): LimitSide[] {
  const shares = measure.min?.share || measure.max?.share;
  const wholes = shares ? groupLoads(measure.whole, measure.groups, assignment) : loads;
  const sides: LimitSide[] = [];
  for (const side of ['min', 'max'] as const) {
    loads.forEach((load, group) => {
      const one = limitSide(measure, side, { group, load, whole: wholes[group] });
      if (one !== undefined) sides.push(one);
    });
  }
  return sides;
}

/** One group against one bound of a limit; undefined where the bound does not hold for it. */
export function limitSide(
  measure: LimitMeasure,
  side: 'min' | 'max',
  { group, load, whole }: { readonly group: number; readonly load: number; readonly whole: number },
): LimitSide | undefined {
  const written = measure[side];
  if (written === undefined || (side === 'min' && measure.mayTake[group] === 0)) return undefined;
  const { amount, share } = written;
  const bound = share ? amount * whole : amount;
  const nominalBound = share ? amount * measure.nominalWhole[group] : amount;
  const excess = Math.max(0, side === 'max' ? load - bound : bound - load);
  return { group, load, excess, bound, side, nominalBound };
}

/** What a group's violation adds to the term of a should limit, before the mean over groups. */
export function limitShare({ excess, nominalBound }: LimitSide): number {
  return excess / Math.max(nominalBound, 1);
}

export interface BudgetExcess {
  readonly group: number;
  readonly load: number;
  readonly bound: number;
  readonly excess: number;
}

/** What leaves each group of owners against its budget. */
export function budgetExcess(
  measure: BudgetMeasure,
  liveOwner: Int32Array,
  assignment: Assignment,
): BudgetExcess[] {
  const loads = leavingLoads(measure.amounts, measure.groups, liveOwner, assignment);
  return Array.from(loads, (load, group) => budgetSide(measure, group, load));
}

/** One group of owners against its budget. */
export function budgetSide(measure: BudgetMeasure, group: number, load: number): BudgetExcess {
  const bound = measure.max[group];
  return { group, load, bound, excess: Math.max(0, load - bound) };
}

/** What a group's excess adds to the term of a should budget, before the mean over groups. */
export function budgetShare({ excess, bound }: BudgetExcess): number {
  return excess / Math.max(bound, 1);
}

/** Whether a group is past its bound by more than rounding. */
export function isBroken({ excess, bound }: Pick<BudgetExcess, 'excess' | 'bound'>): boolean {
  return excess > toleranceOf(bound);
}

/** Whether a deviation passes the max of a balance row, where it has one, by more than rounding. */
export function isPastMax({ max }: Pick<BalanceMeasure, 'max'>, deviation: number): boolean {
  return max !== undefined && isPast(max, Math.abs(deviation));
}

/** Whether a rep (-1: nobody) suits an account that the row concerns. With nobody, only avoid is satisfied. */
export function suits(measure: PlacementMeasure, account: number, rep: number): boolean {
  if (rep < 0) return measure.rule === 'avoid';
  return measure.sets[measure.setOf[account]].mask[rep] === 1;
}

/** Whether an account breaks the row; one that nobody may take is told apart, as unplaceable. */
export function breaksPlacement(measure: PlacementMeasure, account: number, rep: number): boolean {
  if (measure.level === 'must' && rep < 0) return false;
  return !suits(measure, account, rep);
}
