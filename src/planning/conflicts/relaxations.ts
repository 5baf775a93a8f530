import { assemble } from '../../assembly/assemble.js';
import type { AssemblyInputs } from '../../assembly/ground.js';
import type { Conflict } from '../../evaluation/conflict-claims.js';
import { evaluate } from '../../evaluation/evaluate.js';
import { breaksPlacement } from '../../measures/placement.js';
import type { Assignment } from '../../model/assignment.js';
import { InputError } from '../../model/input-problem.js';
import type { Problem } from '../../model/problem.js';
import { inOrder, type Relaxation } from '../../model/relaxation.js';
import type { Rule } from '../../model/rule.js';
import { relaxedInputs } from '../relaxed-inputs.js';
import { demotion, exemption, type Relaxed, withEveryonePlaceable } from './exemptions.js';
import type { Asking } from './inquiry.js';
import { firstBounds, type MovedBounds, movedFor, tightened } from './least-bounds.js';
import { type BrokenBound, relaxationOf } from './must-bounds.js';
import { boundKeyOf, isBound } from './must-model.js';
import { leavesRepsOut } from './must-rows.js';

/** Changes with which all must rules hold together, and a plan that shows it. */
export interface Relaxations {
  readonly relaxations: readonly Relaxation[];
  readonly inputs: AssemblyInputs;
  readonly problem: Problem;
  readonly assignment: Assignment;
}

/** A row that becomes a should counts as a bound that is moved by so much of itself. */
const demoted = 4;
/** And one with exemptions as this, and the part of its accounts that is exempt. */
const exempted = 0.25;
/** Bounds that need not move by more than this in sum are all that is changed. */
const smallMoves = 1;
/** As many rows are tried. */
const mostTried = 6;

/** Changes of rows, and the bounds that still have to be moved with them. */
interface Choice {
  readonly relaxed: Relaxed;
  readonly moved: MovedBounds;
  readonly cost: number;
}

/**
 * One set of changes with which all must rules hold together. Who has nobody
 * is exempt from what stands in the way; then bounds are moved, as little as
 * they need; where that is more than doubling one, accounts are exempt in
 * their place from rows of the conflicts that say who may take what, or these
 * rows become shoulds. Checked by the plan that comes with it. Undefined where
 * none was found.
 */
export async function relaxationsFor(
  inputs: AssemblyInputs,
  problem: Problem,
  conflicts: readonly Conflict[],
  asking: Asking,
): Promise<Relaxations | undefined> {
  const placeable = withEveryonePlaceable(inputs, problem);
  if (placeable === undefined) return undefined;
  const inTheWay = new Set(
    conflicts.flatMap(({ rows }) => rows.flatMap((row) => boundKeyOf(row) ?? [])),
  );
  const first = await firstBounds(placeable.problem, asking, inTheWay);
  let chosen: Choice = { relaxed: placeable, moved: first, cost: first.size };
  for (const rule of shapingRules(conflicts)) {
    if (chosen.cost <= smallMoves) break;
    for (const choice of await choicesWithout(inputs, chosen, rule, { asking, inTheWay })) {
      if (choice.cost < chosen.cost) chosen = choice;
    }
  }
  const { relaxed, moved } = chosen;
  return checked(inputs, relaxed, await tightened(relaxed.problem, moved, asking));
}

/** Rules of the conflicts that say who may take what. */
function shapingRules(conflicts: readonly Conflict[]): readonly Rule[] {
  return conflicts
    .flatMap(({ rows }) => rows)
    .flatMap((row) =>
      row.kind === 'rule' && !isBound(row) && !leavesRepsOut(row.rule) ? [row.rule] : [],
    )
    .slice(0, mostTried);
}

/** The choice with one more row as a should, and with those exempt from it who then break it. */
async function choicesWithout(
  inputs: AssemblyInputs,
  { relaxed }: Choice,
  rule: Rule,
  { asking, inTheWay }: { asking: Asking; inTheWay: ReadonlySet<string> },
): Promise<readonly Choice[]> {
  const others = relaxed.relaxations.filter(({ row }) => row !== rule.row);
  const without = changed(inputs, [...others, demotion(rule)]);
  if (without === undefined || without.problem.unplaceable.length > 0) return [];
  const moved = await firstBounds(without.problem, asking, inTheWay, true);
  const choices = [{ relaxed: without, moved, cost: moved.size + demoted }];
  const measure = relaxed.problem.placements.find(({ row }) => row === rule.row);
  // What is exempt already stays so.
  if (measure === undefined || others.length < relaxed.relaxations.length) return choices;
  const { assignment } = moved;
  const concerned = [...measure.setOf.keys()].filter((account) => measure.setOf[account] >= 0);
  const breaking = concerned.filter((account) =>
    breaksPlacement(measure, account, assignment[account]),
  );
  if (breaking.length === 0) return choices;
  const some = exemption(relaxed.problem, rule, new Set(breaking));
  const exempting = some.column === 'level' ? undefined : changed(inputs, [...others, some]);
  if (exempting === undefined || exempting.problem.unplaceable.length > 0) return choices;
  const mayStay = exempting.problem.eligible.every(
    (set, account) => set < 0 || exempting.problem.repSets[set].mask[assignment[account]] === 1,
  );
  if (!mayStay) return choices;
  const still = movedFor(exempting.problem, assignment);
  const cost = still.size + exempted + breaking.length / concerned.length;
  return [...choices, { relaxed: exempting, moved: still, cost }];
}

/** Undefined where rows make no sense with the changes. */
function changed(inputs: AssemblyInputs, relaxations: readonly Relaxation[]): Relaxed | undefined {
  try {
    const relaxed = relaxedInputs(inputs, relaxations);
    return { relaxations, inputs: relaxed, problem: assemble(relaxed) };
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}

/**
 * What the changes assemble to, if the plan keeps all of it. Where amounts are
 * below 0 no bound that can be written may do; then rows become shoulds.
 */
function checked(
  inputs: AssemblyInputs,
  { relaxations, problem }: Relaxed,
  { bounds, assignment }: MovedBounds,
): Relaxations | undefined {
  const asMoved = bounds.map((bound) => relaxationOf(problem, bound));
  const asShoulds = (which: (bound: BrokenBound) => boolean): Relaxation[] => {
    const rows = new Set(bounds.filter(which).map(({ row }) => row));
    const rules = problem.rules.filter(({ row }) => rows.has(row));
    const kept = bounds.filter(({ row }) => typeof row === 'string' || !rows.has(row));
    return [...rules.map(demotion), ...kept.map((bound) => relaxationOf(problem, bound))];
  };
  for (const moves of [asMoved, asShoulds(({ from }) => from.percent), asShoulds(() => true)]) {
    const all = inOrder([...relaxations, ...moves]);
    const relaxed = changed(inputs, all);
    if (relaxed === undefined || !evaluate(relaxed.problem, assignment).feasible) continue;
    return { relaxations: all, inputs: relaxed.inputs, problem: relaxed.problem, assignment };
  }
  return undefined;
}
