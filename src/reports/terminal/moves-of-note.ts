import { accountName } from '../../evaluation/account-name.js';
import { previousRepId } from '../../evaluation/changes.js';
import { movesOfNote } from '../../evaluation/moves-of-note.js';
import { compactNumber } from '../compact-number.js';
import { numberWords } from '../number-words.js';
import { indent, type Page, paragraph } from './page.js';
import type { ToldPlan } from './parts.js';
import { columnWidth } from './table.js';
import { fitted, padEnd, padStart } from './text-width.js';

const shownAtMost = 8;
const longestName = 28;

/** The greatest accounts that leave whoever had them, with where they go and why. */
export function movesOfNoteLines(page: Page, parts: ToldPlan): string[] {
  const { problem } = parts;
  const { evaluation } = parts.plan;
  const { by, accounts: shown, rest } = movesOfNote(problem, evaluation, shownAtMost);
  if (shown.length === 0) return [];
  const size = problem[by];

  const sizes = shown.map((account) => compactNumber(size[account]));
  const sizeWidth = columnWidth(sizes);
  const names = shown.map((account) => fitted(accountName(problem, account), longestName));
  const nameWidth = columnWidth(names);
  const room = page.columns - indent.length - nameWidth - 2 - sizeWidth - 2;
  const lines = shown.flatMap((account, index) => [
    `${indent}${padEnd(names[index], nameWidth)}  ${padStart(sizes[index], sizeWidth)}  ${fromTo(parts, account, room)}`,
    ...paragraph(
      page,
      `${indent}${indent}${evaluation.reasonOf(account)}`,
      `${indent}${indent}`,
    ).map((line) => page.ink.dim(line)),
  ]);
  const title = `${rest > 0 ? 'Largest accounts' : 'Accounts'} that change hands, by ${by === 'arr' ? 'ARR' : 'potential'}`;
  return [
    page.ink.bold(title),
    ...lines,
    ...(rest > 0 ? [page.ink.dim(`${indent}… and ${numberWords(rest)} more in moves.csv`)] : []),
  ];
}

/** "Ann Lee → Bo Chen", each side cut to half of the room where both are long. */
function fromTo({ problem, plan }: ToldPlan, account: number, room: number): string {
  const owner = problem.owner[account];
  const rep = plan.evaluation.assignment[account];
  const from = owner < 0 ? previousRepId(problem, account) : problem.repNames[owner];
  const to = rep < 0 ? 'nobody' : problem.repNames[rep];
  const half = Math.floor((room - 3) / 2);
  const toWidth = Math.max(half, room - 3 - columnWidth([from]));
  const shortTo = fitted(to, toWidth);
  return `${fitted(from, room - 3 - columnWidth([shortTo]))} → ${shortTo}`;
}
