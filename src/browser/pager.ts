import { numberWords } from '../reports/document/numbers.js';
import { byId } from './element.js';

/** Which rows of a long list are shown. */
export interface Pager {
  /** The rows of the page to show, after `to` has been turned to. */
  readonly cut: (rows: readonly number[]) => readonly number[];
  readonly first: () => void;
}

const rowsAPage = 50;

/** Buttons to turn pages; undefined where the page has none. */
export function pager(draw: () => void): Pager | undefined {
  const said = byId('page-number', HTMLElement);
  const previous = byId('previous', HTMLButtonElement);
  const next = byId('next', HTMLButtonElement);
  if (!said || !previous || !next) return undefined;
  let page = 0;
  const turn = (by: number) => () => {
    page += by;
    draw();
  };
  previous.addEventListener('click', turn(-1));
  next.addEventListener('click', turn(1));
  return {
    cut: (rows) => {
      const pages = Math.max(1, Math.ceil(rows.length / rowsAPage));
      page = Math.max(0, Math.min(page, pages - 1));
      said.textContent = `page ${numberWords(page + 1)} of ${numberWords(pages)}`;
      previous.disabled = page === 0;
      next.disabled = page === pages - 1;
      return rows.slice(page * rowsAPage, (page + 1) * rowsAPage);
    },
    first: () => {
      page = 0;
    },
  };
}
