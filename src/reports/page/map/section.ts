import { accountName } from '../../../evaluation/account-name.js';
import { sourceOf } from '../../../evaluation/story/flows.js';
import { embedded, html, type Markup, section } from '../../document/html.js';
import { counted } from '../../document/words.js';
import { repName } from '../../explain/names.js';
import type { MapData } from '../page-data.js';
import type { PageContext } from '../telling.js';
import { type DrawnMap, mapOf } from './points.js';

/** More points than these are drawn by the script: a page of circles opens slowly. */
const circlesUpTo = 2500;

/** The map: accounts coloured by rep, today or in the plan; nothing where nobody has a place. */
export function map(pageContext: PageContext): Markup | undefined {
  const drawn = mapOf(pageContext);
  if (drawn === undefined || drawn.points.length === 0) return undefined;
  const { baseMap, points, homes: rings, left } = drawn;
  const isDrawn = points.length > circlesUpTo;
  const box = `0 0 ${baseMap.width} ${baseMap.height}`;
  const without =
    left === 0
      ? ''
      : ` ${counted(left, 'account')} without a place, or outside the map, ${left === 1 ? 'is' : 'are'} not on it.`;
  return section(
    'map',
    'The map',
    html`<p>Each point is an account in the colour of its rep; reps with the same colour are far apart, and choosing one shows theirs alone.${rings.length > 0 && ' Numbered rings are where reps live.'}${without} The table of accounts says the same in words.</p>
<div class="map plan" id="map-root"><form class="filters" id="map-controls" hidden><fieldset><legend>Owners</legend><label><input type="radio" name="state" value="today"> today</label> <label><input type="radio" name="state" value="plan" checked> in the plan</label></fieldset>
<label>Rep <select id="map-rep"><option value="">all</option></select></label></form>
<div class="stack"><svg viewBox="${box}" role="img" aria-label="${`Map of ${counted(points.length, 'account')} by rep`}"><path class="land" d="${baseMap.land}"/><path class="border" d="${baseMap.lines}"/>${!isDrawn && circles(pageContext, drawn)}</svg>${isDrawn && html`<canvas id="map-canvas" width="${2 * baseMap.width}" height="${2 * baseMap.height}" aria-hidden="true"></canvas>`}${rings.length > 0 && html`<svg class="over" viewBox="${box}" role="img" aria-label="Where reps live">${homes(pageContext, drawn)}</svg>`}</div></div>
`,
    embedded('map-data', mapData(pageContext, drawn, isDrawn)),
  );
}

function circles(
  { problem, plan, holders }: PageContext,
  { points, hues }: DrawnMap,
): readonly Markup[] {
  const hue = (holder: number): number | string => hues[holder] ?? 'n';
  return points.map(({ account, x, y }) => {
    const before = holders.ofSource(sourceOf(problem, account));
    const rep = plan.evaluation.assignment[account];
    const after = holders.ofRep(rep);
    const described = `${accountName(problem, account)}: ${holders.names[before]} → ${repName(problem, rep)}`;
    return html`<circle cx="${x}" cy="${y}" r="4" class="t${hue(before)} p${hue(after)}" data-from="${before}" data-to="${after}"><title>${described}</title></circle>`;
  });
}

function homes({ problem }: PageContext, { homes: all }: DrawnMap): readonly Markup[] {
  return all.map(
    ({ rep, x, y }) =>
      html`<g class="home" data-rep="${rep}"><circle cx="${x}" cy="${y}" r="9"/><text x="${x}" y="${y}" dy="0.35em">${rep + 1}</text><title>${`${rep + 1}: ${problem.repNames[rep]} lives here`}</title></g>`,
  );
}

/** The points are in the order of the page's accounts; those without a place are `null`. */
function mapData({ listed }: PageContext, { points, hues }: DrawnMap, isDrawn: boolean): MapData {
  if (!isDrawn) return { hues };
  const at = new Map(points.map(({ account, x, y }) => [account, [x, y] as const]));
  return { hues, points: listed.map((account) => at.get(account) ?? null) };
}
