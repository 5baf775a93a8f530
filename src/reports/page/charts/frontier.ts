import type { OptionFigures } from '../../../evaluation/option-figures.js';
import { percentShown } from '../../document/figures.js';
import { html, type Markup } from '../../document/html.js';
import { numberWords } from '../../document/numbers.js';
import { visibleText } from '../../document/visible-text.js';
import type { FrontierFigures } from '../../scenarios/parts.js';
import type { PageKit } from '../kit.js';
import { narrowWidth, wholeWidth } from './sizes.js';

/** Pixels. */
const letterWidth = 7;

/** How uneven the plans are by how many accounts move: the frontier as a line, the options beside it. */
export function frontierChart(
  kit: PageKit,
  frontier: readonly FrontierFigures[],
  options: readonly OptionFigures[],
  metric: string,
  recommended?: OptionFigures,
): Markup {
  const pointOf = ({ name, evaluation: { after } }: OptionFigures) => {
    const off = after.evenness.get(metric)?.mean_abs_deviation_pct ?? 0;
    const moved = `${numberWords(after.accounts_moved)} accounts moved`;
    return {
      name: visibleText(name),
      moves: after.accounts_moved,
      off,
      title: `${visibleText(name)}: ${moved}, ${percentShown(off)} off fair share`,
    };
  };
  const line = frontier.map(pointOf);
  const taken = recommended === undefined ? [] : [pointOf(recommended)];
  const marked = options.map(pointOf);
  const most = (of: 'moves' | 'off'): number => Math.max(1, ...marked.map((point) => point[of]));
  /** Whether a name to the right of its point would run into that of another. */
  const isCrowded = (width: number, point: (typeof marked)[number]): boolean =>
    marked.some((other, index) => {
      const right = ((other.moves - point.moves) / most('moves')) * (width - 166);
      const apart = Math.abs(((other.off - point.off) / most('off')) * 292);
      // Of two at one place, the first yields.
      const isRight = right > 0 || (right === 0 && index > marked.indexOf(point));
      return isRight && right < letterWidth * point.name.length && apart < 14;
    });
  const drawing = (width: number, kind: 'wide' | 'narrow'): Markup => {
    const { plot } = kit;
    return kit.draw(
      {
        width,
        height: kind === 'wide' ? 360 : 300,
        marginLeft: 56,
        // Room for what stands beside the last point.
        marginRight: 110,
        marginBottom: 44,
        marginTop: 40,
        ariaLabel: `Percent off fair share in ${metric} by accounts moved`,
        x: { label: 'accounts that move', labelAnchor: 'center', labelArrow: 'none', nice: true },
        y: {
          label: null,
          zero: true,
          grid: true,
          nice: true,
          ticks: 6,
          tickFormat: (value: number) => `${value} %`,
        },
        marks: [
          plot.line(line, { x: 'moves', y: 'off', stroke: 'var(--after)', strokeWidth: 2 }),
          plot.dot(line, { x: 'moves', y: 'off', r: 4, fill: 'var(--after)', title: 'title' }),
          plot.dot(marked, {
            x: 'moves',
            y: 'off',
            r: 5,
            symbol: 'square',
            fill: 'var(--paper)',
            stroke: 'var(--before)',
            strokeWidth: 2,
            title: 'title',
          }),
          plot.dot(taken, {
            x: 'moves',
            y: 'off',
            r: 12,
            stroke: 'var(--good)',
            strokeWidth: 3,
            title: 'title',
          }),
          plot.text(kind === 'wide' ? taken : [], {
            x: 'moves',
            y: 'off',
            text: () => 'recommended',
            textAnchor: 'start',
            dx: 9,
            dy: -25,
            fill: 'var(--good)',
            fontWeight: 650,
            fontSize: 13,
          }),
          ...(['start', 'end'] as const).map((textAnchor) =>
            plot.text(
              marked.filter((point) => isCrowded(width, point) === (textAnchor === 'end')),
              {
                x: 'moves',
                y: 'off',
                text: 'name',
                textAnchor,
                dx: textAnchor === 'end' ? -9 : 9,
                dy: -9,
                fill: 'var(--ink)',
                fontSize: 13,
              },
            ),
          ),
        ],
      },
      kind,
    );
  };
  return html`${drawing(wholeWidth, 'wide')}${drawing(narrowWidth, 'narrow')}`;
}
