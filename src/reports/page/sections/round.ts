import { head, html, type Markup, pageColumn, pageTable, section } from '../../document/html.js';
import { decidedByHand, roundColumns, roundSentences, roundTitle } from '../../review/round.js';
import type { PageContext } from '../telling.js';

/** What managers decided by hand, of a plan that came of a round; undefined of any other. */
export function round(pageContext: PageContext): Markup | undefined {
  const [first, ...others] = roundSentences(pageContext);
  if (first === undefined) return undefined;
  const decided = pageContext.masked ? [] : decidedByHand(pageContext);
  const [account, ...columns] = roundColumns(pageContext).map((column) => ({
    ...pageColumn(column),
    isNumber: column.align === 'right',
  }));
  return section(
    'round',
    roundTitle,
    html`<p class="lead">${first}</p>
${others.map(
  (text) => html`<p>${text}</p>
`,
)}`,
    decided.length === 0
      ? undefined
      : pageTable('Decided by hand', decided, [
          head(account.title, (row) => account.cell(row, 0)),
          ...columns,
        ]),
  );
}
