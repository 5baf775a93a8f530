import { accountName } from '../../evaluation/account-name.js';
import type { RepAccount, RepExplanation } from '../../evaluation/explain/rep.js';
import type { Problem } from '../../model/problem.js';
import { compactNumber } from '../compact-number.js';
import { numberWords } from '../number-words.js';
import { indent, type Page, pageText, paragraph } from '../terminal/page.js';
import { signedPercentCellShown } from '../terminal/percents.js';
import { repAndId } from './names.js';
import { bookWords, byReason } from './rep-words.js';
import { cutTo, sheet } from './sheet.js';

/** A rep's page, to be handed over: it holds nobody else's figures. */
export function repText(page: Page, problem: Problem, told: RepExplanation): string {
  return pageText([
    headline(page, problem, told),
    beforeAfter(page, problem, told),
    accountTable(page, problem, told, 'gains'),
    accountTable(page, problem, told, 'losses'),
  ]);
}

function headline(page: Page, problem: Problem, told: RepExplanation): string[] {
  return paragraph(page, `${repAndId(problem, told.rep)}: ${bookWords(told)}`).map((line) =>
    page.ink.bold(line),
  );
}

function beforeAfter(page: Page, problem: Problem, { territory: own }: RepExplanation): string[] {
  const balanced = new Map(
    problem.balances.filter(({ unfiltered }) => unfiltered).map(({ metric }) => [metric, true]),
  );
  const rows = [
    { title: 'accounts', before: own.accounts_before, after: own.accounts },
    {
      title: 'potential',
      before: own.potential_before,
      after: own.potential,
      ...(balanced.has('potential') && {
        target: own.potential_target,
        off: [own.potential_deviation_before_pct, own.potential_deviation_pct],
      }),
    },
    {
      title: 'workload',
      before: own.workload_before,
      after: own.workload,
      ...(balanced.has('workload') && {
        target: own.workload_target,
        off: [own.workload_deviation_before_pct, own.workload_deviation_pct],
      }),
    },
    ...(problem.hasArr ? [{ title: 'ARR', before: own.arr_before, after: own.arr }] : []),
  ];
  return [
    page.ink.bold('Your territory'),
    ...sheet(page, { title: '', cells: rows.map(({ title }) => title) }, [
      { title: 'Before', cells: rows.map(({ before }) => figure(before)) },
      { title: 'After', cells: rows.map(({ after }) => figure(after)) },
      {
        title: 'Your target',
        cells: rows.map((row) => ('target' in row && own.live ? figure(row.target) : '–')),
      },
      {
        title: 'Off target',
        cells: rows.map((row) =>
          'off' in row && own.live ? row.off.map(signedPercentCellShown).join(' → ') : '–',
        ),
      },
    ]),
  ];
}

function figure(value: number): string {
  return Number.isInteger(value) && value < 10_000 ? numberWords(value) : compactNumber(value);
}

function accountTable(
  page: Page,
  problem: Problem,
  told: RepExplanation,
  side: 'gains' | 'losses',
): string[] {
  const gained = side === 'gains';
  const accounts = told[side];
  if (accounts.length === 0) return [];
  const title = gained ? 'What comes to you' : 'What goes to others';
  return [
    page.ink.bold(title),
    ...byReason(problem, accounts, gained).flatMap(([why, group]) => [
      ...paragraph(page, `${why}:`, indent),
      ...groupTable(page, problem, group, gained),
    ]),
  ];
}

function groupTable(
  page: Page,
  problem: Problem,
  group: readonly RepAccount[],
  gained: boolean,
): string[] {
  const { shown } = cutTo(group, group.length);
  const handsOver = shown.some(({ otherId }) => otherId !== '');
  const lines = sheet(
    page,
    { title: 'Account', cells: shown.map(({ account }) => accountName(problem, account)) },
    [
      { title: 'Potential', cells: shown.map(({ account }) => figure(problem.potential[account])) },
      ...(problem.hasArr
        ? [{ title: 'ARR', cells: shown.map(({ account }) => figure(problem.arr[account])) }]
        : []),
      ...(handsOver
        ? [
            {
              title: gained ? 'From' : 'To',
              cells: shown.map((one) => otherName(problem, one)),
              align: 'left' as const,
            },
          ]
        : []),
    ],
  );
  return lines.map((line) => `${indent}${line}`);
}

function otherName(problem: Problem, { other, otherId }: RepAccount): string {
  return other >= 0 ? problem.repNames[other] : otherId || '–';
}
