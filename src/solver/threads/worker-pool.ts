import { Worker } from 'node:worker_threads';
import type { UnitLists } from '../model/open-reps.js';
import { covariances, partCount, type SoftUnits, softMinima } from '../prices/smooth/soft-units.js';
import { type Listed, type ListRequest, listNear } from '../prices/unit-lists.js';
import { finished, newListing, takeLists } from './listing.js';

/** What a hand is told to do with each part. */
export const Work = { minima: 0, covariances: 1, someCovariances: 2, leave: 3 } as const;

/** Places in the shared control array. */
export const Control = { turn: 0, work: 1, nextPart: 2, partsDone: 3, length: 4 } as const;

/** What hands share: `control` counts turns and parts, `softness` is one number. */
export interface Assignment {
  readonly units: SoftUnits;
  readonly control: Int32Array;
  readonly softness: Float64Array;
}

/** For fewer units it takes longer to tell another thread of them than to list them. */
const manyUnits = 200_000;

/**
 * Threads that do the parts of a smooth dual side by side. Parts are taken
 * one by one by whoever is free, the caller included, so one that is late or
 * never comes delays nothing; and as each part sums by itself, it does not
 * matter who did it.
 */
export class WorkerPool {
  readonly #workers: Worker[] = [];

  /** `threads` counts the caller's. */
  constructor(threads: number) {
    const url = new URL('./pool-worker.js', import.meta.url);
    for (let i = 1; i < Math.min(threads, partCount); i++) {
      const worker = new Worker(url, { stdout: false, stderr: false });
      worker.unref();
      worker.on('error', () => undefined);
      this.#workers.push(worker);
    }
  }

  /** Takes on some units; `leave` when done with them. */
  begin(units: SoftUnits): RunningPool {
    const control = new Int32Array(new SharedArrayBuffer(4 * Control.length));
    const softness = new Float64Array(new SharedArrayBuffer(8));
    Atomics.store(control, Control.nextPart, partCount);
    for (const worker of this.#workers) worker.postMessage({ units, control, softness });
    return new RunningPool({ units, control, softness });
  }

  /** As `listNear`. */
  list(dual: Listed, request: ListRequest): UnitLists {
    const { program } = dual.layout;
    // A hand works on a copy of the program, which a table of distances makes as large as all lists together.
    const isWorthCopying =
      request.units.length >= manyUnits && program.distance?.table === undefined;
    if (this.#workers.length === 0 || !isWorthCopying) return listNear(dual, request);
    const listing = newListing(dual, request);
    for (const worker of this.#workers) worker.postMessage(listing);
    takeLists(dual, listing);
    return finished(listing);
  }

  async dismiss(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }
}

export class RunningPool {
  readonly #assignment: Assignment;

  constructor(assignment: Assignment) {
    this.#assignment = assignment;
  }

  softMinima(softness: number): void {
    this.#assignment.softness[0] = softness;
    this.#all(Work.minima);
  }

  /** Under the shares of the last soft minima; of some units that stand for all, or of all. */
  covariances(which: 'some' | 'all'): void {
    this.#all(which === 'all' ? Work.covariances : Work.someCovariances);
  }

  leave(): void {
    const { control } = this.#assignment;
    Atomics.store(control, Control.work, Work.leave);
    Atomics.add(control, Control.turn, 1);
    Atomics.notify(control, Control.turn);
  }

  #all(work: number): void {
    const { control } = this.#assignment;
    Atomics.store(control, Control.work, work);
    Atomics.store(control, Control.partsDone, 0);
    Atomics.store(control, Control.nextPart, 0);
    Atomics.add(control, Control.turn, 1);
    Atomics.notify(control, Control.turn);
    takeParts(this.#assignment);
    for (;;) {
      const done = Atomics.load(control, Control.partsDone);
      if (done === partCount) return;
      Atomics.wait(control, Control.partsDone, done);
    }
  }
}

/** Does parts until none is left to take. */
export function takeParts({ units, control, softness }: Assignment): void {
  for (;;) {
    const part = Atomics.add(control, Control.nextPart, 1);
    if (part >= partCount) return;
    const work = Atomics.load(control, Control.work);
    if (work === Work.minima) softMinima(units, part, softness[0]);
    else covariances(units, part, work === Work.covariances ? 'all' : 'some');
    Atomics.add(control, Control.partsDone, 1);
    Atomics.notify(control, Control.partsDone);
  }
}
