import { safeLines } from '../reports/document/visible-text.js';
import type { Sink, World } from './world.js';

/**
 * The world of a command whose stdout is read by people or by a program:
 * whatever text it prints for people goes through one gate, so that no cell of
 * anybody's file moves a cursor or gives a command to a log, remembered or not.
 */
export function gatedWorld(world: World, format: unknown): World {
  const isForPeople = format === undefined || format === 'text';
  return isForPeople ? { ...world, stdout: gated(world.stdout) } : world;
}

/** stderr is for people whatever the format. */
export function withGatedStderr(world: World): World {
  return { ...world, stderr: gated(world.stderr) };
}

function gated(sink: Sink): Sink {
  return {
    ...sink,
    write: (data) => sink.write(typeof data === 'string' ? safeLines(data, sink.isTerminal) : data),
  };
}
