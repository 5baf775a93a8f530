import { type PlacementMeasure, SettledBy } from '../model/problem.js';
import type { Rule } from '../model/rule.js';
import type { MeasureContext } from './definition.js';
import { RepSetStore } from './rep-sets.js';

/**
 * What a match, avoid, assign, keep or prefer row asks of single accounts.
 *
 * A should row concerns every planned account that passes it, whether or not
 * a must row has settled it. A must row concerns only those that no higher
 * rule has settled (contract 4, precedence); the others are marked exempt
 * where they cannot but sit outside it.
 */
export function placementMeasure(rule: Rule, context: MeasureContext): PlacementMeasure {
  const { setOf, sets } = rule.kind === 'keep' ? ownersOf(rule, context) : context.suitable(rule);
  const base = {
    name: `${rule.kind}:${rule.row}`,
    row: rule.row,
    level: rule.level,
    weight: rule.weight ?? 1,
    rule: rule.kind,
    sets,
  };
  const concerned = setOf.map((set, account) => (context.planned[account] === 1 ? set : -1));
  if (rule.level === 'should') {
    return {
      ...base,
      setOf: concerned,
      amounts: rule.kind === 'prefer' ? context.potential : undefined,
      exempt: undefined,
    };
  }
  const exempt = new Uint8Array(context.accountCount);
  const binding = concerned.map((set, account) => {
    if (context.planned[account] === 0) return -1;
    if (bindsHere(rule, context, account)) return setOf[context.readAs[account]];
    if (set >= 0 && !canSit(context, account, sets[set].mask)) exempt[account] = 1;
    return -1;
  });
  return { ...base, setOf: binding, amounts: undefined, exempt };
}

/** Whether a must row still has a say over the account. */
function bindsHere(rule: Rule, context: MeasureContext, account: number): boolean {
  const settled = context.settled[account];
  switch (rule.kind) {
    case 'assign':
      return settled === SettledBy.assign && context.settledRow[account] === rule.row;
    case 'keep':
      return settled === SettledBy.keep || settled === SettledBy.locked;
    default:
      return settled === SettledBy.rules || settled === SettledBy.family;
  }
}

function canSit(context: MeasureContext, account: number, mask: Uint8Array): boolean {
  const set = context.eligible[account];
  return set >= 0 && context.repSets[set].reps.some((rep) => mask[rep] === 1);
}

/** For a keep row: each kept account suits its owner alone. */
function ownersOf(rule: Rule, context: MeasureContext): Pick<PlacementMeasure, 'setOf' | 'sets'> {
  const kept = context.keptBy(rule);
  const store = new RepSetStore();
  const setOfOwner = new Int32Array(context.repCount).fill(-1);
  const setOf = new Int32Array(context.accountCount).fill(-1);
  for (let account = 0; account < context.accountCount; account++) {
    const owner = context.liveOwner[account];
    if (kept[account] === 0 || owner < 0) continue;
    if (setOfOwner[owner] < 0) {
      const mask = new Uint8Array(context.repCount);
      mask[owner] = 1;
      setOfOwner[owner] = store.intern(mask);
    }
    setOf[account] = setOfOwner[owner];
  }
  return { setOf, sets: store.sets };
}
