/** Numbers that mean different things, so that the compiler tells them apart. */

declare const unit: unique symbol;

/** Whole days since 1970-01-01. Columns of dates hold them in typed arrays, as plain numbers. */
export type DayNumber = number & { readonly [unit]: 'day' };

/** Takes a number for a day number: of a date column, or worked out from others. */
export function dayNumber(days: number): DayNumber {
  return days as DayNumber;
}

declare const place: unique symbol;

/**
 * An account or a rep, by its position in its table. Loops and typed arrays give plain
 * numbers, which may stand for either; what has been said to be one of the two is not taken for the other.
 */
export type AccountIndex = number & { readonly [place]?: 'account' };
export type RepIndex = number & { readonly [place]?: 'rep' };
