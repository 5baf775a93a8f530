import type { Overview } from '../../evaluation/explain/overview.js';
import { signedCompact } from '../compact-number.js';
import { numberWords, percentWords } from '../number-words.js';
import { movesOfNoteLines } from '../terminal/moves-of-note.js';
import { indent, type Page, pageText, paragraph } from '../terminal/page.js';
import type { SummaryParts } from '../terminal/parts.js';
import { quality } from '../terminal/quality.js';
import { verdict } from '../terminal/verdict.js';
import { scoreWords } from './score-words.js';
import { sheet } from './sheet.js';

/** A plan at a glance: what it does, what drives its score, the greatest moves, and what to ask next. */
export function overviewText(page: Page, parts: SummaryParts, overview: Overview): string {
  return pageText([
    paragraph(page, verdict(parts)).map((line) => page.ink.bold(line)),
    termTable(page, parts, overview),
    movesOfNoteLines(page, parts),
    [page.ink.bold('How good it is'), ...paragraph(page, quality(parts), indent)],
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
  const lines = [
    ...reps.map(
      ({ rep, gain }) =>
        `${command(out, problem.repIds[rep])}   ${problem.repNames[rep]}: ${signedCompact(gain)} potential`,
    ),
    ...(account === undefined
      ? []
      : [`${command(out, problem.accountIds[account])}   the greatest account that changes hands`]),
    `${command(out)} --rules-cost   what each rule costs, by planning again without it`,
  ];
  return [
    page.ink.bold('What to ask next'),
    ...lines.flatMap((line) => paragraph(page, line, indent)),
  ];
}

/** A command to type: what a shell would take apart is quoted. */
function command(...words: readonly string[]): string {
  const quoted = words.map((word) =>
    /^[\w@.:/-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`,
  );
  return ['carve explain', ...quoted].join(' ');
}
