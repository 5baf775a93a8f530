import { head, html, inWords, list, type Markup, pageTable, section } from '../../document/html.js';
import { numberWords } from '../../document/numbers.js';
import type { PageContext } from '../telling.js';

/** How the plan was made, what was assumed, what to know besides, and what it was made from. */
export function method({ made, notes, masked }: PageContext): Markup {
  const { assumptions, warnings, options } = made;
  const settings = [
    `Dates count from ${options.as_of}.`,
    `The search ran with effort ${options.effort} and seed ${options.seed}; the same files and flags give the same plan.`,
    options.drafted &&
      'No rules were given: carve drafted them from the data. rules-used.csv has the reasons and can be edited.',
    options.max_moves !== null &&
      `At most ${numberWords(options.max_moves)} accounts were to leave their owners (--max-moves).`,
    options.time_limit_s !== null &&
      `The search had ${numberWords(options.time_limit_s)} seconds at most.`,
    options.share_by !== 'capacity' && `Territories are shared by ${options.share_by}.`,
    masked && 'Names and amounts are stand-ins.',
  ].filter((one) => one !== false);
  return html`${section(
    'method',
    'Method and assumptions',
    html`<p>carve assigns the accounts so that potential and workload come near each rep's fair share, by capacity, of what they may take; relationships are disturbed as little as possible; and the must rules hold. <code>docs/formulas.md</code> has every formula.</p>
`,
    list([...settings, ...assumptions.map((one) => `Assumed: ${one}.`)]),
  )}${
    warnings.length + notes.length > 0 &&
    section('warnings', 'What to know', list([...notes, ...warnings]))
  }${inputs(made)}`;
}

function inputs({ inputs: given, carve }: PageContext['made']): Markup {
  const files = Object.entries(given).flatMap(([role, file]) =>
    file === undefined ? [] : [{ role, ...file }],
  );
  return section(
    'inputs',
    'What it was made from',
    pageTable('Input files', files, [
      head('what', ({ role }) => html`${role}`),
      { title: 'file, from the plan folder', cell: ({ path }) => html`<code>${path}</code>` },
      inWords('rows', ({ rows }) => html`${numberWords(rows)}`),
      { title: 'SHA-256', cell: ({ sha256 }) => html`<code class="hash">${sha256}</code>` },
    ]),
    html`<p>Made by carve ${carve}. plan.json holds the checksum of this page.</p>
`,
  );
}
