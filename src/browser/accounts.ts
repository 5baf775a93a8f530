import { numberWords } from '../reports/document/numbers.js';
import type { PageData } from '../reports/page/page-data.js';
import { columnsOf, headOf } from './columns.js';
import { controls } from './controls.js';
import { byId } from './element.js';
import { pager } from './pager.js';
import { sortButton } from './sorting.js';
import { downloadable } from './table-csv.js';

/** Before an id in the search field: that account alone. */
const byItsId = 'id:';

/** Lets the rest of the page ask for a rep's accounts. */
export interface AccountBrowser {
  readonly showRep: (rep: string) => void;
  readonly showAccount: (id: string) => void;
}

/** The account table: search, filters, sorting and pages; undefined where the page has none. */
export function accountBrowser(data: PageData): AccountBrowser | undefined {
  const { accounts, holders, managers, changes } = data;
  const root = byId('account-browser', HTMLElement);
  const heads = byId('account-heads', HTMLTableRowElement);
  const body = byId('account-rows', HTMLTableSectionElement);
  const found = byId('found', HTMLElement);
  const fields = controls(holders, managers, changes);
  const pages = pager(() => draw());
  if (!root || !heads || !body || !found || !fields || !pages) return undefined;

  const columns = columnsOf(data);
  const texts = accounts.names.map((name, row) => `${name}\n${accounts.ids[row]}`.toLowerCase());
  let order = accounts.ids.map((_, row) => row);
  let shown: readonly number[] = order;

  function draw(): void {
    const rows = (pages?.cut(shown) ?? []).map((row) => {
      const line = document.createElement('tr');
      line.append(...columns.map(({ cell }) => cell(row)));
      return line;
    });
    body?.replaceChildren(...rows);
  }
  const filter = (): void => {
    const { search, rep, manager, change } = fields.chosen();
    const wanted = search.trim().toLowerCase();
    const id = search.startsWith(byItsId) ? search.slice(byItsId.length) : undefined;
    const isWanted = (row: number): boolean =>
      wanted === '' || (id === undefined ? texts[row].includes(wanted) : accounts.ids[row] === id);
    const involves = (holder: number): boolean =>
      (rep === '' || holder === Number(rep)) && (manager === '' || managers[holder] === manager);
    shown = order.filter(
      (row) =>
        (involves(accounts.to[row]) || involves(accounts.from[row])) &&
        (change === '' || changes[accounts.change[row]] === change) &&
        isWanted(row),
    );
    found.textContent = `${numberWords(shown.length)} of ${numberWords(order.length)} accounts`;
    pages.first();
    draw();
  };

  for (const column of columns) {
    const head = headOf(column);
    heads.append(head);
    sortButton(head, (descending) => {
      order = order.toSorted((a, b) => (descending ? -1 : 1) * column.compare(a, b) || a - b);
      filter();
    });
  }
  fields.onChange(filter);
  const table = byId('account-table', HTMLTableElement);
  if (table) {
    downloadable(table, () => [
      ['account_id', ...columns.map(({ title }) => title)],
      ...shown.map((row) => [accounts.ids[row], ...columns.map(({ value }) => value(row))]),
    ]);
  }
  root.hidden = false;
  filter();
  return {
    showRep: (rep) => {
      fields.choose({ rep });
      filter();
      byId('accounts', HTMLElement)?.scrollIntoView();
      fields.focus();
    },
    showAccount: (id) => {
      fields.choose({ search: `${byItsId}${id}` });
      filter();
      byId('accounts', HTMLElement)?.scrollIntoView();
    },
  };
}
