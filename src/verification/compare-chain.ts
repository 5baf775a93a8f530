import type { PlanJson } from '../reports/plan-json.js';
import type { Comparison } from './comparison.js';
import { planFile } from './plan-folder.js';

/** A plan that another one says it was made from, as it is found. */
export interface ChainLink {
  /** The folder that names it. */
  readonly by: string;
  /** Where it is said to be. */
  readonly name: string;
  /** The checksum it is said to have. */
  readonly expected: string;
  /** The one that it has; undefined where it is not there. */
  readonly found?: string;
  /** Whether its plan.json is as it was written. */
  readonly isWhole?: boolean;
  readonly plan?: PlanJson | undefined;
  readonly folder?: string;
}

/** Holds every plan of the chain against what the next one says of it; what is not there is said. */
export function compareChain(
  links: readonly ChainLink[],
  comparison: Comparison,
): readonly string[] {
  const notes: string[] = [];
  for (const [step, link] of links.entries()) {
    const { by, name, expected, found, isWhole } = link;
    if (found === undefined) {
      notes.push(`the plan that ${by} was made from is not there (${name}): the chain ends here`);
      continue;
    }
    const file = step === 0 ? planFile : `${by}/${planFile}`;
    if (found !== expected) {
      const what = `names another plan than the one at ${name}: that was changed or made again since`;
      comparison.add({ file, column: 'from.sha256', found: expected, expected: found, what });
    } else if (isWhole === false) {
      const what = 'was changed after it was written (an earlier plan of the chain)';
      comparison.add({ file: `${name}/${planFile}`, role: 'changed', column: 'sha256', what });
    }
  }
  return notes;
}
