import { adviceOf, adviceWords } from '../advice.js';
import { currencyOf, currencyPrefix, type Money } from '../currency.js';
import type { Table } from '../document/blocks.js';
import { numberWords } from '../document/numbers.js';
import type { PageCell, SheetChart, SheetPage } from '../document/sheet-page.js';
import { nobodyHadAny, verdictBelowTitle, verdictTitle } from '../plan-words.js';
import type { ReportParts } from './parts.js';

/** Reps by name: so many of either end where there are more. */
const namedAtMost = 12;
/** A chart of more reps is read by nobody. */
const drawnAtMost = 40;
const chartRows = 18;
const widths = [42, 15, 15, 18, 18, 18];

type Row = readonly PageCell[];

/** The first tab: the verdict, whether one would sign it, the figures, who gains and who loses, and a chart. */
export function summaryPage(parts: ReportParts, reps: { name: string; table: Table }): SheetPage {
  const rows: readonly Row[] = [
    [across(verdictTitle(parts), 'title')],
    [across(verdictBelowTitle(parts))],
    [],
    ...signed(parts),
    [],
    ...inFigures(parts),
    [],
    ...gains(parts),
    [],
  ];
  const chart = chartOf(parts, reps, rows.length);
  return { name: 'Summary', widths, rows, ...(chart !== undefined && { chart }) };
}

function across(value: string, look?: PageCell['look'], columns = widths.length): PageCell {
  return { value, across: columns, ...(look !== undefined && { look }) };
}

function heading(title: string): Row {
  return widths.map((_, at) => ({ look: 'section', ...(at === 0 && { value: title }) }));
}

function heads(...titles: readonly string[]): Row {
  return titles.map((value) => ({ value, look: 'head' }));
}

function signed(parts: ReportParts): readonly Row[] {
  const { verdict, because, costs, better } = adviceOf(parts);
  const tone = {
    recommended: 'good',
    'with reservations': 'warn',
    'not recommended': 'bad',
  } as const;
  const told = (value: string, sentences: readonly string[], look: PageCell['look']): Row => [
    { value, ...(look !== undefined && { look }) },
    across(sentences.join(' '), undefined, widths.length - 1),
  ];
  return [
    heading('Would I sign it?'),
    told(adviceWords[verdict], because, tone[verdict]),
    told('What it costs', costs, 'strong'),
    told('What could be better', better, 'strong'),
  ];
}

/** What changes hands and how even it was and is, as numbers. */
function inFigures(parts: ReportParts): readonly Row[] {
  const { planSummary, plan, problem } = parts;
  const { total, moved } = plan.evaluation.changingHands;
  const amount = (title: string, column: Money, value: number | null): Row[] =>
    value === null
      ? []
      : [
          [
            { value: title },
            {},
            { value, kind: 'amount', prefix: currencyPrefix(currencyOf(problem, column)) },
          ],
        ];
  const count = (title: string, value: number, before?: number): Row => [
    { value: title },
    { value: before, kind: 'count' },
    { value, kind: 'count' },
  ];
  const isFirst = nobodyHadAny(parts);
  const { before: kmBefore, after: km } = planSummary.meanKm;
  return [
    heading('In figures'),
    heads('', 'Today', 'Plan'),
    ...(planSummary.tally.new > 0
      ? [count('Accounts that get their first owner', planSummary.tally.new)]
      : []),
    count('Accounts that change hands', total.accounts),
    count('of them from a rep who stays', moved.accounts),
    ...amount('ARR that changes hands', 'arr', total.arr),
    ...amount('Open pipeline that changes hands', 'open_pipeline', total.open_pipeline),
    ...(total.renewals_90d === null
      ? []
      : [count('Renewals within 90 days that change hands', total.renewals_90d)]),
    ...planSummary.evenness.flatMap(({ metric, before, after }): Row[] =>
      (['mean', 'max'] as const).map((which) => {
        const key = `${which}_abs_deviation_pct` as const;
        return [
          { value: `Off fair share of ${metric}, ${which === 'mean' ? 'on average' : 'at most'}` },
          { value: isFirst ? undefined : before?.[key], kind: 'percent' },
          { value: after[key], kind: 'percent' },
        ];
      }),
    ),
    ...(km === undefined
      ? []
      : [count('Km from rep to account, mean', Math.round(km), kmBefore && Math.round(kmBefore))]),
  ];
}

function gains({ planSummary }: ReportParts): readonly Row[] {
  const live = planSummary.reps.filter(({ territory }) => territory.live);
  const half = namedAtMost / 2;
  const isCut = live.length > namedAtMost;
  const shown = isCut ? [...live.slice(0, half), ...live.slice(-half)] : live;
  const balanced = planSummary.evenness.some(({ metric }) => metric === 'potential');
  const cut = isCut ? `, the first and the last ${half} of ${numberWords(live.length)}` : '';
  return [
    heading(`Who gains, who loses${cut}`),
    heads(
      'Rep',
      'Accounts today',
      'Accounts',
      'Gain in potential',
      ...(balanced ? ['vs fair share today', 'vs fair share'] : []),
    ),
    ...shown.map(
      ({ territory, potential }): Row => [
        { value: territory.name },
        { value: territory.accounts_before, kind: 'count' },
        { value: territory.accounts, kind: 'count' },
        { value: potential, kind: 'change' },
        ...(balanced
          ? ([
              { value: territory.potential_deviation_before_pct, kind: 'deviation' },
              { value: territory.potential_deviation_pct, kind: 'deviation' },
            ] as const)
          : []),
      ],
    ),
  ];
}

/** Deviations today and in the plan, of the tab that has every rep. */
function chartOf(
  { planSummary }: ReportParts,
  { name, table }: { readonly name: string; readonly table: Table },
  row: number,
): SheetChart | undefined {
  const off = table.columns.findIndex(({ title }) => title === 'vs fair share');
  const rep = table.columns.findIndex(({ title }) => title === 'Rep');
  if (off < 0 || planSummary.reps.length > drawnAtMost) return undefined;
  // What was stands in a column of its own before what is.
  const place = (at: number): number =>
    at + table.columns.slice(0, at).filter(({ isPair }) => isPair === true).length;
  return {
    title: 'Potential above or below fair share, by rep',
    row,
    height: chartRows,
    columns: widths.length,
    sheet: name,
    categories: place(rep),
    series: [
      { name: 'today', column: place(off), tone: 'today' },
      { name: 'in the plan', column: place(off) + 1, tone: 'plan' },
    ],
    count: table.rows.length,
  };
}
