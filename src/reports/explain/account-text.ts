import { accountName } from '../../evaluation/account-name.js';
import type { AccountExplanation } from '../../evaluation/explain/account.js';
import type { Alternatives } from '../../evaluation/explain/alternatives.js';
import type { SignalPart } from '../../evaluation/explain/score-signals.js';
import { kmWords } from '../../evaluation/reason-words.js';
import type { RoleEvaluation } from '../../evaluation/types.js';
import type { Problem } from '../../model/problem.js';
import { moneyOf } from '../currency.js';
import {
  type Document,
  note,
  paragraph,
  type Section,
  section,
  sectionIf,
  table,
  textColumn,
  words,
} from '../document/blocks.js';
import { numberWords } from '../document/numbers.js';
import { andList } from '../document/words.js';
import { rowNames, ruleLine, ruleTitle } from '../rule-words.js';
import { changeWords, shareWords } from '../score-words.js';
import { knownSection } from './known-table.js';
import { accountAndId, cutTo, narrowest, ownerName, repName, takesNone } from './names.js';

const alternativesAtMost = 12;
const namesAtMost = 12;
const familyAtMost = 8;

/** An account on a page: where it was and is, why, its score, who else could have it and who not. */
export function accountDocument(
  problem: Problem,
  objective: number,
  explanation: AccountExplanation,
): Document {
  return {
    sections: [
      opening(problem, explanation),
      section('What it is', paragraph(figures(problem, explanation))),
      ...scoreSection(problem, explanation),
      ...knownSection(problem, explanation.known),
      ...openSection(problem, objective, explanation),
      ...barredSection(problem, explanation.alternatives),
      ...family(problem, explanation),
    ],
  };
}

/** Who has a role at the account, why, and who else could: after what is told of its rep. */
export function roleHolderSections({
  role,
  problem,
  evaluation,
  explanation,
}: RoleEvaluation & { readonly explanation: AccountExplanation }): readonly Section[] {
  const { rep, reason } = explanation;
  const parts = [
    ...openSection(problem, evaluation.objective, explanation),
    // The others are reps, or have other roles: nobody looks for them here.
    ...barredSection(
      problem,
      explanation.alternatives && { ...explanation.alternatives, notLive: [] },
    ),
  ];
  return [
    section(
      `${role.name}: ${repName(problem, rep)}, before ${ownerName(problem, explanation.account)}`,
      paragraph(reason),
    ),
    ...parts.map((one) => ({ ...one, title: `${role.name}: ${one.title ?? ''}` })),
  ];
}

function opening(problem: Problem, explanation: AccountExplanation): Section {
  const { account, rep } = explanation;
  const [was, is] = [ownerName(problem, account), repName(problem, rep)];
  const name = accountAndId(problem, account);
  const place =
    explanation.change === 'kept' || explanation.change === 'excluded'
      ? `${name} stays with ${is}`
      : `${name} goes from ${was} to ${is}`;
  return section(
    undefined,
    paragraph(place, { depth: 0, tone: 'strong' }),
    paragraph(explanation.reason),
  );
}

function figures(problem: Problem, explanation: AccountExplanation): string {
  const { account, km, kmBefore } = explanation;
  const tier = problem.tier[account] ?? '';
  return [
    `potential ${numberWords(problem.potential[account])}`,
    `workload ${numberWords(problem.workload[account])}`,
    ...(problem.hasArr ? [`ARR ${moneyOf(problem, 'arr', problem.arr[account])}`] : []),
    `disruption ${numberWords(problem.disruption[account])}`,
    ...(tier === '' ? [] : [`tier ${tier}`]),
    ...(km === undefined ? [] : [`${kmWords(km)} away`]),
    ...(kmBefore === undefined || problem.owner[account] === explanation.rep
      ? []
      : [`${kmWords(kmBefore)} from ${ownerName(problem, account)}`]),
  ].join(', ');
}

