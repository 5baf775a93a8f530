import { countUp } from '../../../model/grouping.js';
import { html, type Markup } from '../../document/html.js';
import { compactNumber } from '../../document/numbers.js';
import { fitted } from '../../document/text-width.js';
import { visibleText } from '../../document/visible-text.js';
import { repName } from '../../explain/names.js';
import type { PageContext } from '../telling.js';
import { sourceName } from '../telling.js';

/** A larger grid is read by nobody. */
const mostSides = 26;

/** Who hands how much potential to whom, as a grid; undefined where it would be too large or too small to help. */
export function flowChart({ planSummary, problem, kit, holders }: PageContext): Markup | undefined {
  const cells = planSummary.flows
    .filter(({ potential }) => potential > 0)
    .map((flow) => {
      const from = sourceName(problem, flow.from);
      const to = repName(problem, flow.to);
      const described = compactNumber(flow.potential);
      return {
        from: holders.ofSource(flow.from),
        to: holders.ofRep(flow.to),
        potential: flow.potential,
        described,
        title: visibleText(`${from} → ${to}: ${described} potential in ${flow.accounts} accounts`),
      };
    });
  const givers = byTotal(cells, 'from');
  const takers = byTotal(cells, 'to');
  if (cells.length < 3 || givers.length > mostSides || takers.length > mostSides) return undefined;
  const { plot } = kit;
  const most = Math.max(...cells.map(({ potential }) => potential));
  const nobody = holders.names.length - 1;
  const name = (holder: number): string =>
    fitted(holder === nobody ? 'no owner' : holders.names[holder], 20);
  const width = 170 + 52 * takers.length;
  const svg = kit.draw(
    {
      width,
      height: 120 + 30 * givers.length,
      marginLeft: 160,
      marginTop: 110,
      marginRight: 60,
      marginBottom: 4,
      ariaLabel: 'Potential that flows from each rep, in rows, to each rep, in columns',
      padding: 0.06,
      x: {
        domain: takers,
        axis: 'top',
        tickFormat: name,
        tickRotate: -40,
        tickSize: 0,
        label: null,
      },
      y: { domain: givers, tickFormat: name, tickSize: 0, label: null },
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
            potential / most > 0.3 ? 'var(--on-after)' : 'var(--ink)',
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
}

/** One side's holders, from the one with most potential. */
function byTotal(cells: readonly Cell[], side: 'from' | 'to'): number[] {
  const totals = new Map<number, number>();
  for (const cell of cells) countUp(totals, cell[side], cell.potential);
  return [...totals.keys()].sort((a, b) => (totals.get(b) ?? 0) - (totals.get(a) ?? 0) || a - b);
}
