import type { PageData } from '../reports/page/page-data.js';
import { columnsOf, headOf } from './columns.js';
import { make } from './element.js';

const mostRows = 200;

/** Fills in the accounts behind a flow when it is opened. */
export function flowDetails(data: PageData, flow: HTMLDetailsElement): void {
  flow.addEventListener('toggle', () => {
    if (flow.open && flow.childElementCount === 1) fill(data, flow);
  });
}

function fill(data: PageData, flow: HTMLDetailsElement): void {
  const { accounts } = data;
  const from = Number(flow.dataset.from);
  const to = Number(flow.dataset.to);
  const size = accounts.arr ?? accounts.potential;
  const rows = accounts.ids
    .map((_, row) => row)
    .filter((row) => accounts.from[row] === from && accounts.to[row] === to)
    .sort((a, b) => size[b] - size[a] || a - b);
  if (rows.length === 0) {
    flow.append(make('p', 'This page does not list these accounts; moves.csv has all.'));
    return;
  }
  const title = `Accounts from ${flow.querySelector('b')?.textContent ?? ''}`;
  const columns = columnsOf(data).filter(({ title }) => title !== 'rep' && title !== 'before');
  const table = make('table', '', 'reasons');
  table.append(make('caption', title));
  table
    .createTHead()
    .insertRow()
    .append(...columns.map(headOf));
  const body = table.createTBody();
  for (const row of rows.slice(0, mostRows)) {
    body.insertRow().append(...columns.map(({ cell }) => cell(row)));
  }
  const scroll = make('div', '', 'scroll');
  scroll.tabIndex = 0;
  scroll.setAttribute('role', 'region');
  scroll.setAttribute('aria-label', title);
  scroll.append(table);
  flow.append(scroll);
  const rest = rows.length - mostRows;
  if (rest > 0) flow.append(make('p', `And ${rest} smaller ones; moves.csv has all.`));
}
