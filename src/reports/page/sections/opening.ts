import { accountName } from '../../../evaluation/account-name.js';
import type { RepGain } from '../../../evaluation/story/winners.js';
import { percentShown } from '../../document/figures.js';
import { bdi, figure, figurePair, html, type Markup } from '../../document/html.js';
import { compactNumber, numberWords, signedCompact } from '../../document/numbers.js';
import { quality, verdict } from '../../plan-words.js';
import { costliestWords, rowLabel, rowSaid } from '../../rule-words.js';
import type { Telling } from '../telling.js';
import { priceWords } from './rules.js';

/** The verdict, the figures of the plan, and the five questions everyone asks. */
export function opening(telling: Telling): Markup {
  return html`<header id="verdict"><p class="kind">Territory plan</p>
<h1>${verdict(telling)}</h1>
<dl class="tiles">${tiles(telling)}</dl>
<dl class="answers">${answers(telling)}</dl></header>
`;
}

function tiles({ story, plan, problem }: Telling): readonly Markup[] {
  const { after } = plan.evaluation;
  const [even] = story.evenness;
  return [
    tile('accounts_moved', 'change owner', figure('count', after.accounts_moved)),
    problem.hasArr && tile('arr_moved', 'ARR changes owner', figure('amount', after.arr_moved)),
    even?.before !== undefined &&
      tile(
        `${even.metric}.mean_abs_deviation_pct`,
        `off target in ${even.metric}, on average`,
        figurePair('percent', [
          even.before.mean_abs_deviation_pct,
          even.after.mean_abs_deviation_pct,
        ]),
      ),
    even?.before !== undefined &&
      tile(
        `${even.metric}.max_abs_deviation_pct`,
        `off target in ${even.metric}, at most`,
        figurePair('percent', [
          even.before.max_abs_deviation_pct,
          even.after.max_abs_deviation_pct,
        ]),
      ),
    story.meanKm.after !== undefined &&
      tile(
        'mean_distance_km',
        'km from rep to account, mean',
        figurePair('count', [story.meanKm.before, story.meanKm.after]),
      ),
  ].filter((one) => one instanceof Object);
}

function tile(key: string, label: string, value: Markup): Markup {
  return html`<div data-figure="${key}"><dt>${label}</dt><dd>${value}</dd></div>`;
}

function answers(telling: Telling): readonly Markup[] {
  const { story } = telling;
  const gains = story.reps.filter(({ side }) => side === 'gains');
  const losses = story.reps.filter(({ side }) => side === 'loses').reverse();
  return [
    answer('Who wins?', people(gains, 'Nobody gains.')),
    answer('Who loses?', people(losses, 'Nobody loses.')),
    answer('Which accounts matter?', weighty(telling)),
    answer('Can it be better?', html`${quality(telling)} <a href="#proof">Why</a>`),
    answer('Which rule costs most?', dearest(telling)),
  ];
}

function answer(question: string, said: Markup): Markup {
  return html`<div><dt>${question}</dt><dd>${said}</dd></div>
`;
}

/** Three by name, the rest by count. */
function people(reps: readonly RepGain[], none: string): Markup {
  if (reps.length === 0) return html`${none}`;
  const named = reps
    .slice(0, 3)
    .map(
      (one, index) =>
        html`${index > 0 && '; '}<b>${bdi(one.territory.name)}</b> ${signedCompact(one.potential)} in potential (${numberWords(one.territory.accounts_before)} → ${numberWords(one.territory.accounts)} accounts)`,
    );
  const rest = reps.length - named.length;
  return html`${named}${rest > 0 && html`; and ${numberWords(rest)} more`}. <a href="#reps">All reps</a>`;
}

function weighty({ story, problem }: Telling): Markup {
  const { matters } = story;
  if (matters.length === 0) return html`No account changes hands.`;
  const named = matters.map(
    ({ account, arr, potential, by }, index) =>
      html`${index > 0 && ', '}<b>${bdi(accountName(problem, account))}</b> (${by === 'arr' ? `${compactNumber(arr)} ARR` : `${compactNumber(potential)} potential`})`,
  );
  return html`${named}. <a href="#matters">Why they move</a>`;
}

function dearest(telling: Telling): Markup {
  const { story, problem } = telling;
  const { dearest: rule, wish } = story;
  const link = html`<a href="#rules">All rules</a>`;
  if (story.rules.every(({ price }) => price === undefined)) {
    return html`${wish && html`Of the wishes, <b>${rowLabel(wish.rule.name)}</b> (${rowSaid(problem, wish.rule.name)}) costs most: that it is kept in part makes up ${percentShown(100 * wish.share)} of the score. `}${mustCost(telling, wish !== undefined)} ${link}`;
  }
  if (rule?.price === undefined) return html`No rule is proven to cost anything. ${link}`;
  return html`<b>${rowLabel(rule.name)}</b>, ${rowSaid(problem, rule.name)}: ${priceWords(rule.price)}. ${link}`;
}

function mustCost({ story, problem, plan }: Telling, wishTold: boolean): Markup {
  const said = costliestWords(story.costliest, problem, plan.evaluation);
  if (said !== undefined) return html`${said}`;
  if (story.rules.some(({ level }) => level === 'must')) {
    return html`What the must rules cost was not worked out: <code>carve report PLAN --rules-cost</code> plans once more without each and tells.`;
  }
  return wishTold
    ? html`There is no must rule.`
    : html`There is no must rule, and every wish is kept.`;
}
