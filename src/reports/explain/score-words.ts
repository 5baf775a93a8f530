import { nearScores } from '../../evaluation/closeness.js';
import { numberWords } from '../number-words.js';

/** Changes below this are rounding. */
const noChange = 5e-10;

/** A score, or a term: four digits that count, also where they are 0. */
export function scoreWords(value: number): string {
  return decimal(value, 4);
}

/** A change of a score with its sign, three digits that count: `+0.000712`; "0" for rounding, "?" where not known. */
export function changeWords(change: number): string {
  if (Number.isNaN(change)) return '?';
  if (Math.abs(change) < noChange) return '0';
  const text = decimal(change, 3);
  return change > 0 ? `+${text}` : text;
}

/** A change as a percentage of what it changes: `+1.2 %`; nothing where that is near 0, and a ratio would say little. */
export function shareWords(change: number, of: number): string {
  if (Number.isNaN(change) || !(of >= nearScores)) return '';
  if (Math.abs(change) < noChange) return '0 %';
  const percent = (100 * change) / of;
  const size = Math.abs(percent);
  const text = size < 0.005 ? '<0.01' : numberWords(size, size < 9.95 ? (size < 0.995 ? 2 : 1) : 0);
  return `${percent > 0 ? '+' : '-'}${text} %`;
}

/** "worse" and "better" of a score, of which less is better. */
export function betterOrWorse(change: number): string {
  if (Math.abs(change) < noChange) return 'as good';
  return change > 0 ? 'worse' : 'better';
}

function decimal(value: number, digits: number): string {
  if (!Number.isFinite(value)) return '–';
  if (value === 0) return '0';
  // At most ten: what is smaller is rounding.
  const places = Math.min(10, Math.max(0, digits - 1 - Math.floor(Math.log10(Math.abs(value)))));
  return value.toFixed(places);
}
