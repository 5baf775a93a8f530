import type { CostliestRows } from '../evaluation/story/rules.js';
import type { Evaluation } from '../evaluation/types.js';
import type { Problem, RowName } from '../model/problem.js';
import { atMostWords } from './closeness-words.js';
import { numberWords } from './number-words.js';
import { rowLabel, rowNames, rowSaid } from './row-words.js';

/** So many rows that were not worked out are named. */
const namedAtMost = 3;

/** Which must row can cost most, in sentences; undefined where it was worked out of none. */
export function costliestWords(
  costliest: CostliestRows | undefined,
  problem: Pick<Problem, 'rules'>,
  evaluation: Pick<Evaluation, 'objective' | 'terms'>,
): string | undefined {
  if (costliest === undefined) return undefined;
  const { most, notWorkedOut } = costliest;
  return [mostWords(most, problem, evaluation), leftOutWords(notWorkedOut)]
    .filter((said) => said !== '')
    .join(' ');
}

function mostWords(
  [first, second]: CostliestRows['most'],
  problem: Pick<Problem, 'rules'>,
  evaluation: Pick<Evaluation, 'objective' | 'terms'>,
): string {
  if (first === undefined) return '';
  if (first.atMost === 0) return 'No must rule that was worked out costs anything.';
  const others =
    second === undefined ? '' : `; no other more than ${sizeOf(second.atMost, evaluation)}`;
  return `Of the must rules, ${rowLabel(first.name)} (${rowSaid(problem, first.name)}) can cost most: ${atMostWords(first.atMost, evaluation)}${others}.`;
}

/** "2.3 % of the score": without the "at most" that the sentence has already. */
function sizeOf(atMost: number, evaluation: Pick<Evaluation, 'objective' | 'terms'>): string {
  return atMostWords(atMost, evaluation).replace(/^at most /, '');
}

function leftOutWords(rows: readonly RowName[]): string {
  if (rows.length === 0) return '';
  const more = rows.length - namedAtMost;
  const named = more > 1 ? rows.slice(0, namedAtMost) : rows;
  const rest = named.length < rows.length ? ` and ${numberWords(more)} more` : '';
  return `What ${rowNames(named)}${rest} can cost was not worked out: it would take more than a tenth of the planning.`;
}
