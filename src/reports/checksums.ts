import { createHash } from 'node:crypto';

/** SHA-256 in hexadecimal; of text, that of its UTF-8. */
export function sha256(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex');
}

/** Hands pieces of a text on as they are, and tells its checksum once all have been read. */
export function* summed(
  pieces: Iterable<string>,
  tell: (checksum: string) => void,
): Generator<string> {
  const hash = createHash('sha256');
  for (const piece of pieces) {
    hash.update(piece, 'utf8');
    yield piece;
  }
  tell(hash.digest('hex'));
}
