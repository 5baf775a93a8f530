import type { CostliestRows, ReportedRule, RuleCount } from '../evaluation/story/rules.js';
import type { Evaluation, RuleOutcome, WorstGroup } from '../evaluation/types.js';
import type { Problem, RowName } from '../model/problem.js';
import { isOverride, rowWords, writtenRow } from '../model/rule.js';
import type { OutcomeVerbs } from '../rules/definition.js';
import { definitionOf } from '../rules/kinds/index.js';
import { numberWords, percentWords, toldApart } from './document/numbers.js';
import { andList, counted, plural } from './document/words.js';
import { atMostWords } from './score-words.js';

/** "row 7", "accounts.csv:12", "locked". */
export function rowLabel(row: RowName): string {
  return typeof row === 'number' ? rowWords(row) : row;
}

/** What a row asks, as a sentence without its full stop. */
export function describeRow({ rules }: Pick<Problem, 'rules'>, row: RowName): string {
  const written = rules.find((rule) => rule.row === row);
  if (written !== undefined) return definitionOf(written.kind).say(written);
  if (row === 'locked') return 'locked accounts stay with their owners';
  if (row === 'max_accounts') return 'reps hold at most their max_accounts';
  return String(row).startsWith('accounts.csv:')
    ? 'a locked account stays with its owner'
    : 'a rep holds at most their max_accounts';
}

/** What people call a row, with the row in brackets: "Renewals stay (row 7)"; without a name, what it asks. */
export function ruleTitle(problem: Pick<Problem, 'rules'>, row: RowName): string {
  const title = ruleName(problem, row) || describeRow(problem, row);
  // All rows of a file together have no number.
  return row === 'locked' || row === 'max_accounts' ? title : `${title} (${rowLabel(row)})`;
}

/** The same with what it asks behind the name, for lists. */
export function ruleLine(problem: Pick<Problem, 'rules'>, row: RowName): string {
  const title = ruleTitle(problem, row);
  return ruleName(problem, row) === '' ? title : `${title}: ${describeRow(problem, row)}`;
}

/** What people call a row; '' where they call it nothing. */
export function ruleName({ rules }: Pick<Problem, 'rules'>, row: unknown): string {
  return rules.find((rule) => rule.row === row)?.name ?? '';
}

/** What people wrote beside a row; '' where they wrote nothing, or carve did. */
export function ruleNote({ rules }: Pick<Problem, 'rules'>, row: unknown): string {
  const note = rules.find((rule) => rule.row === row)?.note.trim() ?? '';
  return /^drafted:/i.test(note) ? '' : note;
}

/** "note: …" of a row that has one, for a line of its own; none else. */
export function noteLines(problem: Pick<Problem, 'rules'>, row: unknown): readonly string[] {
  const note = ruleNote(problem, row);
  return note === '' ? [] : [`note: ${note}`];
}

/** A term of the score as people know it: that of a row by the rule, the others by their names. */
export function termTitle(problem: Pick<Problem, 'rules'>, term: string): string {
  const row = Number(/^[a-z_]+:(\d+)$/.exec(term)?.[1]);
  const rule = problem.rules.find((one) => one.row === row);
  return rule === undefined ? term : ruleTitle(problem, row);
}

/** "row 2", "rows 2 and 7", "rows 2, 7 and reps.csv:5". */
export function rowNames(rows: readonly RowName[]): string {
  const listed = andList(rows.map((row) => String(writtenRow(row))));
  const isNumbered = (row: RowName): boolean => typeof row === 'number' && !isOverride(row);
  if (rows[0] === undefined || !isNumbered(rows[0])) return listed;
  const numbers = rows.filter(isNumbered).length;
  return `${plural(numbers, 'row', 'rows')} ${listed}`;
}

