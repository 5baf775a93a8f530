import type { Column, FigureKind, Pair, Value } from './blocks.js';
import {
  compactNumber,
  numberWords,
  percentCell,
  percentWords,
  signedCompact,
  signedPercentCell,
} from './numbers.js';
import { columnWidth, padStart } from './text-width.js';

/** How figures are written where they stand below each other. */
export const columnWords: Readonly<Record<FigureKind, (value: number) => string>> = {
  count: (value) => numberWords(value),
  amount: compactNumber,
  change: signedCompact,
  percent: percentCellShown,
  deviation: signedPercentCellShown,
  date: (days) => new Date(86_400_000 * days).toISOString().slice(0, 10),
};

/** The column with its currency in its title: "ARR, $". */
export function withCurrency<C extends Column>(column: C, currency: string | undefined): C {
  return currency === undefined || currency === ''
    ? column
    : { ...column, title: `${column.title}, ${currency}` };
}

/** A figure as it is read in a column of them; a dash where there is none. */
export function figureWords(kind: FigureKind, value: number | undefined): string {
  return value === undefined ? '–' : columnWords[kind](value);
}

/** The cells of a column as they are read; the arrows of pairs stand below each other. */
export function cellTexts({ kind }: Column, values: readonly Value[]): string[] {
  const write = (value: string | number | undefined): string =>
    typeof value === 'string' ? value : figureWords(kind ?? 'count', value);
  if (kind === undefined) {
    return values.map((value) => (isPair(value) ? value.map(write).join(' → ') : write(value)));
  }
  const texts = values.map((value): string | Pair<string> =>
    isPair(value) ? [write(value[0]), write(value[1])] : write(value),
  );
  const [before, after] = [0, 1].map((side) =>
    columnWidth(texts.map((text) => (typeof text === 'string' ? '' : text[side]))),
  );
  return texts.map((text) =>
    typeof text === 'string' ? text : `${padStart(text[0], before)} → ${padStart(text[1], after)}`,
  );
}

/** Whether a cell holds two things. */
export function isPair<One>(value: One): value is Extract<One, readonly unknown[]> {
  return Array.isArray(value);
}

/** What is further off than this is far off, whatever the figure: it would only break the page. */
const mostShown = 999;

/** A percentage within a sentence of the summary; the files have the exact one. */
export function percentShown(percent: number): string {
  return clipped(percent, percentWords);
}

/** A percentage in a column of the summary. */
export function percentCellShown(percent: number): string {
  return clipped(percent, percentCell);
}

/** A deviation in a column of the summary, with its sign. */
export function signedPercentCellShown(percent: number): string {
  return clipped(percent, signedPercentCell);
}

function clipped(percent: number, say: (value: number) => string): string {
  if (percent >= mostShown + 0.5) return `>${mostShown} %`;
  return percent <= -mostShown - 0.5 ? `<-${mostShown} %` : say(percent);
}
