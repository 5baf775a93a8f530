import type { ToldRule } from '../../evaluation/story/rules.js';
import type { Evaluation } from '../../evaluation/types.js';
import { atMostWords } from '../closeness-words.js';
import { scoreWords, shareWords } from '../explain/score-words.js';
import { cameOutWords } from '../outcome-words.js';
import { rowLabel, rowSaid } from '../row-words.js';
import { firstOf, type Section } from '../sections/section.js';
import type { ReportParts } from './parts.js';

/** The rules in plain English, those that are broken first, with how they came out and what they cost. */
export function ruleSection({ story, problem, plan }: ReportParts, most: number): Section[] {
  if (story.rules.length === 0) return [];
  const { shown, more } = firstOf(story.rules, most, 'rules, in plan.json');
  return [
    {
      title: 'The rules',
      items: shown.map((rule) => ({
        text: `${ruleMark(rule)} ${rowLabel(rule.name)}: ${rowSaid(problem, rule.name)}`,
        details: [
          cameOutWords(rule),
          noteOf(problem.rules, rule),
          priceWords(rule, plan.evaluation),
        ].filter((words) => words !== ''),
      })),
      ...(more !== undefined && { more }),
    },
  ];
}

/** ✓ met, ✗ broken, ~ a wish kept only in part. */
export function ruleMark({ status, level }: ToldRule): string {
  if (status === 'met') return '✓';
  return level === 'must' ? '✗' : '~';
}

/** What a rule costs, in words; nothing where it was not worked out. */
export function priceWords(
  { price, atMost }: ToldRule,
  evaluation: Pick<Evaluation, 'objective' | 'terms'>,
): string {
  if (price === undefined) {
    return atMost === undefined ? '' : `costs ${atMostWords(atMost, evaluation)}`;
  }
  const { cost, certain, objective, otherGoals } = price;
  if (Math.abs(cost) < 5e-10) return 'costs nothing: without it the plan scores the same';
  const share =
    shareWords(Math.abs(cost), objective.with).replace('+', '') ||
    `a score of ${scoreWords(Math.abs(cost))}`;
  const doubt = certain ? '' : ', which is within what is not proven';
  const goals = otherGoals ? ' (by other targets or weights, so no saving)' : '';
  return `without it the plan scores ${share} ${cost > 0 ? 'better' : 'worse'}${doubt}${goals}`;
}

function noteOf(rules: ReportParts['problem']['rules'], { name }: ToldRule): string {
  const note = rules.find(({ row }) => row === name)?.note.trim() ?? '';
  return note === '' ? '' : `note: ${note}`;
}
