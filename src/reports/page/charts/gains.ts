import type { RepGain } from '../../../evaluation/story/winners.js';
import { html, type Markup } from '../../document/html.js';
import { numberWords, signedCompact } from '../../document/numbers.js';
import { fitted } from '../../document/text-width.js';
import { visibleText } from '../../document/visible-text.js';
import type { PageKit } from '../kit.js';
import { chartHeight, marginBottom, marginTop, narrowWidth } from './sizes.js';

/** Pixels a letter of a figure takes. */
const letter = 7.8;

/**
 * Who gains and who loses potential, a bar a rep, with the figures beside them;
 * wide it stands beside a drawing that has the names.
 */
export function gainChart(kit: PageKit, reps: readonly RepGain[], wide: number): Markup {
  const rows = reps.map(({ territory, potential }, index) => {
    const books = `${numberWords(territory.accounts_before)} → ${numberWords(territory.accounts)}`;
    return {
      index,
      potential,
      fill: potential < 0 ? 'var(--before)' : 'var(--after)',
      gain: signedCompact(potential),
      books,
      title: `${visibleText(territory.name)}: ${signedCompact(potential)} potential, ${books} accounts`,
    };
  });
  const longest = (of: (row: (typeof rows)[number]) => string): number =>
    letter * Math.max(...rows.map((row) => of(row).length));
  const gainRoom = longest(({ gain }) => gain) + 12;
  const booksRoom = longest(({ books }) => books) + 12;
  const { plot } = kit;
  const drawing = (width: number, kind: 'wide' | 'narrow', named: boolean): Markup =>
    kit.draw(
      {
        width,
        height: chartHeight(rows.length),
        marginTop,
        marginBottom,
        marginLeft: named ? 128 : 8,
        marginRight: gainRoom + booksRoom + 4,
        ariaLabel: 'Potential gained or lost by rep, with accounts today and in the plan',
        x: {
          domain: [
            Math.min(0, ...rows.map(({ potential }) => potential)),
            Math.max(1e-9, ...rows.map(({ potential }) => potential)),
          ],
          axis: null,
        },
        y: {
          domain: rows.map(({ index }) => index),
          // Rows at the height of those of the drawing beside it.
          type: 'band',
          padding: 0,
          tickFormat: (index: number) => (named ? fitted(reps[index].territory.name, 14) : ''),
          tickSize: 0,
          label: null,
        },
        marks: [
          plot.barX(rows, {
            x1: 0,
            x2: 'potential',
            y: 'index',
            fill: 'fill',
            insetTop: 3,
            insetBottom: 3,
            title: 'title',
          }),
          plot.ruleX([0], { stroke: 'var(--ink-2)' }),
          ...(
            [
              ['gain', gainRoom],
              ['books', gainRoom + booksRoom],
            ] as const
          ).map(([text, dx]) =>
            plot.text(rows, {
              y: 'index',
              frameAnchor: 'right',
              textAnchor: 'end',
              text,
              dx,
              fill: 'var(--ink)',
            }),
          ),
        ],
        color: { type: 'identity' },
      },
      kind,
    );
  return html`${drawing(wide, 'wide', false)}${drawing(narrowWidth, 'narrow', true)}`;
}
