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
  const sets = new Int32Array(planned.length).fill(-1);
  for (let account = 0; account < sets.length; account++) {
    if (planned[account] === 0 || eligibility.settled[account] !== SettledBy.locked) continue;
    sets[account] = store.internOne(liveOwner[account], sources.reps.size);
  }
  if (store.sets.length === 0) return undefined;
  return {
    name: 'locked',
    row: undefined,
    level: 'must',
    weight: 0,
    rule: 'locked',
    suitsNobody: false,
    setOf: sets,
    sets: store.sets,
    amounts: undefined,
    exempt: undefined,
  };
}
