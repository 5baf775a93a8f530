import { accountName } from '../../evaluation/account-name.js';
import type { Pull, WeightyAccount } from '../../evaluation/story/accounts-that-matter.js';
import type { Flow, FlowSource } from '../../evaluation/story/flows.js';
import type { ReportedRule } from '../../evaluation/story/rules.js';
import type { Evaluation } from '../../evaluation/types.js';
import type { Problem } from '../../model/problem.js';
import { currencyOf, moneyColumn, moneyOf } from '../currency.js';
import {
  type Document,
  figures,
  firstOf,
  list,
  note,
  paragraph,
  type Section,
  section,
  sectionIf,
  table,
  words,
} from '../document/blocks.js';
import { compactNumber, percentWords } from '../document/numbers.js';
import { repName } from '../explain/names.js';
import { pieceSections } from '../pieces-words.js';
import { pipelineSection } from '../pipeline.js';
import { verdictHeadline } from '../plan-words.js';
import { moneyRepColumns, repColumns } from '../rep-table.js';
import { roundSection } from '../review/round.js';
import { roleSections } from '../roles.js';
import { cameOutWords, noteLines, ruleLine } from '../rule-words.js';
import { atMostWords, scoreWords, shareWords } from '../score-words.js';
import { deviationChart, distanceWords, handsSection, knownParagraph } from '../summary.js';
import { glance } from './glance.js';
import { inputSection, methodSection, warningSection } from './method.js';
import type { ReportParts, ReportRoom } from './parts.js';

const onPage: ReportRoom = { reps: 40, flows: 12, rules: 40, notes: 20, isWide: false };

/** The story of a plan as it is read on a terminal. */
export function reportDocument(parts: ReportParts): Document {
  return { headline: verdictHeadline(parts), sections: reportSections(parts, onPage) };
}

/** The story in the order in which it is read, but for the reps' own sections. */
export function reportSections(parts: ReportParts, room: ReportRoom): readonly Section[] {
  return [
    glance(parts),
    ...handsSection(parts),
    repSection(parts, room.reps),
    ...pieceSections(parts, room.reps),
    ...roleSections(parts),
    ...pipelineSection(parts.problem, parts.made.pipeline, room.reps),
    ...matterSection(parts),
    ...flowSection(parts, room.flows),
    ...roundSection(parts, room),
    ...ruleSection(parts, room.rules),
    methodSection(parts, room.notes),
    ...warningSection(parts, room.notes),
    inputSection(parts),
  ];
}

/** Every rep before and after, from the greatest gain in potential to the greatest loss. */
function repSection(parts: ReportParts, most: number): Section {
  const { planSummary, problem } = parts;
  const { shown, more } = firstOf(planSummary.reps, most, 'reps, in territories.csv');
  const balanced = new Set(planSummary.evenness.map(({ metric }) => metric));
  const columns = [
    repColumns.rep,
    repColumns.accounts,
    repColumns.potential,
    ...(balanced.has('potential') ? [repColumns.potentialOff] : []),
    ...(balanced.has('workload') ? [{ ...repColumns.workloadOff, dispensable: true }] : []),
    ...moneyRepColumns(
      problem,
      shown.map(({ territory }) => territory),
    ).map((column) => ({ ...column, dispensable: true })),
  ];
  return section(
    `Before and after by rep${toleranceWords(planSummary.tolerances)}`,
    table(
      shown.map(({ territory }) => territory),
      columns,
    ),
    deviationChart(parts),
    planSummary.meanKm.after === undefined
      ? undefined
      : paragraph(distanceWords(planSummary.meanKm.before, planSummary.meanKm.after)),
    note(more),
  );
}

/** Within what a deviation is taken for even, where all metrics have the same. */
function toleranceWords(tolerances: ReportParts['planSummary']['tolerances']): string {
  const bands = new Set(tolerances.map(({ bandPct }) => bandPct));
  const [band] = bands;
  return band === undefined || bands.size > 1
    ? ''
    : ` (within ${percentWords(band)} counts as even)`;
}