/** How a rule row came out, in one plain phrase with its numbers. */
export function outcomeWords(outcome: RuleOutcome): string {
  const { exempt, concerned } = outcome;
  const settled = `${counted(exempt, 'account')} exempt: a rule that comes first decides`;
  const judged = [judgedWords(outcome), ownerGoneWords(outcome)]
    .filter((one) => one !== '')
    .join('; ');
  const described =
    exempt === 0
      ? judged
      : concerned === 0
        ? `nothing left to judge: ${settled}`
        : `${judged}; ${settled}`;
  if (outcome.unplaceable === 0) return described;
  const stranded = `leaves ${counted(outcome.unplaceable, 'account')} without any rep who may take ${plural(outcome.unplaceable, 'it', 'them')}`;
  // Where every account that can be placed fits, the stranded ones are the news.
  return outcome.broken === 0 ? stranded : `${described}; ${stranded}`;
}

/** How a rule that is told came out; nothing of one that merely applies. */
export function cameOutWords({ outcome, rows }: ReportedRule): string {
  if (outcome === undefined) return counted(rows, 'row');
  return outcome.counts === 'nothing' && outcome.status === 'met' ? '' : outcomeWords(outcome);
}

/** "7 more had an owner who is gone": what a keep row asks for and cannot have. */
function ownerGoneWords({ ownerGone = 0, concerned }: RuleOutcome): string {
  if (ownerGone === 0 || concerned === 0) return '';
  return `${numberWords(ownerGone)} more had an owner who is gone`;
}

function judgedWords(outcome: RuleOutcome): string {
  const { counts, concerned, worst, ownerGone = 0 } = outcome;
  if (counts === 'nothing') return 'applied';
  if (concerned === 0) {
    return ownerGone === 0
      ? `no ${counts} concerned`
      : `none has an owner to stay with: ${counted(ownerGone, 'account')} had one who is gone`;
  }
  if (worst !== undefined) return worstWords(outcome, worst);
  return counts === 'families' ? familyWords(outcome) : placementWords(outcome);
}

function worstWords(outcome: RuleOutcome, worst: WorstGroup): string {
  if (worst.measure === 'deviation') return deviationWords(outcome, worst);
  const others = outcome.broken - 1;
  const more = others > 0 ? ` (and ${others} more ${plural(others, 'breaks', 'break')} it)` : '';
  return `${boundWords(outcome, worst)}${more}`;
}

/** "largest deviation 12.3 % (Bo), at most 15 %". */
function deviationWords(outcome: RuleOutcome, worst: WorstGroup): string {
  const say = (share: number, decimals: number): string =>
    `${numberWords(100 * share, decimals)} %`;
  const size = Math.abs(worst.value);
  if (Number.isNaN(worst.bound)) return `largest deviation ${say(size, 1)} (${worst.who})`;
  const [value, bound] = toldApart(size, worst.bound, say, 1);
  const beyond = outcome.broken > 1 ? `; ${outcome.broken} of ${outcome.concerned} beyond` : '';
  return `largest deviation ${value} (${worst.who}), at most ${bound}${beyond}`;
}

/** "Ann holds 31 accounts, at most 30"; "41 accounts leave their owners, at most 40". */
export function boundWords(
  outcome: Pick<RuleOutcome, 'metric' | 'concerned'>,
  worst: WorstGroup,
): string {
  const [value, bound] = toldApart(worst.value, worst.bound, numberWords, 2);
  const among = worst.among === undefined ? '' : ` with ${worst.among}`;
  const amount = `${value} ${unit(outcome.metric, value)}${among}`;
  const limit = `${worst.side === 'max' ? 'at most' : 'at least'} ${bound}`;
  if (worst.measure === 'loses') {
    const together = worst.who === 'all' && outcome.concerned === 1;
    const verb =
      (outcome.metric ?? 'accounts') === 'accounts' && value !== '1' ? 'change' : 'changes';
    return together
      ? `${amount} ${verb} owner, ${limit}`
      : `${worst.who} loses ${amount}, ${limit}`;
  }
  const share =
    worst.share === undefined ? '' : ` (${percentWords(100 * worst.share)} of the total)`;
  return `${worst.who} holds ${amount}, ${limit}${share}`;
}

function unit(metric: string | undefined, value: string): string {
  if (metric === undefined || metric === 'accounts') return value === '1' ? 'account' : 'accounts';
  // Of a territory, by a contiguous row.
  if (metric === 'pieces') return value === '1' ? 'piece' : 'pieces';
  return `in ${metric}`;
}

