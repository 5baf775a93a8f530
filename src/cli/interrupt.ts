import { exitCodes } from './exit-codes.js';

/** A first SIGINT asks the search to stop and the plan so far to be written; a second one leaves at once. */
export interface Interruptible {
  readonly requested: () => boolean;
  /** Ends the watch. */
  readonly release: () => void;
}

/**
 * `onFirst` is called at the first SIGINT. Leaving by `process.exit` lets the half-written files be removed, which a signal of its own would not.
 */
export function interruptible(onFirst: () => void = () => {}): Interruptible {
  let requested = false;
  const onInterrupt = (): void => {
    if (requested) process.exit(exitCodes.interrupted);
    requested = true;
    onFirst();
  };
  const onEnd = (): void => process.exit(exitCodes.interrupted);
  process.on('SIGINT', onInterrupt).on('SIGTERM', onEnd).on('SIGHUP', onEnd);
  return {
    requested: () => requested,
    release: () => {
      process.off('SIGINT', onInterrupt).off('SIGTERM', onEnd).off('SIGHUP', onEnd);
    },
  };
}
