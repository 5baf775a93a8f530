import { provenWithin, starWords } from '../../closeness-words.js';
import { numberWords } from '../../number-words.js';
import { comparisonVerdict } from '../../scenarios/comparison-text.js';
import { bargain } from '../../scenarios/frontier-text.js';
import { measuresOf } from '../../scenarios/measures.js';
import { evennessBought, type FrontierFigures, type ScenarioParts } from '../../scenarios/parts.js';
import { revenueTable } from '../../scenarios/revenue-text.js';
import { frontierChart } from '../charts/frontier.js';
import { amount, number, percent } from '../figures.js';
import { framed } from '../frame.js';
import type { PageKit } from '../kit.js';
import { html, type Markup } from '../markup.js';
import { figure, list, section } from '../section.js';
import { pageTable } from '../table.js';

/**
 * report.html of a comparison: the options side by side, what moves buy, and
 * what each may be worth; every option leads to its own report.html.
 *
 * @param interrupted whether the search was cut short, so that options may be missing
 */
export function comparisonPage(parts: ScenarioParts, kit: PageKit, interrupted: boolean): string {
  const body = html`<main><header><p class="kind">Territory plans compared</p>
<h1>${comparisonVerdict(parts, interrupted)}</h1></header>
${sideBySide(parts)}${frontier(parts, kit)}${revenue(parts)}</main>
`;
  return framed('Territory plans compared', body, kit);
}

function sideBySide({ options }: ScenarioParts): Markup {
  return section(
    'options',
    'The options, all judged by the same rules',
    html`<dl class="answers">${options.map(
      ({ name, note }) => html`<div><dt>${reportLink(name)}</dt><dd>${note}</dd></div>`,
    )}</dl>
`,
    pageTable(
      'The options side by side',
      [
        { title: 'measure', isHead: true, cell: ({ title }) => html`${title}` },
        ...options.map((option) => ({
          title: option.name,
          isNumber: true,
          cell: ({ say }: ReturnType<typeof measuresOf>[number]) => html`${say(option)}`,
        })),
      ],
      measuresOf(options),
      { sortable: false },
    ),
    html`<p>${starWords(options.map(provenWithin)) ?? ''}</p>`,
  );
}

/** A plan's folder stands beside this page. */
function reportLink(name: string): Markup {
  const path = name.split('/').map(encodeURIComponent).join('/');
  return html`<a href="./${path}/report.html">${name}</a>`;
}

function frontier({ options, frontier: points }: ScenarioParts, kit: PageKit): Markup | undefined {
  if (points.length === 0) return undefined;
  const { metric } = frontierMeasure(points);
  return section(
    'frontier',
    'What moves buy',
    html`<p class="lead">${bargain(points)}</p>`,
    figure(
      `Off target in ${metric}, on average, by accounts moved`,
      frontierChart(kit, points, options, metric),
      html`the line joins the most even plans with so many moves; the squares are the options.`,
    ),
    pageTable<FrontierFigures>(
      'The most even plans with at most so many moves',
      [
        {
          title: 'at most',
          isHead: true,
          cell: ({ name, moves }) =>
            html`<a href="./${name}/report.html">${numberWords(moves)} moves</a>`,
          sortsBy: ({ moves }) => moves,
        },
        {
          title: 'accounts moved',
          isNumber: true,
          cell: ({ evaluation }) => number(evaluation.after.accounts_moved),
        },
        {
          title: 'ARR moved',
          isNumber: true,
          cell: ({ evaluation }) => amount(evaluation.after.arr_moved),
          sortsBy: ({ evaluation }) => evaluation.after.arr_moved,
        },
        {
          title: `${metric}, mean off target`,
          isNumber: true,
          cell: ({ evaluation }) =>
            percent(evaluation.after.evenness.get(metric)?.mean_abs_deviation_pct ?? Number.NaN),
        },
        {
          title: 'evenness bought',
          isNumber: true,
          cell: (point) => percent(100 * evennessBought(points, point)),
        },
      ],
      points,
    ),
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
      [
        { title: 'option', isHead: true, cell: ({ name }) => html`${name}` },
        ...table.heads.map((title, column) => ({
          title,
          isNumber: true,
          cell: ({ cells }: (typeof table.rows)[number]) => html`${cells[column]}`,
        })),
      ],
      table.rows,
      { sortable: false },
    ),
    list(table.sentences),
  );
}
