import type { CapacityMonth, HiresFrom } from '../../analytics/capacity.js';
import { monthText } from '../../analytics/fiscal-months.js';
import { drawing, html, type Markup, section } from '../document/html.js';
import { sectionHtml } from '../document/html-page.js';
import { compactNumber, numberWords } from '../document/numbers.js';
import { narrowWidth, wholeWidth } from '../page/charts/sizes.js';
import { framed } from '../page/frame.js';
import type { PageKit } from '../page/kit.js';
import type { CapacityParts } from './capacity-files.js';
import { capacityDocument } from './capacity-text.js';

/** capacity.html: one page that stands by itself, in the look of report.html. */
export function capacityPage(parts: CapacityParts, kit: PageKit): string {
  const { headline, sections } = capacityDocument(parts, { isDrawn: true });
  const { months, hires } = parts.capacity;
  const isShort = parts.capacity.shortfall > 0;
  const body = html`<main><header id="verdict"><p class="kind">Planning headcount</p>
<h1>${headline?.text ?? ''}</h1></header>
${section(
  'charts',
  'The year in two pictures',
  drawing(
    'Bookings to date by month, against the goal',
    bookingsChart(kit, months),
    html`<span class="legend"><span class="key bar ${isShort ? 'before' : 'after'}">booked by the end of each month, as modelled</span> <span class="key goal">what the goal asks for by then</span></span>`,
  ),
  isShort
    ? drawing(
        'Hires that would close it, by the month they all start in',
        hiresChart(kit, hires),
        html`The later they start, the more it takes; months without a bar are too late for anybody to add anything.`,
      )
    : undefined,
)}${sections.map(sectionHtml)}</main>
`;
  return framed('Planning headcount', body, kit);
}

const sizes = [
  { width: wholeWidth, height: 320, kind: 'wide', every: 1 },
  { width: narrowWidth, height: 260, kind: 'narrow', every: 3 },
] as const;

function bookingsChart(kit: PageKit, months: readonly CapacityMonth[]): Markup {
  const bars = months.map(({ month, cumulative, goal }) => ({
    month: monthText(month),
    cumulative,
    goal,
    fill: cumulative < goal ? 'var(--before)' : 'var(--after)',
    title: `${monthText(month)}: ${compactNumber(cumulative)} to date, goal ${compactNumber(goal)}`,
  }));
  const { plot } = kit;
  return monthChart(kit, bars, {
    ariaLabel: 'Bookings to date by month against the goal to date',
    y: { label: null, grid: true, ticks: 5, tickFormat: (value: number) => compactNumber(value) },
    marks: [
      plot.barY(bars, { x: 'month', y: 'cumulative', fill: 'fill', title: 'title' }),
      plot.lineY(bars, { x: 'month', y: 'goal', stroke: 'var(--bad)', strokeWidth: 2 }),
      plot.ruleY([0]),
    ],
  });
}

function hiresChart(kit: PageKit, hires: readonly HiresFrom[]): Markup {
  const bars = hires.map(({ month, needed }) => ({
    month: monthText(month),
    needed: needed ?? 0,
    text: needed === undefined ? '–' : numberWords(needed),
  }));
  const { plot } = kit;
  return monthChart(kit, bars, {
    ariaLabel: 'Hires needed by start month',
    y: { label: null, grid: true, ticks: 4, tickFormat: (value: number) => numberWords(value) },
    marks: [
      plot.barY(bars, { x: 'month', y: 'needed', fill: 'var(--after)' }),
      plot.text(bars, { x: 'month', y: 'needed', text: 'text', dy: -8, fill: 'var(--ink)' }),
      plot.ruleY([0]),
    ],
  });
}

/** A chart with a place for each month, as wide as a page and as narrow as a phone. */
function monthChart(
  kit: PageKit,
  bars: readonly { readonly month: string }[],
  chart: Pick<Parameters<PageKit['draw']>[0], 'ariaLabel' | 'y' | 'marks'>,
): Markup {
  const months = bars.map(({ month }) => month);
  const charts = sizes.map(({ kind, every, ...size }) =>
    kit.draw({ ...size, ...monthScale(months, every), ...chart }, kind),
  );
  return html`${charts}`;
}

function monthScale(months: readonly string[], every: number) {
  return {
    marginLeft: 56,
    marginTop: 24,
    marginBottom: 36,
    x: {
      domain: months,
      label: null,
      tickFormat: (month: string) => (months.indexOf(month) % every === 0 ? month : ''),
    },
  };
}
