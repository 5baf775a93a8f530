import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Program } from '../../../src/solver/model/program.js';
import { type Climbed, climb } from '../../../src/solver/prices/smooth/climb.js';
import { SmoothDual } from '../../../src/solver/prices/smooth/smooth-dual.js';
import {
  covariances,
  partCount,
  type SoftUnits,
  softMinima,
} from '../../../src/solver/prices/smooth/soft-units.js';
import { closeRanks, listNear, listPart } from '../../../src/solver/prices/unit-lists.js';
import { listParts, newListing, takeLists } from '../../../src/solver/threads/listing.js';
import type * as PoolModule from '../../../src/solver/threads/worker-pool.js';
import {
  type Assignment,
  Control,
  takeParts,
  Work,
  WorkerPool,
} from '../../../src/solver/threads/worker-pool.js';
import { dualOf, largeUnrelated, randomRowPrices, relaxWhole } from '../relaxed-program.js';

/** Hands run the compiled file, so what is built is tested where hands are to come. */
const built = resolve(import.meta.dirname, '../../../dist/solver/threads');

const levels = [0.3, 0.1].map((softness) => ({ softness, enough: 1e-4 }));
const plan = { levels, stop: () => false };
const sizes = { units: 400, reps: 30 };

function climbWith(program: Program, workers: WorkerPool): Climbed {
  const lp = relaxWhole(dualOf(program));
  return climb(lp, new Float64Array(lp.rowCount), plan, workers);
}

/** Remembers what it was last given to do. */
class WatchedPool extends WorkerPool {
  units: SoftUnits | undefined;

  override begin(units: SoftUnits): PoolModule.RunningPool {
    this.units = units;
    return super.begin(units);
  }
}

/** The shared part of a smooth dual with prices set, evaluated once by one thread. */
function unitsOf(program: Program): SoftUnits {
  const lp = relaxWhole(dualOf(program));
  const workers = new WatchedPool(1);
  const dual = new SmoothDual(lp, workers);
  dual.evaluate(randomRowPrices(lp, 5), 0.1);
  dual.step(0, new Float64Array(lp.rowCount));
  if (workers.units === undefined) throw new Error('a smooth dual begins with its units');
  return workers.units;
}

/** What parts write, as it is now. */
function written({ share, value, brought, matrix }: SoftUnits): Float64Array[] {
  return [share, value, brought, matrix].map((array) => Float64Array.from(array));
}

function newAssignment(units: SoftUnits): Assignment {
  const control = new Int32Array(new SharedArrayBuffer(4 * Control.length));
  Atomics.store(control, Control.nextPart, partCount);
  const softness = new Float64Array(new SharedArrayBuffer(8));
  softness[0] = 0.1;
  return { units, control, softness };
}

describe('a crew of compiled hands', () => {
  let BuiltPool: typeof WorkerPool;

  beforeAll(async () => {
    const file = join(built, 'worker-pool.js');
    if (!existsSync(file)) throw new Error('not built: npm run build');
    ({ WorkerPool: BuiltPool } = (await import(pathToFileURL(file).href)) as typeof PoolModule);
  });

  it('finds the same bytes with any number of threads', async () => {
    for (const seed of [1, 200]) {
      const program = largeUnrelated(seed, sizes);
      const alone = climbWith(program, new WorkerPool(1));
      for (const threads of [1, 2, 4]) {
        const workers = new BuiltPool(threads) as WorkerPool;
        // The first climb is over before hands are up, the second is under way when they come.
        for (const rounds of [0, 120]) {
          await new Promise((done) => setTimeout(done, rounds));
          const together = climbWith(program, workers);
          expect(together.prices, `${threads} threads`).toEqual(alone.prices);
          expect(together.share, `${threads} threads`).toEqual(alone.share);
        }
        await workers.dismiss();
      }
    }
  });

  it('can hand all parts to a hand, which does them alike and stays for what comes next', async () => {
    const worker = new Worker(pathToFileURL(join(built, 'pool-worker.js')));
    try {
      for (const seed of [1, 200]) {
        const units = unitsOf(largeUnrelated(seed, sizes));
        const wanted = written(units);
        const assignment = newAssignment(units);
        worker.postMessage(assignment);
        for (const array of [units.share, units.value, units.brought, units.matrix]) array.fill(7);
        for (const work of [Work.minima, Work.covariances]) {
          beginTurn(assignment, work);
          expect(await allDone(assignment)).toBe(true);
        }
        expect(written(units)).toEqual(wanted);
        Atomics.store(assignment.control, Control.work, Work.leave);
        Atomics.add(assignment.control, Control.turn, 1);
        Atomics.notify(assignment.control, Control.turn);
      }
    } finally {
      await worker.terminate();
    }
  });
});

