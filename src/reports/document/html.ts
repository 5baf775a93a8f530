import type { ColumnOf, FigureKind, Pair } from './blocks.js';
import { columnWords, isPair, percentShown } from './figures.js';
import { unbroken } from './numbers.js';
import { wholeText } from './visible-text.js';

/** A piece of HTML: whatever text is in it has been escaped. */
export class Markup {
  constructor(readonly text: string) {}
}

type Value = string | number | Markup | readonly Markup[] | undefined | false;

/**
 * HTML from a template: every text put into it is escaped, in content and in
 * quoted attributes alike, so that a hostile name stays a name. `undefined` and
 * `false` are nothing.
 */
export function html(strings: TemplateStringsArray, ...values: readonly Value[]): Markup {
  let text = strings[0];
  for (let index = 0; index < values.length; index++) {
    text += markupText(values[index]) + strings[index + 1];
  }
  return new Markup(text);
}

/** What a library drew from texts that it escapes itself. */
export function drawn(text: string): Markup {
  return new Markup(text);
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function markupText(value: Value): string {
  if (value === undefined || value === false) return '';
  if (value instanceof Markup) return value.text;
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return value.map(({ text }) => text).join('');
  return unbroken(wholeText(value)).replace(/[&<>"']/g, (found) => entities[found]);
}

/** A name from the data: its direction of writing does not reach beyond it. */
export function bdi(text: string): Markup {
  return html`<bdi>${text}</bdi>`;
}

/**
 * JSON for a script element of data: no text in it can end the element, and the
 * line separators of JavaScript are escaped too.
 */
export function embedded(id: string, data: unknown): Markup {
  const json = JSON.stringify(data).replace(
    /[<>&\u2028\u2029]/g,
    (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return new Markup(`<script type="application/json" id="${id}">${json}</script>`);
}

const figureWords: Readonly<Record<FigureKind, (value: number) => string>> = {
  ...columnWords,
  percent: percentShown,
};

/** A figure as it is read, with the exact one for whoever copies the page. */
export function figure(kind: FigureKind, value: number | undefined): Markup {
  if (value === undefined || !Number.isFinite(value)) return html`–`;
  return html`<data value="${value}">${figureWords[kind](value)}</data>`;
}

/** What a figure was and is. */
export function figurePair(kind: FigureKind, [before, after]: Pair<number | undefined>): Markup {
  return arrow(figure(kind, before), figure(kind, after));
}

/** "30 → 59", read out as from and to. */
function arrow(before: Markup, after: Markup): Markup {
  return html`${before}<span class="to" aria-label=" to "> → </span>${after}`;
}

export interface PageColumn<Row> {
  readonly title: string;
  readonly cell: (row: Row, index: number) => Markup;
  readonly isNumber?: boolean;
  /** What the column sorts by; by its text where there is none. */
  readonly sortsBy?: (row: Row) => number;
  /** The row's name. */
  readonly isHead?: boolean;
  /** Whether a phone does without it. */
  readonly isLeast?: boolean;
}

/** The same column, which a phone does without. */
export function least<Row>(column: PageColumn<Row>): PageColumn<Row> {
  return { ...column, isLeast: true };
}

function classOf({ isNumber, isLeast }: Pick<PageColumn<unknown>, 'isNumber' | 'isLeast'>): Markup {
  const names = [isNumber === true && 'n', isLeast === true && 'least'].filter(
    (name) => name !== false,
  );
  return html`${names.length > 0 && html` class="${names.join(' ')}"`}`;
}

/** The column that names the rows. */
export function head<Row>(title: string, cell: (row: Row) => Markup): PageColumn<Row> {
  return { title, isHead: true, cell };
}

/** A column of figures, or of what they were and are, which sorts by what they are. */
export function numeric<Row>(
  title: string,
  kind: FigureKind,
  of: (row: Row) => number | undefined | Pair<number | undefined>,
): PageColumn<Row> {
  return {
    title,
    isNumber: true,
    cell: (row) => {
      const value = of(row);
      if (!isPair(value)) return figure(kind, value);
      return value.every((one) => one === undefined) ? html`–` : figurePair(kind, value);
    },
    sortsBy: (row) => {
      const value = of(row);
      return (isPair(value) ? value[1] : value) ?? 0;
    },
  };
}

/** A column of figures that are in words already. */
export function inWords<Row>(title: string, cell: (row: Row) => Markup): PageColumn<Row> {
  return { title, isNumber: true, cell };
}

/** The same column of another table under the page's own title. */
export function pageColumn<Row>(column: ColumnOf<Row>, title = column.title): PageColumn<Row> {
  const { kind, of } = column;
  if (kind === undefined) {
    return { title, cell: (row, index) => html`${[of(row, index)].flat().join(' → ')}` };
  }
  return numeric(title, kind, (row) => {
    const value = of(row, 0);
    if (isPair(value)) return [asNumber(value[0]), asNumber(value[1])];
    return asNumber(value);
  });
}

function asNumber(value: string | number | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

/** A table that scrolls by itself where it is too wide; its columns can be sorted where a script runs. */
export function pageTable<Row>(
  caption: string,
  rows: readonly Row[],
  columns: readonly PageColumn<Row>[],
  { kind = '', sortable = true }: { readonly kind?: string; readonly sortable?: boolean } = {},
): Markup {
  return html`<div class="scroll" role="group" aria-label="${caption}" tabindex="0"><table class="${`${kind}${sortable ? ' sortable' : ''}`.trim()}"><caption>${caption}</caption><thead><tr>${columns.map(
    ({ title, ...column }) => html`<th scope="col"${classOf(column)}>${title}</th>`,
  )}</tr></thead><tbody>${rows.map((row, index) => html`<tr>${columns.map((column) => cellOf(column, row, index))}</tr>`)}</tbody></table></div>
`;
}

function cellOf<Row>(column: PageColumn<Row>, row: Row, index: number): Markup {
  const sorts = column.sortsBy && html` data-sort="${column.sortsBy(row)}"`;
  const content = column.cell(row, index);
  if (column.isHead === true) return html`<th scope="row"${sorts}>${content}</th>`;
  return html`<td${classOf(column)}${sorts}>${content}</td>`;
}

/** One section of the page, under its heading and an anchor of its own. */
export function section(
  id: string,
  title: string,
  ...content: readonly (Markup | undefined)[]
): Markup {
  return html`<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2>
${content.filter((one) => one !== undefined)}</section>
`;
}

/** A drawing with what it shows in words. */
export function drawing(title: string, drawing: Markup, note: Markup): Markup {
  return html`<figure><figcaption><strong>${title}</strong> ${note}</figcaption>${drawing}</figure>
`;
}

/** A paragraph for each sentence. */
export function list(sentences: readonly (string | Markup)[]): Markup {
  return html`<ul>${sentences.map((one) => html`<li>${one}</li>`)}</ul>
`;
}
