import { sha256 } from '../reports/checksums.js';
import { andList } from '../reports/document/words.js';
import type { PlanJson } from '../reports/plan-json.js';
import { readNamedFile } from './files.js';
import type { World } from './world.js';

/** What a plan that is gone on from was told of its reps. */
export interface ToldStatuses {
  /** By rep; undefined where the rep file has the say. */
  readonly statuses?: ReadonlyMap<string, string> | undefined;
  /** Sentences for stderr. */
  readonly notes: readonly string[];
}

/**
 * The reps whom `--events` told a plan, or one before it, to be gone or on leave. As long as the
 * rep file is the very one that the plan was made with, it cannot know of them, and what was told
 * holds on; a file that has changed since has the say.
 *
 * @param named the plan as the user named it.
 */
export async function toldStatuses(
  world: World,
  named: string,
  plan: PlanJson | undefined,
  reps: string,
): Promise<ToldStatuses> {
  const told = { ...plan?.options.statuses, ...plan?.rebalance?.statuses };
  const ids = Object.keys(told).sort();
  if (plan === undefined || ids.length === 0) return { notes: [] };
  const words = andList(ids.map((id) => `${id} ${statusWords(told[id])}`));
  const { file } = reps === '-' ? { file: undefined } : await readNamedFile(world, reps);
  if (file === undefined || sha256(file.bytes) !== plan.inputs.reps.sha256) {
    const text = `warning: ${named} was told that ${words}; ${reps} is another rep file than then, and its status holds now: write it there, or tell it again with --events`;
    return { notes: [text] };
  }
  return {
    statuses: new Map(ids.map((id) => [id, told[id]])),
    notes: [`${words}: so ${named} was told, and ${reps} has not changed since`],
  };
}

function statusWords(status: string): string {
  if (status === 'on_leave') return 'is on leave';
  return status === 'active' ? 'is back' : 'has left';
}
