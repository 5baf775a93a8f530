import { exitCodes } from './exit-codes.js';
import { removeStaged } from './files.js';

/** A first SIGINT asks the search to stop and the plan so far to be written; a second one leaves at once. */
export interface Interruptible {
  readonly requested: () => boolean;
  /** Ends the watch. */
  readonly release: () => void;
}

export function interruptible(): Interruptible {
  let requested = false;
  const onSignal = (): void => {
    if (!requested) {
      requested = true;
      return;
    }
    removeStaged().finally(() => process.exit(exitCodes.interrupted));
  };
  process.on('SIGINT', onSignal);
  return {
    requested: () => requested,
    release: () => {
      process.off('SIGINT', onSignal);
    },
  };
}
