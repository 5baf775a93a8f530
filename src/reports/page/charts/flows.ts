import { countUp } from '../../../model/grouping.js';
import { html, type Markup } from '../../document/html.js';
import { compactNumber, numberWords } from '../../document/numbers.js';
import { fitted } from '../../document/text-width.js';
import { visibleText } from '../../document/visible-text.js';
import type { PageContext } from '../telling.js';
import { wholeWidth } from './sizes.js';

/** Givers and takers by name; the rest share a row and a column. */
const namedAtMost = 14;
/** Pixels of a cell at least and at most. */
const cellWidth = { least: 52, most: 84 };
const margin = { left: 180, right: 70 };

/** Who hands how much potential to whom, as a grid of the greatest and of all the rest; undefined where it would be too small to help. */
export function flowChart({ planSummary, kit, holders }: PageContext): Markup | undefined {
  const flows = planSummary.flows
    .filter(({ potential }) => potential > 0)
    .map(({ from, to, potential, accounts }) => ({
      from: holders.ofSource(from),
      to: holders.ofRep(to),
      potential,
      accounts,
    }));
  if (flows.length < 3) return undefined;
  const nobody = holders.names.length - 1;
  const sides = { from: sideOf(flows, 'from'), to: sideOf(flows, 'to') };
  const name = (side: 'from' | 'to', holder: number): string =>
    holder === others
      ? `${numberWords(sides[side].left)} others`
      : holder === nobody
        ? 'no owner'
        : holders.names[holder];
  const cells = merged(flows, sides.from.named, sides.to.named).map((one) => ({
    ...one,
    described: compactNumber(one.potential),
    title: visibleText(
      `${name('from', one.from)} → ${name('to', one.to)}: ${compactNumber(one.potential)} potential in ${numberWords(one.accounts)} accounts`,
    ),
  }));
  const givers = [...sides.from.named, ...(sides.from.left > 0 ? [others] : [])];
  const takers = [...sides.to.named, ...(sides.to.left > 0 ? [others] : [])];
  const { plot } = kit;
  const most = Math.max(...cells.map(({ potential }) => potential));
  const room = (wholeWidth - margin.left - margin.right) / takers.length;
  const width =
    margin.left +
    margin.right +
    takers.length * Math.max(cellWidth.least, Math.min(cellWidth.most, Math.floor(room)));
  const svg = kit.draw(
    {
      width,
      height: 120 + 30 * givers.length,
      marginLeft: margin.left,
      marginTop: 110,
      marginRight: margin.right,
      marginBottom: 4,
      ariaLabel: 'Potential that flows from each rep, in rows, to each rep, in columns',
      padding: 0.06,
      x: {
        domain: takers,
        axis: 'top',
        tickFormat: (holder: number) => fitted(name('to', holder), 16),
        tickRotate: -40,
        tickSize: 0,
        label: null,
      },
      y: {
        domain: givers,
        tickFormat: (holder: number) => fitted(name('from', holder), 22),
        tickSize: 0,
        label: null,
      },
      marks: [
        plot.cell(cells, {
          x: 'to',
          y: 'from',
          fill: 'var(--after)',
          // Area is read by the square root.
          fillOpacity: ({ potential }: { potential: number }) =>
            0.12 + 0.88 * Math.sqrt(potential / most),
          rx: 3,
          title: 'title',
        }),
        plot.text(cells, {
          x: 'to',
          y: 'from',
          text: 'described',
          fill: ({ potential }: { potential: number }) =>
            potential / most > 0.4 ? 'var(--on-after)' : 'var(--ink)',
          fontSize: 11,
          pointerEvents: 'none',
        }),
      ],
      opacity: { type: 'identity' },
      color: { type: 'identity' },
    },
    'grid',
  );
  return html`<div class="scroll" role="region" aria-label="Potential by giver and taker" tabindex="0">${svg}</div>`;
}

interface Cell {
  readonly from: number;
  readonly to: number;
  readonly potential: number;
  readonly accounts: number;
}

/** Stands for all holders without a line of their own. */
const others = -1;

/** One side's holders with a line of their own, from the one with most potential, and how many have none. */
function sideOf(
  cells: readonly Cell[],
  side: 'from' | 'to',
): { readonly named: readonly number[]; readonly left: number } {
  const totals = new Map<number, number>();
  for (const cell of cells) countUp(totals, cell[side], cell.potential);
  const all = [...totals.keys()].sort(
    (a, b) => (totals.get(b) ?? 0) - (totals.get(a) ?? 0) || a - b,
  );
  // A line for one other is no shorter than that one's own.
  const named = all.length <= namedAtMost + 1 ? all : all.slice(0, namedAtMost);
  return { named, left: all.length - named.length };
}

/** The cells between those with a line, and what is left added up. */
function merged(
  cells: readonly Cell[],
  givers: readonly number[],
  takers: readonly number[],
): readonly Cell[] {
  const sums = new Map<string, { from: number; to: number; potential: number; accounts: number }>();
  for (const cell of cells) {
    const from = givers.includes(cell.from) ? cell.from : others;
    const to = takers.includes(cell.to) ? cell.to : others;
    const sum = sums.get(`${from} ${to}`) ?? { from, to, potential: 0, accounts: 0 };
    sum.potential += cell.potential;
    sum.accounts += cell.accounts;
    sums.set(`${from} ${to}`, sum);
  }
  return [...sums.values()];
}
