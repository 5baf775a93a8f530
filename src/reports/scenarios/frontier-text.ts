import { inOrder } from '../../evaluation/metric-order.js';
import { provenWithin, starWords } from '../closeness-words.js';
import { compactNumber } from '../compact-number.js';
import { numberWords } from '../number-words.js';
import type { Page } from '../terminal/page.js';
import { paragraph } from '../terminal/page.js';
import { percentCellShown } from '../terminal/percents.js';
import { type Align, table } from '../terminal/table.js';
import { evennessBought, type FrontierFigures } from './parts.js';

/** A point that buys this share of the evenness is worth a sentence. */
const most = 0.8;

/** The frontier as a table: what so many moves buy. */
export function frontierText(page: Page, frontier: readonly FrontierFigures[]): string[] {
  if (frontier.length === 0) return [];
  const metrics = inOrder([...frontier[0].evaluation.after.evenness.keys()]).slice(0, 3);
  const hasArr = frontier.some(({ evaluation }) => evaluation.after.arr_moved > 0);
  const header = [
    'At most',
    'moves',
    ...(hasArr ? ['ARR moved'] : []),
    ...metrics.map((metric) => `${metric} off`),
    'evenness',
    'proven',
  ];
  const rows = frontier.map((point) => {
    const { after } = point.evaluation;
    return [
      numberWords(point.moves),
      numberWords(after.accounts_moved),
      ...(hasArr ? [compactNumber(after.arr_moved)] : []),
      ...metrics.map((metric) =>
        percentCellShown(after.evenness.get(metric)?.mean_abs_deviation_pct ?? 0),
      ),
      `${numberWords(100 * evennessBought(frontier, point), 0)} %`,
      provenWithin(point),
    ];
  });
  const star = starWords(rows.map((row) => row[row.length - 1]));
  const aligns = header.map((): Align => 'right');
  return [
    page.ink.bold('What moves buy: the most even plans with at most so many of them'),
    ...table(page, header, rows, aligns),
    // The columns' heads are short: this says what they hold.
    ...(star === undefined ? [] : paragraph(page, star)),
    ...paragraph(
      page,
      `Evenness is the share bought of what all moves buy; proven, how far from the best possible. ${bargain(frontier)}`,
    ),
  ];
}

/** What the first moves buy, in words. */
export function bargain(frontier: readonly FrontierFigures[]): string {
  const first = frontier[0];
  const last = frontier[frontier.length - 1];
  if (!(first.unevenness > last.unevenness)) {
    return 'More moves than the rules ask for buy no more evenness.';
  }
  const enough = frontier.find((point) => evennessBought(frontier, point) >= most) ?? last;
  const share = numberWords(Math.floor(100 * evennessBought(frontier, enough)), 0);
  const extra = enough.moves - first.moves;
  const all = last.moves - first.moves;
  return `The first ${numberWords(extra)} moves beyond the ${numberWords(first.moves)} that the rules ask for buy ${share} % of the evenness that all ${numberWords(all)} buy.`;
}
