import { accountName } from '../../evaluation/account-name.js';
import type { AccountExplanation } from '../../evaluation/explain/account.js';
import type { Alternatives } from '../../evaluation/explain/alternatives.js';
import type { SignalPart } from '../../evaluation/explain/score-signals.js';
import { kmWords } from '../../evaluation/reason-words.js';
import type { Problem } from '../../model/problem.js';
import { compactNumber } from '../compact-number.js';
import { numberWords } from '../number-words.js';
import { rowLabel, rowNames, rowSaid } from '../row-words.js';
import { indent, type Page, pageText, paragraph } from '../terminal/page.js';
import { visibleText } from '../visible-text.js';
import { accountAndId, listed, ownerName, repName, takesNone } from './names.js';
import { changeWords, shareWords } from './score-words.js';
import { cutTo, sheet } from './sheet.js';

const alternativesAtMost = 12;
const namesAtMost = 12;

/** An account on a page: where it was and is, why, its score, who else could have it and who not. */
export function accountText(
  page: Page,
  problem: Problem,
  objective: number,
  told: AccountExplanation,
): string {
  return pageText([
    headline(page, problem, told),
    figures(page, problem, told),
    scoreTable(page, problem, told),
    openTable(page, problem, objective, told),
    barredLines(page, problem, told.alternatives),
    family(page, problem, told),
  ]);
}

function headline(page: Page, problem: Problem, told: AccountExplanation): string[] {
  const { account, rep } = told;
  const [was, is] = [ownerName(problem, account), repName(problem, rep)];
  const name = accountAndId(problem, account);
  const place =
    told.change === 'kept' || told.change === 'excluded'
      ? `${name} stays with ${is}`
      : `${name} goes from ${was} to ${is}`;
  return [
    ...paragraph(page, place).map((line) => page.ink.bold(line)),
    ...paragraph(page, told.reason, indent),
  ];
}

function figures(page: Page, problem: Problem, told: AccountExplanation): string[] {
  const { account, km, kmBefore } = told;
  const tier = problem.tier[account] ?? '';
  const facts = [
    `potential ${numberWords(problem.potential[account])}`,
    `workload ${numberWords(problem.workload[account])}`,
    ...(problem.hasArr ? [`ARR ${compactNumber(problem.arr[account])}`] : []),
    `disruption ${numberWords(problem.disruption[account])}`,
    ...(tier === '' ? [] : [`tier ${visibleText(tier)}`]),
    ...(km === undefined ? [] : [`${kmWords(km)} away`]),
    ...(kmBefore === undefined || problem.owner[account] === told.rep
      ? []
      : [`${kmWords(kmBefore)} from ${ownerName(problem, account)}`]),
  ];
  return [page.ink.bold('What it is'), ...paragraph(page, facts.join(', '), indent)];
}

function scoreTable(page: Page, problem: Problem, { account, signals }: AccountExplanation) {
  const score = problem.score[account];
  if (Number.isNaN(score)) return [];
  const title = page.ink.bold(`Score ${numberWords(score, 1)} of 100`);
  if (signals.length === 0) return [title, `${indent}as given in the account file`];
  return [
    title,
    ...sheet(page, { title: 'Signal', cells: signals.map((part) => signalName(problem, part)) }, [
      { title: 'Row', cells: signals.map(({ row }) => String(row)) },
      { title: 'Value', cells: signals.map(valueWords) },
      { title: 'Standing', cells: signals.map(standingWords) },
      { title: 'Weight', cells: signals.map(({ weight }) => numberWords(weight)) },
      {
        title: 'Points',
        cells: signals.map(
          ({ points, of }) => `${numberWords(points, 1)} of ${numberWords(of, 1)}`,
        ),
      },
    ]),
  ];
}

function signalName(problem: Problem, { row, metric }: SignalPart): string {
  const filter = problem.rules.find((rule) => rule.row === row)?.accounts.text.trim() ?? '';
  if (metric === '') return filter === '' ? 'every account' : filter;
  return filter === '' ? metric : `${metric} where ${filter}`;
}