/** What the caller does but for taking parts itself. */
function beginTurn({ control }: Assignment, work: number): void {
  Atomics.store(control, Control.work, work);
  Atomics.store(control, Control.partsDone, 0);
  Atomics.store(control, Control.nextPart, 0);
  Atomics.add(control, Control.turn, 1);
  Atomics.notify(control, Control.turn);
}

async function allDone({ control }: Assignment): Promise<boolean> {
  for (let tries = 0; tries < 10_000; tries++) {
    if (Atomics.load(control, Control.partsDone) === partCount) return true;
    await new Promise((done) => setTimeout(done, 1));
  }
  return false;
}

describe('a hand', () => {
  const program = largeUnrelated(1, { units: 60, reps: 10 });

  it('that never comes delays nothing and changes nothing', async () => {
    // Beside the sources there is no compiled hand to start.
    const workers = new WorkerPool(4);
    const alone = climbWith(program, new WorkerPool(1));
    for (let round = 0; round < 2; round++) {
      const { prices, share } = climbWith(program, workers);
      expect(prices).toEqual(alone.prices);
      expect(share).toEqual(alone.share);
      // By then all of them have failed to start.
      await new Promise((done) => setTimeout(done, 200));
    }
    await workers.dismiss();
  });

  it('that comes before there is work, between turns or after all is done finds none', () => {
    const units = unitsOf(program);
    const assignment = newAssignment(units);
    const { control } = assignment;
    const findsNone = (): void => {
      const before = written(units);
      const done = Atomics.load(control, Control.partsDone);
      takeParts(assignment);
      expect(written(units)).toEqual(before);
      expect(Atomics.load(control, Control.partsDone)).toBe(done);
    };
    units.value.fill(7);
    findsNone();
    for (const work of [Work.minima, Work.covariances, Work.minima]) {
      beginTurn(assignment, work);
      takeParts(assignment);
      expect(Atomics.load(control, Control.partsDone)).toBe(partCount);
      units.matrix.fill(7);
      for (let late = 0; late < 3; late++) findsNone();
    }
  });

  it('that takes parts beside others leaves each part to one of them', () => {
    const units = unitsOf(program);
    const wanted = written(units);
    const assignment = newAssignment(units);
    const { control } = assignment;
    for (const array of [units.share, units.value, units.brought, units.matrix]) array.fill(7);
    const doing: [number, (part: number) => void][] = [
      [Work.minima, (part) => softMinima(units, part, 0.1)],
      [Work.covariances, (part) => covariances(units, part, 'all')],
      [Work.someCovariances, (part) => covariances(units, part, 'some')],
    ];
    for (const [work, doPart] of doing) {
      beginTurn(assignment, work);
      // Another took the first part, and is done with it last.
      const taken = Atomics.add(control, Control.nextPart, 1);
      takeParts(assignment);
      expect(Atomics.load(control, Control.partsDone)).toBe(partCount - 1);
      doPart(taken);
    }
    expect(written(units)).toEqual(wanted);
  });
});

describe('lists made in parts', () => {
  it('are those made in one go, whoever makes which part', () => {
    const dual = dualOf(largeUnrelated(11, sizes));
    const units = Int32Array.from({ length: dual.layout.unitCount - 7 }, (_, n) => n + 3);
    const prices = new Float64Array(dual.layout.slotCount).map((_, s) => ((s * 37) % 11) / 100);
    const plan = { cheapest: 2, pool: 9, drawn: 3, strays: 2, interchangeable: 0 };
    const first = listNear(dual, { prices, units, plan });
    const share = first.open.reps.map((_, i) => (i % 3 === 0 ? 1 : 0));
    const earlier = { lists: first, share: Float64Array.from(share), prices };
    for (const request of [
      { prices, units, plan },
      { prices: prices.map((price) => 2 * price), units, plan, earlier },
    ]) {
      const listing = newListing(dual, request);
      const { room, counts } = listing;
      // Parts already taken by another, who makes them last.
      const taken = 5;
      Atomics.store(counts, 0, taken);
      takeLists(dual, listing);
      expect(Atomics.load(counts, 1)).toBe(listParts - taken);
      const theirs = Math.floor((units.length * taken) / listParts);
      listPart(dual, request, room, 0, theirs);
      expect(closeRanks(room, units)).toEqual(listNear(dual, request));
    }
  });
});
