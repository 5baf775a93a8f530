import fc from 'fast-check';
import type { Holdings } from '../../../src/evaluation/diff/types.js';
import { writeCsv } from '../../../src/inputs/csv/write.js';
import { type OperandReading, readOperand } from '../../../src/planning/diff/operand.js';

/** Ids that have led programs astray, and few enough of them that files overlap. */
const ids = ['__proto__', 'constructor', '=1+1', "'=x", '-5', '007', '7', 'ä,"b"', 'two\nlines'];

/** rep_id by account_id; '' for nobody. */
export type Owned = ReadonlyMap<string, string>;

export const randomOwned: fc.Arbitrary<Owned> = fc
  .uniqueArray(
    fc.tuple(
      fc.constantFrom(...ids, 'a', 'b', 'c', 'd', 'e', 'f'),
      fc.constantFrom('', 'R1', 'R2', '__proto__', '+R', "'-"),
    ),
    { selector: ([account]) => account },
  )
  .map((entries) => new Map(entries));

export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** An assignments file as carve writes it, read back as a side of a comparison. */
export function readOwned(owned: Owned, name = 'side.csv'): OperandReading {
  const text = writeCsv(['account_id', 'rep_id'], owned);
  return readOperand(
    { name, assignments: { name, bytes: bytesOf(text) } },
    { mappings: [], reps: undefined },
  );
}

export function ownedOf({ accounts }: Holdings): Owned {
  return new Map([...accounts].map(([account, { rep }]) => [account, rep]));
}
