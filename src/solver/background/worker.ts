import { parentPort, workerData } from 'node:worker_threads';
import { leastCosts } from '../least-cost.js';
import type { Progress } from '../program.js';
import { solve } from '../solve.js';
import { solveOnce } from '../solve-once.js';
import type { Job, Message } from './messages.js';

/** The other end of `in-background.ts`: solves its job and sends what comes of it. */
const { question, programs, options, stopFlag } = workerData as Job;
const [program] = programs;
const stop = new Int32Array(stopFlag);
const send = (message: Message): void => {
  parentPort?.postMessage(message);
};

const asked = {
  ...options,
  now: () => performance.now(),
  onProgress: (progress: Progress) => send({ progress }),
  shouldStop: () => Atomics.load(stop, 0) === 1,
};

try {
  if (question === 'solve') send({ solution: await solve(program, asked) });
  else if (question === 'search once')
    send({ solution: await solveOnce(program, asked, 'search') });
  else send({ leastCosts: await leastCosts(programs, asked) });
} catch (error) {
  send({ failure: error instanceof Error ? (error.stack ?? error.message) : String(error) });
}
