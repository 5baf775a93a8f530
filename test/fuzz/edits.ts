import fc from 'fast-check';
import { hostileTexts, hostileValues } from './tokens.js';

/** One thing done to a file. Places are counted modulo what is there, so that every edit fits every file. */
export interface Edit {
  readonly how: 'byte' | 'drop' | 'copy' | 'insert' | 'cut' | 'part' | 'swap' | 'lose' | 'twice';
  readonly at: number;
  readonly size: number;
  readonly what: number;
}

const place = fc.nat(1 << 20);

/** A few edits, of which fast-check leaves out what a failure does not need. */
export const edits: fc.Arbitrary<readonly Edit[]> = fc.array(
  fc.record({
    how: fc.constantFrom<Edit['how']>(
      'part',
      'part',
      'part',
      'byte',
      'drop',
      'copy',
      'insert',
      'cut',
      'swap',
      'lose',
      'twice',
    ),
    at: place,
    size: fc.nat(64),
    what: place,
  }),
  { minLength: 1, maxLength: 4 },
);

/** Bytes with an edit made that knows nothing of their meaning. */
export function editBytes(bytes: Buffer, { how, at, size, what }: Edit): Buffer {
  const from = bytes.length === 0 ? 0 : at % bytes.length;
  const [before, after] = [bytes.subarray(0, from), bytes.subarray(from)];
  const rest = after.subarray(size + 1);
  switch (how) {
    case 'drop':
    case 'lose':
      return Buffer.concat([before, rest]);
    case 'cut':
      return before;
    case 'copy':
    case 'twice':
      return Buffer.concat([before, after.subarray(0, size + 1), after]);
    case 'insert':
      return Buffer.concat([before, Buffer.from(textAt(what)), after]);
    case 'swap':
      return Buffer.concat([rest, after.subarray(0, size + 1), before]);
    default:
      return Buffer.concat([before, Buffer.from([what % 256]), after.subarray(1)]);
  }
}

/** CSV with an edit made to its cells, rows or columns; quotes are not looked at. */
export function editTable(bytes: Buffer, edit: Edit): Buffer {
  const rows = bytes
    .toString()
    .split('\n')
    .map((line) => line.split(','));
  const { how, at, size, what } = edit;
  const row = at % rows.length;
  const column = size % rows[row].length;
  const other = what % rows.length;
  switch (how) {
    case 'part':
      rows[row][column] = textAt(what);
      break;
    case 'lose':
      for (const cells of rows) cells.splice(column, 1);
      break;
    case 'twice':
      for (const cells of rows) cells.splice(column, 0, cells[column] ?? '');
      break;
    case 'swap':
      [rows[row], rows[other]] = [rows[other], rows[row]];
      break;
    default:
      return editBytes(bytes, edit);
  }
  return Buffer.from(rows.map((cells) => cells.join(',')).join('\n'));
}

/** JSON with an edit made to one of its values; what is no JSON any more is edited as bytes. */
export function editJson(bytes: Buffer, edit: Edit): Buffer {
  const { how, at, what } = edit;
  if (how !== 'part' && how !== 'lose' && how !== 'twice') return editBytes(bytes, edit);
  const root = parsed(bytes);
  const places = placesIn(root);
  if (places.length === 0) return editBytes(bytes, edit);
  const { holder, key } = places[at % places.length];
  if (how === 'lose') Reflect.deleteProperty(holder, key);
  else if (how === 'part') set(holder, key, hostileValues[what % hostileValues.length]);
  else set(holder, Array.isArray(holder) ? holder.length : textAt(what), Reflect.get(holder, key));
  return Buffer.from(JSON.stringify(root));
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    return undefined;
  }
}

/** A property of the object's own, even where it is called `__proto__`. */
function set(holder: object, key: PropertyKey, value: unknown): void {
  Object.defineProperty(holder, key, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

function placesIn(value: unknown): { readonly holder: object; readonly key: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, within]) => [
    { holder: value, key },
    ...placesIn(within),
  ]);
}

function textAt(index: number): string {
  return hostileTexts[index % hostileTexts.length];
}
