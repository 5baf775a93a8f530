import { parentPort } from 'node:worker_threads';
import { layOut } from '../model/layout.js';
import { allEligible } from '../model/open-reps.js';
import { type Listing, takeLists } from './listing.js';
import { type Assignment, Control, takeParts, Work } from './worker-pool.js';

/** A thread of a crew: makes lists, or for each assignment takes parts turn by turn until told to leave. */
parentPort?.on('message', (message: Assignment | Listing) => {
  if ('program' in message) {
    const { program } = message;
    takeLists({ layout: layOut(program), open: allEligible(program) }, message);
    return;
  }
  const { control } = message;
  // What was begun before this thread came is not missed: its turn differs from 0.
  for (let turn = 0; ; ) {
    Atomics.wait(control, Control.turn, turn);
    turn = Atomics.load(control, Control.turn);
    if (Atomics.load(control, Control.work) === Work.leave) return;
    takeParts(message);
  }
});
