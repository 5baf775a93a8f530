import { createHash, randomBytes } from 'node:crypto';
import { readdir, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';

/** Whose a staging folder is: a process, and the machine that its number means something on. */
const pattern = /^\.carve-([0-9a-f]{8})-(\d+)-[0-9a-f]{12}$/;

/** Of another machine nothing can be asked; no run takes this long, in milliseconds. */
const surelyOver = 7 * 86_400_000;

/** A new name for the hidden folder that files are written to first. */
export function stagingName(): string {
  return `.carve-${machine()}-${process.pid}-${randomBytes(6).toString('hex')}`;
}

/**
 * Removes the staging folders of runs that were killed before they could do so
 * themselves, and none of a run that may still be at work. What cannot be
 * removed stays: it stands in nobody's way.
 *
 * @param own paths of those that this process is at work in
 */
export async function removeLeftBehind(folder: string, own: ReadonlySet<string>): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    const path = join(folder, name);
    if (!own.has(path) && (await isLeftBehind(name, path))) {
      await rm(path, { recursive: true, force: true }).catch(() => undefined);
    }
  }
}

async function isLeftBehind(name: string, path: string): Promise<boolean> {
  const [, host, pid] = pattern.exec(name) ?? [];
  if (host === undefined) return false;
  if (host === machine()) return !isAlive(Number(pid));
  const changed = await stat(path).catch(() => undefined);
  return changed !== undefined && Date.now() - changed.mtimeMs > surelyOver;
}

function isAlive(pid: number): boolean {
  // In a container every run may have the same number.
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Another user's process may not be asked, and is there.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function machine(): string {
  return createHash('sha256').update(hostname()).digest('hex').slice(0, 8);
}
