const quote = 0x22;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

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
