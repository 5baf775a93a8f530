import { parentPort, workerData } from 'node:worker_threads';
import { solve } from '../solve.js';
import type { Job, Message } from './messages.js';

/** The other end of `solveInBackground`: solves its job and sends what comes of it. */
const { program, options, stopFlag } = workerData as Job;
const stop = new Int32Array(stopFlag);
const send = (message: Message): void => {
  parentPort?.postMessage(message);
};

try {
  const solution = await solve(program, {
    ...options,
    now: () => performance.now(),
    onProgress: (progress) => send({ progress }),
    shouldStop: () => Atomics.load(stop, 0) === 1,
  });
  send({ solution });
} catch (error) {
  send({ failure: error instanceof Error ? (error.stack ?? error.message) : String(error) });
}
