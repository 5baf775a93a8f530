import type { Verification } from '../model/verification.js';
import { version } from '../planning/version.js';
import { problemLine } from '../reports/problems-text.js';
import { verify as worksOutAgain } from '../verification/verify.js';
import { type PlanFolder, readFolder } from './folder.js';
import { loadPageKit } from './page-kit.js';
import { readAgain } from './planned.js';

/** What became of a verification; `verified` is true where all was looked at and nothing disagrees. */
export interface VerifyResult extends Verification {
  readonly verified: boolean;
}

/**
 * Works every number of a plan out again from its inputs and assignments.csv,
 * without the solver, and says what disagrees.
 *
 * @throws InputError where it is no plan.
 */
export async function verify(folder: PlanFolder): Promise<VerifyResult> {
  const { plan, files, inputs } = readFolder(folder);
  const { read, faults } = await readAgain(
    'plan.json',
    plan,
    inputs,
    false,
    files.get('assignments.csv'),
  );
  const missing = new Map<string, string>();
  const unreadable = faults.map(problemLine);
  const pageKit = read && (await loadPageKit(read.problem));
  const verification = worksOutAgain(
    { plan, files, missing, inputs, read, pageKit, unreadable },
    version,
  );
  return {
    ...verification,
    verified: verification.disagreements.length === 0 && verification.unchecked.length === 0,
  };
}
