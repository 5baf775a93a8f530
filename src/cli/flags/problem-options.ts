import type { ProblemOptions } from '../../reports/plan-parts.js';
import { formsRead } from './form-flags.js';
import type { InputFlags } from './input-flags.js';

/** What the flags say of a problem besides its files, as plan.json and a check record it. */
export function problemOptionsFrom(flags: InputFlags, drafted: boolean): ProblemOptions {
  return {
    bare: flags.bare,
    drafted,
    weights: flags.weightByName,
    shareBy: flags.shareBy,
    potentialCap: flags.potentialCap === 'p95',
    ownerFrom: flags.ownerFrom,
    map: flags.map,
    locate: flags.locate,
    samePlaces: flags.samePlaces,
    forms: formsRead(flags),
  };
}
