import { Ledger } from '../evaluation/explain/ledger.js';
import { areaCounts, piecesOf } from '../measures/area.js';
import type { Step } from '../measures/tracked.js';
import type { Assignment } from '../model/assignment.js';
import { addTo } from '../model/grouping.js';
import type { AreaMeasure, Problem } from '../model/problem.js';

/** Looks at changes of the plan; counted, so that the same inputs give the same plan. */
const looksAtMost = 60_000;
/** Reps a piece may go to that are looked at, those with most in and around it first. */
const takersAtMost = 6;
/** Accounts that come back in return for a piece. */
const returnsAtMost = 12;
/** Accounts looked at for each of them. */
const returnsLookedAt = 24;
/** What rounding may make of a change that is none. */
const leastGain = 1e-12;

/**
 * The assignment with territories in fewer pieces, as far as that lowers the objective: the solver knows nothing of
 * pieces, so here outlying pieces go to reps who are there anyway, and accounts of theirs come back in return. A descent:
 * each change keeps the must rules and makes the plan better by all terms together.
 */
export function inFewerPieces(problem: Problem, start: Assignment): Assignment {
  const wished = problem.areas.filter(({ level, weight }) => level === 'should' && weight > 0);
  if (wished.length === 0) return start;
  let assignment = start;
  const looks = { left: looksAtMost };
  const familyOf = familyMembers(problem);
  for (;;) {
    const better = improvement(problem, assignment, wished, { looks, familyOf });
    if (better === undefined) return assignment;
    const next = assignment.slice();
    for (const { account, to } of better) next[account] = to;
    assignment = next;
  }
}

interface Search {
  readonly looks: { left: number };
  readonly familyOf: ReadonlyMap<number, Int32Array>;
}

/** The first change found that makes the plan better; undefined where there is none, or the looks are spent. */
function improvement(
  problem: Problem,
  assignment: Assignment,
  wished: readonly AreaMeasure[],
  search: Search,
): readonly Step[] | undefined {
  const ledger = new Ledger(problem, assignment);
  for (const measure of wished) {
    const counts = areaCounts(measure, assignment);
    const held = accountsByCell(measure, assignment);
    const reps = [...counts.keys()].filter((rep) => measure.groups.of[rep] >= 0);
    for (const rep of reps.sort((a, b) => a - b)) {
      const own = counts.get(rep) ?? new Map<number, number>();
      const pieces = piecesOf(measure, own.keys());
      if (pieces.length <= measure.max) continue;
      const size = (piece: readonly number[]): number =>
        piece.reduce((sum, area) => sum + (own.get(area) ?? 0), 0);
      for (const piece of [...pieces].sort((a, b) => size(a) - size(b))) {
        const accounts = piece.flatMap((area) => held.get(cellOf(measure, rep, area)) ?? []);
        for (const taker of takersOf(measure, counts, piece, rep)) {
          if (search.looks.left <= 0) return undefined;
          const steps = together(problem, ledger, accounts, taker, search);
          if (steps === undefined) continue;
          const found = withReturns(
            problem,
            ledger,
            steps,
            { measure, own, piece, rep, taker, held },
            search,
          );
          if (found !== undefined) return found;
        }
      }
    }
  }
  return undefined;
}

const cellOf = ({ areas }: AreaMeasure, rep: number, area: number): number =>
  rep * areas.length + area;

function accountsByCell(measure: AreaMeasure, assignment: Assignment): Map<number, number[]> {
  const held = new Map<number, number[]>();
  measure.areaOf.forEach((area, account) => {
    const rep = assignment[account];
    if (area >= 0 && rep >= 0) addTo(held, cellOf(measure, rep, area), account);
  });
  return held;
}

/** The reps who have accounts in a piece or beside it, those with most there first. */
function takersOf(
  { neighbours }: AreaMeasure,
  counts: ReadonlyMap<number, ReadonlyMap<number, number>>,
  piece: readonly number[],
  rep: number,
): readonly number[] {
  const around = new Set([...piece, ...piece.flatMap((area) => [...neighbours[area]])]);
  const there = new Map<number, number>();
  for (const [other, own] of counts) {
    if (other === rep) continue;
    let sum = 0;
    for (const area of around) sum += own.get(area) ?? 0;
    if (sum > 0) there.set(other, sum);
  }
  return [...there]
    .sort(([a, many], [b, more]) => more - many || a - b)
    .slice(0, takersAtMost)
    .map(([other]) => other);
}

/** The accounts and what must go with them, as steps to a rep; undefined where one of them may not go there. */
function together(
  { repSets, eligible }: Problem,
  ledger: Ledger,
  accounts: readonly number[],
  to: number,
  { familyOf }: Search,
): readonly Step[] | undefined {
  const all = new Set(accounts.flatMap((account) => [...(familyOf.get(account) ?? [account])]));
  for (const account of all) if (repSets[eligible[account]]?.mask[to] !== 1) return undefined;
  return ledger.stepsTo(
    [...all].sort((a, b) => a - b),
    to,
  );
}

interface Exchange {
  readonly measure: AreaMeasure;
  /** The areas of the rep who gives the piece away. */
  readonly own: ReadonlyMap<number, number>;
  readonly piece: readonly number[];
  readonly rep: number;
  readonly taker: number;
  readonly held: ReadonlyMap<number, readonly number[]>;
}

/** The steps, with accounts that come back one by one as long as each makes it cheaper; undefined where it does not pay. */
function withReturns(
  problem: Problem,
  ledger: Ledger,
  steps: readonly Step[],
  { measure, own, piece, rep, taker, held }: Exchange,
  search: Search,
): readonly Step[] | undefined {
  const look = (change: readonly Step[]): number => {
    search.looks.left--;
    return ledger.price(change);
  };
  const pays = (change: readonly Step[], price: number): boolean =>
    price < -leastGain && ledger.breaks(change).length === 0;
  let change = steps;
  let price = look(change);
  if (pays(change, price)) return change;
  const gone = new Set(piece);
  const home = [...own.keys()].filter((area) => !gone.has(area));
  const near = new Set([...home, ...home.flatMap((area) => [...measure.neighbours[area]])]);
  const offered = [...near]
    .sort((a, b) => a - b)
    .flatMap((area) => held.get(cellOf(measure, taker, area)) ?? []);
  for (let back = 0; back < returnsAtMost && search.looks.left > 0; back++) {
    const moved = new Set(change.map(({ account }) => account));
    let best: { readonly change: readonly Step[]; readonly price: number } | undefined;
    for (const account of spread(offered.filter((one) => !moved.has(one)))) {
      const more = together(problem, ledger, [account], rep, search);
      if (more === undefined || more.some((step) => moved.has(step.account))) continue;
      const longer = [...change, ...more];
      const at = look(longer);
      if (at < (best?.price ?? price)) best = { change: longer, price: at };
    }
    if (best === undefined) return undefined;
    ({ change, price } = best);
    if (pays(change, price)) return change;
  }
  return undefined;
}

/** So many of a list as are looked at, from all over it. */
function spread(accounts: readonly number[]): readonly number[] {
  if (accounts.length <= returnsLookedAt) return accounts;
  const step = accounts.length / returnsLookedAt;
  return Array.from({ length: returnsLookedAt }, (_, at) => accounts[Math.floor(at * step)]);
}

/** The members of each must family, by member. */
function familyMembers({ mustFamilies }: Problem): ReadonlyMap<number, Int32Array> {
  return new Map(
    mustFamilies.flatMap((family) =>
      Array.from(family, (account): [number, Int32Array] => [account, family]),
    ),
  );
}
