import { OwnerKind, type PlacementMeasure, type RepSet, SettledBy } from '../model/problem.js';
import type { Rule } from '../model/rule.js';
import type { MeasureContext } from './definition.js';
import { RepSetStore } from './rep-sets.js';

/** What one kind of row says of where accounts should be. */
export interface PlacementParts extends Pick<PlacementMeasure, 'setOf' | 'sets'> {
  /** SettledBy of the accounts that a must row has a say over; of those that no higher rule has settled where absent. */
  readonly saysOver?: readonly number[];
  /** And of these only those that this row itself has settled. */
  readonly ownOnly?: boolean;
  /** How much each account counts in the term, if not 1. */
  readonly amounts?: Float64Array;
  readonly suitsNobody?: boolean;
  readonly ownerGone?: number;
}

/**
 * What a match, avoid, assign, keep or prefer row asks of single accounts.
 *
 * A should row concerns every planned account that passes it, whether or not
 * a must row has settled it. A must row concerns only those that no higher
 * rule has settled (contract 4, precedence); the others are marked exempt
 * where they cannot but sit outside it.
 */
export function placementMeasure(
  rule: Rule,
  context: MeasureContext,
  parts: PlacementParts,
): PlacementMeasure {
  const { setOf, sets, saysOver = [SettledBy.rules, SettledBy.family] } = parts;
  const base = {
    name: `${rule.kind}:${rule.row}`,
    row: rule.row,
    level: rule.level,
    weight: rule.weight ?? 1,
    rule: rule.kind,
    suitsNobody: parts.suitsNobody ?? false,
    ...(parts.ownerGone !== undefined && { ownerGone: parts.ownerGone }),
    sets,
  };
  if (rule.level === 'should') {
    return {
      ...base,
      setOf: ofPlanned(setOf, context.planned),
      amounts: parts.amounts,
      exempt: undefined,
    };
  }
  const exempt = new Uint8Array(context.accountCount);
  const binding = new Int32Array(context.accountCount).fill(-1);
  // Accounts share a few sets: what one set leaves to another is worked out once.
  const overlaps = new Overlaps(context.repSets, sets);
  const { planned, settled, settledRow, readAs, eligible } = context;
  for (let account = 0; account < binding.length; account++) {
    if (planned[account] === 0) continue;
    const itsOwn = parts.ownOnly !== true || settledRow[account] === rule.row;
    // Kept and assigned members of a family speak for themselves, the free ones by their head.
    const speaker = settled[account] === SettledBy.family ? readAs[account] : account;
    if (itsOwn && saysOver.includes(settled[account])) binding[account] = setOf[speaker];
    else if (setOf[account] >= 0 && !overlaps.at(eligible[account], setOf[account])) {
      exempt[account] = 1;
    }
  }
  return { ...base, setOf: binding, amounts: undefined, exempt };
}

/** -1 for accounts that are not planned. */
function ofPlanned(setOf: Int32Array, planned: Uint8Array): Int32Array {
  const concerned = setOf.slice();
  for (let account = 0; account < concerned.length; account++) {
    if (planned[account] === 0) concerned[account] = -1;
  }
  return concerned;
}

/** Whether a set of one list shares a rep with a set of another, by their indices. */
class Overlaps {
  private readonly known = new Map<number, boolean>();

  constructor(
    private readonly first: readonly RepSet[],
    private readonly second: readonly RepSet[],
  ) {}

  /** False where there is no first set (-1). */
  at(one: number, other: number): boolean {
    if (one < 0) return false;
    const key = one * this.second.length + other;
    const found = this.known.get(key);
    if (found !== undefined) return found;
    const { mask } = this.second[other];
    const overlap = this.first[one].reps.some((rep) => mask[rep] === 1);
    this.known.set(key, overlap);
    return overlap;
  }
}

/** For a keep row: each kept account suits its owner alone. */
export function ownersKept(
  rule: Rule,
  context: MeasureContext,
): Pick<PlacementMeasure, 'setOf' | 'sets' | 'ownerGone'> {
  const kept = context.keptBy(rule);
  const store = new RepSetStore();
  const setOf = new Int32Array(context.accountCount).fill(-1);
  const { liveOwner } = context;
  for (let account = 0; account < setOf.length; account++) {
    const owner = liveOwner[account];
    if (kept[account] === 0 || owner < 0) continue;
    setOf[account] = store.internOne(owner, context.repCount);
  }
  const gone = ownersGone(rule, context);
  return { setOf, sets: store.sets, ...(gone > 0 && { ownerGone: gone }) };
}

/** Planned accounts that a keep row asks for whose owner is gone: they can stay with nobody. Whose greatest stay is asked of live owners alone. */
function ownersGone(rule: Rule, context: MeasureContext): number {
  if (rule.top !== undefined) return 0;
  const { planned, ownerKind, liveOwner } = context;
  return context
    .accountsPassing(rule)
    .reduce(
      (sum, passes, account) =>
        sum +
        (passes === 1 &&
        planned[account] === 1 &&
        ownerKind[account] !== OwnerKind.none &&
        liveOwner[account] < 0
          ? 1
          : 0),
      0,
    );
}
