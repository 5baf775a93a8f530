import { sha256, summed } from './checksums.js';
import type { PlanFigures, PlanJson } from './plan-json.js';

/** What stands before the checksum of plan.json in it; the key is its last. */
const lastKey = '"sha256": "';
const checksumLength = 64;

/**
 * The files of a plan folder with plan.json as the last: it holds the checksums
 * of the others, so those must have been read to their ends before it is.
 */
export function sealedFiles(
  files: ReadonlyMap<string, Iterable<string>>,
  figures: PlanFigures,
): ReadonlyMap<string, Iterable<string>> {
  const sums = new Map<string, string>();
  const sealed = new Map<string, Iterable<string>>();
  for (const [name, pieces] of files) {
    sealed.set(
      name,
      summed(pieces, (sum) => {
        sums.set(name, sum);
      }),
    );
  }
  return sealed.set('plan.json', {
    *[Symbol.iterator]() {
      const unread = [...files.keys()].find((name) => !sums.has(name));
      if (unread !== undefined) throw new Error(`plan.json was asked for before ${unread}`);
      yield sealedPlanText(figures, sums);
    },
  });
}

/** plan.json as the text of the file: with the checksums of the other files, and its own. */
export function sealedPlanText(figures: PlanFigures, sums: ReadonlyMap<string, string>): string {
  const blank = { ...figures, files: Object.fromEntries(sums), sha256: '' };
  return planText({ ...blank, sha256: sha256(planText(blank)) });
}

/** The checksum that the bytes of a plan.json should hold of themselves; undefined where they hold none. */
export function ownChecksum(bytes: Buffer): string | undefined {
  const at = bytes.lastIndexOf(lastKey);
  if (at < 0) return undefined;
  const from = at + lastKey.length;
  const rest = bytes.subarray(from + checksumLength);
  return sha256(Buffer.concat([bytes.subarray(0, from), rest]));
}

function planText(plan: PlanJson): string {
  return `${JSON.stringify(plan, undefined, 2)}\n`;
}
