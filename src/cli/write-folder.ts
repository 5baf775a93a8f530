import {
  copyFileSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
} from 'node:fs';
import { open, realpath, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { InputError } from '../model/input-problem.js';
import { exitCodes } from './exit-codes.js';
import { codeOf, writingFault } from './files.js';
import { removeLeftBehind, stagingName } from './left-behind.js';
import { outFault } from './output-folder.js';
import type { World } from './world.js';

/** Bytes handed on at once: enough to pay for a write, and all the memory that a file of any size takes. */
const blockSize = 1 << 20;

/** No UTF-16 unit takes more bytes than this in UTF-8. */
const mostBytesPerUnit = 3;

/** Text as UTF-8, block by block. A block is only good until the next one is asked for. */
function* encoded(pieces: Iterable<string>): Generator<Uint8Array> {
  const block = Buffer.allocUnsafe(blockSize);
  let filled = 0;
  for (const piece of pieces) {
    const most = piece.length * mostBytesPerUnit;
    if (filled > 0 && filled + most > blockSize) {
      yield block.subarray(0, filled);
      filled = 0;
    }
    if (most > blockSize) yield Buffer.from(piece, 'utf8');
    else filled += block.write(piece, filled, 'utf8');
  }
  if (filled > 0) yield block.subarray(0, filled);
}

/** A file's bytes, its whole text, or pieces of that which are read once. */
export type FileContent = Uint8Array | string | Iterable<string>;

/** Files by name, which may have folders before it (`today/plan.json`). */
type FolderFiles = ReadonlyMap<string, FileContent>;

/**
 * Writes files into a folder, all or none. They are written and flushed into a
 * hidden folder first, and only then put in place, one rename after the other
 * in the order of `files`, so that a run that fails or is killed leaves the
 * earlier files as they were. A kill between two of those renames is the one
 * way to a mixture; a plan folder tells it, because plan.json, which holds the
 * checksums of the others, comes last.
 *
 * @param isNew whether the folder was not there when the run began: one that has come since is another run's
 * @throws InputError where the system does not let it write (a full disk, say).
 */
export async function writeFolder(
  world: World,
  out: string,
  files: FolderFiles,
  isNew = false,
): Promise<void> {
  const wanted = resolve(world.cwd, out);
  const target = await realpath(wanted).catch(() => wanted);
  const exists = await stat(target).then(
    () => true,
    () => false,
  );
  try {
    if (exists && isNew && !isEmpty(target)) throw new MadeMeanwhile();
    await (exists ? replaceFiles(target, files) : makeFolder(target, files));
    world.wrote?.(out, [...files.keys()]);
  } catch (error) {
    if (error instanceof MadeMeanwhile) {
      const what = 'was made by another run meanwhile; nothing of this one was written';
      const remedy = 'run again to write over it, or name another folder';
      throw new InputError([{ file: '--out', what, value: out, remedy }]);
    }
    if (error instanceof NotRestored) throw new InputError([outFault(out, error.message)]);
    // The text is worked out while it is written; what goes wrong there has no code of the system.
    if (!(error instanceof Error && 'code' in error)) throw error;
    throw new InputError([outFault(out, writingFault(codeOf(error)))]);
  }
}

/** Stages within the folder: what stands beside it may be read-only or on another disk. */
async function replaceFiles(target: string, files: FolderFiles): Promise<void> {
  await inStaging(target, async (staging) => {
    mkdirSync(join(staging, earlier));
    await writeAll(join(staging, fresh), files);
    for (const folder of foldersOf(files)) {
      mkdirSync(join(staging, earlier, folder), { recursive: true });
      mkdirSync(join(target, folder), { recursive: true });
    }
    putInPlace(target, staging, [...files.keys()]);
  });
}

/** A folder that is not there yet comes into being whole, by one rename. */
async function makeFolder(target: string, files: FolderFiles): Promise<void> {
  const parent = dirname(target);
  const first = mkdirSync(parent, { recursive: true });
  const clear = (): void => {
    if (first !== undefined) removeEmpty(parent, first);
  };
  try {
    await inStaging(
      parent,
      async (staging) => {
        await writeAll(staging, files);
        try {
          renameSync(staging, target);
        } catch (error) {
          // An empty folder is replaced by a rename: this one holds something.
          throw existsSync(target) ? new MadeMeanwhile() : error;
        }
      },
      clear,
    );
  } catch (error) {
    clear();
    throw error;
  }
}

/** Whether a folder holds nothing but what begun runs are writing. */
function isEmpty(folder: string): boolean {
  return readdirSync(folder).every((name) => name.startsWith('.carve-'));
}

/** The folder was not there when this run began. */
class MadeMeanwhile extends Error {}

const fresh = 'new';
const earlier = 'old';

/**
 * Moves files from a staging folder over those of the target, or none of
 * them: the earlier files are kept until all are in place. Runs without a
 * pause, so that no signal is heard in the middle of it.
 */
export function putInPlace(
  target: string,
  staging: string,
  names: readonly string[],
  move: (from: string, to: string) => void = renameSync,
): void {
  const kept = new Map(names.map((name) => [name, 'absent' as Kept]));
  const placed = new Set<string>();
  try {
    for (const name of names) {
      kept.set(name, setAside(join(target, name), join(staging, earlier, name)));
    }
    for (const name of names) {
      move(join(staging, fresh, name), join(target, name));
      placed.add(name);
    }
  } catch (error) {
    let restored = true;
    for (const [name, how] of kept) {
      if (!placed.has(name) && how !== 'moved') continue;
      restored = putBack(join(staging, earlier, name), join(target, name), how) && restored;
    }
    if (!restored) {
      staged.delete(staging);
      throw new NotRestored(
        `${writingFault(codeOf(error))}, and the earlier files could not all be put back; they are in ${keptForGood(target, staging)}`,
      );
    }
    throw error;
  }
}

class NotRestored extends Error {}

/** Where earlier files stay that could not be put back: under a name that no later run takes for its own. */
function keptForGood(target: string, staging: string): string {
  const safe = join(target, basename(staging).replace(/^\.carve-/, 'earlier-'));
  try {
    renameSync(join(staging, earlier), safe);
    rmSync(staging, { recursive: true, force: true });
    return safe;
  } catch {
    return join(staging, earlier);
  }
}

type Kept = 'absent' | 'copied' | 'moved';

/** Keeps an earlier file under another name, where the file system can without taking it away. */
function setAside(from: string, to: string): Kept {
  const found = lstatSync(from, { throwIfNoEntry: false });
  if (found === undefined) return 'absent';
  if (found.isDirectory()) throw Object.assign(new Error(from), { code: 'EISDIR' });
  for (const copy of found.isFile() ? [linkSync, copyFileSync] : [linkSync]) {
    try {
      copy(from, to);
      return 'copied';
    } catch {
      // Some file systems have no links, some files may not be read.
    }
  }
  rmSync(to, { force: true });
  renameSync(from, to);
  return 'moved';
}

function putBack(from: string, to: string, how: Kept): boolean {
  try {
    if (how === 'absent') rmSync(to);
    else renameSync(from, to);
    return true;
  } catch {
    return false;
  }
}

/** Folders of runs at work in this process, each with what else to undo if it does not end. */
const staged = new Map<string, () => void>();
const endings = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** Signals that nobody else in this process answers. */
let heard: readonly (typeof endings)[number][] = [];

/**
 * Runs with a hidden folder of its own, which is removed whatever happens. Folders are made at
 * once: one that is still being made when a signal ends the run would outlive it.
 *
 * @param undo what else to undo where a signal ends the run
 */
async function inStaging(
  parent: string,
  work: (staging: string) => Promise<void>,
  undo: () => void = () => {},
): Promise<void> {
  const staging = join(parent, stagingName());
  if (staged.size === 0) listen();
  staged.set(staging, undo);
  try {
    mkdirSync(staging);
    await work(staging);
    await removeLeftBehind(parent, new Set(staged.keys()));
  } finally {
    // What could not be put back is all there is of the earlier files.
    if (staged.has(staging)) await rm(staging, { recursive: true, force: true });
    staged.delete(staging);
    if (staged.size === 0) listenNoMore();
  }
}

/** A search answers signals itself, and leaves by `process.exit`; elsewhere a signal would end the process unheard. */
function listen(): void {
  process.once('exit', removeStaged);
  heard = endings.filter((signal) => process.listenerCount(signal) === 0);
  for (const signal of heard) process.on(signal, leave);
}

function listenNoMore(): void {
  process.off('exit', removeStaged);
  for (const signal of heard) process.off(signal, leave);
  heard = [];
}

function leave(): void {
  process.exit(exitCodes.interrupted);
}

/** What an interrupted run had half written. A file that is being made at this moment may come in between: then once more. */
function removeStaged(): void {
  for (const [folder, undo] of staged) {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 20 });
    undo();
  }
}

async function writeAll(folder: string, files: FolderFiles): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const within of foldersOf(files)) mkdirSync(join(folder, within), { recursive: true });
  for (const [name, content] of files) {
    const file = await open(join(folder, name), 'w');
    try {
      for (const bytes of blocksOf(content)) await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
  }
}

function blocksOf(content: FileContent): Iterable<Uint8Array> {
  if (content instanceof Uint8Array) return [content];
  return encoded(typeof content === 'string' ? [content] : content);
}

/** The folders that files with a `/` in their names lie in. */
function foldersOf(files: FolderFiles): ReadonlySet<string> {
  return new Set([...files.keys()].map((name) => dirname(name)).filter((name) => name !== '.'));
}

/** Takes away the folders from `last` up to `first` that were made for nothing. */
function removeEmpty(last: string, first: string): void {
  for (let folder = last; folder.length >= first.length; folder = dirname(folder)) {
    try {
      rmdirSync(folder);
    } catch {
      // Somebody has put something there.
      return;
    }
  }
}
