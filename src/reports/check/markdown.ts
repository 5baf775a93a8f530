import { isBroken } from '../../evaluation/check/check.js';
import type { Check, Grade } from '../../evaluation/check/types.js';
import { numberWords, percentCell } from '../number-words.js';
import { plainMarkdown } from '../plain-markdown.js';
import { inOrder } from '../terminal/fairness-table.js';
import { breachWords } from './breach-words.js';
import { breachesOf, cameOut, checkLabel, checkSaid } from './check-words.js';
import type { CheckParts } from './parts.js';
import { driftWords, verdict } from './verdict.js';

/** Rows of one check at most: a comment is read at a glance. */
const shownAtMost = 5;

const marks: Readonly<Record<Grade, string>> = { failure: '❌', warning: '⚠️', note: 'ℹ️' };

/** A check as Markdown for a pull-request comment: the verdict, a table of what broke, the figures. */
export function checkMarkdown(parts: CheckParts): string {
  const { result } = parts;
  const order: readonly Grade[] = ['failure', 'warning', 'note'];
  const broken = order.flatMap((grade) =>
    result.checks.filter((check) => check.grade === grade && isBroken(check)),
  );
  const drift = driftWords(result);
  const sections = [
    [`### ${result.passed ? '✅' : '❌'} carve check`],
    [`${plainMarkdown(verdict(parts))}.`],
    broken.length === 0
      ? []
      : [
          '| | Check | What it asks | What broke it |',
          '|---|---|---|---|',
          ...broken.flatMap((check) => rowsOf(parts, check)),
        ],
    figures(parts),
    drift === '' ? [] : [`Since the plan was adopted: ${plainMarkdown(drift)}.`],
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function rowsOf(parts: CheckParts, check: Check): string[] {
  const breaches = breachesOf(check);
  const words =
    check.grade === 'note'
      ? [cameOut(check)]
      : breaches.slice(0, shownAtMost).map(({ pool, breach }) => {
          const where = pool === undefined ? '' : `pool ${pool}: `;
          return `${where}${breachWords(parts, check, breach)}`;
        });
  const more = check.grade === 'note' ? 0 : breaches.length - words.length;
  const all = more > 0 ? [...words, `… and ${numberWords(more)} more`] : words;
  return all.map((text, index) => {
    const [mark, label, said] =
      index === 0
        ? [
            marks[check.grade],
            plainMarkdown(checkLabel(check)),
            plainMarkdown(checkSaid(parts.problem, check)),
          ]
        : ['', '', ''];
    return `| ${mark} | ${label} | ${said} | ${plainMarkdown(text)} |`;
  });
}

function figures({ result }: CheckParts): string[] {
  const { evenness } = result.figures;
  const metrics = inOrder([...evenness.keys()]);
  if (metrics.length === 0) return [];
  return [
    '| | Mean off target | Most off target | Gini |',
    '|---|--:|--:|--:|',
    ...metrics.flatMap((metric) => {
      const one = evenness.get(metric);
      if (one === undefined) return [];
      const cells = [one.mean_abs_deviation_pct, one.max_abs_deviation_pct].map(percentCell);
      return [`| ${plainMarkdown(metric)} | ${cells.join(' | ')} | ${one.gini.toFixed(3)} |`];
    }),
  ];
}
