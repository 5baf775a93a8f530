import { visibleText } from '../reports/document/visible-text.js';
import type { Sink } from './world.js';

/** The process's own output, which may be closed or full. */
export interface Streams {
  readonly stdout: Sink;
  readonly stderr: Sink;
  /** Whether stdout could not take what was written to it. */
  readonly failed: () => boolean;
}

/**
 * A reader that leaves early (`carve … | head`) is no error, and a closed
 * stderr stops no run; stdout on a full disk is told in one line.
 *
 * @param onFailure called where stdout can take no more; says what was written besides
 */
export function guardedStreams(
  stdout: NodeJS.WriteStream,
  stderr: NodeJS.WriteStream,
  onFailure: () => string,
): Streams {
  let failed = false;
  const toStderr = guarded(stderr, () => {});
  const toStdout = guarded(stdout, (error) => {
    if (error instanceof Error && 'code' in error && error.code === 'EPIPE') return;
    failed = true;
    const cause = error instanceof Error ? error.message : String(error);
    toStderr.write(`standard output cannot be written: ${cause}; ${visibleText(onFailure())}\n`);
  });
  return { stdout: toStdout, stderr: toStderr, failed: () => failed };
}

/** A stream that says once that it takes no more, and then swallows the rest. */
function guarded(stream: NodeJS.WriteStream, onFault: (error: unknown) => void): Sink {
  let closed = false;
  const fault = (error: unknown): void => {
    if (closed) return;
    closed = true;
    onFault(error);
  };
  stream.on('error', fault);
  return {
    write: (text) => {
      if (closed) return;
      try {
        stream.write(text);
      } catch (error) {
        // Files are written at once, and throw instead of emitting.
        fault(error);
      }
    },
    isTerminal: stream.isTTY === true,
    columns: stream.isTTY ? stream.columns : undefined,
  };
}
