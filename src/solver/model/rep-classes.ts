import type { Program } from './program.js';

/**
 * Reps who are alike: whoever of a class takes a unit, it costs the same, but
 * for what those save who own some of it today. Without places that is nearly
 * everyone, and only loads and owners tell reps apart.
 */
export interface RepClasses {
  /** Ascending; every rep is in one. */
  readonly members: readonly Int32Array[];
  readonly classOf: Int32Array;
}

/** Undefined where travel sets reps apart, or classes are so many that they say nothing. */
export function repClasses(program: Program): RepClasses | undefined {
  const { repCount, sets, penalties } = program;
  if (program.distance !== undefined) return undefined;
  const marks: Uint8Array[] = [
    ...sets.map((set) => {
      const held = new Uint8Array(repCount);
      for (const rep of set) held[rep] = 1;
      return held;
    }),
    ...penalties.accepted,
  ];
  const byMarks = new Map<string, number[]>();
  for (let rep = 0; rep < repCount; rep++) {
    const key = marks.map((held) => held[rep]).join('');
    const own = byMarks.get(key);
    if (own === undefined) byMarks.set(key, [rep]);
    else own.push(rep);
  }
  const members = [...byMarks.values()].map((reps) => Int32Array.from(reps));
  if (members.length > mostClasses || 3 * members.length > repCount) return undefined;
  const classOf = new Int32Array(repCount);
  members.forEach((reps, c) => {
    for (const rep of reps) classOf[rep] = c;
  });
  return { members, classOf };
}

const mostClasses = 64;
