import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** For making a model, before a rival's own clock starts, and past its limit, for one that does not heed it. */
const patience = { ready: 180, after: 15 };
/** javascript-lp-solver last: where time runs out, it is the least told of. */
const order = ['snake', 'highs', 'jslp'];

/**
 * Every instance's rivals, so many at a time; `finished` hears of each answer as it comes.
 *
 * @param {{limit: number, until: number, atOnce: number}} times seconds of a rival's own clock, and when
 * (performance.now()) all must be over
 */
export async function runRivals(entries, { limit, until, atOnce }, finished) {
  const queue = order.flatMap((rival) =>
    entries.filter(({ rivals }) => rivals.includes(rival)).map((entry) => ({ entry, rival })),
  );
  const work = async () => {
    for (let job = queue.shift(); job !== undefined; job = queue.shift())
      finished(job.entry, job.rival, await runRival(job, limit, until));
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}

/**
 * The best answer that a child told of before it ended or was ended.
 *
 * @param {{entry: {folder: string}, rival: string}} job
 */
export async function runRival({ entry, rival }, limit, until) {
  if (until - performance.now() < 5000) return { ended: 'not started: no time left' };
  const child = spawn(
    process.execPath,
    [
      '--max-old-space-size=8000',
      join(import.meta.dirname, 'rivals.mjs'),
      entry.folder,
      rival,
      String(limit),
    ],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  );
  let answer = {};
  let ending;
  const endAfter = (seconds, why) => {
    clearTimeout(ending);
    const left = until - performance.now();
    const [wait, reason] = left < 1000 * seconds ? [left, 'no time left'] : [1000 * seconds, why];
    ending = setTimeout(() => {
      answer.ended = `stopped: ${reason}`;
      child.kill('SIGKILL');
    }, wait);
  };
  endAfter(patience.ready, `no model after ${patience.ready} s`);
  createInterface({ input: child.stdout }).on('line', (line) => {
    const { ready, ended, ...reported } = JSON.parse(line);
    if (ready) endAfter(limit + patience.after, `went on past ${limit + patience.after} s`);
    else if (ended !== undefined) answer = { ...answer, ended, wholeSeconds: reported.seconds };
    else if (isBetter(reported, answer)) answer = { ...answer, ...reported };
  });
  const code = await new Promise((resolve) => {
    child.on('close', resolve);
  });
  clearTimeout(ending);
  return { ended: `failed: exit ${code}`, ...answer };
}

const isBetter = (reported, kept) =>
  kept.objective === undefined ||
  (reported.violation === kept.violation
    ? reported.objective < kept.objective
    : reported.violation < kept.violation);
