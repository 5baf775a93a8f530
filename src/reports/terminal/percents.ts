import { percentCell, percentWords, signedPercentCell } from '../number-words.js';

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
