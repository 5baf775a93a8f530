/** Arrays that threads can share. */
export function sharedFloats(length: number): Float64Array<SharedArrayBuffer> {
  return new Float64Array(new SharedArrayBuffer(8 * length));
}

export function sharedInts(length: number): Int32Array<SharedArrayBuffer> {
  return new Int32Array(new SharedArrayBuffer(4 * length));
}

export function toShared(values: Int32Array): Int32Array<SharedArrayBuffer> {
  const shared = sharedInts(values.length);
  shared.set(values);
  return shared;
}

/** Where the arrays of something are to be. */
export interface Arrays {
  readonly floats: (length: number) => Float64Array;
  readonly ints: (length: number) => Int32Array;
}

export const sharedArrays: Arrays = { floats: sharedFloats, ints: sharedInts };

/** For one thread alone: shared ones are given back late, and many add up. */
export const ownArrays: Arrays = {
  floats: (length) => new Float64Array(length),
  ints: (length) => new Int32Array(length),
};