/** The accounts that change hands and matter most, with what each does. */
function matterSection({ planSummary, problem }: ReportParts): Section[] {
  const { matters } = planSummary;
  const who =
    matters.length === 1 ? 'account that matters' : `${matters.length} accounts that matter`;
  return sectionIf(
    matters.length > 0,
    `The ${who} most, by share of potential${problem.hasArr ? ' or ARR' : ''}`,
    list(
      matters.map((one) => ({
        text: `${accountName(problem, one.account)}: ${sourceName(problem, one.from)} → ${repName(problem, one.to)}, ${sizeWords(problem, one)}`,
        details: [one.reason, ...pullWords(problem.repNames, one)],
      })),
    ),
  );
}

function sizeWords(problem: Problem, one: WeightyAccount): string {
  const described = `${compactNumber(one.potential)} potential${ofAllWords(one.potentialPct)}`;
  return problem.hasArr
    ? `${described}, ${moneyOf(problem, 'arr', one.arr)} ARR${ofAllWords(one.arrPct)}`
    : described;
}

/** " (1.6 % of all)"; nothing where it would read as none. */
function ofAllWords(percent: number): string {
  return percent < 0.05 ? '' : ` (${percentWords(percent)} of all)`;
}

/** "worth 12 % of Ann's target and 8 % of Bo's". */
function pullWords(names: readonly string[], { giver, taker }: WeightyAccount): string[] {
  const words = [taker, giver]
    .filter((pull): pull is Pull => pull !== undefined && Math.abs(pull.points) >= 0.05)
    .map(({ rep, points }) => `${percentWords(Math.abs(points))} of the target of ${names[rep]}`);
  return words.length === 0 ? [] : [`worth ${words.join(' and ')}`];
}

/** What flows from whom to whom, greatest potential first. */
function flowSection({ planSummary, problem, plan }: ReportParts, most: number): Section[] {
  const { shown, more } = firstOf(planSummary.flows, most, 'flows, in moves.csv');
  return sectionIf(
    shown.length > 0,
    'What moves, from whom to whom',
    table<Flow>(shown, [
      words('From', ({ from }) => sourceName(problem, from), { flexible: true }),
      words('To', ({ to }) => repName(problem, to), { flexible: true }),
      figures('Accounts', 'count', ({ accounts }) => accounts),
      figures('Potential', 'amount', ({ potential }) => potential),
      ...(problem.hasArr
        ? [
            moneyColumn(
              problem,
              'arr',
              figures<Flow>('ARR', 'amount', ({ arr }) => arr),
            ),
          ]
        : []),
    ]),
    note(more),
    knownParagraph(plan.evaluation.after.relationship, currencyOf(problem, 'won_amount')),
  );
}

/** Who hands accounts over, in words. */
function sourceName(problem: Problem, from: FlowSource): string {
  switch (from.kind) {
    case 'rep':
      return problem.repNames[from.rep];
    case 'departed':
      return `${from.owner} (not on the roster)`;
    case 'unowned':
      return 'nobody (unowned)';
  }
}

/** The rules in plain English, those that are broken first, with how they came out and what they cost. */
function ruleSection({ planSummary, problem, plan }: ReportParts, most: number): Section[] {
  const { shown, more } = firstOf(planSummary.rules, most, 'rules, in plan.json');
  return sectionIf(
    planSummary.rules.length > 0,
    'The rules',
    list(
      shown.map((rule) => ({
        text: `${ruleMark(rule)} ${ruleLine(problem, rule.name)}`,
        details: [
          cameOutWords(rule),
          ...noteLines(problem, rule.name),
          priceWords(rule, plan.evaluation),
        ].filter((described) => described !== ''),
      })),
    ),
    note(more),
  );
}

/** ✓ met, ✗ broken, ~ a preference kept only in part. */
function ruleMark({ status, level }: ReportedRule): string {
  if (status === 'met') return '✓';
  return level === 'must' ? '✗' : '~';
}

/** What a rule costs, in words; nothing where it was not worked out. */
export function priceWords(
  { price, atMost }: ReportedRule,
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
