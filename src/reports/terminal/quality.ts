import { numberWords } from '../number-words.js';
import type { SummaryParts } from './parts.js';

/** How good the plan is, in words. */
export function quality({ plan }: SummaryParts): string {
  const said = provenWords(plan);
  return plan.solution?.interrupted === true
    ? `The search was interrupted; this is the best plan found until then. ${said}`
    : said;
}

function provenWords({ status, proven, evaluation }: SummaryParts['plan']): string {
  if (status === 'infeasible') {
    const rows = evaluation.outcomes
      .filter((outcome) => outcome.level === 'must' && outcome.status === 'broken')
      .map(({ row }) => String(row));
    return `Some must rules could not all be kept. Broken: ${rowList(rows)}.`;
  }
  if (status === 'optimal') return 'Proven optimal: no plan under these rules scores better.';
  if (proven === undefined || !(proven.gap < 1)) {
    return 'How much better another plan could be is not proven.';
  }
  return `No plan under these rules can be more than ${roundedUp(100 * proven.gap)} % better.`;
}

function rowList(rows: readonly string[]): string {
  const shown = rows.slice(0, 10).map((row) => (/^\d/.test(row) ? `row ${row}` : row));
  const rest = rows.length - shown.length;
  return `${shown.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

/** Two digits, never below the value: the sentence must stay true. */
function roundedUp(percent: number): string {
  const places = percent >= 10 ? 0 : percent >= 1 ? 1 : 2;
  const scale = 10 ** places;
  // A hair of slack, so that 0.4 is not made 0.41 by the last bit.
  return numberWords(Math.max(1, Math.ceil(percent * scale - 1e-9)) / scale);
}
