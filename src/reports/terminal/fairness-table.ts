import { inOrder } from '../../evaluation/metric-order.js';
import type { Evenness } from '../../evaluation/types.js';
import { numberWords } from '../number-words.js';
import { indent, type Page } from './page.js';
import type { ToldPlan } from './parts.js';
import { percentCellShown } from './percents.js';
import { sparkBars } from './spark-bars.js';
import { type Align, arrows, columnWidth, gutter, table } from './table.js';
import { fitted } from './text-width.js';

/** How fair it was and is: a line for each balanced metric. */
export function fairnessTable(page: Page, parts: ToldPlan): string[] {
  const { plan } = parts;
  const { before, after } = plan.evaluation;
  const metrics = inOrder([...after.evenness.keys()]);
  if (metrics.length === 0) return [];
  const pairs = (say: (evenness: Evenness) => string): string[] =>
    arrows(
      metrics.map((metric) => {
        const [was, is] = [before.evenness.get(metric), after.evenness.get(metric)];
        return [was === undefined ? '–' : say(was), is === undefined ? '–' : say(is)];
      }),
    );
  const figures = [
    {
      title: 'Mean off target',
      cells: pairs((one) => percentCellShown(one.mean_abs_deviation_pct)),
    },
    {
      title: 'Most off target',
      cells: pairs((one) => percentCellShown(one.max_abs_deviation_pct)),
    },
    { title: 'Gini', cells: pairs((one) => fixed(one.gini)) },
  ];
  const taken = figures.map(({ title, cells }) => gutter + columnWidth([title, ...cells]));
  const room = taken.reduce((left, width) => left - width, page.columns - indent.length);
  const rows = metrics.map((metric, index) => [
    fitted(metric, Math.max(6, room)),
    ...figures.map(({ cells }) => cells[index]),
  ]);
  const aligns: Align[] = ['left', 'right', 'right', 'right'];
  const lines = table(page, ['', ...figures.map(({ title }) => title)], rows, aligns);
  return [
    page.ink.bold('How even it was and is'),
    ...lines,
    ...sparkBars(page, parts),
    ...distanceLine(page, before, after),
  ];
}

function distanceLine(
  page: Page,
  before: { readonly mean_distance_km: number | undefined },
  after: { readonly mean_distance_km: number | undefined },
): string[] {
  const [was, is] = [before.mean_distance_km, after.mean_distance_km];
  if (was === undefined || is === undefined) return [];
  const km = (value: number): string => numberWords(value, value < 9.95 ? 1 : 0);
  return [
    fitted(`${indent}mean distance from rep to account: ${km(was)} → ${km(is)} km`, page.columns),
  ];
}

/** Two decimals always, so that the figures of a column line up. */
export function fixed(value: number): string {
  return value.toFixed(2);
}
