import type { InputProblem } from '../model/input-problem.js';
import { cellText, filledNumbers, fold, numbersOf, type Table } from '../model/table.js';
import { TableColumns } from '../rules/column-source.js';

/** Who can hold accounts, and how much. */
export interface Team {
  readonly live: Uint8Array;
  /** 1 for live reps who may be given accounts: all but those on leave, who keep what they own. */
  readonly takes: Uint8Array;
  /** cap_j, 0 for those who are not live. */
  readonly cap: Float64Array;
  /** capacity as given, default 1. */
  readonly capacity: Float64Array;
}

/**
 * cap_j = capacity × ramp, with `shareBy` that column in place of capacity; 0
 * for reps who are leaving, left or excluded (contract 3).
 */
export function teamOf(
  reps: Table,
  excluded: Uint8Array,
  shareBy: string | undefined,
  problems: InputProblem[],
): Team {
  const capacity = filled(filledNumbers(reps, 'capacity'), reps.size, 1);
  const ramp = filled(filledNumbers(reps, 'ramp'), reps.size, 1);
  const status = reps.columns.get('status');
  const works = (rep: number): boolean => {
    const word = fold(cellText(status, rep));
    return excluded[rep] === 0 && word !== 'leaving' && word !== 'left';
  };
  const share = shareBy === undefined ? capacity : shares(reps, shareBy, works, problems);
  const cap = share.map((size, rep) => (works(rep) ? size * ramp[rep] : 0));
  const live = Uint8Array.from(cap, (size) => (size > 0 ? 1 : 0));
  const takes = live.map((one, rep) => (fold(cellText(status, rep)) === 'on_leave' ? 0 : one));
  if (!takes.includes(1)) {
    problems.push({
      file: reps.file,
      what: live.includes(1)
        ? 'no rep can be given accounts: all who could are on leave'
        : 'no rep can hold accounts',
      remedy: 'at least one rep must be active, not excluded, with capacity and ramp above 0',
    });
  }
  return { live, takes, cap, capacity };
}

function filled(values: Float64Array | undefined, size: number, standard: number): Float64Array {
  return values === undefined
    ? new Float64Array(size).fill(standard)
    : values.map((value) => (Number.isNaN(value) ? standard : value));
}

function shares(
  reps: Table,
  shareBy: string,
  works: (rep: number) => boolean,
  problems: InputProblem[],
): Float64Array {
  const column = new TableColumns(reps).column(shareBy);
  const values = column === undefined ? undefined : numbersOf(column, reps.size);
  if (column === undefined || values === undefined) {
    problems.push({
      file: '--share-by',
      what: column === undefined ? `names no column of ${reps.file}` : 'is no number column',
      value: shareBy,
      remedy: `name a number column of ${reps.file}, such as quota`,
    });
    return new Float64Array(reps.size).fill(1);
  }
  values.forEach((value, rep) => {
    if (works(rep) && !(value >= 0)) {
      problems.push({
        file: reps.file,
        row: reps.rowNumbers[rep],
        column: column.header,
        what: Number.isNaN(value) ? 'is empty, but territories are shared by it' : 'is negative',
        value: cellText(column, rep),
        remedy: 'fill it, or leave --share-by out',
      });
    }
  });
  return values.map((value) => (Number.isNaN(value) ? 0 : Math.max(0, value)));
}
