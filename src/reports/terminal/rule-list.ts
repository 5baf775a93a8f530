import { type ToldRule, toldRules } from '../../evaluation/story/rules.js';
import type { Problem } from '../../model/problem.js';
import { cameOutWords } from '../outcome-words.js';
import { rowLabel, rowSaid } from '../row-words.js';
import { indent, type Page } from './page.js';
import type { ToldPlan } from './parts.js';
import { columnWidth } from './table.js';
import { displayWidth, padEnd, wrapped } from './text-width.js';

const metAtMost = 12;
const brokenAtMost = 20;

interface RuleLine {
  readonly label: string;
  readonly broken: boolean;
  readonly must: boolean;
  readonly said: string;
  readonly detail: string;
}

/** The rules, those that are broken first, then the wishes kept only in part, each in words with how it came out. */
export function ruleList(page: Page, { problem, plan }: ToldPlan): string[] {
  const lines = toldRules(plan.evaluation.outcomes).map((rule) => ruleLine(problem, rule));
  if (lines.length === 0) return [];
  const broken = lines.filter((line) => line.broken && line.must);
  const strained = lines.filter((line) => line.broken && !line.must);
  const met = lines.filter((line) => !line.broken);
  const shown = [...[...broken, ...strained].slice(0, brokenAtMost), ...met.slice(0, metAtMost)];
  const labelWidth = columnWidth(shown.map(({ label }) => label));
  const counts = [
    ...(broken.length > 0 ? [`${broken.length} broken`] : []),
    ...(strained.length > 0 ? [`${strained.length} kept only in part`] : []),
    ...(met.length > 0 ? [`${met.length} met`] : []),
  ].join(', ');
  const rest = lines.length - shown.length;
  return [
    page.ink.bold(`Rules: ${counts}`),
    ...shown.flatMap((line) => linesOf(page, line, labelWidth)),
    ...(rest > 0 ? [page.ink.dim(`${indent}… and ${rest} more in plan.json`)] : []),
  ];
}

function ruleLine(problem: Problem, rule: ToldRule): RuleLine {
  const { name } = rule;
  const together = rule.outcome === undefined;
  return {
    label: together ? (name === 'locked' ? 'accounts' : 'reps') : rowLabel(name),
    broken: rule.status === 'broken',
    must: rule.level === 'must',
    said: rowSaid(problem, name),
    detail: cameOutWords(rule),
  };
}

/** On one line where it fits; else what is asked, and below how it came out. */
function linesOf(page: Page, line: RuleLine, labelWidth: number): string[] {
  const { ink } = page;
  const mark = markOf(ink, line);
  const start = `${indent}${mark} ${padEnd(line.label, labelWidth)}  `;
  const hang = ' '.repeat(indent.length + 2 + labelWidth + 2);
  const room = page.columns - hang.length;
  const said = wrapped(line.said, room);
  const lines = said.map((text, index) => (index === 0 ? start : hang) + text);
  if (line.detail === '') return lines;
  const paint = (text: string): string => (line.broken ? text : ink.dim(text));
  const together = said.length === 1 && displayWidth(`${said[0]}: ${line.detail}`) <= room;
  if (together) return [`${lines[0]}${paint(`: ${line.detail}`)}`];
  return [...lines, ...wrapped(line.detail, room).map((text) => hang + paint(text))];
}

function markOf(ink: Page['ink'], line: RuleLine): string {
  if (!line.broken) return ink.green('✓');
  return line.must ? ink.red('✗') : ink.yellow('~');
}
