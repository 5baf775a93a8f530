import { accountName } from '../../../evaluation/account-name.js';
import type { RepGain } from '../../../evaluation/story/winners.js';
import { moneyOf } from '../../currency.js';
import { percentShown } from '../../document/figures.js';
import { bdi, figure, figurePair, html, type Markup } from '../../document/html.js';
import { compactNumber, numberWords, signedCompact } from '../../document/numbers.js';
import { quality, verdictBelowTitle, verdictTitle } from '../../plan-words.js';
import { costliestWords, ruleTitle } from '../../rule-words.js';
import { money, type PageContext } from '../telling.js';
import { priceWords } from './rules.js';

/** The verdict, the figures of the plan, and the five questions everyone asks. */
export function opening(pageContext: PageContext): Markup {
  return html`<header id="verdict"><p class="kind">Territory plan</p>
<h1>${verdictTitle(pageContext)}</h1>
<p class="lead">${verdictBelowTitle(pageContext)}</p>
<dl class="tiles">${tiles(pageContext)}</dl>
<dl class="answers">${answers(pageContext)}</dl></header>
`;
}

function tiles({ planSummary, plan, problem }: PageContext): readonly Markup[] {
  const { total, moved } = plan.evaluation.changingHands;
  const { relationship } = plan.evaluation.after;
  const [even] = planSummary.evenness;
  return [
    tile(
      'changing_hands.total.accounts',
      `change hands, ${numberWords(moved.accounts)} of them from a rep who stays`,
      figure('count', total.accounts),
    ),
    ...(
      [
        ['arr', 'ARR changes hands'],
        ['open_pipeline', 'open pipeline changes hands'],
      ] as const
    ).map(([column, label]) => {
      const value = total[column];
      return (
        value !== null &&
        tile(`changing_hands.total.${column}`, label, money(problem, column, value))
      );
    }),
    total.renewals_90d !== null &&
      total.renewals_90d > 0 &&
      tile(
        'changing_hands.total.renewals_90d',
        'renewals within 90 days change hands',
        figure('count', total.renewals_90d),
      ),
    even?.before !== undefined &&
      tile(
        `${even.metric}.mean_abs_deviation_pct`,
        `from a fair share of ${even.metric}, on average`,
        figurePair('percent', [
          even.before.mean_abs_deviation_pct,
          even.after.mean_abs_deviation_pct,
        ]),
      ),
    even?.before !== undefined &&
      tile(
        `${even.metric}.max_abs_deviation_pct`,
        `from a fair share of ${even.metric}, at most`,
        figurePair('percent', [
          even.before.max_abs_deviation_pct,
          even.after.max_abs_deviation_pct,
        ]),
      ),
    planSummary.meanKm.after !== undefined &&
      tile(
        'mean_distance_km',
        'km from rep to account, mean',
        figurePair('count', [planSummary.meanKm.before, planSummary.meanKm.after]),
      ),
    relationship !== undefined &&
      relationship.known > 0 &&
      tile(
        'relationship.kept',
        `of ${numberWords(relationship.known)} accounts where somebody is known keep their owner or go to the best known`,
        figure('count', relationship.kept),
      ),
  ].filter((one) => one instanceof Object);
}

function tile(key: string, label: string, value: Markup): Markup {
  return html`<div data-figure="${key}"><dt>${label}</dt><dd>${value}</dd></div>`;
}

function answers(pageContext: PageContext): readonly Markup[] {
  const { planSummary } = pageContext;
  const gains = planSummary.reps.filter(({ side }) => side === 'gains');
  const losses = planSummary.reps
    .filter(({ side, territory }) => side === 'loses' && territory.live)
    .reverse();
  return [
    answer('Who wins?', people(gains, 'Nobody gains.')),
    answer('Who loses?', people(losses, 'Nobody loses.')),
    answer('Which accounts matter?', weighty(pageContext)),
    answer('Can it be better?', html`${quality(pageContext)} <a href="#proof">Why</a>`),
    answer('Which rule costs most?', costliestRule(pageContext)),
  ];
}

function answer(question: string, described: Markup): Markup {
  return html`<div><dt>${question}</dt><dd>${described}</dd></div>
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

function weighty({ planSummary, problem }: PageContext): Markup {
  const { matters } = planSummary;
  if (matters.length === 0) return html`No account changes hands.`;
  const named = matters.map(
    ({ account, arr, potential, by }, index) =>
      html`${index > 0 && ', '}<b>${bdi(accountName(problem, account))}</b> (${by === 'arr' ? `${moneyOf(problem, 'arr', arr)} ARR` : `${compactNumber(potential)} potential`})`,
  );
  return html`${named}. <a href="#matters">Why they move</a>`;
}

function costliestRule(pageContext: PageContext): Markup {
  const { planSummary, problem } = pageContext;
  const { costliestRule: rule, wish } = planSummary;
  const link = html`<a href="#rules">All rules</a>`;
  if (planSummary.rules.every(({ price }) => price === undefined)) {
    return html`${wish && html`Of the preferences, <b>${ruleTitle(problem, wish.rule.name)}</b> weighs most: not keeping it in full makes up ${percentShown(100 * wish.share)} of the score. `}${mustCost(pageContext, wish !== undefined)} ${link}`;
  }
  if (rule?.price === undefined) return html`No rule is proven to cost anything. ${link}`;
  return html`<b>${ruleTitle(problem, rule.name)}</b>: ${priceWords(problem, rule.price)}. ${link}`;
}

function mustCost({ planSummary, problem, plan }: PageContext, isWishShown: boolean): Markup {
  const described = costliestWords(planSummary.costliest, problem, plan.evaluation);
  if (described !== undefined) return html`${described}`;
  if (planSummary.rules.some(({ level }) => level === 'must')) {
    return html`What the must rules cost was not worked out for this plan.`;
  }
  return isWishShown
    ? html`There is no must rule.`
    : html`There is no must rule, and every preference is kept.`;
}
