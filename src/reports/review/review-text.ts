import type { ReviewSheet } from '../../evaluation/review/sheets.js';
import type { ConflictKind, Decision, Review } from '../../evaluation/review/types.js';
import type { Change, Evaluation } from '../../evaluation/types.js';
import { groupBy } from '../../model/grouping.js';
import type { Problem } from '../../model/problem.js';
import { cellText } from '../../model/table.js';
import {
  type Document,
  figures,
  firstOf,
  type Headline,
  list,
  note,
  paragraph,
  section,
  sectionIf,
  table,
  textColumn,
  words,
} from '../document/blocks.js';
import { numberWords, percentWords } from '../document/numbers.js';
import { asWord } from '../document/shell-word.js';
import { andList, counted, plural } from '../document/words.js';
import { nextFor, nextSection } from '../next-commands.js';
import { ruleTitle } from '../rule-words.js';
import { changeWords, scoreShown } from '../score-words.js';

/** The sheets of a managers' round as they go out. */
export function sheetsDocument(
  problem: Problem,
  evaluation: Evaluation,
  sheets: readonly ReviewSheet[],
  named: { readonly plan: string; readonly out: string },
): Document {
  const accounts = new Set(sheets.flatMap(({ rows }) => rows.map(({ account }) => account)));
  const isOurs = (rep: number, manager: string): boolean =>
    rep >= 0 &&
    (cellText(problem.reps.columns.get('manager'), rep).trim() || 'no-manager') === manager;
  const count = ({ manager, rows }: ReviewSheet, of: (account: number) => number): number =>
    rows.filter(({ account }) => isOurs(of(account), manager)).length;
  return {
    headline:
      sheets.length === 0
        ? { text: 'No account changes hands, so there is nothing to ask', tone: 'good' }
        : {
            text: `${counted(sheets.length, 'sheet')} to send out: ${askedOf([...accounts].map((account) => evaluation.change[account]))}`,
          },
    sections: sectionIf(
      sheets.length > 0,
      'One sheet for each manager',
      table(sheets, [
        words('Manager', ({ manager }) => manager, { flexible: true, least: 8 }),
        figures('come', 'count', (sheet) =>
          count(sheet, (account) => evaluation.assignment[account]),
        ),
        figures('go', 'count', (sheet) => count(sheet, (account) => problem.owner[account])),
        words('Files', ({ name }) => `${name}.xlsx, ${name}.csv`, { dispensable: true }),
      ]),
      paragraph(
        'Managers write accept, reject or move for each account, with a reason for a reject or a move, and send either file back.',
      ),
      paragraph(`Written to ${named.out}. When the answers are back:`),
      paragraph(`carve review ${asWord(named.plan)} ANSWERS… --out decided`, { depth: 2 }),
    ),
  };
}

/** How many change hands and how many had no owner before, as the plan counts them. */
function askedOf(changes: readonly Change[]): string {
  const first = changes.filter((change) => change === 'new').length;
  const had = changes.length - first;
  const firstOwner = `${plural(first, 'gets its', 'get their')} first owner`;
  if (had === 0) return `${counted(first, 'account')} ${firstOwner}`;
  const moved = `${counted(had, 'account')} ${plural(had, 'changes', 'change')} hands`;
  return first === 0 ? moved : `${moved}, ${numberWords(first)} ${firstOwner}`;
}

/** What a managers' round came to. */
export interface ReviewParts {
  readonly problem: Problem;
  readonly before: Evaluation;
  readonly review: Review;
  readonly sheets: readonly ReviewSheet[];
  readonly cap: number;
  readonly out: string;
  /** The plan made anew around what was decided, where it was asked for. */
  readonly replanned: Evaluation | undefined;
}

const shownAtMost = 15;