function familyWords({ broken, concerned }: RuleOutcome): string {
  if (broken > 0) {
    return `${numberWords(broken)} of ${counted(concerned, 'family', 'families')} ${plural(broken, 'is', 'are')} split`;
  }
  return concerned === 1
    ? 'the one family has one rep'
    : `all ${concerned} families have one rep each`;
}

const sitting: OutcomeVerbs = {
  fits: 'sits with a rep who fits',
  fit: 'sit with a rep who fits',
  breaks: 'sits outside',
  break: 'sit outside',
};

function placementWords({ rule, broken, concerned }: RuleOutcome): string {
  const say = definitionOf(rule).verbs ?? sitting;
  if (concerned === 1) return `the one account ${broken === 1 ? say.breaks : say.fits}`;
  if (broken > 0) {
    return `${numberWords(broken)} of ${counted(concerned, 'account')} ${plural(broken, say.breaks, say.break)}`;
  }
  return `all ${numberWords(concerned)} accounts ${say.fit}`;
}

/** So many rows that were not worked out are named. */
const namedAtMost = 3;

/** Which must row can cost most, in sentences; undefined where it was worked out of none. */
export function costliestWords(
  costliest: CostliestRows | undefined,
  problem: Pick<Problem, 'rules'>,
  evaluation: Pick<Evaluation, 'objective' | 'terms'>,
): string | undefined {
  if (costliest === undefined) return undefined;
  const { most, notWorkedOut } = costliest;
  return [mostWords(most, problem, evaluation), leftOutWords(problem, notWorkedOut)]
    .filter((described) => described !== '')
    .join(' ');
}

function mostWords(
  [first, second]: CostliestRows['most'],
  problem: Pick<Problem, 'rules'>,
  evaluation: Pick<Evaluation, 'objective' | 'terms'>,
): string {
  if (first === undefined) return '';
  if (first.atMost === 0) return 'No must rule that was worked out costs anything.';
  const others =
    second === undefined ? '' : `; no other more than ${sizeOf(second.atMost, evaluation)}`;
  return `Of the must rules, ${ruleTitle(problem, first.name)} can cost most: ${atMostWords(first.atMost, evaluation)}${others}.`;
}

/** "2.3 % of the score": without the "at most" that the sentence has already. */
function sizeOf(atMost: number, evaluation: Pick<Evaluation, 'objective' | 'terms'>): string {
  return atMostWords(atMost, evaluation).replace(/^at most /, '');
}

function leftOutWords(problem: Pick<Problem, 'rules'>, rows: readonly RowName[]): string {
  if (rows.length === 0) return '';
  const more = rows.length - namedAtMost;
  const named = more > 1 ? rows.slice(0, namedAtMost) : rows;
  const rest = named.length < rows.length ? ` and ${numberWords(more)} more` : '';
  const titles = named.map((row) => ruleTitle(problem, row));
  return `What ${rest === '' ? andList(titles) : `${titles.join(', ')}${rest}`} can cost was not worked out: it would take more than a tenth of the planning.`;
}

/** "all 9 must rules kept, 1 of 2 preferences kept in part"; empty where there are no rules. */
export function rulesKeptWords({
  mustMet,
  mustBroken,
  shouldMet,
  shouldBroken,
}: RuleCount): string {
  const musts = mustMet + mustBroken;
  const wishes = shouldMet + shouldBroken;
  const ofMusts =
    mustBroken > 0
      ? `${mustBroken} of ${counted(musts, 'must rule')} broken`
      : musts === 1
        ? 'the one must rule kept'
        : `${musts === 2 ? 'both' : `all ${musts}`} must rules kept`;
  const ofWishes =
    shouldBroken > 0
      ? `${shouldBroken} of ${counted(wishes, 'preference')} kept in part`
      : `${counted(wishes, 'preference')} met`;
  return [...(musts > 0 ? [ofMusts] : []), ...(wishes > 0 ? [ofWishes] : [])].join(', ');
}
