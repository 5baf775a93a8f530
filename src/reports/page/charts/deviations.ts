import type { Tolerance } from '../../../evaluation/story/winners.js';
import { signedPercentCellShown } from '../../document/figures.js';
import { html, type Markup } from '../../document/html.js';
import { fitted } from '../../document/text-width.js';
import { visibleText } from '../../document/visible-text.js';
import type { PageKit } from '../kit.js';
import { chartHeight, marginBottom, marginTop, narrowWidth, wholeWidth } from './sizes.js';

/** A rep's deviation in one metric, in percent, today and in the plan. */
export interface DeviationRow {
  readonly name: string;
  readonly before: number;
  readonly after: number;
}

/** Whatever is further off, in percent, is drawn at the edge, its figures beside it. */
export const furthest = 150;

/** Whether the chart draws a figure of the row at its edge. */
export function isBeyond({ before, after }: Pick<DeviationRow, 'before' | 'after'>): boolean {
  return Math.max(Math.abs(before), Math.abs(after)) > furthest;
}

/**
 * Today and plan by rep against the target, as two drawings: one for a wide
 * page, one for a phone; the style shows one of them.
 *
 * @param wide pixels of the first
 */
export function deviationChart(
  kit: PageKit,
  rows: readonly DeviationRow[],
  tolerance: Tolerance,
  wide = wholeWidth,
): Markup {
  const title = `Percent above or below fair share in ${tolerance.metric} by rep, today and in the plan`;
  return html`${chart(kit, rows, tolerance, { title, width: wide, room: 26, kind: 'wide' })}${chart(kit, rows, tolerance, { title, width: narrowWidth, room: 14, kind: 'narrow' })}`;
}

interface Layout {
  readonly title: string;
  readonly width: number;
  /** Letters of a name. */
  readonly room: number;
  readonly kind: 'wide' | 'narrow';
}

function chart(
  kit: PageKit,
  rows: readonly DeviationRow[],
  { bandPct, maxPct }: Tolerance,
  { title, width, room, kind }: Layout,
): Markup {
  const { plot } = kit;
  const points = rows.map((row, index) => ({
    ...row,
    index,
    title: `${visibleText(row.name)}: ${signedPercentCellShown(row.before)} today, ${signedPercentCellShown(row.after)} in the plan`,
    before: edge(row.before),
    after: edge(row.after),
    beyond: isBeyond(row) ? figuresBeyond(row) : '',
  }));
  const lettersBeyond = Math.max(...points.map(({ beyond }) => beyond.length));
  const domain = domainOf(rows, bandPct);
  return kit.draw(
    {
      width,
      height: chartHeight(rows.length),
      marginTop,
      marginLeft: kind === 'wide' ? 190 : 128,
      marginRight: 28 + 7 * lettersBeyond,
      marginBottom,
      ariaLabel: title,
      x: {
        domain,
        grid: true,
        nice: true,
        // So few that their words do not meet.
        ticks: kind === 'wide' ? 5 : 3,
        tickFormat: (value: number) => `${value > 0 ? '+' : ''}${value} %`,
        label: null,
      },
      y: {
        domain: points.map(({ index }) => index),
        type: 'point',
        padding: 0.5,
        tickFormat: (index: number) => fitted(rows[index].name, room),
        tickSize: 0,
        label: null,
      },
      marks: [
        plot.rect([0], {
          x1: -bandPct,
          x2: bandPct,
          fill: 'var(--band)',
          ariaLabel: 'tolerance band',
        }),
        plot.ruleX([0], { stroke: 'var(--ink-2)' }),
        plot.ruleX(limitLines(domain, maxPct), { stroke: 'var(--bad)', strokeDasharray: '4 3' }),
        plot.link(points, {
          x1: 'before',
          x2: 'after',
          y1: 'index',
          y2: 'index',
          stroke: 'var(--line-2)',
          strokeWidth: 2,
        }),
        plot.dot(points, {
          x: 'before',
          y: 'index',
          r: 5,
          fill: 'var(--paper)',
          stroke: 'var(--before)',
          strokeWidth: 2,
          title: 'title',
        }),
        plot.dot(points, { x: 'after', y: 'index', r: 5.5, fill: 'var(--after)', title: 'title' }),
        plot.text(
          points.filter(({ beyond }) => beyond !== ''),
          {
            x: ({ before, after }) => Math.max(before, after),
            y: 'index',
            text: 'beyond',
            textAnchor: 'start',
            dx: 10,
            fill: 'var(--ink-2)',
          },
        ),
      ],
    },
    kind,
  );
}

function edge(value: number): number {
  return Math.max(-furthest, Math.min(furthest, value));
}

/** From where to where is drawn. */
function domainOf(rows: readonly DeviationRow[], bandPct: number): readonly [number, number] {
  const drawnAt = [
    -1.25 * bandPct,
    1.25 * bandPct,
    ...rows.flatMap(({ before, after }) => [edge(before), edge(after)]),
  ];
  return [Math.min(...drawnAt), Math.max(...drawnAt)];
}

/** The lines that no rep may pass, as far as they lie within what is drawn. */
function limitLines(
  [least, most]: readonly [number, number],
  maxPct: number | undefined,
): readonly number[] {
  if (maxPct === undefined) return [];
  return [-maxPct, maxPct].filter((line) => line > least && line < most);
}

/** Whether the drawing has a line that no rep may pass. */
export function hasLimit(
  rows: readonly DeviationRow[],
  { bandPct, maxPct }: Pick<Tolerance, 'bandPct' | 'maxPct'>,
): boolean {
  return limitLines(domainOf(rows, bandPct), maxPct).length > 0;
}

/** What stands beside a row drawn at the edge: "+819 %", or "+819 % → +160 %" where both are there. */
function figuresBeyond({ before, after }: DeviationRow): string {
  return [before, after]
    .filter((value) => Math.abs(value) > furthest)
    .map(signedPercentCellShown)
    .join(' → ');
}
