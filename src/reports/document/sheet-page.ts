import { type Cell, type CellStyle, colToLetter, type WriteSheet } from 'hucre/xlsx';
import type { FigureKind } from './blocks.js';
import { unbroken } from './numbers.js';
import {
  aroundZero,
  bold,
  filled,
  formats,
  header,
  lineHeight,
  paints,
  printed,
  withPrefix,
} from './sheet-looks.js';
import { visibleText } from './visible-text.js';

/** A tab laid out to be looked at and presented, not filtered. */
export interface SheetPage {
  readonly name: string;
  /** In characters. */
  readonly widths: readonly number[];
  readonly rows: readonly (readonly PageCell[])[];
  readonly chart?: SheetChart;
}

export interface PageCell {
  readonly value?: string | number | undefined;
  /** What a figure is; a text where it is not told. */
  readonly kind?: FigureKind;
  /** What stands before an amount: its currency. */
  readonly prefix?: string | undefined;
  readonly look?: 'title' | 'head' | 'section' | 'strong' | 'good' | 'warn' | 'bad';
  /** Columns that a text runs over, wrapped. */
  readonly across?: number;
}

/** Bars of what was and is, of a table in another tab of the same workbook. */
export interface SheetChart {
  readonly title: string;
  /** The row at which it stands, from 0, and how many rows it takes. */
  readonly row: number;
  readonly height: number;
  readonly columns: number;
  readonly sheet: string;
  readonly categories: number;
  readonly series: readonly {
    readonly name: string;
    readonly column: number;
    readonly tone: 'today' | 'plan';
  }[];
  /** Rows of the table. */
  readonly count: number;
}

const looks: Readonly<Record<NonNullable<PageCell['look']>, Partial<CellStyle>>> = {
  title: bold({ size: 16 }),
  section: {
    ...bold({ size: 12, color: { rgb: paints.head } }),
    border: { bottom: { style: 'medium', color: { rgb: paints.head } } },
  },
  head: header('left'),
  strong: bold(),
  good: { ...bold(), ...filled(paints.good) },
  warn: { ...bold(), ...filled(paints.warn) },
  bad: { ...bold(), ...filled(paints.bad) },
};

/** A page as the library writes it. */
export function writtenPage({ name, widths, rows, chart }: SheetPage): WriteSheet {
  const cells = new Map<string, Partial<Cell>>();
  const merges: NonNullable<WriteSheet['merges']> = [];
  const rowDefs: NonNullable<WriteSheet['rowDefs']> = new Map();
  const conditionalRules: NonNullable<WriteSheet['conditionalRules']> = [];
  const coloured = new Map<number, { first: number; last: number; most: number }>();
  rows.forEach((row, at) => {
    row.forEach((cell, column) => {
      // Figures stand in all columns but the first.
      const style = cell.look === 'head' ? header(column > 0 ? 'right' : 'left') : styleOf(cell);
      cells.set(`${at},${column}`, { style });
      if (cell.kind === 'change' || cell.kind === 'deviation') {
        const { first = at, most = 0 } = coloured.get(column) ?? {};
        const size = Math.abs(Number(writtenValue(cell) ?? 0));
        coloured.set(column, { first, last: at, most: Math.max(most, size) });
      }
      if (cell.across === undefined) return;
      merges.push({ startRow: at, startCol: column, endRow: at, endCol: column + cell.across - 1 });
      const room = widths
        .slice(column, column + cell.across)
        .reduce((sum, width) => sum + width, 0);
      const size = cell.look === 'title' ? 1.5 : 1;
      const lines = Math.ceil((size * String(cell.value ?? '').length) / (0.92 * room));
      if (lines > 1 || size > 1) rowDefs.set(at, { height: lineHeight * size * lines });
    });
  });
  for (const [column, { first, last, most }] of coloured) {
    const letter = colToLetter(column);
    const range = `${letter}${first + 1}:${letter}${last + 1}`;
    conditionalRules.push(aroundZero(range, conditionalRules.length + 1, most || 1));
  }
  return {
    name,
    columns: widths.map((width) => ({ width })),
    rows: rows.map((row) => row.map(writtenValue)),
    cells,
    merges,
    rowDefs,
    conditionalRules,
    view: { showGridLines: false },
    // A chart is not cut by the end of a page.
    pageSetup: chart === undefined ? printed : { ...printed, fitToHeight: 1 },
    ...(chart !== undefined && { charts: [writtenChart(chart)] }),
  };
}

function writtenValue({ value, kind }: PageCell): string | number | null {
  if (value === undefined || value === '') return null;
  if (typeof value === 'string') return unbroken(visibleText(value));
  if (!Number.isFinite(value)) return null;
  return kind === 'percent' || kind === 'deviation' ? value / 100 : value;
}

function styleOf({ kind, prefix, look, across, value }: PageCell): Partial<CellStyle> {
  const base = look === undefined ? {} : looks[look];
  const isWhole = typeof value === 'number' && (Number.isInteger(value) || Math.abs(value) >= 1000);
  const plain =
    kind === undefined ? undefined : formats[isWhole && kind === 'amount' ? 'count' : kind];
  const signed = kind === 'change' ? '+#,##0;-#,##0;0' : plain;
  return {
    ...base,
    ...(signed !== undefined && { numFmt: withPrefix(signed, prefix) }),
    // Beside a text of some lines, what it belongs to stands at its first.
    alignment: { vertical: 'top' as const, ...(across !== undefined && { wrapText: true }) },
  };
}

function writtenChart(chart: SheetChart): NonNullable<WriteSheet['charts']>[number] {
  const { title, row, height, columns, categories, series, count } = chart;
  const sheet = `'${chart.sheet.replaceAll("'", "''")}'`;
  const range = (column: number): string => {
    const letter = colToLetter(column);
    return `${sheet}!$${letter}$2:$${letter}$${count + 1}`;
  };
  return {
    type: 'column',
    title,
    barGrouping: 'clustered',
    legend: 'bottom',
    gapWidth: 60,
    // Below the bars that go down.
    axes: { x: { tickLblPos: 'low' } },
    series: series.map(({ name, column, tone }) => ({
      name,
      values: range(column),
      categories: range(categories),
      color: paints[tone],
      invertIfNegative: false,
    })),
    anchor: { from: { row, col: 0 }, to: { row: row + height, col: columns } },
  };
}
