import { accountName } from '../../../evaluation/account-name.js';
import { adviceOf, adviceWords } from '../../advice.js';
import { moneyOf } from '../../currency.js';
import { percentShown } from '../../document/figures.js';
import { bdi, figure, figurePair, html, type Markup } from '../../document/html.js';
import { compactNumber, numberWords } from '../../document/numbers.js';
import { nobodyHadAny, verdictBelowTitle, verdictTitle } from '../../plan-words.js';
import { costliestWords, ruleTitle } from '../../rule-words.js';
import { provesNothing } from '../../score-words.js';
import { money, type PageContext } from '../telling.js';
import { gainPicture } from './gain-picture.js';
import { priceWords } from './rules.js';

/** The figures that are written large; of the others, those that the title does not tell stand in a line below them. */
const tilesAtMost = 4;

/** The verdict, the figures of the plan, whether one would sign it, and who gains and who loses. */
export function opening(pageContext: PageContext): Markup {
  const figures = figuresOf(pageContext);
  const others = figures.slice(tilesAtMost).filter(({ isInTitle }) => isInTitle !== true);
  return html`<header id="verdict"><p class="kind">Territory plan</p>
<h1>${verdictTitle(pageContext)}</h1>
<p class="lead">${verdictBelowTitle(pageContext)}</p>
<dl class="tiles four">${figures.slice(0, tilesAtMost).map(tile)}</dl>
${others.length > 0 && html`<dl class="besides">${others.map(tile)}</dl>\n`}${advice(pageContext)}${gainPicture(pageContext)}<dl class="answers">${answers(pageContext)}</dl></header>
`;
}

interface Figure {
  readonly key: string;
  readonly label: string;
  readonly value: Markup;
  readonly isInTitle?: boolean;
}

/** From what is asked first. */
function figuresOf(pageContext: PageContext): readonly Figure[] {
  const { planSummary, plan, problem } = pageContext;
  const { total, moved } = plan.evaluation.changingHands;
  const { relationship } = plan.evaluation.after;
  const [even] = planSummary.evenness;
  const isFirst = nobodyHadAny(pageContext);
  const worth = (column: 'arr' | 'open_pipeline', name: string): Figure | false => {
    const value = total[column];
    return (
      value !== null && {
        key: `changing_hands.total.${column}`,
        label: `${name} changes hands`,
        value: money(problem, column, value),
        isInTitle: value !== 0,
      }
    );
  };
  const evenness = (which: 'mean' | 'max'): Figure | false => {
    if (even === undefined) return false;
    const key = `${which}_abs_deviation_pct` as const;
    return {
      key: `${even.metric}.${key}`,
      label: `from a fair share of ${even.metric}, ${which === 'mean' ? 'on average' : 'at most'}`,
      value:
        even.before === undefined || isFirst
          ? figure('percent', even.after[key])
          : figurePair('percent', [even.before[key], even.after[key]]),
    };
  };
  return [
    isFirst
      ? {
          key: 'tally.new',
          label: `get their first owner, of ${numberWords(problem.accountCount)} accounts`,
          value: figure('count', planSummary.tally.new),
        }
      : {
          key: 'changing_hands.total.accounts',
          label: `change hands, ${numberWords(moved.accounts)} from a rep who stays`,
          value: figure('count', total.accounts),
        },
    worth('arr', 'ARR'),
    evenness('mean'),
    evenness('max'),
    total.renewals_90d !== null &&
      total.renewals_90d > 0 && {
        key: 'changing_hands.total.renewals_90d',
        label: 'renewals within 90 days change hands',
        value: figure('count', total.renewals_90d),
        isInTitle: true,
      },
    worth('open_pipeline', 'open pipeline'),
    planSummary.meanKm.after !== undefined && {
      key: 'mean_distance_km',
      label: 'km from rep to account, mean',
      value: figurePair('count', [
        planSummary.meanKm.before && Math.round(planSummary.meanKm.before),
        Math.round(planSummary.meanKm.after),
      ]),
    },
    relationship !== undefined &&
      relationship.known > 0 && {
        key: 'relationship.kept',
        label: `of ${numberWords(relationship.known)} accounts where somebody is known keep their owner or go to the best known`,
        value: figure('count', relationship.kept),
      },
  ].filter((one) => one !== false);
}

function tile({ key, label, value }: Figure): Markup {
  return html`<div data-figure="${key}"><dt>${label}</dt><dd>${value}</dd></div>`;
}

/** Whether one would put one's name to it. */
function advice(pageContext: PageContext): Markup {
  const { verdict, because, costs, better } = adviceOf(pageContext);
  const tone = { recommended: 'met', 'with reservations': 'part', 'not recommended': 'broken' };
  const column = (title: string, sentences: readonly string[], link?: Markup): Markup =>
    html`<div><h3>${title}</h3><p>${sentences.join(' ')}${link}</p></div>`;
  return html`<section class="sign ${tone[verdict]}" aria-labelledby="sign-title"><div><h2 id="sign-title">Would I sign it?</h2><p><strong class="state">${adviceWords[verdict]}</strong> ${because.join(' ')}</p></div>${column('What it costs', costs)}${column('What could be better', better, html` <a href="#proof">${provesNothing(pageContext.plan) ? 'The score' : 'The proof'}</a>`)}</section>
`;
}

function answers(pageContext: PageContext): readonly Markup[] {
  return [
    answer('Which accounts matter?', weighty(pageContext)),
    answer('Which rule costs most?', costliestRule(pageContext)),
  ];
}

function answer(question: string, described: Markup): Markup {
  return html`<div><dt>${question}</dt><dd>${described}</dd></div>
`;
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
