import { inOrder } from '../../evaluation/metric-order.js';
import type { Territory } from '../../evaluation/types.js';
import { compactNumber } from '../compact-number.js';
import { numberWords } from '../number-words.js';
import { indent, type Page, paragraph } from '../terminal/page.js';
import { percentCellShown, signedPercentCellShown } from '../terminal/percents.js';
import { type Align, table } from '../terminal/table.js';
import { fitted } from '../terminal/text-width.js';
import { unownedWhy } from './breach-words.js';
import type { CheckParts } from './parts.js';

const repsShown = 16;
const longestName = 28;

/** Where each rep stands, the furthest off target first. */
export function repsTable(page: Page, { result }: CheckParts): string[] {
  const { evenness } = result.figures;
  const live = result.evaluation.territories.filter((one) => one.live);
  const off = (one: Territory): number =>
    Math.abs(evenness.has('potential') ? one.potential_deviation_pct : one.workload_deviation_pct);
  const ranked = [...live].sort((a, b) => off(b) - off(a) || a.rep - b.rep);
  const shown = ranked.slice(0, repsShown);
  const pools = new Set(live.map(({ pool }) => pool)).size > 1;
  const columns: { title: string; cell: (one: Territory) => string; align: Align }[] = [
    { title: 'Rep', cell: (one) => fitted(one.name, longestName), align: 'left' },
    ...(pools
      ? [{ title: 'Pool', cell: (one: Territory) => fitted(one.pool, 10), align: 'left' as const }]
      : []),
    { title: 'Accounts', cell: (one) => numberWords(one.accounts), align: 'right' },
    { title: 'Potential', cell: (one) => compactNumber(one.potential), align: 'right' },
    ...(evenness.has('potential')
      ? [deviationColumn('Off target', (one) => one.potential_deviation_pct)]
      : []),
    ...(evenness.has('workload')
      ? [deviationColumn('Workload off', (one) => one.workload_deviation_pct)]
      : []),
  ];
  const more = ranked.length - shown.length;
  return [
    page.ink.bold('Where reps stand'),
    ...table(
      page,
      columns.map(({ title }) => title),
      shown.map((one) => columns.map(({ cell }) => cell(one))),
      columns.map(({ align }) => align),
    ),
    ...(more > 0 ? [page.ink.dim(`${indent}… and ${numberWords(more)} nearer to target`)] : []),
  ];
}

function deviationColumn(title: string, percent: (one: Territory) => number) {
  return {
    title,
    cell: (one: Territory): string => signedPercentCellShown(percent(one)),
    align: 'right' as const,
  };
}

/** How even it is, and what nobody has. */
export function figuresTable(page: Page, { result, files }: CheckParts): string[] {
  const { figures, unowned } = result;
  const metrics = inOrder([...figures.evenness.keys()]);
  const rows = metrics.flatMap((metric) => {
    const one = figures.evenness.get(metric);
    if (one === undefined) return [];
    return [
      [
        fitted(metric, longestName),
        percentCellShown(one.mean_abs_deviation_pct),
        percentCellShown(one.max_abs_deviation_pct),
        one.gini.toFixed(2),
      ],
    ];
  });
  const header = ['', 'Mean off target', 'Most off target', 'Gini'];
  const without = unowned.accounts.length;
  const said = [
    `${numberWords(without)} of ${numberWords(unowned.planned)} accounts without a live rep${without === 0 ? '' : ` (${unownedWhy(unowned)})`}`,
    ...(files.assignments === undefined
      ? []
      : [
          `${numberWords(figures.accounts_moved)} leave a live owner, ${numberWords(figures.accounts_orphaned)} replace one who is gone, ${numberWords(figures.accounts_new)} get their first`,
        ]),
  ];
  return [
    page.ink.bold('How even it is'),
    ...(rows.length === 0 ? [] : table(page, header, rows, ['left', 'right', 'right', 'right'])),
    ...said.flatMap((text) => paragraph(page, text, indent)),
  ];
}
