import type { AssemblyInputs } from '../assembly/ground.js';
import type { Evaluation } from '../evaluation/types.js';
import type { Linked } from '../inputs/opportunities/join.js';
import type { Problem } from '../model/problem.js';
import type { RuleText } from '../model/rule.js';
import { ownChecksum, sha256 } from '../reports/checksums.js';
import type { PageKit } from '../reports/page/kit.js';
import type { PlanInputs, PlanJson } from '../reports/plan-json.js';
import type { BesidePlan } from '../reports/plan-tables.js';
import type { Comparison } from './comparison.js';

export const planFile = 'plan.json';

/** Names every file that cannot be looked at, or whose bytes are not those that its checksum was taken of. */
export function compareChecksums(
  plan: PlanJson,
  files: ReadonlyMap<string, Buffer>,
  missing: ReadonlyMap<string, string>,
  comparison: Comparison,
): void {
  for (const [file, expected] of Object.entries(plan.files)) {
    const bytes = files.get(file);
    if (bytes === undefined) {
      comparison.add({ file, role: 'missing', what: missing.get(file) ?? 'is not there' });
    } else if (sha256(bytes) !== expected) {
      if (differsInLineEnds(bytes, expected)) {
        comparison.add({ file, role: 'line-ends', what: 'only its line ends were changed' });
      } else {
        const what =
          'its checksum (SHA-256) is another than plan.json has: it was changed after it was written';
        comparison.add({ file, role: 'changed', what });
      }
    }
  }
  const own = ownChecksum(files.get(planFile) ?? Buffer.alloc(0));
  if (own !== plan.sha256) {
    const what =
      'is another than that of the file: something in plan.json was changed after it was written';
    comparison.add({ file: planFile, role: 'changed', column: 'sha256', what });
  }
}

/** The same for an input, by the name under which it was found. */
export function compareInput(
  file: string,
  bytes: Uint8Array,
  expected: string,
  comparison: Comparison,
): void {
  const found = sha256(bytes);
  if (found === expected) return;
  if (differsInLineEnds(Buffer.from(bytes), expected)) {
    const what = 'only its line ends differ from the file that was planned with';
    comparison.add({ file, role: 'input-line-ends', found, expected, what });
  } else {
    const what = 'it is not the file that was planned with';
    comparison.add({ file, role: 'input', found, expected, what });
  }
}

/** Whether a file has the checksum once its line ends are all those of Unix, or all those of Windows. */
function differsInLineEnds(bytes: Buffer, expected: string): boolean {
  // Byte for byte a character: nothing else is to change.
  const unix = bytes.toString('latin1').replaceAll('\r\n', '\n');
  return [unix, unix.replaceAll('\n', '\r\n')].some(
    (text) => sha256(Buffer.from(text, 'latin1')) === expected,
  );
}

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

/** A plan folder as it is found. */
export interface PlanFolder {
  readonly plan: PlanJson;
  /** plan.json, and those of the files it names that are there. */
  readonly files: ReadonlyMap<string, Buffer>;
  /** Why the others cannot be looked at, by file; those not told of are not there. */
  readonly missing?: ReadonlyMap<string, string>;
  /** The inputs that are there, by what they are. */
  readonly inputs: ReadonlyMap<
    keyof PlanInputs,
    { readonly name: string; readonly bytes: Uint8Array }
  >;
  /** What the inputs come to under the plan's options; undefined where they cannot be read. */
  readonly read: ReadInputs | undefined;
  /** The plans that it goes on from, as far as they were followed. */
  readonly chain?: readonly ChainLink[];
  /**
   * What a rebalance or a routing says besides, worked out from the plan before;
   * undefined where that is not there: then its tables are taken at their word.
   */
  readonly again?: FolderAgain | undefined;
  /** Why it cannot be worked out. */
  readonly lacks?: string | undefined;
  /** Files in the folder that have names of a plan's files, and that plan.json does not list. */
  readonly unlisted?: readonly string[];
  /** What report.html is drawn with; without it no page is looked at. */
  readonly pageKit?: PageKit | undefined;
  /** What could not be looked at, and why. */
  readonly unreadable: readonly string[];
}

/** What a plan that goes on from another has besides, for an assignment. */
export interface FolderAgain {
  /** Of a rebalance: how many events of each kind there were since the plan before. */
  readonly events?: Readonly<Record<string, number>> | undefined;
  readonly beside: (evaluation: Evaluation) => BesidePlan;
}

export interface ReadInputs {
  readonly problem: Problem;
  /** What it was assembled from, to do so again without some rows. */
  readonly assembled: AssemblyInputs;
  readonly rows: Readonly<Record<keyof PlanInputs, number>>;
  /** What the files beside accounts and reps tell. */
  readonly linked?: Linked | undefined;
  /** Rules that were drafted. */
  readonly drafted: readonly RuleText[];
}
