import { figures } from '../../document/blocks.js';
import { withCurrency } from '../../document/figures.js';
import {
  drawing,
  figure,
  head,
  html,
  inWords,
  list,
  type Markup,
  pageColumn,
  pageTable,
  section,
} from '../../document/html.js';
import { numberWords } from '../../document/numbers.js';
import {
  bargain,
  comparisonVerdict,
  recommendationWords,
  recommendedOption,
  wholePercent,
} from '../../scenarios/comparison-text.js';
import {
  type Measure,
  measuresOf,
  revenueTable,
  roleFiguresMeaning,
} from '../../scenarios/measures.js';
import {
  evennessBought,
  type FrontierFigures,
  rolesCompared,
  type ScenarioParts,
} from '../../scenarios/parts.js';
import { provenWithin, starWords } from '../../score-words.js';
import { frontierChart } from '../charts/frontier.js';
import { framed } from '../frame.js';
import type { PageKit } from '../kit.js';

/**
 * report.html of a comparison: the options side by side, what moves buy, and
 * what each may be worth; every option leads to its own report.html.
 *
 * @param interrupted whether the search was cut short, so that options may be missing
 */
export function comparisonPage(parts: ScenarioParts, kit: PageKit, interrupted: boolean): string {
  const recommendation = recommendationWords(parts);
  const body = html`<main><header id="verdict"><p class="kind">Territory plans compared</p>
<h1>${comparisonVerdict(parts, interrupted)}</h1>${recommendation !== undefined && html`<p class="lead">${recommendation}</p>`}</header>
${frontier(parts, kit)}${sideBySide(parts)}${revenue(parts)}</main>
`;
  return framed('Territory plans compared', body, kit);
}

function sideBySide(parts: ScenarioParts): Markup {
  const { options } = parts;
  // What is recommended above must be there to compare, also where it is a point of the frontier.
  const recommended = recommendedOption(parts)?.option;
  const compared =
    recommended === undefined || options.some(({ name }) => name === recommended.name)
      ? options
      : [...options, recommended];
  return section(
    'options',
    'The options, all judged by the same rules',
    html`<dl class="answers">${options.map(
      ({ name, note }) => html`<div><dt>${reportLink(name)}</dt><dd>${note}</dd></div>`,
    )}</dl>
`,
    pageTable(
      'The options side by side',
      measuresOf({ ...parts, options: compared }),
      [
        head('measure', ({ title }) => html`${title}`),
        ...compared.map((option) =>
          inWords<Measure>(option.name, ({ say }) => html`${say(option)}`),
        ),
      ],
      { sortable: false },
    ),
    html`<p>${starWords(compared.map(provenWithin)) ?? ''}</p>`,
    rolesCompared(options).size === 0 ? undefined : html`<p>${roleFiguresMeaning}</p>`,
  );
}

/** A plan's folder stands beside this page. */
function reportLink(name: string): Markup {
  const path = name.split('/').map(encodeURIComponent).join('/');
  return html`<a href="./${path}/report.html">${name}</a>`;
}

function frontier(parts: ScenarioParts, kit: PageKit): Markup | undefined {
  const { options, frontier: points, currencies = {} } = parts;
  if (points.length === 0) return undefined;
  const { metric } = frontierMeasure(points);
  const recommended = recommendedOption(parts)?.option;
  return section(
    'frontier',
    'What moves buy',
    html`<p class="lead">${bargain(points)}</p>`,
    drawing(
      `Off fair share in ${metric}, on average, by accounts moved`,
      frontierChart(kit, points, options, metric, recommended),
      html`The line joins the most even plans with so many moves; the squares are the options${recommended !== undefined && html`; the ring is what carve would take`}.`,
    ),
    pageTable('The most even plans with at most so many moves', points, [
      {
        ...head<FrontierFigures>(
          'at most',
          ({ name, moves }) =>
            html`<a href="./${name}/report.html">${numberWords(moves)} moves</a>`,
        ),
        sortsBy: ({ moves }) => moves,
      },
      inWords('accounts moved', ({ evaluation }) =>
        figure('count', evaluation.after.accounts_moved),
      ),
      pageColumn(
        withCurrency(
          figures('ARR moved', 'amount', ({ evaluation }) => evaluation.after.arr_moved),
          currencies.arr,
        ),
      ),
      inWords(`${metric}, off fair share on average`, ({ evaluation }) =>
        figure('percent', evaluation.after.evenness.get(metric)?.mean_abs_deviation_pct),
      ),
      inWords('evenness bought', (point) => html`${wholePercent(evennessBought(points, point))} %`),
    ]),
  );
}

/** What is balanced first. */
function frontierMeasure([first]: readonly FrontierFigures[]): { readonly metric: string } {
  const metrics = [...first.evaluation.after.evenness.keys()];
  return { metric: metrics.includes('potential') ? 'potential' : (metrics[0] ?? 'potential') };
}

function revenue(parts: ScenarioParts): Markup | undefined {
  const table = revenueTable(parts);
  if (table === undefined) return undefined;
  return section(
    'revenue',
    table.title,
    pageTable(
      'The estimate by option',
      table.rows,
      [
        head('option', ({ name }) => html`${name}`),
        ...table.heads.map((title, column) =>
          inWords<(typeof table.rows)[number]>(title, ({ cells }) => html`${cells[column]}`),
        ),
      ],
      { sortable: false },
    ),
    list(table.sentences),
  );
}
