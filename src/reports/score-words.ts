import { closerPct, nearScores, nearSlack } from '../evaluation/proven.js';
import type { Evaluation, Proven, Term } from '../evaluation/types.js';
import { numberWords } from './document/numbers.js';
import { sentence } from './document/words.js';

/** A judged plan, and what is proven of it. */
interface Judged {
  readonly evaluation: Pick<Evaluation, 'objective' | 'terms'>;
  readonly proven: Proven | undefined;
}

/** How much better another plan could be: a sentence, without the plan being optimal. */
export function couldBeBetter({ evaluation, proven }: Judged): string {
  const near = nearSlack(evaluation, proven);
  if (near !== undefined) return `${sentence(noCloser(near, evaluation.terms))}.`;
  if (proven === undefined || provesNothing({ evaluation, proven })) {
    return 'How much better another plan could be is not proven.';
  }
  const score = scoreShown(evaluation.objective);
  const floor = floorShown(proven.bound);
  return `Nothing better exists under these rules by more than ${roundedUp(100 * proven.gap)} %: the score is ${score} (lower is better), and no plan's can be below ${floor}.`;
}

/** Whether all that is proven of a plan is true of every plan: that no score is below 0. */
export function provesNothing({
  evaluation,
  proven,
}: {
  readonly evaluation: Pick<Evaluation, 'objective'>;
  readonly proven: Proven | undefined;
}): boolean {
  if (proven === undefined) return true;
  return nearSlack(evaluation, proven) === undefined && !(proven.gap < 1);
}

/** How much better another plan could be, in a cell: a percentage of the score, or by how much reps could be closer to a fair share on average. */
export function provenWithin({ evaluation, proven }: Judged): string {
  if (proven === undefined) return '–';
  if (proven.gap <= 1e-6) return 'optimal';
  const near = nearSlack(evaluation, proven);
  if (near === undefined) return `${roundedUp(100 * proven.gap)} %`;
  const closer = closerPct(near, evaluation.terms);
  return closer === undefined ? scoreUp(near) : `${roundedUp(closer)} %*`;
}

/** What the star in `provenWithin` means; nothing where no cell has one. */
export function starWords(cells: readonly string[]): string | undefined {
  return cells.some((cell) => cell.endsWith('*'))
    ? '* the reps could be no more than this closer to a fair share on average, all else as good'
    : undefined;
}

/** What is left open by a proof, in a few words: "a gap of 0.4 %", "0.0002 of the score". */
export function leftOpen({ evaluation, proven }: Judged): string {
  if (proven === undefined) return 'nothing proven';
  const near = nearSlack(evaluation, proven);
  return near === undefined
    ? `a gap of ${roundedUp(100 * proven.gap)} %`
    : `a score of ${scoreUp(near)}`;
}

/**
 * What rows can cost at most, a share of the plan's score: "at most 2.3 % of the score". Where
 * the plan is all but perfect, in what people can see.
 */
export function atMostWords(
  share: number,
  { objective, terms }: Pick<Evaluation, 'objective' | 'terms'>,
): string {
  if (share === 0) return 'nothing';
  if (objective >= nearScores) return `at most ${roundedUp(100 * share)} % of the score`;
  const lower = share * Math.max(objective, 1e-9);
  const closer = lower < nearScores ? closerPct(lower, terms) : undefined;
  return closer === undefined
    ? `at most a score of ${scoreUp(lower)}`
    : `at most ${roundedUp(closer)} % in how near a fair share the reps are on average`;
}

/** "no plan that is no worse in anything else brings the reps more than 0.4 % closer to a fair share on average". */
function noCloser(lower: number, terms: readonly Term[]): string {
  const closer = closerPct(lower, terms);
  return closer === undefined
    ? `no plan under these rules scores lower by more than ${scoreUp(lower)} (the score is a weighted mean, 0 at best)`
    : `no plan that is no worse in anything else brings the reps more than ${roundedUp(closer)} % closer to a fair share on average`;
}

/** A score as it is told beside its bound. */
export function scoreShown(objective: number): string {
  return significant(objective, Math.round, 4);
}

/** A proven bound, never above itself: what is said of it must stay true. */
export function floorShown(bound: number): string {
  return significant(bound, Math.floor, 4);
}

/** A difference of scores, two digits, never below itself. */
function scoreUp(lower: number): string {
  return significant(lower, (value) => Math.ceil(value - 1e-9), 2);
}

/** So many digits; four tell a score from its bound. */
function significant(value: number, round: (value: number) => number, digits: number): string {
  // What is smaller is rounding.
  if (value < 1e-10) return '0';
  const places = digits - 1 - Math.floor(Math.log10(value));
  const scale = 10 ** places;
  const text = (round(value * scale) / scale).toFixed(Math.max(0, places));
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/** Two digits, never below the value: the sentence must stay true. */
function roundedUp(percent: number): string {
  const places = percent >= 10 ? 0 : percent >= 1 ? 1 : 2;
  const scale = 10 ** places;
  // A hair of slack, so that 0.4 is not made 0.41 by the last bit.
  return numberWords(Math.max(1, Math.ceil(percent * scale - 1e-9)) / scale);
}

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
