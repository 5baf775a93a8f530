import type { Tolerance } from '../../../evaluation/story/winners.js';
import type { Territory } from '../../../evaluation/types.js';
import type { Pair } from '../../document/blocks.js';
import {
  bdi,
  drawing,
  drawn,
  head,
  html,
  least,
  type Markup,
  type PageColumn,
  pageColumn,
  pageTable,
  section,
} from '../../document/html.js';
import { numberWords } from '../../document/numbers.js';
import { counted } from '../../document/words.js';
import { moneyRepColumns, repColumns } from '../../rep-table.js';
import {
  type DeviationRow,
  deviationChart,
  furthest,
  hasLimit,
  isBeyond,
} from '../charts/deviations.js';
import type { PageContext } from '../telling.js';

/** Reps drawn at most; the table has all. */
const drawnAtMost = 40;

/** What is drawn of a territory; metrics of the user's own are in the table of the files. */
const drawnMetrics = {
  potential: (one: Territory): Pair<number> => [
    one.potential_deviation_before_pct,
    one.potential_deviation_pct,
  ],
  workload: (one: Territory): Pair<number> => [
    one.workload_deviation_before_pct,
    one.workload_deviation_pct,
  ],
};

/** Whether a metric is drawn: others are in the table of the files. */
export function drawnMetric(metric: string): keyof typeof drawnMetrics | undefined {
  return metric === 'potential' || metric === 'workload' ? metric : undefined;
}

/** A rep's line in a drawing; undefined for a metric that is not drawn. */
export function deviationRow(territory: Territory, metric: string): DeviationRow | undefined {
  const drawn = drawnMetric(metric);
  if (drawn === undefined) return undefined;
  const [before, after] = drawnMetrics[drawn](territory);
  return { name: territory.name, before, after };
}

/** Before and after by rep: potential and workload against target, as drawings and as a table. */
export function beforeAfter(pageContext: PageContext): Markup {
  const { planSummary } = pageContext;
  const drawings = planSummary.tolerances
    .filter(({ metric }) => drawnMetric(metric) !== undefined)
    .map((tolerance) => deviationsOf(pageContext, tolerance));
  return section(
    'reps',
    'Before and after, by rep',
    drawn(drawings.length > 0 ? legend.text : ''),
    html`<div class="charts">${drawings}</div>`,
    pageTable(
      'Every rep before and after',
      planSummary.reps.map(({ territory }) => territory),
      columns(pageContext),
    ),
  );
}

const legend = html`<p class="legend"><span class="key before">today</span> <span class="key after">in the plan</span> <span class="key band">within tolerance</span></p>
`;

/** What the dashed lines of a drawing mean, where it has some. */
export function limitKey(tolerance: Tolerance, rows: readonly DeviationRow[]): Markup | undefined {
  const { maxPct, isMust } = tolerance;
  if (maxPct === undefined || !hasLimit(rows, tolerance)) return undefined;
  return html` <span class="key limit">${isMust ? 'allowed' : 'wanted'}: ${numberWords(maxPct)} % off at most</span>`;
}

function deviationsOf({ planSummary, kit }: PageContext, tolerance: Tolerance): Markup {
  const rows = planSummary.reps
    .filter(({ territory }) => territory.live)
    .flatMap(({ territory }) => deviationRow(territory, tolerance.metric) ?? [])
    .sort((a, b) => a.before - b.before);
  const cut = rows.length > drawnAtMost;
  const half = drawnAtMost / 2;
  const shown = cut ? [...rows.slice(0, half), ...rows.slice(-half)] : rows;
  const max = tolerance.maxPct;
  const bound =
    max === undefined
      ? ''
      : ` ${tolerance.isMust ? 'No rep may be' : 'Wanted: no rep'} more than ${numberWords(max)} % off${hasLimit(shown, tolerance) ? ' (dashed)' : ''}.`;
  const left = cut
    ? ` The ${half} furthest below fair share today and the ${half} furthest above; the table has all ${counted(rows.length, 'rep')}.`
    : '';
  const edge = shown.some(isBeyond)
    ? ` Whoever is more than ${furthest} % off stands at the edge, with the figures.`
    : '';
  return drawing(
    `Above or below fair share in ${tolerance.metric}`,
    deviationChart(kit, shown, tolerance),
    html`From the rep furthest below fair share today. Within ${numberWords(tolerance.bandPct)} % a deviation matters little.${bound}${edge}${left}`,
  );
}

function columns({ planSummary, problem }: PageContext): readonly PageColumn<Territory>[] {
  const isBalanced = (metric: string): boolean =>
    planSummary.tolerances.some((one) => one.metric === metric);
  return [
    head('Rep', ({ rep, name }) => html`<a href="#rep-${rep + 1}">${bdi(name)}</a>`),
    pageColumn(repColumns.accounts, 'accounts'),
    pageColumn(repColumns.potential, 'potential'),
    least(pageColumn(repColumns.potentialTarget, 'potential target')),
    ...(isBalanced('potential')
      ? [pageColumn(repColumns.potentialOff, 'potential vs fair share')]
      : []),
    least(pageColumn(repColumns.workload, 'workload')),
    ...(isBalanced('workload')
      ? [pageColumn(repColumns.workloadOff, 'workload vs fair share')]
      : []),
    ...moneyRepColumns(
      problem,
      planSummary.reps.map(({ territory }) => territory),
    ).map((column) => pageColumn(column)),
  ];
}
