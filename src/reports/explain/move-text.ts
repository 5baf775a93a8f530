import { accountName } from '../../evaluation/account-name.js';
import type { BalanceChange, MoveExplanation } from '../../evaluation/explain/move.js';
import type { Problem } from '../../model/problem.js';
import { numberWords } from '../number-words.js';
import { outcomeWords } from '../outcome-words.js';
import { rowLabel, rowSaid } from '../row-words.js';
import { indent, type Page, pageText, paragraph } from '../terminal/page.js';
import { signedPercentCellShown } from '../terminal/percents.js';
import { arrows } from '../terminal/table.js';
import { accountAndId, listed, repName, takesNone } from './names.js';
import { betterOrWorse, changeWords, scoreWords, shareWords } from './score-words.js';
import { cutTo, sheet } from './sheet.js';

const repsAtMost = 16;

/** What a move would change, and what could make up for it. */
export function moveText(page: Page, problem: Problem, move: MoveExplanation): string {
  if (move.from === move.to) {
    const name = accountAndId(problem, move.account);
    return pageText([paragraph(page, `${name} is with ${repName(problem, move.to)} already.`)]);
  }
  return pageText([
    headline(page, problem, move),
    brokenLines(page, problem, move),
    termTable(page, move),
    ...move.balances.map((balance) => deviationTable(page, balance)),
    swapLines(page, problem, move),
  ]);
}

function headline(page: Page, problem: Problem, move: MoveExplanation): string[] {
  const { price, objective } = move;
  const [from, to] = [repName(problem, move.from), repName(problem, move.to)];
  const others = move.accounts.length - 1;
  const family = others === 0 ? '' : ` and the ${others} that must go with it`;
  const said = `If ${accountAndId(problem, move.account)}${family} went from ${from} to ${to}`;
  if (Number.isNaN(price)) {
    return paragraph(page, `${said}: the distances file has no km for ${to}, so no score is known`);
  }
  const share = shareWords(Math.abs(price), objective).replace('+', '');
  const by = Math.abs(price) < 5e-10 || share === '' ? '' : `${share} `;
  const scores = `${scoreWords(objective)} → ${scoreWords(objective + price)}`;
  const verdict = `${said}, the plan's score would be ${by}${betterOrWorse(price)}: ${scores} (lower is better)`;
  return paragraph(page, verdict).map((line) => page.ink.bold(line));
}

function brokenLines(page: Page, problem: Problem, move: MoveExplanation): string[] {
  const lines: string[] = [];
  if (!move.live) {
    lines.push(`${repName(problem, move.to)} ${takesNone}`);
  }
  for (const outcome of move.breaks) {
    const said = rowSaid(problem, outcome.row);
    lines.push(`${rowLabel(outcome.row)}, ${said}: ${outcomeWords(outcome)}`);
  }
  for (const row of move.boundBy) {
    lines.push(`${rowLabel(row)}, ${rowSaid(problem, row)}: part of its family is kept elsewhere`);
  }
  if (lines.length === 0) return [page.ink.green('It would break no must rule.')];
  return [
    page.ink.bold('What it would break'),
    ...lines.flatMap((line) => paragraph(page, line, `${indent}✗ `)),
  ];
}

function termTable(page: Page, { terms, objective, price }: MoveExplanation): string[] {
  const weights = terms.reduce((sum, { weight }) => sum + weight, 0);
  const points = (value: number, weight: number): number => (weight * value) / weights;
  return [
    page.ink.bold('Every term'),
    ...sheet(page, { title: 'Term', cells: [...terms.map(({ name }) => name), 'score'] }, [
      { title: 'Weight', cells: [...terms.map(({ weight }) => numberWords(weight)), ''] },
      { title: 'Value', cells: [...terms.map(({ value }) => scoreWords(value)), ''] },
      {
        title: 'After',
        cells: [...terms.map(({ value, change }) => scoreWords(value + change)), ''],
      },
      {
        title: 'In the score',
        cells: [
          ...terms.map(({ value, weight }) => scoreWords(points(value, weight))),
          scoreWords(objective),
        ],
      },
      {
        title: 'Change',
        cells: [
          ...terms.map(({ change, weight }) => changeWords(points(change, weight))),
          changeWords(price),
        ],
      },
    ]),
  ];
}

function deviationTable(page: Page, { name, reps }: BalanceChange): string[] {
  const changed = reps.filter((one) => one.before_pct !== one.after_pct);
  const rest = reps.filter((one) => one.before_pct === one.after_pct);
  const { shown, rest: hidden } = cutTo([...changed, ...rest], repsAtMost);
  const pairs = arrows(
    shown.map((one) => [
      signedPercentCellShown(one.before_pct),
      one.before_pct === one.after_pct ? 'same' : signedPercentCellShown(one.after_pct),
    ]),
  );
  return [
    page.ink.bold(`Off target on ${name}`),
    ...sheet(page, { title: 'Rep', cells: shown.map(({ who }) => who) }, [
      { title: 'Now → then', cells: pairs },
    ]),
    ...(hidden > 0
      ? [page.ink.dim(`${indent}… and ${hidden} more who stay as they are: --format json has all`)]
      : []),
  ];
}

function swapLines(page: Page, problem: Problem, move: MoveExplanation): string[] {
  const { best, tried, feasible } = move.swap;
  const title = page.ink.bold('The best swap for it');
  const [from, to] = [repName(problem, move.from), repName(problem, move.to)];
  if (move.from < 0 || !move.live) return [];
  if (!move.mayHave) {
    return [title, ...paragraph(page, `none can help: the rules keep it from ${to}`, indent)];
  }
  const looked = `${numberWords(tried)} of ${to}'s that ${from} may have ${tried === 1 ? 'was' : 'were'} tried, ${numberWords(feasible)} ${feasible === 1 ? 'keeps' : 'keep'} the must rules`;
  if (best === undefined) {
    const none = tried === 0 ? `${to} has nothing that ${from} may have` : `none: ${looked}`;
    return [title, ...paragraph(page, none, indent)];
  }
  const names = listed(
    best.accounts.map((account) => accountName(problem, account)),
    4,
  );
  const share = shareWords(best.price, move.objective);
  const said = `${names} back to ${from}: ${changeWords(best.price)}${share === '' ? '' : ` (${share})`} for both together, in place of ${changeWords(move.price)} (${looked})`;
  return [title, ...paragraph(page, said, indent)];
}
