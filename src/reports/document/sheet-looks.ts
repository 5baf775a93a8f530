import type { CellStyle, CellValue, ConditionalRule } from 'hucre/xlsx';
import type { FigureKind } from './blocks.js';
import { displayWidth } from './text-width.js';

/** How tables of a workbook look: formats, widths and the colours of what matters. */

// Text stays text when it is edited: 007 keeps its zeros.
export const textFormat = '@';
export const formats: Readonly<Record<FigureKind, string>> = {
  count: '#,##0',
  amount: '#,##0.00',
  change: '#,##0.00',
  percent: '0.0%',
  deviation: '+0.0%;-0.0%;0.0%',
  date: 'yyyy-mm-dd',
};

/** The colours of report.html, light: orange for below and today, blue for above and the plan. */
export const paints = {
  head: '1F3A52',
  today: 'B3541E',
  plan: '005A9C',
  low: 'F6C9A5',
  high: 'A9CBEA',
  good: 'CFEBDD',
  warn: 'FFE9AD',
  bad: 'F8C8BC',
  form: 'FFF8DC',
  card: 'F4F6F8',
} as const;

export const filled = (colour: string): Partial<CellStyle> => ({
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: colour } },
});

/** Bold text in the font of all other text: without a name spreadsheets take another. */
export function bold(more: Partial<NonNullable<CellStyle['font']>> = {}): Partial<CellStyle> {
  return { font: { name: 'Calibri', size: 11, bold: true, ...more } };
}

/** Where what is in a column stands. */
export type Side = keyof typeof sides;

export const sides = {
  left: {},
  right: { horizontal: 'right' },
  indented: { horizontal: 'left', indent: 1 },
} as const;

/** A column's head, on the side of what is below it. */
export function header(side: Side): Partial<CellStyle> {
  return {
    ...bold({ color: { rgb: 'FFFFFF' } }),
    ...filled(paints.head),
    alignment: { vertical: 'center', wrapText: true, ...sides[side] },
  };
}

/** Points that a line of text takes. */
export const lineHeight = 15.5;

/** How a tab is printed: whole lines on a page, however many pages below each other. */
export const printed = {
  orientation: 'landscape',
  fitToPage: true,
  fitToWidth: 1,
  fitToHeight: 0,
} as const;

/** The format with what stands before an amount in its currency: "$" or "EUR ". */
export function withPrefix(format: string, prefix: string | undefined): string {
  if (prefix === undefined || prefix === '') return format;
  const quoted = `"${prefix.replaceAll('"', '')}"`;
  return `${quoted}${format};-${quoted}${format}`;
}

const narrowest = 8;
const widest = 60;
/** Cells looked at for a column's width: a sheet of 50,000 rows is as wide as its first ones. */
const measured = 500;
/** What the arrow of a filter takes. */
export const arrow = 3;

/** A column's width in characters: that of what is in it, up to the width it was given. */
export function fittingWidth(
  title: string,
  cells: readonly CellValue[],
  kind: FigureKind | undefined,
  given: number | undefined,
): number {
  const most = Math.max(
    narrowest,
    // Titles are wrapped to two lines.
    Math.ceil(displayWidth(title) / 2) + arrow,
    ...title.split(' ').map((word) => displayWidth(word) + arrow),
    ...cells.slice(0, measured).map((cell) => cellWidth(cell, kind) + 2),
  );
  return Math.min(most, Math.max(given ?? widest, narrowest));
}

function cellWidth(cell: CellValue, kind: FigureKind | undefined): number {
  if (kind === 'date') return 10;
  if (kind === 'percent' || kind === 'deviation') return 8;
  if (typeof cell === 'number') {
    const whole = Math.round(Math.abs(cell)).toLocaleString('en-US').length;
    return whole + (Number.isInteger(cell) || kind === 'count' ? 0 : 3) + (cell < 0 ? 1 : 0);
  }
  return typeof cell === 'string' ? displayWidth(cell) : 0;
}

/** Beyond this share a deviation has its full colour. */
const fullColour = 0.5;

/** A colour for each figure around 0: the further below the more orange, the further above the more blue. */
export function aroundZero(range: string, priority: number, full = fullColour): ConditionalRule {
  return {
    type: 'colorScale',
    priority,
    range,
    colorScale: {
      cfvo: [-full, 0, full].map((value) => ({ type: 'num' as const, value: String(value) })),
      // With how opaque they are: without it a spreadsheet takes the file for damaged.
      colors: [paints.low, 'FFFFFF', paints.high].map((colour) => `FF${colour}`),
    },
  };
}

/** A colour for cells that hold a word. */
export function wordColours(
  range: string,
  colours: ReadonlyMap<string, 'good' | 'warn' | 'bad'>,
  priority: number,
): ConditionalRule[] {
  return [...colours].map(([word, tone], at) => ({
    type: 'cellIs',
    priority: priority + at,
    operator: 'equal',
    formula: `"${word}"`,
    range,
    style: {
      fill: {
        type: 'pattern',
        pattern: 'solid',
        fgColor: { rgb: paints[tone] },
        bgColor: { rgb: paints[tone] },
      },
    },
  }));
}
