import { parentPort } from 'node:worker_threads';
import { type Assignment, Control, takeParts, Work } from './crew.js';

/** A thread of a crew: for each assignment, takes parts turn by turn until told to leave. */
parentPort?.on('message', (assignment: Assignment) => {
  const { control } = assignment;
  // What was begun before this thread came is not missed: its turn differs from 0.
  for (let turn = 0; ; ) {
    Atomics.wait(control, Control.turn, turn);
    turn = Atomics.load(control, Control.turn);
    if (Atomics.load(control, Control.work) === Work.leave) return;
    takeParts(assignment);
  }
});
