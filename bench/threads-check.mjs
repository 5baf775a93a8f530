import { createHash } from 'node:crypto';
import { createReadStream, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { runCarve } from './carve-runs.mjs';
import { folderOf, generatedInstance } from './instances.mjs';
import { amount, missed } from './printed-tables.mjs';

const limit = 3600;

/** Whether any number of threads writes the same bytes, file by file; true when it does. */
export async function checkThreads(tables, work, { effort, only = ['20000x100'] }) {
  const headers = ['instance', 'threads', 'seconds', 'exit', 'files', 'unlike 1 thread'];
  const print = tables.start('Same bytes for any number of threads', 'threads', headers);
  let same = true;
  for (const size of only.filter((name) => /^\d+x\d+$/.test(name))) {
    const [accounts, reps] = size.split('x').map(Number);
    const instance = generatedInstance({ accounts, reps, rules: 'most' });
    const folder = folderOf(work, instance);
    let first;
    for (const threads of [1, 2, 4]) {
      const out = join(folder, `out-${threads}`);
      const { seconds, exit } = runCarve(folder, { effort, threads, limit, out });
      const hashes = exit === 0 || exit === 3 ? await hashesIn(out) : new Map();
      rmSync(out, { recursive: true, force: true });
      first ??= hashes;
      const every = new Set([...first.keys(), ...hashes.keys()]);
      const unlike = [...every].filter((file) => first.get(file) !== hashes.get(file));
      const isSame = hashes.size > 0 && unlike.length === 0;
      same &&= isSame;
      print(
        [
          instance.name,
          threads,
          amount(seconds, 1),
          exit,
          hashes.size,
          missed(unlike.join(', ') || 'none', !isSame),
        ],
        { instance, threads, seconds, exit, hashes: Object.fromEntries(hashes), unlike },
      );
    }
  }
  return same;
}

async function hashesIn(folder) {
  const hashes = new Map();
  for (const file of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!file.isFile()) continue;
    const hash = createHash('sha256');
    await pipeline(createReadStream(join(file.parentPath, file.name)), hash);
    hashes.set(file.name, hash.digest('hex'));
  }
  return hashes;
}
