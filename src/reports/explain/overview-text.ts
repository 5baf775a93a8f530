import type { Overview } from '../../evaluation/explain/overview.js';
import { signedCompact } from '../compact-number.js';
import { numberWords, percentWords } from '../number-words.js';
import { movesOfNoteLines } from '../terminal/moves-of-note.js';
import { indent, type Page, pageText, paragraph } from '../terminal/page.js';
import type { SummaryParts } from '../terminal/parts.js';
import { quality } from '../terminal/quality.js';
import { costliestLines } from '../terminal/summary.js';
import { columnWidth } from '../terminal/table.js';
import { displayWidth, padEnd } from '../terminal/text-width.js';
import { verdict } from '../terminal/verdict.js';
import { visibleText } from '../visible-text.js';
import { scoreWords } from './score-words.js';
import { sheet } from './sheet.js';

/** A plan at a glance: what it does, what drives its score, the greatest moves, and what to ask next. */
export function overviewText(page: Page, parts: SummaryParts, overview: Overview): string {
  return pageText([
    paragraph(page, verdict(parts)).map((line) => page.ink.bold(line)),
    termTable(page, parts, overview),
    movesOfNoteLines(page, parts),
    [
      page.ink.bold('How good it is'),
      ...paragraph(page, quality(parts), indent),
      ...costliestLines(page, parts),
    ],
    questions(page, parts, overview),
  ]);
}

function termTable(page: Page, { plan }: SummaryParts, { terms }: Overview): string[] {
  const title = `What drives its score of ${scoreWords(plan.evaluation.objective)} (lower is better)`;
  return [
    page.ink.bold(title),
    ...sheet(page, { title: 'Term', cells: terms.map(({ name }) => name) }, [
      { title: 'Value', cells: terms.map(({ value }) => scoreWords(value)) },
      { title: 'Weight', cells: terms.map(({ weight }) => numberWords(weight)) },
      { title: 'In the score', cells: terms.map(({ points }) => scoreWords(points)) },
      { title: 'Share', cells: terms.map(({ share }) => percentWords(100 * share)) },
    ]),
  ];
}

function questions(page: Page, { problem, out }: SummaryParts, { moves, reps }: Overview) {
  const [account] = moves.accounts;
  const asked = [
    ...reps.map(({ rep, gain }) => ({
      command: command(out, problem.repIds[rep]),
      why: `${problem.repNames[rep]}: ${signedCompact(gain)} potential`,
    })),
    ...(account === undefined
      ? []
      : [
          {
            command: command(out, problem.accountIds[account]),
            why: 'the greatest account that changes hands',
          },
        ]),
    { command: `${command(out)} --rules-cost`, why: 'what each rule costs, by planning again' },
  ];
  const width = columnWidth(asked.map((one) => visibleText(one.command)));
  return [
    page.ink.bold('What to ask next'),
    ...asked.flatMap((one) => {
      const shown = visibleText(one.command);
      const line = `${indent}${padEnd(shown, width)}   ${visibleText(one.why)}`;
      if (displayWidth(line) <= page.columns) return [line];
      return [`${indent}${shown}`, ...paragraph(page, one.why, indent + indent)];
    }),
  ];
}

/** A command to type: what a shell would take apart is quoted. */
function command(...words: readonly string[]): string {
  const quoted = words.map((word) =>
    /^[\w@.:/-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`,
  );
  return ['carve explain', ...quoted].join(' ');
}
