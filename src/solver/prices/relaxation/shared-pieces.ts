import type { LoadCuts } from '../../model/load-cuts.js';

/** Entry i: so much of piece `piece[i]` counts in row `row[i]` too, with the sign of what rows take up. */
export interface SharedPieces {
  readonly piece: number[];
  readonly row: number[];
  readonly amount: number[];
}

/** The pieces of one load, all in units of the sizes of rows. */
interface OwnPieces {
  readonly slot: number;
  /** Where the first piece begins, in the load's own unit. */
  readonly low: number;
  readonly first: number;
  readonly last: number;
  readonly width: readonly number[];
  /** What each row usually comes to. */
  readonly size: Float64Array;
}

/**
 * What cuts charge for a load, by its pieces: those below the bend make up for
 * what is under it as they fill, those above it are what is over it. `target`
 * takes what the cut has to make do with before any piece fills.
 */
export function sharePieces(
  cuts: LoadCuts,
  { slot, low, first, last, width, size }: OwnPieces,
  shared: SharedPieces,
  target: Float64Array,
): void {
  for (const { bend, under, over, price: row } of cuts.of(slot)) {
    const scale = size[slot] / size[row];
    let from = low;
    target[row] += (low < bend ? under * (bend - low) : over * (low - bend)) / size[row];
    for (let p = first; p < last; p++) {
      const to = from + width[p] * size[slot];
      shared.piece.push(p);
      shared.row.push(row);
      // The bend is where a piece begins, but for rounding.
      shared.amount.push((from + to) / 2 < bend ? -under * scale : over * scale);
      from = to;
    }
  }
}
