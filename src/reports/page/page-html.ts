import { movesOfNote } from '../../evaluation/moves-of-note.js';
import { recordsAsFiled } from '../../model/table.js';
import { html } from '../document/html.js';
import type { ReportParts } from '../report/parts.js';
import { framed } from './frame.js';
import type { PageKit } from './kit.js';
import { drawnAreas } from './map/areas.js';
import { mapOf } from './map/points.js';
import { map } from './map/section.js';
import { accounts } from './sections/accounts.js';
import { beforeAfter } from './sections/before-after.js';
import { byRep } from './sections/by-rep.js';
import { method } from './sections/method.js';
import { moves } from './sections/moves.js';
import { opening } from './sections/opening.js';
import { pieces } from './sections/pieces.js';
import { pipeline } from './sections/pipeline.js';
import { proof } from './sections/proof.js';
import { roles } from './sections/roles.js';
import { round } from './sections/round.js';
import { rules } from './sections/rules.js';
import { holdersOf, type PageContext } from './telling.js';

/** Beyond this the page lists only accounts that change hands. */
const wholeUpTo = 50_000;
const sampleOf = 10_000;

/**
 * report.html: one page that stands by itself. It loads nothing from anywhere,
 * and its policy lets only its own style and script run, known by their hashes.
 * The same parts give the same bytes.
 */
export function pageHtml(parts: ReportParts, kit: PageKit): string {
  const pageContext: PageContext = {
    ...parts,
    kit,
    holders: holdersOf(parts.problem),
    listed: listedAccounts(parts),
  };
  const drawnMap = mapOf(pageContext);
  const areas = drawnAreas(
    pageContext,
    drawnMap?.baseMap.isUs === true && drawnMap.points.length > 0,
  );
  const onMap = map(pageContext, drawnMap, areas);
  const inPieces = pieces(pageContext, areas);
  const inRoles = roles(pageContext);
  const byHand = round(pageContext);
  const onPipeline = pipeline(pageContext);
  const absent: Partial<Record<(typeof anchors)[number][0], boolean>> = {
    map: onMap === undefined,
    pieces: inPieces === undefined,
    roles: inRoles === undefined,
    round: byHand === undefined,
    pipeline: onPipeline === undefined,
  };
  const links = anchors.filter(([id]) => absent[id] !== true);
  const body = html`<a class="skip" href="#reps">Skip to the figures</a>
<nav aria-label="On this page">${links.map(([id, title]) => html`<a href="#${id}">${title}</a> `)}</nav>
<main>${opening(pageContext)}${beforeAfter(pageContext)}${inRoles}${onPipeline}${moves(pageContext)}${byHand}${proof(pageContext)}${rules(pageContext)}${onMap}${inPieces}${accounts(pageContext)}${byRep(pageContext)}${method(pageContext)}</main>
`;
  const { carve, options } = parts.made;
  return framed('Territory plan', body, areas === undefined ? kit : withAreas(kit), {
    carve,
    as_of: options.as_of,
  });
}

const anchors = [
  ['verdict', 'Verdict'],
  ['reps', 'Reps'],
  ['roles', 'Roles'],
  ['pipeline', 'Pipeline'],
  ['moves', 'Moves'],
  ['round', 'Round'],
  ['proof', 'Proof'],
  ['rules', 'Rules'],
  ['map', 'Map'],
  ['pieces', 'Pieces'],
  ['accounts', 'Accounts'],
  ['handouts', 'By rep'],
  ['method', 'Method'],
] as const;

/** The page's style and script with those of its areas. */
function withAreas(kit: PageKit): PageKit {
  const join = (own: string, areas: string | undefined): string => [own, areas ?? ''].join('\n');
  return {
    ...kit,
    style: join(kit.style, kit.areas?.style),
    script: join(kit.script, kit.areas?.script),
  };
}

function listedAccounts({ problem, plan }: ReportParts): readonly number[] {
  const all = recordsAsFiled(problem.accounts);
  if (problem.accountCount <= wholeUpTo) return all;
  const listed = new Set(movesOfNote(problem, plan.evaluation, sampleOf).accounts);
  return all.filter((account) => listed.has(account));
}
