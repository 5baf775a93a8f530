import type { Assignment } from '../model/assignment.js';
import { countUp } from '../model/grouping.js';
import type { AreaMeasure } from '../model/problem.js';
import { breaksFurther, type Excess, isBroken } from './bounds.js';
import { repBreach } from './breach.js';
import { type Judgement, type MeasureFamily, nothing } from './family.js';
import { groupName } from './loads.js';
import { membersOf, poolOfReps } from './tally.js';
import { once, rowList, type Step, type Tracking } from './tracked.js';

/** How many planned accounts each rep has in each area: by rep, then area. */
export function areaCounts({ areaOf }: AreaMeasure, assignment: Assignment) {
  const counts = new Map<number, Map<number, number>>();
  for (let account = 0; account < areaOf.length; account++) {
    const rep = assignment[account];
    if (rep < 0 || areaOf[account] < 0) continue;
    const own = counts.get(rep) ?? new Map<number, number>();
    counts.set(rep, own);
    countUp(own, areaOf[account]);
  }
  return counts;
}

/** The connected parts of some areas, each in the order in which it is walked, the parts by their first area. */
export function piecesOf(
  { neighbours }: Pick<AreaMeasure, 'neighbours'>,
  areas: Iterable<number>,
): readonly (readonly number[])[] {
  const left = new Set([...areas].sort((a, b) => a - b));
  const pieces: number[][] = [];
  for (const first of left) {
    left.delete(first);
    const piece = [first];
    for (const area of piece) {
      for (const next of neighbours[area]) if (left.delete(next)) piece.push(next);
    }
    pieces.push(piece);
  }
  return pieces;
}

/** In how many pieces each rep's planned accounts lie, by rep. */
export function piecesByRep(measure: AreaMeasure, assignment: Assignment): Int32Array {
  const pieces = new Int32Array(measure.groups.of.length);
  for (const [rep, own] of areaCounts(measure, assignment)) {
    pieces[rep] = piecesOf(measure, own.keys()).length;
  }
  return pieces;
}

interface Scattered extends Excess {
  readonly rep: number;
  readonly pieces: number;
}

function scattered({ max }: AreaMeasure, rep: number, pieces: number): Scattered {
  return { rep, pieces, bound: max, excess: Math.max(0, pieces - max) };
}

/** The reps whom the row concerns, with their pieces. */
function concerned(measure: AreaMeasure, assignment: Assignment): readonly Scattered[] {
  const pieces = piecesByRep(measure, assignment);
  return Array.from(pieces.keys())
    .filter((rep) => measure.groups.of[rep] >= 0)
    .map((rep) => scattered(measure, rep, pieces[rep]));
}

/** Territories in few pieces. */
export const area: MeasureFamily<AreaMeasure> = {
  name: 'area',
  list: ({ areas }) => areas,
  put: (areas) => ({ areas }),
  amounts: () => [],
  factsPlace: 6,
  alwaysTerm: false,
  counts: 'reps',
  /** Σ over the reps of pieces beyond `max` ÷ number of areas. */
  term(measure, _problem, assignment) {
    if (measure.areas.length === 0) return undefined;
    let sum = 0;
    for (const { excess } of concerned(measure, assignment)) sum += excess;
    return sum / measure.areas.length;
  },
  judge(measure, problem, assignment): Judgement {
    const base = { ...nothing, counts: 'reps', metric: 'pieces' } as const;
    const all = measure.areas.length === 0 ? [] : concerned(measure, assignment);
    if (all.length === 0) return base;
    const worst = all.reduce((a, b) => (b.pieces > a.pieces ? b : a));
    return {
      ...base,
      concerned: all.length,
      broken: all.filter(isBroken).length,
      worst: {
        who: groupName(problem, measure.groups, measure.groups.of[worst.rep]),
        measure: 'holds',
        value: worst.pieces,
        bound: worst.bound,
        side: 'max',
        share: undefined,
      },
    };
  },
  gather(measure, { problem, assignment }, tally) {
    if (measure.areas.length === 0) return;
    for (const reps of membersOf(measure.groups)) tally.concern(poolOfReps(problem, reps));
    for (const one of concerned(measure, assignment)) {
      if (!isBroken(one)) continue;
      const own = areaCounts(measure, assignment).get(one.rep)?.keys() ?? [];
      // The largest piece is home; the accounts elsewhere are what scatters it.
      const [, ...others] = [...piecesOf(measure, own)].sort((a, b) => b.length - a.length);
      const outlying = new Set(others.flat());
      tally.breach(poolOfReps(problem, [one.rep]), {
        ...repBreach,
        who: problem.repNames[one.rep],
        reps: [one.rep],
        metric: 'pieces',
        measure: 'holds',
        value: one.pieces,
        bound: one.bound,
        side: 'max',
        load: one.pieces,
        accounts: Array.from(measure.areaOf.keys()).filter(
          (account) => assignment[account] === one.rep && outlying.has(measure.areaOf[account]),
        ),
      });
    }
  },
  tracked(measure, tracking) {
    const changes = changedPieces(measure, tracking);
    return {
      change(steps) {
        let sum = 0;
        for (const { before: was, after } of changes(steps)) sum += after.excess - was.excess;
        return sum / measure.areas.length;
      },
      breaks(steps) {
        if (measure.level !== 'must') return [];
        for (const one of changes(steps)) {
          if (breaksFurther(one.before, one.after)) return rowList(measure.row);
        }
        return [];
      },
    };
  },
  against(measure, tracking) {
    const changes = changedPieces(measure, tracking);
    return (step) => {
      const grown = [...changes([step])].find(({ before, after }) => after.excess > before.excess);
      return { is: 'pieces', who: tracking.problem.repNames[grown?.after.rep ?? step.to] };
    };
  },
  facts: () => [],
  contradictions: () => [],
  idle: ({ areas }) => (areas.length > 0 ? undefined : { reason: 'concerns-nobody' }),
  masked: (measure, { groups }) => ({
    ...measure,
    areas: measure.areas.map((_, at) => `Area ${at + 1}`),
    // A code would tell which area it is.
    areaKeys: measure.areas.map(() => ''),
    groups: groups(measure.groups),
  }),
  bounds: undefined,
};

/** What steps make of the pieces of the reps they touch. */
function changedPieces(measure: AreaMeasure, { assignment }: Tracking) {
  const counts = once(() => areaCounts(measure, assignment));
  const before = new Map<number, number>();
  const piecesNow = (rep: number): number => {
    const known = before.get(rep) ?? piecesOf(measure, counts().get(rep)?.keys() ?? []).length;
    before.set(rep, known);
    return known;
  };
  return function* (steps: readonly Step[]) {
    const more = new Map<number, Map<number, number>>();
    const add = (rep: number, at: number, by: number): void => {
      if (rep < 0 || measure.groups.of[rep] < 0) return;
      const own = more.get(rep) ?? new Map<number, number>();
      more.set(rep, own);
      countUp(own, at, by);
    };
    for (const { account, from, to } of steps) {
      const at = measure.areaOf[account];
      if (at < 0) continue;
      add(from, at, -1);
      add(to, at, 1);
    }
    for (const [rep, changed] of more) {
      const after = new Map(counts().get(rep) ?? []);
      for (const [at, by] of changed) countUp(after, at, by);
      const held = [...after].flatMap(([at, count]) => (count > 0 ? [at] : []));
      yield {
        before: scattered(measure, rep, piecesNow(rep)),
        after: scattered(measure, rep, piecesOf(measure, held).length),
      };
    }
  };
}
