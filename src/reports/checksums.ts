import { createHash } from 'node:crypto';
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

/** SHA-256 in hexadecimal; of text, that of its UTF-8. */
export function sha256(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex');
}

/** Hands pieces of a text on as they are, and tells its checksum once all have been read. */
export function* summed(
  pieces: Iterable<string>,
  tell: (checksum: string) => void,
): Generator<string> {
  const hash = createHash('sha256');
  for (const piece of pieces) {
    hash.update(piece, 'utf8');
    yield piece;
  }
  tell(hash.digest('hex'));
}
