import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

const repo = resolve(import.meta.dirname, '..');
/** A run that takes this many times what it is asked to is ended. */
const patience = 10;

export const median = (values) => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

/** The medians of several runs of the whole command on one folder, with nothing else started by us. */
export function measureCarve(folder, { repeat, effort, threads = 2, asked }) {
  const limit = patience * Math.max(30, asked?.seconds ?? 60);
  const runs = [];
  while (runs.length < repeat && runs.every(({ exit }) => exit === 0 || exit === 3))
    runs.push(runCarve(folder, { effort, threads, limit, out: join(folder, 'out') }));
  rmSync(join(folder, 'out'), { recursive: true, force: true });
  const last = runs[runs.length - 1];
  return {
    ...last,
    seconds: median(runs.map((run) => run.seconds)),
    memory: median(runs.map((run) => run.memory)),
    everySeconds: runs.map((run) => run.seconds),
    same: runs.every((run) => run.objective === last.objective),
  };
}

/**
 * One run of `carve plan` on a folder's files, reading and writing included; memory in MB (millions of bytes).
 * Where the folder has no rules, none are drafted.
 */
export function runCarve(folder, { effort, threads, limit, out }) {
  const fileIfAny = (name) => {
    const file = join(folder, `${name}.csv`);
    return existsSync(file) ? { [name]: file } : {};
  };
  const inputs = [join(folder, 'accounts.csv'), join(folder, 'reps.csv')];
  const options = {
    ...fileIfAny('rules'),
    ...fileIfAny('distances'),
    'as-of': '2026-01-15',
    threads,
    effort,
    out,
  };
  const started = performance.now();
  const { status, signal, stderr } = spawnSync(
    process.execPath,
    [
      '--require',
      join(repo, 'bench/memory-hook.cjs'),
      join(repo, 'bin/carve.js'),
      'plan',
      ...inputs,
      '--quiet',
      ...(options.rules === undefined ? ['--bare'] : []),
      ...Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]),
    ],
    { encoding: 'utf8', maxBuffer: 1 << 28, timeout: 1000 * limit, killSignal: 'SIGKILL' },
  );
  const seconds = (performance.now() - started) / 1000;
  const memory = (1024 * Number(/maxrss (\d+)\s*$/.exec(stderr)?.[1] ?? Number.NaN)) / 1e6;
  if (status !== 0 && status !== 3) return { seconds, memory, exit: status ?? signal };
  const { objective, rules, after } = JSON.parse(readFileSync(join(out, 'plan.json'), 'utf8'));
  return {
    seconds,
    memory,
    exit: status,
    objective: objective.value,
    bound: objective.bound,
    gap: objective.gap,
    worst: Math.max(
      ...Object.values(after).flatMap((figures) => figures?.max_abs_deviation_pct ?? []),
    ),
    broken: rules.filter((rule) => rule.level === 'must' && rule.status === 'broken').length,
  };
}
