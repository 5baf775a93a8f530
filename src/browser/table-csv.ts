import { guardFormula } from '../inputs/csv/formula-guard.js';
import { make } from './element.js';

/** Puts a button below a table that saves all of it as a CSV file. */
export function downloadable(table: HTMLTableElement, linesOf = () => linesIn(table)): void {
  const title = table.caption?.textContent ?? 'table';
  const button = make('button', 'CSV', 'csv');
  button.type = 'button';
  button.setAttribute('aria-label', `Download as CSV: ${title}`);
  button.addEventListener('click', () => save(`${fileName(title)}.csv`, linesOf()));
  (table.closest('.scroll') ?? table).after(button);
}

function fileName(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
}

/** A table's cells; what was and what is stand in columns of their own, and figures are exact. */
function linesIn(table: HTMLTableElement): readonly (readonly string[])[] {
  const rows = [...(table.tBodies[0]?.rows ?? [])].map((row) => [...row.cells].map(valuesOf));
  const heads = [...(table.tHead?.rows[0]?.cells ?? [])].map((head) => head.textContent ?? '');
  const isPair = heads.map((_, at) => rows.some((row) => row[at]?.length === 2));
  const spread = (values: readonly string[], at: number): readonly string[] =>
    isPair[at] ? (values.length === 2 ? values : ['', ...values]) : values;
  return [
    heads.flatMap((title, at) => (isPair[at] ? [`${title} before`, title] : [title])),
    ...rows.map((row) => row.flatMap(spread)),
  ];
}

function valuesOf(cell: HTMLTableCellElement): readonly string[] {
  const figures = [...cell.querySelectorAll('data')].map(({ value }) => value);
  if (figures.length === 1 || figures.length === 2) return figures;
  const text = cell.textContent ?? '';
  // A dash stands where there is nothing.
  return [text === '–' ? '' : text];
}

/** Numbers stay numbers, whatever their sign. */
function guarded(text: string): string {
  return Number.isNaN(Number(text)) ? guardFormula(text) : text;
}

function save(name: string, lines: readonly (readonly string[])[]): void {
  const text = lines
    .map((line) => `${line.map((value) => quoted(guarded(value))).join(',')}\r\n`)
    .join('');
  // The mark at the start tells spreadsheets that it is UTF-8.
  const url = URL.createObjectURL(new Blob([`\ufeff${text}`], { type: 'text/csv' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

function quoted(value: string): string {
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
