import { accountBrowser } from './accounts.js';
import { readData } from './data.js';
import { flowDetails } from './flows.js';
import { mapControls } from './map.js';
import { sortable } from './sorting.js';

/** The page can be read without this script; it adds search, filters, sorting, and the accounts behind flows. */
const data = readData();
for (const table of document.querySelectorAll<HTMLTableElement>('table.sortable')) sortable(table);
if (data !== undefined) {
  for (const flow of document.querySelectorAll<HTMLDetailsElement>('.flows details')) {
    flowDetails(data, flow);
  }
  mapControls(data);
  const browser = accountBrowser(data);
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-show-rep]')) {
    button.hidden = browser === undefined;
    button.addEventListener('click', () => browser?.showRep(button.dataset.showRep ?? ''));
  }
}

/** A link to a rep's part opens it; printing opens all. */
function openLinked(): void {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target instanceof HTMLDetailsElement) target.open = true;
}
addEventListener('hashchange', openLinked);
openLinked();
addEventListener('beforeprint', () => {
  for (const part of document.querySelectorAll<HTMLDetailsElement>('.handout')) part.open = true;
});
