import { type PlacementMeasure, SettledBy } from '../model/problem.js';
import { RepSetStore } from '../rules/rep-sets.js';

/** Locked accounts as one measure: each suits its owner alone. Undefined when none is locked. */
export function lockedMeasure(sources: {
  readonly eligibility: { readonly settled: Uint8Array };
  readonly liveOwner: Int32Array;
  readonly planned: Uint8Array;
  readonly reps: { readonly size: number };
}): PlacementMeasure | undefined {
  const { eligibility, liveOwner, planned } = sources;
  const store = new RepSetStore();
  let any = false;
  const sets = Int32Array.from(eligibility.settled, (settled, account) => {
    if (planned[account] === 0 || settled !== SettledBy.locked) return -1;
    any = true;
    const mask = new Uint8Array(sources.reps.size);
    mask[liveOwner[account]] = 1;
    return store.intern(mask);
  });
  if (!any) return undefined;
  return {
    name: 'locked',
    row: undefined,
    level: 'must',
    weight: 0,
    rule: 'locked',
    setOf: sets,
    sets: store.sets,
    amounts: undefined,
    exempt: undefined,
  };
}
