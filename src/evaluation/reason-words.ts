/** Whether a deviation reads as less than ten percent. */
export function isNear(pct: number): boolean {
  return Math.abs(pct) < 9.95;
}

/** A difference that shows in the figures as they are told. */
export function clearlyMore([from, to]: readonly [number, number]): boolean {
  return from - to >= 1;
}

/** "41 % above target", "on target". */
export function offTarget(pct: number): string {
  const size = rounded(Math.abs(pct));
  return size === '0' ? 'on target' : `${size} % ${pct > 0 ? 'above' : 'below'} target`;
}

/** The same behind another, where "target" is understood: "22 % below". */
export function shortOff(pct: number): string {
  const described = offTarget(pct);
  return described === 'on target' ? described : described.replace(/ target$/, '');
}

function rounded(size: number): string {
  return size >= 9.95 || size < 0.05 ? size.toFixed(0) : size.toFixed(1).replace(/\.0$/, '');
}

export function rows(numbers: readonly number[]): string {
  if (numbers.length === 0) return '';
  return ` (row${numbers.length === 1 ? '' : 's'} ${numbers.join(', ')})`;
}

export function kmWords(distance: number): string {
  return distance < 10 ? `${rounded(distance)} km` : `${Math.round(distance)} km`;
}
