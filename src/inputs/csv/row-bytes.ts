const quote = 0x22;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** What may stand between cells, the most usual first. */
const candidates = [',', ';', '\t', '|', '`'] as const;

/** What a file says by itself of the character between its cells, in a line of its own before the header. */
export interface StatedDelimiter {
  readonly delimiter: string;
  /** Bytes of that line. */
  readonly length: number;
}

/** `sep=;`, the line by which exports tell Excel what stands between cells; Excel does not show it as a row. */
export function statedDelimiter(bytes: Uint8Array): StatedDelimiter | undefined {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 16));
  const found = /^"?sep=([,;\t|`:])"?(?:\r\n|\n|\r)/i.exec(start.toString('latin1'));
  return found === null ? undefined : { delimiter: found[1], length: found[0].length };
}

/**
 * The character between the cells: the candidate that the header record holds
 * most often outside quotes, the earlier in the list on a tie. A backquote only
 * counts where no other stands.
 */
export function detectDelimiter(bytes: Uint8Array): string {
  const counts = new Uint32Array(128);
  let quoted = false;
  let begun = false;
  for (const byte of bytes) {
    if (byte === quote) quoted = !quoted;
    if (quoted) continue;
    if (byte === lineFeed || byte === carriageReturn) {
      if (begun) break;
    } else {
      begun = true;
      if (byte < 128) counts[byte]++;
    }
  }
  let best: string = candidates[0];
  for (const candidate of candidates) {
    const isBetter = counts[candidate.charCodeAt(0)] > counts[best.charCodeAt(0)];
    if (isBetter && (candidate !== '`' || counts[best.charCodeAt(0)] === 0)) best = candidate;
  }
  return best;
}

/**
 * Tells in which spreadsheet row a byte of a CSV file stands: a line break
 * inside quotes starts no row. Only faulty files need it, so it walks the bytes
 * once, up to the last offset asked for; ask in ascending order.
 */
export function rowOfOffset(bytes: Uint8Array, delimiter: number): (offset: number) => number {
  let row = 1;
  let position = 0;
  let quoted = false;
  let atCellStart = true;
  return (offset) => {
    for (; position < offset; position++) {
      const byte = bytes[position];
      if (quoted) {
        if (byte !== quote) continue;
        if (bytes[position + 1] === quote) position++;
        else quoted = false;
      } else if (byte === quote && atCellStart) {
        quoted = true;
        atCellStart = false;
      } else if (byte === lineFeed || byte === carriageReturn) {
        if (byte === carriageReturn && bytes[position + 1] === lineFeed) position++;
        row++;
        atCellStart = true;
      } else {
        atCellStart = byte === delimiter;
      }
    }
    return row;
  };
}
