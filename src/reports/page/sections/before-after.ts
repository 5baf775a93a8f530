import type { RepGain, Tolerance } from '../../../evaluation/story/winners.js';
import type { Territory } from '../../../evaluation/types.js';
import { numberWords } from '../../number-words.js';
import { counted } from '../../outcome-words.js';
import { type DeviationRow, deviationChart, furthest, isBeyond } from '../charts/deviations.js';
import { amount, arrow, deviation, number } from '../figures.js';
import { bdi, drawn, html, type Markup } from '../markup.js';
import type { Telling } from '../parts.js';
import { figure, section } from '../section.js';
import { type PageColumn, pageTable } from '../table.js';

/** Reps drawn at most; the table has all. */
const drawnAtMost = 40;

/** What of a territory a balanced metric is; metrics of the user's own are in the table of the files. */
const deviations = {
  potential: (one: Territory): [number, number] => [
    one.potential_deviation_before_pct,
    one.potential_deviation_pct,
  ],
  workload: (one: Territory): [number, number] => [
    one.workload_deviation_before_pct,
    one.workload_deviation_pct,
  ],
};

/** Before and after by rep: potential and workload against target, as drawings and as a table. */
export function beforeAfter(telling: Telling): Markup {
  const { story } = telling;
  const drawings = story.tolerances.flatMap((tolerance) => {
    const { metric } = tolerance;
    return metric === 'potential' || metric === 'workload'
      ? [drawing(telling, tolerance, deviations[metric])]
      : [];
  });
  return section(
    'reps',
    'Before and after, by rep',
    drawn(drawings.length > 0 ? legend.text : ''),
    html`<div class="charts">${drawings}</div>`,
    pageTable('Every rep before and after', columns(telling), story.reps),
  );
}

const legend = html`<p class="legend"><span class="key before">today</span> <span class="key after">in the plan</span> <span class="key band">within tolerance</span></p>
`;

function drawing(
  { story, kit }: Telling,
  tolerance: Tolerance,
  of: (territory: Territory) => readonly [number, number],
): Markup {
  const rows = story.reps
    .filter(({ territory }) => territory.live)
    .map(({ territory }): DeviationRow => {
      const [before, after] = of(territory);
      return { name: territory.name, before, after };
    })
    .sort((a, b) => a.before - b.before);
  const cut = rows.length > drawnAtMost;
  const half = drawnAtMost / 2;
  const shown = cut ? [...rows.slice(0, half), ...rows.slice(-half)] : rows;
  const max = tolerance.maxPct;
  const bound =
    max === undefined
      ? ''
      : ` ${tolerance.isMust ? 'No rep may be' : 'Wanted: no rep'} more than ${numberWords(max)} % off.`;
  const left = cut
    ? ` The ${half} furthest below target today and the ${half} furthest above; the table has all ${counted(rows.length, 'rep')}.`
    : '';
  const edge = shown.some(isBeyond)
    ? ` Whoever is more than ${furthest} % off stands at the edge, with the figures.`
    : '';
  return figure(
    `Off target in ${tolerance.metric}`,
    deviationChart(kit, shown, tolerance),
    html`from the rep furthest below target today. Within ${numberWords(tolerance.bandPct)} % a deviation matters little.${bound}${edge}${left}`,
  );
}

function columns({ story, problem }: Telling): readonly PageColumn<RepGain>[] {
  const pair = (
    title: string,
    before: (one: Territory) => number,
    after: (one: Territory) => number,
    say: (value: number) => Markup,
  ): PageColumn<RepGain> => ({
    title,
    cell: ({ territory }) => arrow(say(before(territory)), say(after(territory))),
    isNumber: true,
    sortsBy: ({ territory }) => after(territory),
  });
  const off = (metric: keyof typeof deviations): PageColumn<RepGain>[] =>
    story.tolerances.some((one) => one.metric === metric)
      ? [
          {
            title: `${metric} off target`,
            // Reps who hold nothing any more have no target.
            cell: ({ territory }) => {
              if (!territory.live) return html`–`;
              const [before, after] = deviations[metric](territory);
              return arrow(deviation(before), deviation(after));
            },
            isNumber: true,
            sortsBy: ({ territory }) => (territory.live ? deviations[metric](territory)[1] : 0),
          },
        ]
      : [];
  return [
    {
      title: 'Rep',
      isHead: true,
      cell: ({ rep, territory }) => html`<a href="#rep-${rep + 1}">${bdi(territory.name)}</a>`,
    },
    pair(
      'accounts',
      (one) => one.accounts_before,
      (one) => one.accounts,
      number,
    ),
    pair(
      'potential',
      (one) => one.potential_before,
      (one) => one.potential,
      amount,
    ),
    {
      title: 'potential target',
      isNumber: true,
      cell: ({ territory }) => amount(territory.potential_target),
      sortsBy: ({ territory }) => territory.potential_target,
    },
    ...off('potential'),
    pair(
      'workload',
      (one) => one.workload_before,
      (one) => one.workload,
      amount,
    ),
    ...off('workload'),
    ...(problem.hasArr
      ? [
          pair(
            'ARR',
            (one) => one.arr_before,
            (one) => one.arr,
            amount,
          ),
        ]
      : []),
  ];
}
