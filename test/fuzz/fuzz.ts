import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import fc from 'fast-check';
import { sealedPlanText, sha256 } from '../../src/reports/checksums.js';
import { type Edit, edits } from './edits.js';
import { faultOf } from './fault.js';
import type { Runner } from './runner.js';
import type { Target } from './targets.js';

/** How long to look, and from where. */
export interface Look {
  readonly seed: number;
  readonly cases: number;
  /** Undefined: until all cases are run. */
  readonly seconds: number | undefined;
}

interface Case {
  readonly file: number;
  readonly command: number;
  /** Whether the checksums of a plan folder are made to fit again. */
  readonly sealed: boolean;
  readonly edits: readonly Edit[];
}

const cases: fc.Arbitrary<Case> = fc.record({
  file: fc.nat(),
  command: fc.nat(),
  sealed: fc.boolean(),
  edits,
});

/**
 * Spoils a target's files in the ground folder case by case.
 *
 * @returns what went wrong in the smallest case that fails and where its files were kept; undefined where none fails.
 */
export async function fuzz(
  runner: Runner,
  folder: string,
  target: Target,
  look: Look,
): Promise<string | undefined> {
  const details = await fc.check(
    fc.asyncProperty(cases, async (one) => {
      const fault = await tried(runner, folder, target, one);
      if (fault !== undefined) throw new Error(fault);
    }),
    {
      seed: look.seed,
      numRuns: look.cases,
      ...(look.seconds !== undefined && {
        interruptAfterTimeLimit: look.seconds * 1000,
        markInterruptAsFailure: false,
      }),
    },
  );
  if (!details.failed || details.counterexample === null) return undefined;
  const [one] = details.counterexample;
  const { args } = prepared(folder, target, one);
  const kept = mkdtempSync(join(tmpdir(), 'carve-fuzz-failure-'));
  cpSync(folder, kept, { recursive: true });
  const cause = details.errorInstance instanceof Error ? details.errorInstance.message : '';
  return `carve ${args.join(' ')}\n${cause}\nseed ${look.seed}, ${JSON.stringify(one)}\nfiles kept in ${kept}`;
}

async function tried(
  runner: Runner,
  folder: string,
  target: Target,
  one: Case,
): Promise<string | undefined> {
  const { args } = prepared(folder, target, one);
  const outcome = await runner.run(args, folder);
  const fault = faultOf(outcome, args.at(args.indexOf('--format') + 1) === 'json');
  if (fault !== undefined) return fault;
  const wrote = existsSync(join(folder, 'case/out'));
  const refused = typeof outcome !== 'string' && outcome.code === 2;
  return wrote && refused ? 'refused its input and wrote nevertheless' : undefined;
}

/** Writes the files of a case, and gives the arguments that have them read. */
function prepared(folder: string, target: Target, one: Case): { readonly args: readonly string[] } {
  const source = target.files[one.file % target.files.length];
  const sound = readFileSync(join(folder, source));
  const spoilt = one.edits.reduce(target.edit, sound);
  rmSync(join(folder, 'case'), { recursive: true });
  mkdirSync(join(folder, 'case'));
  const isPlan = dirname(source) === 'plan';
  if (isPlan) cpSync(join(folder, 'plan'), join(folder, 'case/plan'), { recursive: true });
  const file = isPlan ? `case/${source}` : `case/${basename(source)}`;
  writeFileSync(join(folder, file), spoilt);
  if (isPlan && one.sealed) seal(join(folder, 'case/plan'), source);
  return { args: target.commands[one.command % target.commands.length](file) };
}

/** Makes the checksums of a plan folder fit its files, as far as plan.json is one still. */
function seal(plan: string, changed: string): void {
  try {
    const written = JSON.parse(readFileSync(join(plan, 'plan.json'), 'utf8'));
    const { files, sha256: _, ...figures } = written;
    const sums = new Map<string, string>(Object.entries(files));
    const name = basename(changed);
    if (name !== 'plan.json') sums.set(name, sha256(readFileSync(join(plan, name))));
    writeFileSync(join(plan, 'plan.json'), sealedPlanText(figures, sums));
  } catch {
    // No JSON any more, or no object: there is nothing to seal.
  }
}
