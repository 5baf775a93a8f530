import { inOrder } from '../../evaluation/metric-order.js';
import type { OptionFigures } from '../../evaluation/option-figures.js';
import { compactNumber } from '../compact-number.js';
import { numberWords } from '../number-words.js';
import { indent, type Page, pageOf, paragraph } from '../terminal/page.js';
import { percentCellShown, percentShown } from '../terminal/percents.js';
import { type Align, columnWidth, gutter, table } from '../terminal/table.js';
import { fitted } from '../terminal/text-width.js';
import { frontierText } from './frontier-text.js';
import { brokenRows, givenOwner, type ScenarioParts, unserved } from './parts.js';
import { revenueText } from './revenue-text.js';

export interface ComparisonTextOptions {
  /** The folder everything was written to, as the user named it. */
  readonly out: string;
  readonly columns: number | undefined;
  readonly colour: boolean;
  /** Whether the search was cut short, so that options may be missing. */
  readonly interrupted: boolean;
}

/** The options side by side, for a terminal. */
export function comparisonText(parts: ScenarioParts, options: ComparisonTextOptions): string {
  const page = pageOf(options);
  const sections = [
    paragraph(page, verdict(parts, options)),
    meanings(page, parts.options),
    ...sheets(page, parts.options),
    frontierText(page, parts.frontier),
    revenueText(page, parts),
    files(page, parts, options.out),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

/** What the choice is about, in a sentence or two. */
function verdict({ options }: ScenarioParts, { interrupted }: ComparisonTextOptions): string {
  const find = (name: string): OptionFigures | undefined =>
    options.find((option) => option.name === name);
  const cut = interrupted
    ? 'The run was interrupted; these are the options planned until then. '
    : '';
  const fewest = find('continuity');
  const even = find('evenness');
  const now = find('today');
  if (fewest === undefined || even === undefined || now === undefined) {
    return `${cut}${options.length} options.`;
  }
  if (fewest.proven === undefined) {
    return `${cut}No option keeps every must rule, so there is no frontier to trace: carve plan says which rules stand in the way.`;
  }
  const off = (option: OptionFigures): string =>
    percentShown([...option.evaluation.after.evenness.values()][0]?.mean_abs_deviation_pct ?? 0);
  const moves = (option: OptionFigures): string => {
    const count = option.evaluation.after.accounts_moved;
    return `${numberWords(count)} ${count === 1 ? 'move' : 'moves'}`;
  };
  return `${cut}Reps are ${off(now)} off target on average today. The rules can be kept with ${moves(fewest)} (${off(fewest)} off); as even as can be takes ${moves(even)} (${off(even)} off).`;
}

function meanings(page: Page, options: readonly OptionFigures[]): string[] {
  const width = columnWidth(options.map(({ name }) => name));
  return [
    page.ink.bold('The options'),
    ...options.flatMap(({ name, note }) =>
      paragraph(page, note, `${indent}${name.padEnd(width)}  `),
    ),
  ];
}

interface Measure {
  readonly title: string;
  readonly say: (option: OptionFigures) => string;
}

function measures(options: readonly OptionFigures[]): Measure[] {
  const some = (has: (option: OptionFigures) => boolean): boolean => options.some(has);
  const metrics = inOrder([...(options[0]?.evaluation.after.evenness.keys() ?? [])]);
  const rows: (Measure | false)[] = [
    {
      title: 'Accounts that move',
      say: ({ evaluation }) => numberWords(evaluation.after.accounts_moved),
    },
    some((option) => givenOwner(option) > 0) && {
      title: 'Accounts given an owner',
      say: (option) => numberWords(givenOwner(option)),
    },
    some(({ evaluation }) => evaluation.after.arr_moved > 0) && {
      title: 'ARR that moves',
      say: ({ evaluation }) => compactNumber(evaluation.after.arr_moved),
    },
    some((option) => unserved(option) > 0) && {
      title: 'Accounts with nobody',
      say: (option) => numberWords(unserved(option)),
    },
    ...metrics.flatMap((metric): Measure[] => [
      {
        title: `${metric}: mean off target`,
        say: ({ evaluation }) =>
          percentCellShown(evaluation.after.evenness.get(metric)?.mean_abs_deviation_pct ?? 0),
      },
      {
        title: `${metric}: most off target`,
        say: ({ evaluation }) =>
          percentCellShown(evaluation.after.evenness.get(metric)?.max_abs_deviation_pct ?? 0),
      },
    ]),
    some(({ evaluation }) => evaluation.after.mean_distance_km !== undefined) && {
      title: 'Mean distance, km',
      say: ({ evaluation }) => numberWords(evaluation.after.mean_distance_km ?? Number.NaN, 0),
    },
    { title: 'Must rules broken', say: (option) => numberWords(brokenRows(option).must) },
    some((option) => brokenRows(option).should > 0) && {
      title: 'Wishes kept in part',
      say: (option) => numberWords(brokenRows(option).should),
    },
    {
      title: 'Score by your rules',
      say: ({ evaluation }) => evaluation.objective.toPrecision(3),
    },
    // Where nothing moves, nothing was sought that could be proven.
    {
      title: 'Proven within',
      say: ({ name, proven }) => (name === 'today' ? '–' : gapWords(proven?.gap)),
    },
    { title: 'Pipeline, likely', say: ({ revenue }) => compactNumber(revenue.pipeline.likely) },
    some(({ revenue }) => revenue.moved_arr > 0) && {
      title: 'ARR lost, likely',
      say: ({ revenue }) => compactNumber(revenue.loss.likely),
    },
  ];
  return rows.filter((row) => row !== false);
}

/** Rounded up, so that it stays true. */
function gapWords(gap: number | undefined): string {
  if (gap === undefined) return '–';
  if (gap <= 1e-6) return 'optimal';
  return `${(Math.ceil(gap * 1e4 - 1e-9) / 100).toFixed(gap < 0.0995 ? 2 : 0)} %`;
}

/** A table of measures by option; as many options beside each other as the page is wide. */
function sheets(page: Page, options: readonly OptionFigures[]): string[][] {
  const rows = measures(options);
  const first = columnWidth(rows.map(({ title }) => title));
  const columns = options.map((option) => ({
    title: fitted(option.name, 12),
    cells: rows.map(({ say }) => say(option)),
  }));
  const result: string[][] = [];
  for (let from = 0; from < columns.length; ) {
    let room = page.columns - indent.length - first;
    let to = from;
    while (to < columns.length) {
      const column = columns[to];
      room -= gutter + columnWidth([column.title, ...column.cells]);
      if (room < 0 && to > from) break;
      to++;
    }
    const shown = columns.slice(from, to);
    const aligns: Align[] = ['left', ...shown.map((): Align => 'right')];
    const lines = rows.map(({ title }, index) => [
      title,
      ...shown.map(({ cells }) => cells[index]),
    ]);
    result.push([
      page.ink.bold(from === 0 ? 'Side by side, all judged by the same rules' : 'And'),
      ...table(page, ['', ...shown.map(({ title }) => title)], lines, aligns),
    ]);
    from = to;
  }
  return result;
}

function files(page: Page, { options, frontier }: ScenarioParts, out: string): string[] {
  const folders = options.length + frontier.length;
  return [
    page.ink.bold(fitted(`Files in ${out}`, page.columns)),
    ...paragraph(page, 'scenarios.csv and scenarios.json: these figures and more', indent),
    ...paragraph(
      page,
      `a plan folder for each of the ${folders} ${frontier.length > 0 ? 'options and frontier points' : 'options'}: adopt one as it is, or plan again with its rules-used.csv and the weights that its plan.json names`,
      indent,
    ),
  ];
}
