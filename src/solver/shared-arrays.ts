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
