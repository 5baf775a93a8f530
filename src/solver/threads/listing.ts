import type { UnitLists } from '../model/open-reps.js';
import type { Program } from '../model/program.js';
import {
  closeRanks,
  type Listed,
  type ListRequest,
  type ListRoom,
  listPart,
  roomFor,
} from '../prices/unit-lists.js';

/** Lists to be made: `next` and `done` count parts in `counts`. */
export interface Listing {
  readonly program: Program;
  readonly request: ListRequest;
  readonly room: ListRoom;
  readonly counts: Int32Array;
}

/** Places in a listing's counts. */
const Counts = { next: 0, done: 1, length: 2 } as const;

/** Lists are made in so many parts. */
export const listParts = 32;

export function newListing(dual: Listed, request: ListRequest): Listing {
  const counts = new Int32Array(new SharedArrayBuffer(4 * Counts.length));
  return { program: dual.layout.program, request, room: roomFor(dual, request), counts };
}

/** Makes lists until no part is left to take. */
export function takeLists(dual: Listed, { request, room, counts }: Listing): void {
  const begin = (part: number) => Math.floor((request.units.length * part) / listParts);
  for (;;) {
    const part = Atomics.add(counts, Counts.next, 1);
    if (part >= listParts) return;
    listPart(dual, request, room, begin(part), begin(part + 1));
    Atomics.add(counts, Counts.done, 1);
    Atomics.notify(counts, Counts.done);
  }
}

/** The lists, once all who took parts are done with them. */
export function finished({ request, room, counts }: Listing): UnitLists {
  for (;;) {
    const done = Atomics.load(counts, Counts.done);
    if (done === listParts) return closeRanks(room, request.units);
    Atomics.wait(counts, Counts.done, done);
  }
}