function scoreSection(problem: Problem, { account, signals }: AccountExplanation): Section[] {
  const score = problem.score[account];
  return sectionIf(
    !Number.isNaN(score),
    `Score ${numberWords(score, 1)} of 100`,
    signals.length === 0
      ? paragraph('as given in the account file')
      : table<SignalPart>(signals, [
          words('Signal', (part) => signalName(problem, part), narrowest),
          textColumn('Row', ({ row }) => String(row)),
          textColumn('Value', valueWords),
          textColumn('Standing', standingWords),
          textColumn('Weight', ({ weight }) => numberWords(weight)),
          textColumn(
            'Points',
            ({ points, of }) => `${numberWords(points, 1)} of ${numberWords(of, 1)}`,
          ),
        ]),
  );
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

function openSection(
  problem: Problem,
  objective: number,
  { alternatives, settled, settledRow, rep, accounts }: AccountExplanation,
): Section[] {
  if (alternatives === undefined) return [];
  const title = 'Who else could have it, and what it would cost';
  if (alternatives.open.length === 0) {
    return [section(title, paragraph(nobodyElse({ settled, settledRow, rep }, problem)))];
  }
  const { shown, rest } = cutTo(alternatives.open, alternativesAtMost);
  const broken = [...new Set(shown.flatMap(({ breaks }) => breaks))];
  const together = accounts.length > 1 ? 'it and what must go with it' : 'it alone';
  return [
    section(
      title,
      table(shown, [
        words('Rep', (one) => problem.repNames[one.rep], narrowest),
        textColumn('Score', ({ price }) => changeWords(price)),
        textColumn('', ({ price }) => shareWords(price, objective)),
        words('Must rules', ({ breaks }) =>
          breaks.length === 0 ? 'all kept' : `breaks ${rowNames(breaks)}`,
        ),
      ]),
      broken.map((row) => paragraph(ruleLine(problem, row), { tone: 'quiet' })),
      rest > 0 ? note(`… and ${rest} more: --format json has all`) : undefined,
      paragraph(`if ${together} moved and all else stayed; + makes the plan's score worse`, {
        tone: 'quiet',
      }),
    ),
  ];
}

function nobodyElse(
  { settled, settledRow, rep }: Pick<AccountExplanation, 'settled' | 'settledRow' | 'rep'>,
  problem: Problem,
): string {
  const who = repName(problem, rep);
  const row = settledRow === undefined ? '' : `: ${ruleTitle(problem, settledRow)}`;
  switch (settled) {
    case 'locked':
      return `Nobody: it is locked, and stays with ${who}.`;
    case 'keep':
      return `Nobody: it is kept with ${who}${row}.`;
    case 'leave':
      return `Nobody: ${who} is on leave and keeps what they own.`;
    case 'assign':
      return `Nobody: it is assigned${row}.`;
    default:
      return rep < 0 ? 'Nobody may have it.' : `Nobody: ${who} alone may have it.`;
  }
}

function barredSection(problem: Problem, alternatives: Alternatives | undefined): Section[] {
  if (alternatives === undefined) return [];
  const { barred, notLive } = alternatives;
  const names = (reps: readonly number[]): string =>
    andList(
      reps.map((rep) => problem.repNames[rep]),
      namesAtMost,
    );
  const lines = barred.map(({ rows, reps }) => {
    const why = rows.map((row) => ruleLine(problem, row)).join('; ');
    // No row bars it, then, but that its owner keeps it.
    return `${names(reps)}: ${why || 'its owner is on leave and keeps what they own'}`;
  });
  if (notLive.length > 0) lines.push(`${names(notLive)}: ${takesNone}`);
  return sectionIf(
    lines.length > 0,
    'Who is ruled out, and by which rule',
    lines.map((line) => paragraph(line)),
  );
}

function family(problem: Problem, { account, accounts }: AccountExplanation): Section[] {
  const others = accounts.filter((one) => one !== account);
  const names = andList(
    others.map((one) => accountName(problem, one)),
    familyAtMost,
  );
  return sectionIf(others.length > 0, 'What must go where it goes', paragraph(names));
}
