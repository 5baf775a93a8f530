/** Puts a button into a column's head, and says how the column is sorted now. */
export function sortButton(head: HTMLElement, sort: (descending: boolean) => void): void {
  const button = document.createElement('button');
  button.type = 'button';
  button.append(...head.childNodes);
  // A style's first letter does not reach into a button.
  const title = button.firstChild;
  if (title instanceof Text) title.replaceData(0, 1, title.data.charAt(0).toUpperCase());
  head.append(button);
  button.addEventListener('click', () => {
    // Numbers are asked for from the greatest.
    const first = head.classList.contains('n') ? 'descending' : 'ascending';
    const now = head.getAttribute('aria-sort');
    const next = now === null ? first : now === 'ascending' ? 'descending' : 'ascending';
    for (const other of head.parentElement?.children ?? []) other.removeAttribute('aria-sort');
    head.setAttribute('aria-sort', next);
    sort(next === 'descending');
  });
}

/** Lets the reader sort the rows of a table that the page came with. */
export function sortable(table: HTMLTableElement): void {
  const body = table.tBodies[0];
  if (body === undefined || body.rows.length < 2) return;
  const order = new Intl.Collator('en', { numeric: true });
  for (const [index, head] of [...(table.tHead?.rows[0]?.cells ?? [])].entries()) {
    sortButton(head, (descending) => {
      const rows = [...body.rows].sort((a, b) => {
        const [one, other] = [a.cells[index], b.cells[index]];
        const numbers = [Number(one.dataset.sort), Number(other.dataset.sort)];
        const compared = numbers.some(Number.isNaN)
          ? order.compare(one.textContent ?? '', other.textContent ?? '')
          : numbers[0] - numbers[1];
        return descending ? -compared : compared;
      });
      body.append(...rows);
    });
  }
}
