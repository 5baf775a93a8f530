import { sha256 } from '../reports/checksums.js';
import type { PlanJson } from '../reports/plan-json.js';
import { ownChecksum } from '../reports/sealed-plan.js';
import type { Tally } from './tally.js';

export const planFile = 'plan.json';

const changed =
  'its checksum (SHA-256) is another than plan.json has: it was changed after it was written';

/** Names every file that is missing, or whose bytes are not those that its checksum was taken of. */
export function compareChecksums(
  plan: PlanJson,
  files: ReadonlyMap<string, Buffer>,
  tally: Tally,
): void {
  for (const [file, expected] of Object.entries(plan.files)) {
    const bytes = files.get(file);
    if (bytes === undefined) tally.add({ file, what: 'is not there' });
    else if (sha256(bytes) !== expected) tally.add({ file, what: changed });
  }
  const own = ownChecksum(files.get(planFile) ?? Buffer.alloc(0));
  if (own !== plan.sha256) {
    const what =
      'is another than that of the file: something in plan.json was changed after it was written';
    tally.add({ file: planFile, column: 'sha256', what });
  }
}

/** The same for an input, by the name under which it was found. */
export function compareInput(
  file: string,
  bytes: Uint8Array,
  expected: string,
  tally: Tally,
): void {
  const found = sha256(bytes);
  if (found === expected) return;
  const what = 'of the SHA-256: it is not the file that was planned with';
  tally.add({ file, found, expected, what });
}
