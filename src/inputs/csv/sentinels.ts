/**
 * Numbers that exports write where there is nothing: `-1`, `-999`, `9999`. One
 * cell may be a mistake or a true value; many that share it are an export's way
 * of leaving a cell empty.
 */
const sentinelShape = /^(?:-1|-9{2,}|9{4,})$/;

/** Cells that share a number that no cell of the column may hold. */
const enoughWhereImpossible = 2;
/** The same of numbers that could be meant. */
const enough = 3;
const enoughOfFilled = 0.02;

/** What the cells of a column may hold. */
interface Range {
  readonly least: number;
  readonly most: number;
  /** Degrees of latitude and longitude, where -1 is a place. */
  readonly isPlace?: boolean;
}

/**
 * The numbers in a column that stand for nothing, with how many cells hold each.
 * -1 and nines below 0 are ones where no other number below 0 is there.
 */
export function sentinelsIn(values: Float64Array, range: Range): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  let filled = 0;
  let hasOtherNegative = false;
  let hasOther = false;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    filled++;
    if (mayBeSentinel(value)) counts.set(value, (counts.get(value) ?? 0) + 1);
    else {
      hasOther = true;
      if (value < 0) hasOtherNegative = true;
    }
  }
  const found = new Map<number, number>();
  if (!hasOther) return found;
  for (const [value, count] of counts) {
    const isPossible = value >= range.least && value <= range.most;
    if (range.isPlace === true && isPossible) continue;
    if (value < 0 && hasOtherNegative) continue;
    const needed =
      isPossible || value === -1
        ? Math.max(enough, filled * enoughOfFilled)
        : enoughWhereImpossible;
    if (count >= needed) found.set(value, count);
  }
  return found;
}

function mayBeSentinel(value: number): boolean {
  if (value === -1) return true;
  if (!(value <= -99 || value >= 9999)) return false;
  return Number.isInteger(value) && sentinelShape.test(String(value));
}

/** What is said of them. */
export function sentinelNote(found: ReadonlyMap<number, number>): string {
  const told = [...found].sort(([a], [b]) => a - b).map(([value, count]) => `${value} (${count})`);
  return `cells that hold ${told.join(', ')} are read as empty: many share ${found.size === 1 ? 'it' : 'each'}, as exports write it where there is nothing`;
}