export function reviewDocument(parts: ReviewParts): Document {
  const { problem, before, review, sheets } = parts;
  const hand = review.decisions.filter(({ decision }) => decision !== 'accept');
  const taken = firstOf(
    hand.filter(({ status }) => status === 'taken'),
    shownAtMost,
    'in overrides.csv',
  );
  const conflicts = firstOf(review.conflicts, shownAtMost, 'in conflicts.csv');
  const open = sheets
    .map(({ manager, rows }) => ({
      manager,
      count: rows.filter(({ account }) => review.open.includes(account)).length,
    }))
    .filter(({ count }) => count > 0);
  const nameOf = (id: string, account: number): string =>
    (account < 0 ? '' : cellText(problem.accounts.columns.get('account_name'), account)) || id;
  return {
    headline: headline(parts),
    sections: [
      ...sectionIf(
        taken.shown.length > 0,
        'Decided by hand, and what each costs',
        table(
          taken.shown,
          [
            words('Account', ({ accountId, account }) => nameOf(accountId, account), {
              flexible: true,
              least: 8,
            }),
            words('', ({ decision }) => decision),
            {
              title: '',
              flexible: true,
              least: 8,
              of: ({ account, rep }) => [
                repName(problem, before.assignment[account]),
                repName(problem, rep),
              ],
            },
            textColumn('Score', ({ price }) => priceWords(price)),
          ],
          { remarks: taken.shown.map(({ why, by }) => `${why.join('; ')} (${by.join(', ')})`) },
        ),
        note(taken.more),
      ),
      ...sectionIf(
        conflicts.shown.length > 0,
        'In conflict, and so not taken',
        list(
          conflicts.shown.map(({ accountId, account, what, detail, managers }) => ({
            mark: '✗',
            markTone: 'bad' as const,
            text: `${nameOf(accountId, account)}: ${conflictWords[what]} (${andList(managers)})`,
            details: [detail],
          })),
        ),
        note(conflicts.more),
      ),
      ...sectionIf(
        open.length > 0,
        'Still open',
        table(open, [
          words('Manager', ({ manager }) => manager, { flexible: true, least: 8 }),
          figures('accounts', 'count', ({ count }) => count),
        ]),
        note(
          open.reduce((sum, { count }) => sum + count, 0) > review.open.length
            ? `Some are on two managers' sheets: ${counted(review.open.length, 'account')} in all.`
            : undefined,
        ),
        note('--silence accept takes them as accepted.'),
      ),
      section(
        'What it comes to',
        paragraph(
          `${sentenceOf(review)} The score goes from ${scoreShown(before.objective)} to ${scoreShown(review.evaluation.objective)} (lower is better), ${priceWords(review.price)} for all that was taken together.`,
        ),
        parts.replanned === undefined
          ? undefined
          : paragraph(`With the rest planned anew it is ${scoreShown(parts.replanned.objective)}.`),
        paragraph(`Written to ${parts.out}.`),
      ),
      ...nextRules(problem, hand),
      nextSection([nextFor.transition(parts.out), nextFor.export(parts.out)]),
    ],
  };
}

function headline({ review, cap }: ReviewParts): Headline {
  const { open, conflicts, taken, byHand } = review;
  const share = percentWords(100 * byHand);
  const left = [
    ...(conflicts.length > 0 ? [`${counted(conflicts.length, 'conflict')} to settle`] : []),
    ...(open.length > 0 ? [`${counted(open.length, 'account')} still open`] : []),
  ];
  if (byHand > cap) {
    const more = left.length > 0 ? `; ${andList(left)}` : '';
    return {
      text: `Too much is decided by hand: ${counted(taken, 'account')}, ${share} of what moves, more than ${percentWords(100 * cap)}${more}`,
      tone: 'bad',
      toneOf: 'lead',
    };
  }
  if (left.length > 0) {
    return {
      text: `Not done yet: ${andList(left)}; ${handWords(taken, share)}`,
      tone: 'warn',
      toneOf: 'lead',
    };
  }
  return { text: `The round is closed: ${handWords(taken, share)}`, tone: 'good', toneOf: 'lead' };
}

function handWords(taken: number, share: string): string {
  return taken === 0
    ? 'nothing was changed by hand'
    : `${counted(taken, 'account')} decided by hand, ${share} of what moves`;
}

function sentenceOf({ decisions }: Review): string {
  const count = (word: Decision['decision']): number =>
    new Set(
      decisions
        .filter(({ decision, status }) => decision === word && status === 'taken')
        .map(({ accountId }) => accountId),
    ).size;
  const expired = decisions.filter(({ status }) => status === 'expired').length;
  const gone =
    expired === 0
      ? ''
      : ` ${counted(expired, 'decision')} had expired and ${plural(expired, 'was', 'were')} not taken.`;
  return `${counted(count('accept'), 'account')} accepted, ${count('reject')} rejected, ${count('move')} moved.${gone}`;
}

const conflictWords: Readonly<Record<ConflictKind, string>> = {
  disagree: 'managers disagree',
  rule: 'a must rule would break',
  'no reason': 'no reason is given',
  changed: 'it has changed since the sheet was made',
  'nobody to go back to': 'there is nobody to go back to',
  'no rep named': 'no rep is named',
  'rep not active': 'the rep takes no accounts',
};

/** The overrides by the rule they meet, and by reason: what the next rules should say. */
function nextRules(problem: Problem, hand: readonly Decision[]) {
  const byRule = groupBy(
    hand.flatMap((decision) => decision.breaks.map((row) => ({ row, decision }))),
    ({ row }) => row,
  );
  const byReason = groupBy(
    hand.flatMap(({ why, accountId }) => why.map((reason) => ({ reason, accountId }))),
    ({ reason }) => reason.toLowerCase(),
  );
  const rules = [...byRule].map(([row, those]) => ({
    count: those.length,
    text: `${ruleTitle(problem, row)}: ${counted(those.length, 'decision')} against it`,
  }));
  const reasons = [...byReason.values()].map((those) => ({
    count: those.length,
    text: `“${those[0].reason}”: ${counted(those.length, 'decision')}`,
  }));
  const ranked = [...rules, ...reasons].sort((a, b) => b.count - a.count);
  const { shown, more } = firstOf(ranked, shownAtMost, 'in overrides.csv');
  return sectionIf(
    ranked.length > 0,
    'What the next rules should say',
    list(shown.map(({ text }) => ({ mark: '•', text }))),
    note(more),
  );
}

function repName({ repNames }: Problem, rep: number): string {
  return rep < 0 ? 'nobody' : repNames[rep];
}

/** What a decision costs; 0 and above make the plan worse. */
export function priceWords(price: number | undefined): string {
  return price === undefined ? '–' : changeWords(price);
}
