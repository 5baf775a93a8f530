import { dirname, join, relative, resolve } from 'node:path';
import { ownChecksum, sha256 } from '../reports/checksums.js';
import type { PlanJson } from '../reports/plan-json.js';
import { planSchema } from '../reports/plan-json.js';
import type { ChainLink } from '../verification/plan-folder.js';
import { readJson } from '../verification/read-json.js';
import { readNamedFile } from './files.js';
import type { World } from './world.js';

/**
 * The plans that a plan goes on from, the last one first, as far as they are
 * there. A link that is broken ends the chain.
 */
export async function planChain(
  world: World,
  folder: string,
  plan: PlanJson,
): Promise<readonly ChainLink[]> {
  const links: ChainLink[] = [];
  const seen = new Set([resolve(world.cwd, folder)]);
  let [at, from] = [folder, plan.from];
  while (from !== undefined) {
    const name = join(at, from.path);
    const link = await linkAt(world, at, name, from.sha256);
    links.push(link);
    const { plan: earlier, folder: next } = link;
    if (earlier === undefined || next === undefined || seen.has(resolve(world.cwd, next))) break;
    seen.add(resolve(world.cwd, next));
    [at, from] = [next, earlier.from];
  }
  return links;
}

async function linkAt(world: World, by: string, name: string, sum: string): Promise<ChainLink> {
  const base = { by, name: relative('.', name) || '.', expected: sum };
  const isFile = /\.csv$/i.test(name);
  const folder = isFile ? dirname(name) : name;
  const { file } = await readNamedFile(world, join(folder, 'plan.json'));
  const json = file && readJson(join(folder, 'plan.json'), file.bytes, planSchema);
  const plan = json !== undefined && 'value' in json ? json.value : undefined;
  if (isFile) {
    const assignments = (await readNamedFile(world, name)).file;
    if (assignments === undefined) return base;
    return { ...base, found: sha256(assignments.bytes), isWhole: true, plan, folder };
  }
  if (plan === undefined || file === undefined) return base;
  const isWhole = ownChecksum(Buffer.from(file.bytes)) === plan.sha256;
  return { ...base, found: plan.sha256, isWhole, plan, folder };
}
