import { accountName } from '../evaluation/account-name.js';
import { previousRepId } from '../evaluation/changes.js';
import { movesOfNote } from '../evaluation/moves-of-note.js';
import { reportedRules, ruleCountOf } from '../evaluation/story/rules.js';
import {
  type ColumnOf,
  type Document,
  list,
  note,
  paragraph,
  type Section,
  section,
  sectionIf,
  table,
} from './document/blocks.js';
import { numberWords } from './document/numbers.js';
import { asWord } from './document/shell-word.js';
import { andList, counted, plural } from './document/words.js';
import { moveColumns } from './move-table.js';
import { type NextCommand, nextFor, nextSection } from './next-commands.js';
import { piecesWords } from './pieces-words.js';
import { pipelineTitle, pipelineWords } from './pipeline.js';
import { brokenRoles, quality, verdict, verdictHeadline } from './plan-words.js';
import { roleLines } from './roles.js';
import { cameOutWords, rulesKeptWords, ruleTitle } from './rule-words.js';
import {
  evennessSection,
  gainSection,
  handsSection,
  ladderSection,
  type SummaryParts,
} from './summary.js';

// What `carve plan` says on one screen; all that is cut here stands in `summaryDocument`, behind --verbose.

const repsAtMost = 4;
const movesAtMost = 3;
const brokenAtMost = 3;

/** A plan on one screen, in the order of every command: the sentence, what changes hands, how even it is, who gains and loses, what to do next. */
export function planScreen(parts: SummaryParts): Document {
  return {
    // What the tables below tell is not told before them.
    headline: { ...verdictHeadline(parts), text: `${verdict(parts)}.` },
    sections: [
      ...handsSection(parts),
      ...evennessSection(parts, { drawn: false }),
      gainSection(parts, repsAtMost),
      ...sectionIf(
        parts.pipeline !== undefined,
        pipelineTitle,
        paragraph(parts.pipeline === undefined ? '' : pipelineWords(parts.pipeline)),
      ),
      ...largest(parts),
      ...rules(parts),
      ...roleLines(parts),
      ...ladderSection(parts),
      nextSection(nextOf(parts), besides(parts)),
    ],
  };
}

/** The greatest accounts that change hands, a line each. */
function largest({ problem, plan }: SummaryParts): Section[] {
  const { evaluation } = plan;
  const { accounts, rest } = movesOfNote(problem, evaluation, movesAtMost);
  const columns = moveColumns(problem, evaluation);
  const nameOf = (rep: number): string => (rep < 0 ? 'nobody' : problem.repNames[rep]);
  const way: ColumnOf<number> = {
    title: 'From → to',
    flexible: true,
    of: (account) => [
      problem.owner[account] < 0
        ? previousRepId(problem, account)
        : problem.repNames[problem.owner[account]],
      nameOf(evaluation.assignment[account]),
    ],
  };
  return sectionIf(
    accounts.length > 0,
    `Largest accounts that change hands${rest > 0 ? ` (${numberWords(rest)} more, with reasons, in moves.csv)` : ''}`,
    table(accounts, [
      columns.account,
      way,
      columns.potential,
      ...(problem.hasArr ? [columns.arr] : []),
    ]),
  );
}

/** How the rules came out: those that are broken or kept in part, and how good the plan is. */
function rules(parts: SummaryParts): Section[] {
  const { problem, plan } = parts;
  const all = reportedRules(plan.evaluation.outcomes);
  const pieces = piecesWords(parts);
  const broken = all.filter(({ status }) => status === 'broken');
  const must = broken.filter(({ level }) => level === 'must');
  const shown = [...must, ...broken.filter(({ level }) => level !== 'must')].slice(0, brokenAtMost);
  const kept = rulesKeptWords(ruleCountOf(all));
  const title = kept === '' ? 'How good it is' : `How good it is: ${kept}`;
  const failing = brokenRoles(plan);
  const roles =
    failing.length === 0 || all.length === 0 ? '' : `, but not all of ${andList(failing)}`;
  return [
    section(
      `${title}${roles}`,
      list(
        shown.map((rule) => ({
          mark: rule.level === 'must' ? '✗' : '~',
          markTone: rule.level === 'must' ? ('bad' as const) : ('warn' as const),
          text: `${ruleTitle(problem, rule.name)}: ${cameOutWords(rule)}`,
        })),
      ),
      broken.length > shown.length
        ? note(`… and ${broken.length - shown.length} more: --verbose`)
        : undefined,
      pieces === undefined ? undefined : paragraph(pieces),
      paragraph(quality(parts)),
    ),
  ];
}

/** Where the files are, and what stands behind --verbose. */
function besides({ problem, drafted, out, files }: SummaryParts): string {
  const counts = [
    ...(drafted.length > 0 ? [counted(drafted.length, 'drafted rule')] : []),
    ...(problem.assumptions.length > 0 ? [counted(problem.assumptions.length, 'assumption')] : []),
    ...(problem.warnings.length > 0 ? [counted(problem.warnings.length, 'warning')] : []),
    'all rules and reasons',
  ];
  const page = files.includes('report.html') ? '; report.html is the page to share' : '';
  const where =
    files.length === 0
      ? ''
      : `${files.length} ${plural(files.length, 'file', 'files')} in ${out}${page}. `;
  return `${where}--verbose: ${andList(counts)}.`;
}

function nextOf({ problem, plan, out }: SummaryParts): readonly NextCommand[] {
  const folder = asWord(out);
  const [greatest] = movesOfNote(problem, plan.evaluation, 1).accounts;
  const who = greatest === undefined ? '' : ` ${asWord(accountName(problem, greatest))}`;
  const explain: NextCommand = [`carve explain ${folder}${who}`, 'why, and what else it could be'];
  if (plan.status === 'infeasible') return [explain];
  return [explain, nextFor.review(out), nextFor.export(out)];
}
