import type { RepGain, Tolerance } from '../../../evaluation/story/winners.js';
import { html, type Markup } from '../../document/html.js';
import { numberWords } from '../../document/numbers.js';
import { deviationChart } from '../charts/deviations.js';
import { gainChart } from '../charts/gains.js';
import type { PageContext } from '../telling.js';
import { deviationRow, drawnMetric, limitKey } from './before-after.js';

/** Reps in the picture: so many of either end where there are more. */
const drawnAtMost = 12;

/** Pixels of the two drawings beside each other; the style's columns are in the same ratio. */
const wide = { deviations: 790, gains: 410 };

/** Who gains and who loses, each rep on a line: against fair share today and in the plan, and the gain in potential. */
export function gainPicture(pageContext: PageContext): Markup {
  const { planSummary, kit } = pageContext;
  const live = planSummary.reps.filter(({ territory }) => territory.live);
  if (live.every(isStill)) return html``;
  const half = drawnAtMost / 2;
  const isCut = live.length > drawnAtMost;
  const shown = isCut ? [...live.slice(0, half), ...live.slice(-half)] : live;
  const tolerance = planSummary.tolerances.find(({ metric }) => drawnMetric(metric) !== undefined);
  const cut = isCut
    ? ` The ${half} who gain most and the ${half} who lose most, or gain least, of ${numberWords(live.length)}.`
    : '';
  return html`<figure class="gains"><figcaption><strong>Who gains, who loses</strong> From the greatest gain in potential.${cut} <a href="#reps">All reps</a></figcaption><div class="lens">${tolerance && deviations(pageContext, shown, tolerance)}<div><p class="legend">Gain in potential; accounts today → plan</p>${gainChart(kit, shown, wide.gains)}</div></div></figure>
`;
}

/** Whether there is nothing to draw of a rep: at a fair share as before, with no more and no less. */
function isStill({ potential, territory }: RepGain): boolean {
  return [
    potential,
    territory.accounts - territory.accounts_before,
    territory.potential_deviation_before_pct,
    territory.potential_deviation_pct,
    territory.workload_deviation_before_pct,
    territory.workload_deviation_pct,
  ].every((one) => Math.abs(one) < 1e-9);
}

function deviations(
  { kit }: PageContext,
  shown: readonly RepGain[],
  tolerance: Tolerance,
): Markup | undefined {
  const rows = shown.flatMap(({ territory }) => {
    const row = deviationRow(territory, tolerance.metric);
    return row === undefined ? [] : [row];
  });
  return html`<div><p class="legend">Against fair share of ${tolerance.metric}: <span class="key before">today</span> <span class="key after">in the plan</span> <span class="key band">within tolerance</span>${limitKey(tolerance, rows)}</p>${deviationChart(kit, rows, tolerance, wide.deviations)}</div>`;
}
