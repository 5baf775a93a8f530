import { Worker } from 'node:worker_threads';
import type { Program, Solution, SolveOptions } from '../program.js';
import type { Job, Message } from './messages.js';

/** How often the caller is asked whether to stop, in milliseconds. */
const askEvery = 25;

/**
 * Solves in a thread of its own, so that the caller's thread stays free to
 * hear an interrupt and to show progress. The answer is that of `solve`.
 */
export function solveInBackground(program: Program, options: SolveOptions): Promise<Solution> {
  const stopFlag = new SharedArrayBuffer(4);
  const stop = new Int32Array(stopFlag);
  const { seed, effort, threads, timeLimit } = options;
  const job: Job = { program, options: { seed, effort, threads, timeLimit }, stopFlag };
  const worker = new Worker(new URL('./worker.js', import.meta.url), { workerData: job });
  const asking = setInterval(() => {
    if (options.shouldStop?.() === true) Atomics.store(stop, 0, 1);
  }, askEvery);
  return new Promise<Solution>((resolve, reject) => {
    worker.on('message', (message: Message) => {
      if ('progress' in message) options.onProgress?.(message.progress);
      else if ('solution' in message) resolve(message.solution);
      else reject(new Error(message.failure));
    });
    worker.on('error', reject);
    worker.on('exit', (code) => reject(new Error(`the solver's thread ended with code ${code}`)));
  }).finally(() => {
    clearInterval(asking);
    return worker.terminate();
  });
}
