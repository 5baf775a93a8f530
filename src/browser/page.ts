import { accountBrowser } from './accounts.js';
import { accountLink } from './columns.js';
import { readData } from './data.js';
import { flowDetails } from './flows.js';
import { mapControls } from './map.js';
import { sortable } from './sorting.js';
import { downloadable } from './table-csv.js';

/** The page can be read without this script; it adds search, filters, sorting, and the accounts behind flows, downloads, and links to accounts. */
const data = readData();
for (const table of document.querySelectorAll<HTMLTableElement>('main table')) {
  if (table.id !== 'account-table' && (table.tBodies[0]?.rows.length ?? 0) > 0) downloadable(table);
}
for (const table of document.querySelectorAll<HTMLTableElement>('table.sortable')) sortable(table);
const browser = data && accountBrowser(data);
if (data !== undefined) {
  for (const flow of document.querySelectorAll<HTMLDetailsElement>('.flows details')) {
    flowDetails(data, flow);
  }
  mapControls(data);
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-show-rep]')) {
    button.hidden = browser === undefined;
    button.addEventListener('click', () => browser?.showRep(button.dataset.showRep ?? ''));
  }
}

/** A link to a rep's part opens it, one to an account finds it; printing opens all. */
function openLinked(): void {
  const linked = decodeURIComponent(location.hash.slice(1));
  if (linked.startsWith(accountLink)) {
    browser?.showAccount(linked.slice(accountLink.length));
    return;
  }
  const target = document.getElementById(linked);
  if (target instanceof HTMLDetailsElement) target.open = true;
}
addEventListener('hashchange', openLinked);
openLinked();
addEventListener('beforeprint', () => {
  for (const part of document.querySelectorAll<HTMLDetailsElement>('.handout, .opens')) {
    part.open = true;
  }
});
