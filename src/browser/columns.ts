import { compactNumber } from '../reports/document/numbers.js';
import type { PageData } from '../reports/page/page-data.js';
import { make, named } from './element.js';

/** A column of a table of accounts. */
export interface Column {
  readonly title: string;
  readonly isNumber: boolean;
  readonly cell: (row: number) => HTMLElement;
  /** Below 0 where the first goes first, ascending. */
  readonly compare: (a: number, b: number) => number;
}

export function columnsOf({ accounts, holders, changes, reasons }: PageData): readonly Column[] {
  const order = new Intl.Collator('en', { numeric: true });
  const text = (
    title: string,
    of: (row: number) => string,
    cell = (row: number): HTMLElement => named('td', of(row)),
  ): Column => ({
    title,
    isNumber: false,
    cell,
    compare: (a, b) => order.compare(of(a), of(b)),
  });
  const amount = (title: string, values: readonly number[]): Column => ({
    title,
    isNumber: true,
    cell: (row) => {
      const cell = make('td', compactNumber(values[row]), 'n');
      cell.title = String(values[row]);
      return cell;
    },
    compare: (a, b) => values[a] - values[b],
  });
  const account = (row: number): HTMLElement => {
    const cell = named('th', accounts.names[row]);
    cell.scope = 'row';
    cell.title = accounts.ids[row];
    return cell;
  };
  return [
    text('Account', (row) => accounts.names[row], account),
    text('rep', (row) => holders[accounts.to[row]]),
    text('before', (row) => holders[accounts.from[row]]),
    text('change', (row) => changes[accounts.change[row]]),
    amount('potential', accounts.potential),
    amount('workload', accounts.workload),
    ...(accounts.arr === undefined ? [] : [amount(accounts.arrTitle ?? 'ARR', accounts.arr)]),
    text('why', (row) => reasons[accounts.reason[row]]),
  ];
}

/** The head of a column. */
export function headOf({ title, isNumber }: Column): HTMLTableCellElement {
  const head = make('th', title, isNumber ? 'n' : '');
  head.scope = 'col';
  return head;
}
