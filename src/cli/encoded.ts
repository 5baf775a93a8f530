/** Bytes handed on at once: enough to pay for a write, and all the memory that a file of any size takes. */
const blockSize = 1 << 20;

/** No UTF-16 unit takes more bytes than this in UTF-8. */
const mostBytesPerUnit = 3;

/** Text as UTF-8, block by block. A block is only good until the next one is asked for. */
export function* encoded(pieces: Iterable<string>): Generator<Uint8Array> {
  const block = Buffer.allocUnsafe(blockSize);
  let filled = 0;
  for (const piece of pieces) {
    const most = piece.length * mostBytesPerUnit;
    if (filled > 0 && filled + most > blockSize) {
      yield block.subarray(0, filled);
      filled = 0;
    }
    if (most > blockSize) yield Buffer.from(piece, 'utf8');
    else filled += block.write(piece, filled, 'utf8');
  }
  if (filled > 0) yield block.subarray(0, filled);
}
