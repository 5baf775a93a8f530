import type { InputProblem } from '../../model/input-problem.js';
import { standsForNothing } from '../cells/emptiness.js';
import { Findings, type ReadingNote } from './findings.js';
import { headerKey } from './header-key.js';
import { inRowOrder, type RecordSink, readRecords } from './records.js';

export interface NeighboursReading {
  /** Pairs of areas that lie side by side, as the file spells them. */
  readonly pairs: readonly (readonly [string, string])[];
  readonly problems: readonly InputProblem[];
  readonly notes: readonly ReadingNote[];
}

/** Reads a file of `a, b`; other columns are passed over. */
export function readNeighbours(file: string, bytes: Uint8Array): NeighboursReading {
  const findings = new Findings(file);
  const missing: InputProblem[] = [];
  const pairs: [string, string][] = [];
  const open = (names: readonly string[], headerRow: number): RecordSink => {
    const places = ['a', 'b'].map((name) => {
      const place = names.findIndex((header) => headerKey(header) === name);
      if (place < 0) {
        const remedy = 'the file needs the columns a and b: two areas side by side a row';
        missing.push({ file, row: headerRow, what: `has no column "${name}"`, remedy });
      }
      return place;
    });
    if (missing.length > 0) return () => {};
    return (cells, row) => {
      const [a, b] = places.map((place) => {
        const cell = (cells[place] ?? '').trim();
        if (cell === '' || standsForNothing(cell)) {
          findings.cell(row, names[place], cell, 'is empty', 'name an area, or delete the row');
        }
        return cell;
      });
      pairs.push([a, b]);
    };
  };
  const { problems, notes } = readRecords(file, bytes, open, {});
  return {
    pairs,
    problems: inRowOrder([...problems, ...missing, ...findings.problems]),
    notes: notes.map((text) => ({ file, text })),
  };
}