function valueWords({ metric, value, passes }: SignalPart): string {
  if (metric === '') return passes ? 'yes' : 'no';
  if (value === undefined) return 'empty';
  return passes ? numberWords(value) : 'left out';
}

/** Where the value stands among all accounts. */
function standingWords({ metric, value, passes, share, weight }: SignalPart): string {
  if (metric === '' || value === undefined || !passes) return '–';
  return `above ${numberWords(100 * (weight < 0 ? 1 - share : share), 0)} %`;
}

function openTable(
  page: Page,
  problem: Problem,
  objective: number,
  { alternatives, settled, settledRow, rep, accounts }: AccountExplanation,
): string[] {
  if (alternatives === undefined) return [];
  const title = page.ink.bold('Who else could have it, and what it would cost');
  if (alternatives.open.length === 0) {
    return [title, ...paragraph(page, nobodyElse({ settled, settledRow, rep }, problem), indent)];
  }
  const { shown, rest } = cutTo(alternatives.open, alternativesAtMost);
  const hidden =
    rest > 0 ? [page.ink.dim(`${indent}… and ${rest} more: --format json has all`)] : [];
  const together = accounts.length > 1 ? 'it and what must go with it' : 'it alone';
  return [
    title,
    ...sheet(page, { title: 'Rep', cells: shown.map((one) => problem.repNames[one.rep]) }, [
      { title: 'Score', cells: shown.map(({ price }) => changeWords(price)) },
      { title: '', cells: shown.map(({ price }) => shareWords(price, objective)) },
      {
        title: 'Must rules',
        cells: shown.map(({ breaks }) =>
          breaks.length === 0 ? 'all kept' : `breaks ${rowNames(breaks)}`,
        ),
        align: 'left',
      },
    ]),
    ...hidden,
    ...paragraph(
      page,
      `if ${together} moved and all else stayed; + makes the plan's score worse`,
      indent,
    ).map((line) => page.ink.dim(line)),
  ];
}

function nobodyElse(
  { settled, settledRow, rep }: Pick<AccountExplanation, 'settled' | 'settledRow' | 'rep'>,
  problem: Problem,
): string {
  const who = repName(problem, rep);
  const row = settledRow === undefined ? '' : ` (${rowLabel(settledRow)})`;
  switch (settled) {
    case 'locked':
      return `Nobody: it is locked, and stays with ${who}.`;
    case 'keep':
      return `Nobody: it is kept with ${who}${row}.`;
    case 'assign':
      return `Nobody: it is assigned${row}.`;
    default:
      return rep < 0 ? 'Nobody may have it.' : `Nobody: ${who} alone may have it.`;
  }
}

function barredLines(
  page: Page,
  problem: Problem,
  alternatives: Alternatives | undefined,
): string[] {
  if (alternatives === undefined) return [];
  const { barred, notLive } = alternatives;
  const names = (reps: readonly number[]): string =>
    listed(
      reps.map((rep) => problem.repNames[rep]),
      namesAtMost,
    );
  const lines = barred.map(({ rows, reps }) => {
    const why = rows.map((row) => `${rowLabel(row)}, ${rowSaid(problem, row)}`).join('; ');
    return `${names(reps)}: ${why}`;
  });
  if (notLive.length > 0) lines.push(`${names(notLive)}: ${takesNone}`);
  if (lines.length === 0) return [];
  return [
    page.ink.bold('Who may not have it, and by which rule'),
    ...lines.flatMap((line) => paragraph(page, line, indent)),
  ];
}

function family(page: Page, problem: Problem, { account, accounts }: AccountExplanation): string[] {
  const others = accounts.filter((one) => one !== account);
  if (others.length === 0) return [];
  const names = listed(
    others.map((one) => accountName(problem, one)),
    8,
  );
  return [page.ink.bold('What must go where it goes'), ...paragraph(page, names, indent)];
}
