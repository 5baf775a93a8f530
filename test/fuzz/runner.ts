import { type ChildProcess, fork } from 'node:child_process';
import type { Outcome } from '../cli/carve.js';

/** Milliseconds: nothing that is fuzzed here takes a tenth of it, even on a busy machine. */
const patience = 120_000;

/** Megabytes: room for every file that is fuzzed, and not for one that grows without end. */
const heap = 1_500;

/** What became of a command; of one that hangs or takes its process with it, that. */
export type Ending = Outcome | 'hangs' | 'dies';

/** Runs the built commands in one process, and in a new one after each that it did not outlive. */
export class Runner {
  #child: ChildProcess | undefined;

  run(args: readonly string[], cwd: string): Promise<Ending> {
    const child = this.#child ?? this.#begin();
    return new Promise((done) => {
      const end = (ending: Ending): void => {
        clearTimeout(timer);
        child.removeAllListeners('message').removeAllListeners('exit');
        if (typeof ending === 'string') this.close();
        done(ending);
      };
      const timer = setTimeout(() => end('hangs'), patience);
      child.on('message', end).on('exit', () => end('dies'));
      child.send({ args, cwd });
    });
  }

  close(): void {
    this.#child?.kill('SIGKILL');
    this.#child = undefined;
  }

  #begin(): ChildProcess {
    this.#child = fork(new URL('./child.mjs', import.meta.url), {
      execArgv: [`--max-old-space-size=${heap}`],
    });
    return this.#child;
  }
}
