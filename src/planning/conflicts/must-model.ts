import type { MustRow } from '../../evaluation/conflict-claims.js';
import { eachMeasure, familyOf, withMeasures } from '../../measures/index.js';
import type { Assignment } from '../../model/assignment.js';
import type { MeasureRow, Problem } from '../../model/problem.js';
import { type MustLayout, mustLayout } from '../../solver/feasibility/must-layout.js';
import { programOf, type Translation } from '../../solver/translate/from-problem.js';

/** What keeps a plan within bounds, of a problem: the solver's form of its must bounds and whose they are. */
export interface MustModel {
  readonly problem: Problem;
  readonly translation: Translation;
  readonly must: MustLayout;
  /** By slot, the row whose bound it is, as `boundKey` names it. */
  readonly keyOf: readonly string[];
}

/** Names a row that bounds what reps hold or what leaves them. */
export function boundKey(row: MeasureRow): string {
  return typeof row === 'number' ? `rules.csv:${row}` : String(row);
}

/** The same for a must row; undefined for those that say who may take what. */
export function boundKeyOf(row: MustRow): string | undefined {
  if (row.kind === 'max_accounts') return boundKey(`reps.csv:${row.row}`);
  return row.kind === 'rule' && isBound(row) ? boundKey(row.rule.row) : undefined;
}

/** Whether a row bounds amounts; the others decide who may take which account. */
export function isBound(row: MustRow): boolean {
  if (row.kind !== 'rule') return row.kind === 'max_accounts';
  return familyOf(row.rule.kind)?.bounds !== undefined;
}

/** The problem with nothing but its must bounds, or those of some rows. */
export function onlyMust(problem: Problem, counts: (key: string) => boolean = () => true): Problem {
  const bare = withMeasures(problem, ({ bounds }, measure) =>
    measure.level === 'must' && bounds?.binds(measure) === true && counts(boundKey(measure.row))
      ? measure
      : undefined,
  );
  const costless = { distance: undefined, distanceWeight: 0, relationship: undefined };
  return { ...bare, ...costless, disruptionWeight: 1, relationshipWeight: 0 };
}

export function mustModel(problem: Problem): MustModel {
  const bare = onlyMust(problem);
  const translation = programOf(bare);
  const rowOf = new Map<string, MeasureRow>(
    eachMeasure(bare, ({ bounds }, measure) =>
      (bounds?.loads(measure) ?? []).map((name): [string, MeasureRow] => [name, measure.row]),
    ).flat(),
  );
  return {
    problem,
    translation,
    must: mustLayout(translation.program),
    keyOf: translation.namedLoads.flatMap(({ name, groups }) =>
      groups.map(() => boundKey(rowOf.get(name))),
    ),
  };
}

/**
 * An assignment as places of the units. Who may not stay where they are go to
 * their owner, else to whoever of theirs has fewest.
 */
export function placementOf(
  { problem, translation, must }: MustModel,
  assignment: Assignment,
): Int32Array {
  const { start, accounts } = translation.units;
  const { open } = must;
  const held = new Float64Array(problem.repCount);
  const place = new Int32Array(start.length - 1).fill(-1);
  const isOpen = (unit: number, rep: number): boolean =>
    rep >= 0 && problem.repSets[problem.eligible[accounts[start[unit]]]].mask[rep] === 1;
  for (let unit = 0; unit < place.length; unit++) {
    const first = accounts[start[unit]];
    const rep = [assignment[first], problem.liveOwner[first]].find((one) => isOpen(unit, one));
    if (rep === undefined) continue;
    place[unit] = rep;
    held[rep]++;
  }
  for (let unit = 0; unit < place.length; unit++) {
    if (place[unit] >= 0) continue;
    let least = open.reps[open.start[unit]];
    for (let i = open.start[unit] + 1; i < open.end[unit]; i++) {
      if (held[open.reps[i]] < held[least]) least = open.reps[i];
    }
    place[unit] = least;
    held[least]++;
  }
  return place;
}
