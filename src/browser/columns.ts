import { compactNumber, unbroken } from '../reports/document/numbers.js';
import type { PageData } from '../reports/page/page-data.js';
import { make, named } from './element.js';

/** What the address of an account begins with, before its id. */
export const accountLink = 'account=';

/** A column of a table of accounts. */
export interface Column {
  readonly title: string;
  readonly isNumber: boolean;
  readonly cell: (row: number) => HTMLElement;
  /** What a file has of it: the exact figure. */
  readonly value: (row: number) => string;
  /** Whether a phone does without it. */
  readonly isLeast: boolean;
  /** Below 0 where the first goes first, ascending. */
  readonly compare: (a: number, b: number) => number;
}

export function columnsOf({ accounts, holders, changes, reasons }: PageData): readonly Column[] {
  const order = new Intl.Collator('en', { numeric: true });
  const text = (
    title: string,
    of: (row: number) => string,
    {
      isLeast = false,
      cell = (row: number): HTMLElement => named('td', of(row)),
    }: Partial<Pick<Column, 'isLeast' | 'cell'>> = {},
  ): Column => ({
    title,
    isNumber: false,
    isLeast,
    cell: (row) => marked(cell(row), isLeast),
    value: of,
    compare: (a, b) => order.compare(of(a), of(b)),
  });
  const amount = (title: string, values: readonly number[], isLeast = false): Column => ({
    title,
    isNumber: true,
    isLeast,
    value: (row) => String(values[row]),
    cell: (row) => {
      const cell = make('td', compactNumber(values[row]), 'n');
      cell.title = String(values[row]);
      return marked(cell, isLeast);
    },
    compare: (a, b) => values[a] - values[b],
  });
  const account = (row: number): HTMLElement => {
    const cell = make('th', '');
    cell.scope = 'row';
    cell.title = accounts.ids[row];
    const link = named('a', accounts.names[row]);
    link.href = `#${accountLink}${encodeURIComponent(accounts.ids[row])}`;
    cell.append(link);
    return cell;
  };
  return [
    text('Account', (row) => accounts.names[row], { cell: account }),
    text('rep', (row) => holders[accounts.to[row]]),
    text('before', (row) => holders[accounts.from[row]]),
    text('change', (row) => changes[accounts.change[row]], { isLeast: true }),
    amount('potential', accounts.potential),
    amount('workload', accounts.workload, true),
    ...(accounts.arr === undefined ? [] : [amount(accounts.arrTitle ?? 'ARR', accounts.arr)]),
    text('why', (row) => reasons[accounts.reason[row]], {
      isLeast: true,
      cell: (row) => named('td', unbroken(reasons[accounts.reason[row]])),
    }),
  ];
}

/** The head of a column. */
export function headOf({ title, isNumber, isLeast }: Column): HTMLTableCellElement {
  const head = make('th', title, isNumber ? 'n' : '');
  marked(head, isLeast);
  head.scope = 'col';
  return head;
}

function marked<Element extends HTMLElement>(cell: Element, isLeast: boolean): Element {
  if (isLeast) cell.classList.add('least');
  return cell;
}
