import type { CoverageAnalysis } from '../../analytics/analysis.js';
import { html, type Markup } from '../document/html.js';
import { compactNumber, numberWords, percentWords } from '../document/numbers.js';
import { visibleText } from '../document/visible-text.js';
import { narrowWidth, wholeWidth } from '../page/charts/sizes.js';
import type { PageKit } from '../page/kit.js';

/** More names than this would lie on each other: then only those below are named. */
const allNamedUpTo = 24;
/** Letters of a name. */
const room = 22;

/** How well each rep's book is covered by how much it holds: low on the right is what hurts. */
export function coverageChart(kit: PageKit, { reps, books, least }: CoverageAnalysis): Markup {
  const points = reps.flatMap(({ rep, coverage, icpPotential, isBelow, onLeave }) => {
    if (coverage === undefined) return [];
    const name = visibleText(books.problem.repNames[rep]);
    return [
      {
        name: name.length > room ? `${name.slice(0, room - 1)}…` : name,
        potential: icpPotential,
        coverage: 100 * coverage,
        fill: onLeave ? 'var(--line-2)' : isBelow ? 'var(--bad)' : 'var(--after)',
        isNamed: reps.length <= allNamedUpTo || isBelow,
        title: `${name}: ${percentWords(100 * coverage)} of ICP accounts touched, ${compactNumber(icpPotential)} of potential`,
      },
    ];
  });
  const most = Math.max(1e-9, ...points.map(({ potential }) => potential));
  const drawing = (width: number, kind: 'wide' | 'narrow'): Markup => {
    const { plot } = kit;
    return kit.draw(
      {
        width,
        height: kind === 'wide' ? 380 : 320,
        marginLeft: 52,
        marginRight: 24,
        marginTop: 20,
        marginBottom: 44,
        ariaLabel: 'Coverage by potential of the book, a dot a rep',
        x: {
          label: 'potential of ICP accounts in the book',
          labelAnchor: 'center',
          labelArrow: 'none',
          domain: [0, 1.05 * most],
          ticks: kind === 'wide' ? 7 : 4,
          tickFormat: (value: number) => compactNumber(value),
        },
        y: {
          label: null,
          domain: [0, 105],
          grid: true,
          ticks: 6,
          tickFormat: (value: number) => `${value} %`,
        },
        marks: [
          plot.ruleY([0]),
          plot.ruleY([100 * least], { stroke: 'var(--bad)', strokeDasharray: '4 3' }),
          plot.dot(points, {
            x: 'potential',
            y: 'coverage',
            r: 5.5,
            fill: 'fill',
            title: 'title',
          }),
          ...(['start', 'end'] as const).map((textAnchor) =>
            plot.text(
              points.filter(
                ({ isNamed, potential }) =>
                  isNamed && potential > most / 2 === (textAnchor === 'end'),
              ),
              {
                x: 'potential',
                y: 'coverage',
                text: 'name',
                textAnchor,
                dx: textAnchor === 'end' ? -9 : 9,
                fill: 'var(--ink)',
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

const bands = 10;

/** How many accounts there are by priority, touched and not: what is high and untouched is where to go. */
export function priorityChart(kit: PageKit, { ranked, books }: CoverageAnalysis): Markup {
  const touched = new Array<number>(bands).fill(0);
  const untouched = new Array<number>(bands).fill(0);
  for (const book of ranked.values()) {
    for (const { account, priority } of book) {
      const band = Math.min(bands - 1, Math.max(0, Math.floor(priority * bands)));
      (books.touched[account] === 1 ? touched : untouched)[band]++;
    }
  }
  const most = touched.reduce((top, count, at) => Math.max(top, count + untouched[at]), 1);
  const words = Array.from(
    { length: bands },
    (_, band) => `${(band / bands).toFixed(1)}–${((band + 1) / bands).toFixed(1)}`,
  );
  const bars = words.flatMap((band, at) => [
    {
      band,
      count: touched[at],
      fill: 'var(--after)',
      title: `${band}: ${numberWords(touched[at])} touched`,
    },
    {
      band,
      count: untouched[at],
      fill: 'var(--before)',
      title: `${band}: ${numberWords(untouched[at])} untouched`,
    },
  ]);
  const drawing = (width: number, kind: 'wide' | 'narrow'): Markup => {
    const { plot } = kit;
    return kit.draw(
      {
        width,
        height: kind === 'wide' ? 300 : 260,
        marginLeft: 52,
        marginBottom: 44,
        ariaLabel: 'Accounts by priority, touched and untouched',
        x: {
          domain: words,
          label: 'priority',
          labelAnchor: 'center',
          labelArrow: 'none',
          tickFormat: (band: string) =>
            kind === 'wide' || words.indexOf(band) % 3 === 0 ? band : '',
        },
        y: {
          label: null,
          grid: true,
          // Accounts are counted whole.
          ticks: Math.min(5, most),
          tickFormat: (value: number) => numberWords(value),
        },
        marks: [
          plot.barY(bars, { x: 'band', y: 'count', fill: 'fill', title: 'title' }),
          plot.ruleY([0]),
        ],
      },
      kind,
    );
  };
  return html`${drawing(wholeWidth, 'wide')}${drawing(narrowWidth, 'narrow')}`;
}
