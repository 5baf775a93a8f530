/** The offsets of the bytes that begin no valid UTF-8 sequence, in ascending order. */
export function* invalidUtf8Offsets(bytes: Uint8Array): Generator<number> {
  let position = 0;
  while (position < bytes.length) {
    const length = sequenceLength(bytes, position);
    if (length > 0) {
      position += length;
    } else {
      yield position;
      position += 1;
    }
  }
}

/** The length of the valid sequence that begins here, or 0. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at];
  if (lead < 0x80) return 1;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  const length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  // Overlong forms, surrogates and what lies beyond U+10FFFF narrow the second byte.
  const least = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  const most = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  // Beyond the end a byte is undefined, and no comparison with undefined holds.
  if (!(bytes[at + 1] >= least && bytes[at + 1] <= most)) return 0;
  for (let index = 2; index < length; index++) {
    if (!(bytes[at + index] >= 0x80 && bytes[at + index] <= 0xbf)) return 0;
  }
  return length;
}
