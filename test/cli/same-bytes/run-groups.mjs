// Runs every group and tells what each command said and wrote, as checksums.
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { groups } from './groups.mjs';

const repo = resolve(import.meta.dirname ?? '.', '../../..');
const { version } = JSON.parse(readFileSync(join(repo, 'package.json'), 'utf8'));
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');
const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** How many lines of an output can be told apart; where it differs later, that alone is told. */
const linesListed = 100;

/** One digit a line, of all lines up to it: where two differ first, their texts do, or one in 64 a line later. */
export function digitsOf(bytes) {
  let sum = 0x811c9dc5;
  let text = '';
  for (const byte of bytes) {
    if (text.length === linesListed) break;
    sum = Math.imul(sum ^ byte, 0x01000193);
    if (byte === 10) text += digits[(sum ^ (sum >>> 12) ^ (sum >>> 23)) & 63];
  }
  return text;
}

/** Runs the command as a user would, but in this process, which starts no other and is quicker for it. */
async function run(args, columns) {
  const output = { stdout: [], stderr: [] };
  const restore = [];
  for (const name of ['stdout', 'stderr']) {
    const stream = process[name];
    const { write } = stream;
    stream.write = (data) => output[name].push(Buffer.from(data)) > 0;
    stream.isTTY = name === 'stdout' && columns !== undefined;
    stream.columns = columns;
    restore.push(() => {
      stream.write = write;
    });
  }
  const bin = join(repo, 'bin/carve.js');
  const { argv } = process;
  process.argv = [process.execPath, bin, ...args];
  process.exitCode = undefined;
  run.count = (run.count ?? 0) + 1;
  try {
    // A query of its own has the file run again.
    await import(`${pathToFileURL(bin)}?${run.count}`);
    return {
      exit: process.exitCode ?? 0,
      stdout: Buffer.concat(output.stdout),
      stderr: Buffer.concat(output.stderr),
    };
  } finally {
    process.argv = argv;
    process.exitCode = undefined;
    for (const back of restore) back();
  }
}

function filesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .map((path) => relative(folder, path))
    .sort();
}

/** What is compared: carve's version, and checksums of files that have it, are not. */
function recordOf(bytes, versioned) {
  let reported = bytes;
  if (!bytes.includes(0)) {
    let text = bytes.toString('utf8');
    if (!text.includes('\ufffd')) {
      text = text.replaceAll(version, 'VERSION');
      for (const [sha, stable] of versioned) text = text.replaceAll(sha, stable);
      reported = Buffer.from(text);
    }
  }
  const sum = sha256(reported);
  return {
    sha: sum.slice(0, 16),
    full: sum,
    digits: bytes.includes(0) ? '' : digitsOf(reported),
    bytes,
  };
}

async function runGroup(group, folder, report) {
  mkdirSync(folder, { recursive: true });
  const fixture = join(repo, 'fixtures', group.fixture);
  if (existsSync(fixture)) {
    cpSync(fixture, folder, {
      recursive: true,
      filter: (path) => !/expected\.json$|\.md$/.test(path),
    });
  }
  for (const [name, content] of Object.entries(group.files)) {
    writeFileSync(join(folder, name), content);
  }
  process.chdir(folder);
  /** By a file's path, the checksum it had last. */
  const known = new Map();
  const look = () => {
    const changed = [];
    for (const name of filesIn(folder)) {
      const bytes = readFileSync(join(folder, name));
      const sha = sha256(bytes);
      if (known.get(name) === sha) continue;
      known.set(name, sha);
      changed.push({ name, bytes, sha });
    }
    return changed;
  };
  look();
  const versioned = new Map();
  for (const command of group.commands) {
    const { args, columns } = Array.isArray(command) ? { args: command } : command;
    const outcome = await run(args, columns);
    // Of the files that name each other's checksums, plan.json is told last.
    const written = look().sort(
      (a, b) => Number(a.name.endsWith('.json')) - Number(b.name.endsWith('.json')),
    );
    const files = {};
    for (const { name, bytes, sha } of written) {
      const record = recordOf(bytes, versioned);
      if (record.full !== sha) versioned.set(sha, record.full);
      files[name] = record;
    }
    const wide = columns === undefined ? '' : ` (on ${columns} columns)`;
    report({
      command: `${group.name}: carve ${args.map((arg) => (/^[\w./=,:%-]+$/.test(arg) ? arg : `'${arg}'`)).join(' ')}${wide}`,
      exit: outcome.exit,
      outputs: {
        stdout: recordOf(outcome.stdout, versioned),
        stderr: recordOf(outcome.stderr, versioned),
        ...Object.fromEntries(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1))),
      },
    });
  }
}

/**
 * Runs the groups and reports each command: its exit code, and by `stdout`, `stderr` and the
 * names of the files it wrote, their checksums and bytes.
 *
 * @param keep a folder that keeps the groups' folders; without it they are removed
 * @param only the names of the groups to run; without it all are
 */
export async function runGroups({ keep, only, report }) {
  process.setMaxListeners(0);
  process.stdout.setMaxListeners(0);
  process.stderr.setMaxListeners(0);
  process.env.NO_COLOR = '';
  const home = process.cwd();
  const root = keep === undefined ? mkdtempSync(join(tmpdir(), 'carve-same-')) : resolve(keep);
  try {
    for (const group of groups) {
      if (only !== undefined && !only.includes(group.name)) continue;
      await runGroup(group, join(root, group.name), (reported) => {
        for (const [name, { bytes }] of Object.entries(reported.outputs)) {
          if (bytes.includes(root))
            throw new Error(`${reported.command}: ${name} names the folder`);
        }
        report(reported);
      });
    }
  } finally {
    process.chdir(home);
    if (keep === undefined) rmSync(root, { recursive: true, force: true });
  }
}
