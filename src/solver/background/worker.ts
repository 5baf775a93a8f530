import { parentPort, workerData } from 'node:worker_threads';
import { leastCosts } from '../least-cost.js';
import type { Progress } from '../program.js';
import { solve } from '../solve.js';
import { solveOnce } from '../solve-once.js';
import { Bounds } from '../warm/bound-source.js';
import { solveFrom } from '../warm/solve-from.js';
import type { Further, Job, Message } from './messages.js';

/** The other end of `in-background.ts`: solves its job and sends what comes of it. */
const { question, programs, options, start, stopFlag } = workerData as Job;
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

const fail = (error: unknown): void => {
  send({ failure: error instanceof Error ? (error.stack ?? error.message) : String(error) });
};

/** Whoever asks ends the thread. */
function answerBounds(): void {
  const bounds = new Bounds(program, start?.prices ?? new Float64Array(), asked.shouldStop);
  parentPort?.on('message', ({ bound }: Further) => {
    try {
      send({ leastCost: bounds.answer(bound) });
    } catch (error) {
      fail(error);
    }
  });
}

try {
  if (question === 'solve') send({ solution: await solve(program, asked) });
  else if (question === 'search once')
    send({ solution: await solveOnce(program, asked, 'search') });
  else if (question === 'solve from') {
    const { placement = new Int32Array(program.unitCount).fill(-1), prices } = start ?? {};
    send({ solution: await solveFrom(program, { placement, prices }, asked) });
  } else if (question === 'bounds') answerBounds();
  else send({ leastCosts: await leastCosts(programs, asked) });
} catch (error) {
  fail(error);
}
