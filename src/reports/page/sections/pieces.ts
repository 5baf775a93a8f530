import { piecesByRow, type RowPieces } from '../../../evaluation/story/pieces.js';
import { bdi, head, html, type Markup, numeric, pageTable, section } from '../../document/html.js';
import { andList, counted, plural } from '../../document/words.js';
import { pieceNames, piecesMeaning, piecesTitle, scatteredFirst } from '../../pieces-words.js';
import { areaData, areaPaths, areaWords, type DrawnAreas, pieceNumbers } from '../map/areas.js';
import type { PageContext } from '../telling.js';

/** In which pieces territories lie: in words for everybody, and drawn where the map does not show it; nothing where no row asks. */
export function pieces(
  pageContext: PageContext,
  areas: DrawnAreas | undefined,
): Markup | undefined {
  const { problem, plan } = pageContext;
  const rows = piecesByRow(problem, plan.evaluation.assignment);
  if (rows.length === 0) return undefined;
  return section(
    'pieces',
    'Territories in pieces',
    html`<p>${piecesMeaning}${areas?.isOnMap === true && html` <a href="#map">The map</a> shows the pieces of whom you choose there.`}</p>
`,
    areas && (areas.isOnMap ? undefined : ownMap(pageContext, areas)),
    areas && areaData(pageContext, areas),
    ...rows.map((row) => tableOf(pageContext, row, row.measure === areas?.row.measure)),
  );
}

/** @param numbered whether a map numbers the pieces of this row. */
function tableOf({ problem }: PageContext, row: RowPieces, numbered: boolean): Markup {
  return html`<h3>${piecesTitle(row.measure)}</h3>
${pageTable(
  piecesTitle(row.measure),
  scatteredFirst(row),
  [
    head('Rep', ({ rep }) => bdi(problem.repNames[rep])),
    numeric('pieces', 'count', ({ today, plan }) => [today.length, plan.length]),
    {
      title: 'in the plan',
      cell: ({ plan }) => bdi(pieceNames(row.measure, plan, { numbered })),
    },
  ],
  { kind: 'reasons' },
)}`;
}

/** Areas noted at most that have no packaged borders. */
const leftOutNamed = 5;

/** A map of the areas alone. */
function ownMap({ problem, plan }: PageContext, areas: DrawnAreas): Markup {
  const { row, view, outlines, land, lines } = areas;
  const { measure } = row;
  const left = measure.areas.filter((_, area) => !outlines.has(area));
  const managers = plan.evaluation.territories.map(({ manager }) => manager);
  const teams = [...new Set(row.reps.map((rep) => managers[rep]))].filter((name) => name !== '');
  const listed = scatteredFirst(row);
  const without =
    left.length > 0 &&
    html`<p>${counted(left.length, 'area')} without packaged borders ${plural(left.length, 'is', 'are')} not on it: ${andList(left, leftOutNamed)}.</p>\n`;
  return html`${without}<noscript><p>To choose whose areas are filled needs a script; the table has all in words.</p></noscript>
<form class="filters" id="area-controls" hidden><label>Areas of <select id="area-rep">${teams.length > 1 && html`<optgroup label="Teams">${teams.map((name) => html`<option value="team">${name}</option>`)}</optgroup>`}<optgroup label="Reps">${listed.map(({ rep }, at) => html`<option value="${rep}"${at === 0 && html` selected`}>${problem.repNames[rep]}</option>`)}</optgroup></select></label> <fieldset><legend>Owners</legend><label><input type="radio" name="state" value="today"> today</label> <label><input type="radio" name="state" value="plan" checked> in the plan</label></fieldset></form>
${areaWords}<div class="stack area-map"><svg viewBox="${[view.x, view.y, view.width, view.height].join(' ')}" role="img" aria-label="${`Map of ${counted(outlines.size, 'area')} by ${measure.metric}`}"><path class="land" d="${land}"/><path class="border" d="${lines}"/>${areaPaths(areas)}${pieceNumbers}</svg></div>
`;
}
