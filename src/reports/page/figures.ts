import { compactNumber, signedCompact } from '../compact-number.js';
import { numberWords } from '../number-words.js';
import { percentShown, signedPercentCellShown } from '../terminal/percents.js';
import { html, type Markup } from './markup.js';

/** A figure as it is read, with the exact one for whoever copies the page. */
function data(value: number, said: string): Markup {
  return Number.isFinite(value) ? html`<data value="${value}">${said}</data>` : html`–`;
}

/** A count or another number in full. */
export function number(value: number): Markup {
  return data(value, numberWords(value));
}

/** An amount in three digits. */
export function amount(value: number): Markup {
  return data(value, compactNumber(value));
}

/** The same with a plus before gains. */
export function change(value: number): Markup {
  return data(value, signedCompact(value));
}

/** Given as percent. */
export function percent(value: number): Markup {
  return data(value, percentShown(value));
}

/** A deviation, given as percent, with its sign. */
export function deviation(value: number): Markup {
  return data(value, signedPercentCellShown(value));
}

/** "30 → 59", read out as from and to. */
export function arrow(before: Markup, after: Markup): Markup {
  return html`${before}<span class="to" aria-label=" to "> → </span>${after}`;
}
