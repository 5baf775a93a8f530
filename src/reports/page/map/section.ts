import { embedded, html, type Markup, section } from '../../document/html.js';
import { counted } from '../../document/words.js';
import type { MapData } from '../page-data.js';
import type { PageContext } from '../telling.js';
import { areaPaths, areaWords, type DrawnAreas, pieceNumbers } from './areas.js';
import type { DrawnMap } from './points.js';

/** The map: the accounts of all, of one team or of one rep, with a legend; nothing where nobody has a place. */
export function map(
  pageContext: PageContext,
  drawn: DrawnMap | undefined,
  drawnAreas: DrawnAreas | undefined,
): Markup | undefined {
  if (drawn === undefined || drawn.points.length === 0) return undefined;
  const areas = drawnAreas?.isOnMap === true ? drawnAreas : undefined;
  const { baseMap, points, homes: rings, left } = drawn;
  const { land, lines } = areas ?? baseMap;
  const box = `0 0 ${baseMap.width} ${baseMap.height}`;
  const without =
    left === 0
      ? ''
      : ` ${counted(left, 'account')} without a place, or outside the map, ${left === 1 ? 'is' : 'are'} not on it.`;
  return section(
    'map',
    'The map',
    html`<p>Choose a team or a rep to see their accounts alone: no two groups shown at once share a colour.${rings.length > 0 && ' Rings are where reps live; beyond 24, choose a team or a rep to see theirs.'}${without} The table of accounts says the same in words.</p>
<noscript><p>The accounts on the map need a script; the table of the plan's files has them.</p></noscript>
<div class="map" id="map-root"><form class="filters" id="map-controls" hidden><label>Accounts of <select id="map-rep"></select></label> <fieldset><legend>Owners</legend><label><input type="radio" name="state" value="today"> today</label> <label><input type="radio" name="state" value="plan" checked> in the plan</label></fieldset></form>
<ul class="legend" id="map-legend" aria-live="polite"></ul>
${areas && areaWords}<div class="stack"><svg viewBox="${box}" role="img" aria-label="${`Map of ${counted(points.length, 'account')} by rep`}"><path class="land" d="${land}"/><path class="border" d="${lines}"/>${areas && areaPaths(areas)}</svg><canvas id="map-canvas" width="${2 * baseMap.width}" height="${2 * baseMap.height}" aria-hidden="true"></canvas>${rings.length > 0 && html`<svg class="over" viewBox="${box}" role="img" aria-label="Where reps live">${homes(pageContext, drawn)}</svg>`}${areas && html`<svg class="over" viewBox="${box}" aria-hidden="true">${pieceNumbers}</svg>`}</div></div>
`,
    embedded('map-data', mapData(pageContext, drawn)),
  );
}

function homes({ problem }: PageContext, { homes: all }: DrawnMap): readonly Markup[] {
  return all.map(
    ({ rep, x, y }) =>
      html`<g class="home" data-rep="${rep}"><circle cx="${x}" cy="${y}" r="5"/><text x="${x}" y="${y}" dx="8" dy="0.35em">${problem.repNames[rep]}</text><title>${`${problem.repNames[rep]} lives here`}</title></g>`,
  );
}

/** The points are in the order of the page's accounts; those without a place are `null`. */
function mapData({ listed, problem }: PageContext, { points }: DrawnMap): MapData {
  const at = new Map(points.map(({ account, x, y }) => [account, [x, y] as const]));
  return {
    reps: problem.repCount,
    points: listed.map((account) => at.get(account) ?? null),
  };
}
