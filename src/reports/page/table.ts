import { html, type Markup } from './markup.js';

export interface PageColumn<Row> {
  readonly title: string;
  readonly cell: (row: Row, index: number) => Markup;
  readonly isNumber?: boolean;
  /** What the column sorts by; by its text where there is none. */
  readonly sortsBy?: (row: Row) => number;
  /** The row's name. */
  readonly isHead?: boolean;
}

/** A table that scrolls by itself where it is too wide; its columns can be sorted where a script runs. */
export function pageTable<Row>(
  caption: string,
  columns: readonly PageColumn<Row>[],
  rows: readonly Row[],
  { kind = '', sortable = true }: { readonly kind?: string; readonly sortable?: boolean } = {},
): Markup {
  return html`<div class="scroll" role="region" aria-label="${caption}" tabindex="0"><table class="${`${kind}${sortable ? ' sortable' : ''}`.trim()}"><caption>${caption}</caption><thead><tr>${columns.map(
    ({ title, isNumber }) =>
      html`<th scope="col"${isNumber === true && html` class="n"`}>${title}</th>`,
  )}</tr></thead><tbody>${rows.map((row, index) => html`<tr>${columns.map((column) => cellOf(column, row, index))}</tr>`)}</tbody></table></div>
`;
}

function cellOf<Row>(column: PageColumn<Row>, row: Row, index: number): Markup {
  const sorts = column.sortsBy && html` data-sort="${column.sortsBy(row)}"`;
  const content = column.cell(row, index);
  if (column.isHead === true) return html`<th scope="row"${sorts}>${content}</th>`;
  return html`<td${column.isNumber === true && html` class="n"`}${sorts}>${content}</td>`;
}
