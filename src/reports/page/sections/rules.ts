import type { ToldRule } from '../../../evaluation/story/rules.js';
import type { Problem } from '../../../model/problem.js';
import { atMostWords } from '../../closeness-words.js';
import { counted, outcomeWords } from '../../outcome-words.js';
import { rowLabel, rowSaid } from '../../row-words.js';
import { html, type Markup } from '../markup.js';
import type { Telling } from '../parts.js';
import { priceWords } from '../price-words.js';
import { section } from '../section.js';

/** The rules in plain English, fit to be read out, each with its state and its price where that is known. */
export function rules({ story, problem, plan }: Telling): Markup {
  const priced = story.rules.some(
    ({ price, atMost }) => price !== undefined || atMost !== undefined,
  );
  const { mustMet, mustBroken, shouldMet, shouldBroken } = story.ruleCount;
  const counts = [
    mustBroken > 0 && `${counted(mustBroken, 'must rule')} broken`,
    shouldBroken > 0 && `${counted(shouldBroken, 'wish', 'wishes')} kept in part`,
    mustMet + shouldMet > 0 && `${mustMet + shouldMet} met`,
  ].filter((one) => one !== false);
  return section(
    'rules',
    'The rules of engagement',
    html`<p>${counts.length === 0 ? 'No rules were given' : counts.join(', ')}. A must holds in every plan; a wish is weighed against the rest.</p>
<ol class="rules">${story.rules.map((rule) => ruleItem(problem, rule, plan.evaluation))}</ol>
${
  !priced &&
  story.rules.length > 0 &&
  html`<p>What each rule costs is not worked out here: <code>carve report PLAN --rules-cost</code> plans once more without each and tells.</p>`
}`,
  );
}

function ruleItem(
  problem: Problem,
  rule: ToldRule,
  evaluation: Telling['plan']['evaluation'],
): Markup {
  const { name, level, status, outcome, rows, price, atMost } = rule;
  const state = status === 'met' ? 'met' : level === 'must' ? 'broken' : 'in part';
  const note = problem.rules.find(({ row }) => row === name)?.note ?? '';
  return html`<li class="${state === 'in part' ? 'part' : state}"><p><span class="state">${state}</span> <b>${sentence(rowSaid(problem, name))}</b></p>
<p class="detail">${level === 'must' ? 'Must' : 'Wish'}, ${rowLabel(name)}. ${outcome === undefined ? `${counted(rows, 'row')}, all met` : sentence(outcomeWords(outcome))}.${price && html` <span class="price">Price: ${priceWords(price)}.</span>`}${!price && atMost !== undefined && html` <span class="price">Costs ${atMostWords(atMost, evaluation)}.</span>`}</p>${note !== '' && html`<p class="detail note">${note}</p>`}</li>
`;
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
