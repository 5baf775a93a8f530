import type { OptionFigures } from '../../evaluation/option-figures.js';
import { provenWithin, starWords } from '../closeness-words.js';
import { numberWords } from '../number-words.js';
import { indent, type Page, pageOf, paragraph } from '../terminal/page.js';
import { percentShown } from '../terminal/percents.js';
import { type Align, columnWidth, gutter, table } from '../terminal/table.js';
import { fitted } from '../terminal/text-width.js';
import { frontierText } from './frontier-text.js';
import { measuresOf } from './measures.js';
import type { ScenarioParts } from './parts.js';
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
    paragraph(page, comparisonVerdict(parts, options.interrupted)),
    meanings(page, parts.options),
    ...sheets(page, parts.options),
    starLines(page, parts.options),
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
export function comparisonVerdict({ options }: ScenarioParts, interrupted: boolean): string {
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

/** A table of measures by option; as many options beside each other as the page is wide. */
function sheets(page: Page, options: readonly OptionFigures[]): string[][] {
  const rows = measuresOf(options);
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

function starLines(page: Page, options: readonly OptionFigures[]): string[] {
  const star = starWords(options.map(provenWithin));
  return star === undefined ? [] : paragraph(page, star, indent);
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
