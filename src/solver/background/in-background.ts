import { Worker } from 'node:worker_threads';
import type { LeastCost, Program, Solution, SolveOptions } from '../program.js';
import type { Job, Message } from './messages.js';

/** How often the caller is asked whether to stop, in milliseconds. */
const askEvery = 25;

/** An answer to come from another thread, which can be given up. */
export interface Running<Answer> {
  readonly answer: Promise<Answer>;
  /** Ends the thread, answered or not. */
  readonly end: () => Promise<void>;
}

/**
 * Solves in a thread of its own, so that the caller's thread stays free to
 * hear an interrupt and to show progress. The answer is that of `solve`.
 */
export function solveInBackground(program: Program, options: SolveOptions): Promise<Solution> {
  const running = ask('solve', [program], options, solutionIn);
  return running.answer.finally(running.end);
}

/** As `solveOnce` for another look for a better plan, in a thread of its own. */
export function searchOnceInBackground(program: Program, options: SolveOptions): Running<Solution> {
  return ask('search once', [program], options, solutionIn);
}

/** As `leastCosts`, in one thread of its own: what is warm for one program is so for the next. */
export function leastCostsInBackground(
  programs: readonly Program[],
  options: SolveOptions,
): Promise<readonly LeastCost[]> {
  const running = ask('least costs', programs, options, (message) =>
    'leastCosts' in message ? message.leastCosts : undefined,
  );
  return running.answer.finally(running.end);
}

function solutionIn(message: Message): Solution | undefined {
  return 'solution' in message ? message.solution : undefined;
}

function ask<Answer>(
  question: Job['question'],
  programs: readonly Program[],
  options: SolveOptions,
  answerIn: (message: Message) => Answer | undefined,
): Running<Answer> {
  const stopFlag = new SharedArrayBuffer(4);
  const stop = new Int32Array(stopFlag);
  const { seed, effort, threads, timeLimit } = options;
  const job: Job = {
    question,
    programs,
    options: { seed, effort, threads, timeLimit },
    stopFlag,
  };
  const worker = new Worker(new URL('./worker.js', import.meta.url), { workerData: job });
  const asking = setInterval(() => {
    if (options.shouldStop?.() === true) Atomics.store(stop, 0, 1);
  }, askEvery);
  const answer = new Promise<Answer>((resolve, reject) => {
    worker.on('message', (message: Message) => {
      if ('progress' in message) options.onProgress?.(message.progress);
      else if ('failure' in message) reject(new Error(message.failure));
      else {
        const found = answerIn(message);
        if (found === undefined) reject(new Error(`no answer to: ${question}`));
        else resolve(found);
      }
    });
    worker.on('error', reject);
    worker.on('exit', (code) => reject(new Error(`the solver's thread ended with code ${code}`)));
  });
  // Who gives up an answer does not want to hear that the thread ended without one.
  answer.catch(() => undefined);
  const end = async (): Promise<void> => {
    clearInterval(asking);
    await worker.terminate();
  };
  return { answer, end };
}
