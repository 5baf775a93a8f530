import type { Comparison } from './comparison.js';
import { type ChainLink, planFile } from './plan-folder.js';

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
