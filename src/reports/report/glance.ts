import type { RepGain } from '../../evaluation/story/winners.js';
import type { Problem } from '../../model/problem.js';
import { currencyOf, signedMoney } from '../currency.js';
import type { Section } from '../document/blocks.js';
import { type Item, list, section } from '../document/blocks.js';
import { signedPercentCellShown } from '../document/figures.js';
import { numberWords, signedCompact } from '../document/numbers.js';
import { andList, counted } from '../document/words.js';
import { brokenRoles, quality } from '../plan-words.js';
import { costliestWords, rulesKeptWords, ruleTitle } from '../rule-words.js';
import { scoreWords, shareWords } from '../score-words.js';
import type { ReportParts } from './parts.js';

const namedAtMost = 3;

/** What a reader wants to know in a minute: who wins, who loses, what the rules cost, can it be better. */
export function glance(parts: ReportParts): Section {
  return section(
    'In a minute',
    list([...gainItems(parts), rulesWords(parts), costliestRuleWords(parts), quality(parts)]),
  );
}

function gainItems({ planSummary, problem }: ReportParts): Item[] {
  const gaining = planSummary.reps.filter(({ side }) => side === 'gains');
  const losing = planSummary.reps
    .filter(({ side, territory }) => side === 'loses' && territory.live)
    .reverse();
  const details = (reps: readonly RepGain[]): string[] =>
    reps.slice(0, namedAtMost).map((one) => gainWords(problem, one));
  const count = (reps: readonly RepGain[]): string =>
    reps.length === 0 ? 'nobody' : counted(reps.length, 'rep');
  return [
    { text: `Who gains: ${count(gaining)}`, details: details(gaining) },
    { text: `Who loses: ${count(losing)}`, details: details(losing) },
  ];
}

/** "Ann Lee: +1.2k potential, +12 accounts, ARR +300k; against fair share -12 % → 0.0 %". */
function gainWords(problem: Problem, { territory, accounts, potential, arr }: RepGain): string {
  const change = [
    `${signedCompact(potential)} potential`,
    `${accounts > 0 ? '+' : ''}${numberWords(accounts)} ${Math.abs(accounts) === 1 ? 'account' : 'accounts'}`,
    ...(problem.hasArr ? [`${signedMoney(arr, currencyOf(problem, 'arr'))} ARR`] : []),
  ].join(', ');
  if (territory.onLeave) return `${territory.name}: ${change}; on leave`;
  const { potential_deviation_before_pct: was, potential_deviation_pct: is } = territory;
  return `${territory.name}: ${change}; against fair share ${signedPercentCellShown(was)} → ${signedPercentCellShown(is)}`;
}

function rulesWords({ planSummary, plan }: ReportParts): string {
  const kept = rulesKeptWords(planSummary.ruleCount);
  const failing = brokenRoles(plan);
  const roles = failing.length === 0 ? '' : `; not all of ${andList(failing)} are kept`;
  return `Rules: ${kept === '' ? 'there are none' : kept}${roles}`;
}

function costliestRuleWords({ planSummary, problem, plan }: ReportParts): string {
  const { costliestRule, rules } = planSummary;
  if (rules.every(({ price }) => price === undefined)) {
    const described = costliestWords(planSummary.costliest, problem, plan.evaluation);
    if (described !== undefined) return described.replace(/\.$/, '');
    return planSummary.ruleCount.mustMet + planSummary.ruleCount.mustBroken === 0
      ? 'There is no must rule that could cost anything'
      : 'Which rule costs most was not worked out for this plan';
  }
  if (costliestRule?.price === undefined) return 'No rule costs anything that is beyond doubt';
  const { cost, objective } = costliestRule.price;
  const share =
    shareWords(cost, objective.with).replace('+', '') || `a score of ${scoreWords(cost)}`;
  return `The rule that costs most is ${ruleTitle(problem, costliestRule.name)}: without it the plan would score ${share} better`;
}
