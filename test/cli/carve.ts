import { mkdtempSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type * as command from '../../src/cli/main.js';
import type { Sink } from '../../src/cli/world.js';

/** The repository. */
export const repo = resolve(import.meta.dirname, '../..');

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

interface Given {
  readonly cwd?: string;
  readonly stdin?: string | Uint8Array;
  /** Of the terminal that is written to; without it, output goes into pipes. */
  readonly columns?: number;
}

/** The command as it is built, which `bin/carve.js` starts. */
const { run }: typeof command = await import(join(repo, 'dist/run/main.js'));

/**
 * Runs the built command in this process, in a world of its own: starting another and compiling
 * the command there takes ten times what most commands do. Processes, signals and streams that
 * are closed or full are tried on processes.
 */
export async function carve(args: readonly string[], options: Given = {}): Promise<Outcome> {
  const output = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
  const sink = (name: keyof typeof output): Sink => ({
    write: (data) => output[name].push(Buffer.from(data)),
    isTerminal: options.columns !== undefined,
    columns: options.columns,
  });
  const code = await run(args, {
    stdout: sink('stdout'),
    stderr: sink('stderr'),
    readStdin: async () => Buffer.from(options.stdin ?? ''),
    environment: process.env,
    cwd: options.cwd ?? repo,
    today: () => new Date().toLocaleDateString('sv-SE'),
    cores: availableParallelism(),
    now: () => performance.now(),
  });
  const text = (name: keyof typeof output): string => Buffer.concat(output[name]).toString('utf8');
  return { code, stdout: text('stdout'), stderr: text('stderr') };
}

/** A new folder holding the given files. */
export function folderOf(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'carve-test-'));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

export const accounts = 'account_id,owner,potential\nA1,R1,10\nA2,R1,20\nA3,R2,30\nA4,,40\n';
export const reps = 'rep_id,rep_name\nR1,Ann\nR2,Bo\n';
