import { parentPort, workerData } from 'node:worker_threads';
import { leastCosts } from '../least-cost.js';
import type { Progress } from '../model/program.js';
import { solve } from '../solve.js';
import { solveOnce } from '../solve-once.js';
import { Bounds } from '../warm/bound-source.js';
import { solveFrom } from '../warm/solve-from.js';
import { type Further, type Job, type Message, sharedNow } from './messages.js';

/** The other end of `in-background.ts`: solves its job and sends what comes of it. */
const { question, programs, options, endsAt, start, stopFlag } = workerData as Job;
const [program] = programs;
const stop = new Int32Array(stopFlag);
const send = (message: Message): void => {
  parentPort?.postMessage(message);
};

const asked = {
  ...options,
  timeLimit: endsAt === undefined ? undefined : Math.max(0, (endsAt - sharedNow()) / 1000),
  now: () => performance.now(),
  onProgress: (progress: Progress) => send({ progress }),
  shouldStop: () => Atomics.load(stop, 0) === 1,
};

const fail = (error: unknown): void => {
  send({ failure: error instanceof Error ? (error.stack ?? error.message) : String(error) });
};

/** Programs as they come, each asked once the one before is answered. Whoever asks ends the thread. */
function solveEach(): void {
  parentPort?.on('message', (further: Further) => {
    if (!('program' in further)) return;
    solve(further.program, asked).then((solution) => send({ solution }), fail);
  });
}

/** Whoever asks ends the thread. */
function answerFurther(): void {
  let bounds: Bounds | undefined;
  parentPort?.on('message', (further: Further) => {
    try {
      if ('about' in further) {
        const { about } = further;
        const of = about.program === 'as solved' ? program : about.program;
        bounds = new Bounds({ ...about, program: of }, asked.shouldStop);
      } else if (bounds !== undefined && 'bound' in further)
        send({ leastCost: bounds.answer(further.bound) });
    } catch (error) {
      fail(error);
    }
  });
}

try {
  if (question === 'solve') {
    send({ solution: await solve(program, asked) });
    answerFurther();
  } else if (question === 'search once')
    send({ solution: await solveOnce(program, asked, 'search') });
  else if (question === 'solve from' && start !== undefined) {
    send({ solution: await solveFrom(program, start, asked) });
  } else if (question === 'bounds') answerFurther();
  else if (question === 'solve each') solveEach();
  else send({ leastCosts: await leastCosts(programs, asked) });
} catch (error) {
  fail(error);
}
