import { accountName } from '../../evaluation/account-name.js';
import type { BalanceChange, MoveExplanation } from '../../evaluation/explain/move.js';
import type { Problem, RowName } from '../../model/problem.js';
import {
  type Document,
  list,
  note,
  paragraph,
  type Section,
  section,
  sectionIf,
  table,
  textColumn,
  words,
} from '../document/blocks.js';
import { signedPercentCellShown } from '../document/figures.js';
import { numberWords } from '../document/numbers.js';
import { andList, plural } from '../document/words.js';
import { aligned } from '../evenness-table.js';
import { outcomeWords, ruleLine, termTitle } from '../rule-words.js';
import { betterOrWorse, changeWords, scoreWords, shareWords } from '../score-words.js';
import { knownSection } from './known-table.js';
import { accountAndId, cutTo, narrowest, repName, takesNone } from './names.js';

const repsAtMost = 16;

/** What a move would change, and what could make up for it. */
export function moveDocument(problem: Problem, move: MoveExplanation): Document {
  if (move.from === move.to) {
    const name = accountAndId(problem, move.account);
    const there = `${name} is with ${repName(problem, move.to)} already.`;
    return { sections: [section(undefined, paragraph(there, { depth: 0 }))] };
  }
  return {
    sections: [
      opening(problem, move),
      brokenSection(problem, move),
      section('Every term', termTable(problem, move)),
      ...knownSection(problem, move.known),
      ...move.balances.map((one) => deviationSection(problem, one)),
      ...swapSection(problem, move),
    ],
  };
}

function opening(problem: Problem, move: MoveExplanation): Section {
  const { price, objective } = move;
  const [from, to] = [repName(problem, move.from), repName(problem, move.to)];
  const others = move.accounts.length - 1;
  const family = others === 0 ? '' : ` and the ${others} that must go with it`;
  const described = `If ${accountAndId(problem, move.account)}${family} went from ${from} to ${to}`;
  if (Number.isNaN(price)) {
    const unknown = `${described}: the distances file has no km for ${to}, so no score is known`;
    return section(undefined, paragraph(unknown, { depth: 0 }));
  }
  const share = shareWords(Math.abs(price), objective).replace('+', '');
  const by = Math.abs(price) < 5e-10 || share === '' ? '' : `${share} `;
  const scores = `${scoreWords(objective)} → ${scoreWords(objective + price)}`;
  const verdict = `${described}, the plan's score would be ${by}${betterOrWorse(price)}: ${scores} (lower is better)`;
  return section(undefined, paragraph(verdict, { depth: 0, tone: 'strong' }));
}

function brokenSection(problem: Problem, move: MoveExplanation): Section {
  const asked = (row: RowName): string => ruleLine(problem, row);
  const lines = [
    ...(move.live ? [] : [`${repName(problem, move.to)} ${takesNone}`]),
    ...move.breaks.map((outcome) => `${asked(outcome.row)}: ${outcomeWords(outcome)}`),
    ...move.boundBy.map((row) => `${asked(row)}: part of its family is kept elsewhere`),
  ];
  return lines.length === 0
    ? section(undefined, paragraph('It would break no must rule.', { depth: 0, tone: 'good' }))
    : section('What it would break', list(lines.map((text) => ({ text, mark: '✗' }))));
}

/** The terms, and below them the score that they make up. */
function termTable(problem: Problem, { terms, objective, price }: MoveExplanation) {
  const weights = terms.reduce((sum, { weight }) => sum + weight, 0);
  const rows = [...terms, undefined];
  type Row = (typeof rows)[number];
  const column = (title: string, say: (term: NonNullable<Row>) => string, score = '') =>
    textColumn<Row>(title, (term) => (term === undefined ? score : say(term)));
  return table(rows, [
    words<Row>(
      'Term',
      (term) => (term === undefined ? 'score' : termTitle(problem, term.name)),
      narrowest,
    ),
    column('Weight', ({ weight }) => numberWords(weight)),
    column('Value', ({ value }) => scoreWords(value)),
    column('After', ({ value, change }) => scoreWords(value + change)),
    column(
      'In the score',
      ({ value, weight }) => scoreWords((weight * value) / weights),
      scoreWords(objective),
    ),
    column(
      'Change',
      ({ change, weight }) => changeWords((weight * change) / weights),
      changeWords(price),
    ),
  ]);
}

function deviationSection(problem: Problem, { name, reps }: BalanceChange): Section {
  const changed = reps.filter((one) => one.before_pct !== one.after_pct);
  const rest = reps.filter((one) => one.before_pct === one.after_pct);
  const { shown, rest: hidden } = cutTo([...changed, ...rest], repsAtMost);
  return section(
    `Above or below fair share: ${termTitle(problem, name)}`,
    table(shown, [
      words('Rep', ({ who }) => who, narrowest),
      aligned('Now → then', ({ before_pct: now, after_pct: then }) => [
        signedPercentCellShown(now),
        now === then ? 'same' : signedPercentCellShown(then),
      ]),
    ]),
    hidden > 0
      ? note(`… and ${hidden} more who stay as they are: --format json has all`)
      : undefined,
  );
}

function swapSection(problem: Problem, move: MoveExplanation): Section[] {
  return sectionIf(
    move.from >= 0 && move.live,
    'The best swap for it',
    paragraph(swapWords(problem, move)),
  );
}

function swapWords(problem: Problem, move: MoveExplanation): string {
  const { best, tried, feasible } = move.swap;
  const [from, to] = [repName(problem, move.from), repName(problem, move.to)];
  if (!move.mayHave) return `none can help: the rules keep it from ${to}`;
  const looked = `${numberWords(tried)} of ${to}'s that ${from} may have ${plural(tried, 'was', 'were')} tried, ${numberWords(feasible)} ${plural(feasible, 'keeps', 'keep')} the must rules`;
  if (best === undefined) {
    return tried === 0 ? `${to} has nothing that ${from} may have` : `none: ${looked}`;
  }
  const names = andList(
    best.accounts.map((account) => accountName(problem, account)),
    4,
  );
  const share = shareWords(best.price, move.objective);
  return `${names} back to ${from}: ${changeWords(best.price)}${share === '' ? '' : ` (${share})`} for both together, in place of ${changeWords(move.price)} (${looked})`;
}
