import { Worker } from 'node:worker_threads';
import type { Program, Solution, SolveOptions } from '../program.js';
import type { Job, Message } from './messages.js';

/** How often the caller is asked whether to stop, in milliseconds. */
const askEvery = 25;

/**
 * Solves in a thread of its own, so that the caller's thread stays free to
 * hear an interrupt and to show progress. The answer is that of `solve`.
 */
export async function solveInBackground(
  program: Program,
  options: SolveOptions,
): Promise<Solution> {
  const message = await inBackground('solve', program, options);
  if ('solution' in message) return message.solution;
  throw new Error('the solver was asked for a solution');
}

/** As `leastCost`, in a thread of its own. */
export async function leastCostInBackground(
  program: Program,
  options: SolveOptions,
): Promise<number> {
  const message = await inBackground('least cost', program, options);
  if ('leastCost' in message) return message.leastCost;
  throw new Error('the solver was asked for a least cost');
}

function inBackground(
  question: Job['question'],
  program: Program,
  options: SolveOptions,
): Promise<Message> {
  const stopFlag = new SharedArrayBuffer(4);
  const stop = new Int32Array(stopFlag);
  const { seed, effort, threads, timeLimit } = options;
  const job: Job = {
    question,
    program,
    options: { seed, effort, threads, timeLimit },
    stopFlag,
  };
  const worker = new Worker(new URL('./worker.js', import.meta.url), { workerData: job });
  const asking = setInterval(() => {
    if (options.shouldStop?.() === true) Atomics.store(stop, 0, 1);
  }, askEvery);
  return new Promise<Message>((resolve, reject) => {
    worker.on('message', (message: Message) => {
      if ('progress' in message) options.onProgress?.(message.progress);
      else if ('failure' in message) reject(new Error(message.failure));
      else resolve(message);
    });
    worker.on('error', reject);
    worker.on('exit', (code) => reject(new Error(`the solver's thread ended with code ${code}`)));
  }).finally(() => {
    clearInterval(asking);
    return worker.terminate();
  });
}
