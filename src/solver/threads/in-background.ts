import { Worker } from 'node:worker_threads';
import type { LeastCost, Program, Solution, SolveOptions } from '../model/program.js';
import type { BoundQuestion, BoundSource, Subject } from '../warm/bound-source.js';
import type { WarmStart } from '../warm/solve-from.js';
import { type Further, type Job, type Message, sharedNow } from './messages.js';

type About = Extract<Further, { readonly about: unknown }>['about'];

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

/** As `solveFrom`, in a thread of its own. */
export function solveFromInBackground(
  program: Program,
  start: WarmStart,
  options: SolveOptions,
): Promise<Solution> {
  const running = ask('solve from', [program], options, solutionIn, start);
  return running.answer.finally(running.end);
}

/** Solves, and answers what is asked after: its thread stays, and by then its code is compiled. */
export interface StayingSolver {
  readonly solve: (program: Program, options: SolveOptions) => Promise<Solution>;
  readonly leastCosts: typeof leastCostsInBackground;
  readonly bounds: (subject: Subject, options: SolveOptions) => BoundSource;
  /** Ends its thread. */
  readonly end: () => Promise<void>;
}

export function stayingSolver(): StayingSolver {
  let stayed: Begun | undefined;
  let solved: Program | undefined;
  const end = async (): Promise<void> => {
    await stayed?.end();
    stayed = undefined;
  };
  return {
    solve: async (program, options) => {
      await end();
      const { answer, ...begun } = ask('solve', [program], options, solutionIn);
      stayed = begun;
      solved = program;
      return answer;
    },
    leastCosts: leastCostsInBackground,
    bounds: (subject, options) => {
      // What the thread has already need not be copied to it.
      const isThere = stayed !== undefined && subject.program === solved;
      stayed ??= begin({ question: 'bounds', programs: [] }, options);
      const about = isThere ? { ...subject, program: 'as solved' as const } : subject;
      return { ...boundsOf(stayed.worker, about), end };
    },
    end,
  };
}

/** Solves one program after another in one thread, whose code is loaded and compiled once. */
export function solverOfMany(): Pick<StayingSolver, 'solve' | 'end'> {
  let begun: Begun | undefined;
  return {
    solve: (program, options) => {
      begun ??= begin({ question: 'solve each', programs: [] }, options);
      const { worker } = begun;
      return new Promise<Solution>((resolve, reject) => {
        const settle = (act: () => void): void => {
          worker.off('message', hear).off('error', fail).off('exit', leave);
          act();
        };
        const fail = (why: Error): void => settle(() => reject(why));
        const leave = (code: number): void => fail(ended(code));
        const hear = (message: Message): void => {
          if ('failure' in message) fail(new Error(message.failure));
          else if ('solution' in message) settle(() => resolve(message.solution));
        };
        worker.on('message', hear).on('error', fail).on('exit', leave);
        worker.postMessage({ program } satisfies Further);
      });
    },
    end: async () => {
      await begun?.end();
      begun = undefined;
    },
  };
}

/** Questions to a thread that is at no other work; it answers one after the other. */
function boundsOf(worker: Worker, about: About): Omit<BoundSource, 'end'> {
  const waiting: { resolve: (found: LeastCost) => void; reject: (why: Error) => void }[] = [];
  const giveUp = (why: Error): void => {
    for (const { reject } of waiting.splice(0)) reject(why);
  };
  worker.on('message', (message: Message) => {
    if ('leastCost' in message) waiting.shift()?.resolve(message.leastCost);
    else if ('failure' in message) giveUp(new Error(message.failure));
  });
  worker.on('error', giveUp);
  worker.on('exit', (code) => giveUp(ended(code)));
  const send = (further: Further): void => worker.postMessage(further);
  send({ about });
  const asked = (bound: BoundQuestion): Promise<LeastCost> => {
    const answer = new Promise<LeastCost>((resolve, reject) => waiting.push({ resolve, reject }));
    // Who gives up an answer does not want to hear that the thread ended without one.
    answer.catch(() => undefined);
    send({ bound });
    return answer;
  };
  return {
    without: (slots, work) => asked({ slots, work }),
    of: (other, start, work) => asked({ other: { program: other, prices: start }, work }),
  };
}

function solutionIn(message: Message): Solution | undefined {
  return 'solution' in message ? message.solution : undefined;
}

/** A thread at work on a job. */
interface Begun {
  readonly worker: Worker;
  /** Ends the thread, answered or not. */
  readonly end: () => Promise<void>;
}

function begin(
  { question, programs, start }: Pick<Job, 'question' | 'programs' | 'start'>,
  options: SolveOptions,
): Begun {
  const stopFlag = new SharedArrayBuffer(4);
  const stop = new Int32Array(stopFlag);
  const { seed, effort, threads, timeLimit } = options;
  // To begin a thread and to hand it a program of many rows takes its time.
  const endsAt = timeLimit === undefined ? undefined : sharedNow() + 1000 * timeLimit;
  const job: Job = {
    question,
    programs,
    start,
    options: { seed, effort, threads },
    endsAt,
    stopFlag,
  };
  const worker = new Worker(new URL('./worker.js', import.meta.url), { workerData: job });
  const asking = setInterval(() => {
    if (options.shouldStop?.() === true) Atomics.store(stop, 0, 1);
  }, askEvery);
  const end = async (): Promise<void> => {
    clearInterval(asking);
    await worker.terminate();
  };
  return { worker, end };
}

function ended(code: number): Error {
  return new Error(`the solver's thread ended with code ${code}`);
}

function ask<Answer>(
  question: Job['question'],
  programs: readonly Program[],
  options: SolveOptions,
  answerIn: (message: Message) => Answer | undefined,
  start?: WarmStart,
): Running<Answer> & Begun {
  const { worker, end } = begin({ question, programs, start }, options);
  const answer = new Promise<Answer>((resolve, reject) => {
    worker.on('message', (message: Message) => {
      if ('progress' in message) {
        try {
          options.onProgress?.(message.progress);
        } catch (error) {
          // Thrown in here it would end the process, and nobody could catch it.
          void end();
          reject(error);
        }
      } else if ('failure' in message) reject(new Error(message.failure));
      else {
        const found = answerIn(message);
        if (found === undefined) reject(new Error(`no answer to: ${question}`));
        else resolve(found);
      }
    });
    worker.on('error', reject);
    worker.on('exit', (code) => reject(ended(code)));
  });
  // Who gives up an answer does not want to hear that the thread ended without one.
  answer.catch(() => undefined);
  return { answer, worker, end };
}
