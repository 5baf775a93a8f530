import type { RuleCost } from '../../../evaluation/explain/rule-cost.js';
import type { ReportedRule } from '../../../evaluation/story/rules.js';
import type { Problem } from '../../../model/problem.js';
import { moneyOf } from '../../currency.js';
import { html, type Markup, section } from '../../document/html.js';
import { numberWords } from '../../document/numbers.js';
import { counted, sentence } from '../../document/words.js';
import {
  describeRow,
  outcomeWords,
  rowLabel,
  ruleName,
  ruleNote,
  rulesKeptWords,
} from '../../rule-words.js';
import { atMostWords, scoreWords, shareWords } from '../../score-words.js';
import type { PageContext } from '../telling.js';

/** The rules in plain English, fit to be read out, each with its state and its price where that is known. */
export function rules({ planSummary, problem, plan }: PageContext): Markup {
  const priced = planSummary.rules.some(
    ({ price, atMost }) => price !== undefined || atMost !== undefined,
  );
  const kept = rulesKeptWords(planSummary.ruleCount);
  return section(
    'rules',
    'The rules of engagement',
    html`<p>${kept === '' ? 'No rules were given' : sentence(kept)}. A must rule holds in every plan; a should rule is a preference, weighed against the rest.</p>
<ol class="rules">${planSummary.rules.map((rule) => ruleItem(problem, rule, plan.evaluation))}</ol>
${
  !priced &&
  planSummary.rules.length > 0 &&
  html`<p>What each rule costs was not worked out for this plan.</p>`
}`,
  );
}

function ruleItem(
  problem: Problem,
  rule: ReportedRule,
  evaluation: PageContext['plan']['evaluation'],
): Markup {
  const { name, level, status, outcome, rows, price, atMost } = rule;
  const state = status === 'met' ? 'met' : level === 'must' ? 'broken' : 'in part';
  const note = ruleNote(problem, name);
  const called = ruleName(problem, name);
  const words = sentence(describeRow(problem, name));
  const isOne = name !== 'locked' && name !== 'max_accounts';
  return html`<li class="${state === 'in part' ? 'part' : state}"><p><span class="state">${state}</span> <b>${called === '' ? words : called}</b>${isOne && ` (${rowLabel(name)})`}${called !== '' && html`<br>${words}`}</p>
<p class="detail">${level === 'must' ? 'Must' : 'Should'}. ${outcome === undefined ? `${counted(rows, 'row')}, all met` : sentence(outcomeWords(outcome))}.${price && html` <span class="price">Price: ${priceWords(problem, price)}.</span>`}${!price && atMost !== undefined && html` <span class="price">Costs ${atMostWords(atMost, evaluation)}.</span>`}</p>${note !== '' && html`<p class="detail note">${note}</p>`}</li>
`;
}

/** What a row costs, in a sentence without its full stop. */
export function priceWords(
  problem: Problem,
  { cost, objective, certain, with: plan, without }: RuleCost,
): string {
  if (plan.status === 'infeasible' && without.status !== 'infeasible') {
    return 'without it, every other must rule can be kept';
  }
  if (Math.abs(cost) < 5e-10) return 'costs nothing: without it the plan scores the same';
  const share =
    shareWords(Math.abs(cost), objective.with).replace('+', '') ||
    `a score of ${scoreWords(Math.abs(cost))}`;
  const score = `without it the plan could score ${share} ${cost > 0 ? 'better' : 'worse'}`;
  const moves = without.evaluation.after.accounts_moved - plan.evaluation.after.accounts_moved;
  const arr = without.evaluation.after.arr_moved - plan.evaluation.after.arr_moved;
  const also = [
    moves !== 0 && `${numberWords(Math.abs(moves))} ${moves > 0 ? 'more' : 'fewer'} would move`,
    arr !== 0 && `${moneyOf(problem, 'arr', Math.abs(arr))} ${arr > 0 ? 'more' : 'less'} ARR would`,
  ].filter((one) => one !== false);
  const doubt = certain
    ? ''
    : '; it may be nothing: the proofs of the two plans leave as much open';
  return `${[score, ...also].join(', ')}${doubt}`;
}
