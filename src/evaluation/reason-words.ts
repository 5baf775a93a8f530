import type { Against } from '../measures/against.js';
import type { MeasureRow, Problem } from '../model/problem.js';
import { titled } from '../rules/titled.js';
import { plainNumber, sayAccounts } from '../rules/wording.js';
import { accountName } from './account-name.js';

/** " (rows 2 and 6)"; a single row that has a name by that; nothing where there are none. */
export function rows(problem: Pick<Problem, 'rules'>, numbers: readonly number[]): string {
  if (numbers.length === 0) return '';
  if (numbers.length === 1) return ` (${rowName(problem, numbers[0])})`;
  return ` (rows ${numbers.slice(0, -1).join(', ')} and ${numbers[numbers.length - 1]})`;
}

/** "row 2", "Renewals stay, row 2" where people call it something, "reps.csv:5". */
export function rowName(
  { rules }: Pick<Problem, 'rules'>,
  row: Exclude<MeasureRow, undefined>,
): string {
  if (typeof row !== 'number') return row;
  const name = rules.find((rule) => rule.row === row)?.name ?? '';
  return name === '' ? `row ${row}` : `${name}, row ${row}`;
}

/** "Own region (row 2)"; without a name, "all accounts must go to reps of their own region (row 2)". */
export function rowInWords(problem: Problem, row: Exclude<MeasureRow, undefined>): string {
  const rule = problem.rules.find((one) => one.row === row);
  return rule === undefined ? rowName(problem, row) : titled(rule);
}

export function kmWords(distance: number): string {
  return distance < 10 ? `${rounded(distance)} km` : `${Math.round(distance)} km`;
}

/** Two distances, the less first, told apart where they round to one. */
export function kmApart(near: number, far: number): readonly [string, string] {
  for (const say of [kmWords, (km: number) => `${km.toFixed(1)} km`]) {
    if (say(near) !== say(far)) return [say(near), say(far)];
  }
  return [kmWords(near), 'no less'];
}

/** "41 % above", "3 % below". */
function shareWords(deviation: number, digits = 0): string {
  const pct = 100 * Math.abs(deviation);
  const size = digits === 0 ? rounded(pct) : pct.toFixed(digits);
  return `${size} % ${deviation < 0 ? 'below' : 'above'}`;
}

/**
 * A rep further from a fair share than the plan makes them: "without it Ben
 * would be 14 % below a fair share of potential, not 1 %".
 *
 * @param next what that rep is, where nothing before has told it: "would be next"
 */
export function deviationWords(
  against: Against & { readonly is: 'deviation' },
  next?: string,
): string {
  const { who, metric, gains, now, then, target } = against;
  const it =
    next !== undefined ? `${who} ${next}, but` : gains ? `with it ${who}` : `without it ${who}`;
  if (target === 0) return `${it} would have ${metric} without a fair share of any`;
  let [is, was] = [shareWords(then), shareWords(now)];
  for (let digits = 1; is === was && digits < 6; digits++) {
    [is, was] = [shareWords(then, digits), shareWords(now, digits)];
  }
  return next !== undefined
    ? `${it} would be ${is} a fair share of ${metric} with it${besideWords(now, then, is, was)}`
    : `${it} would be ${is} a fair share of ${metric}${besideWords(now, then, is, was)}`;
}

/** ", not 1 %"; with its side where that is the other one. */
function besideWords(now: number, then: number, is: string, was: string): string {
  if (is === was) return '';
  const size = was.replace(/ (?:above|below)$/, '');
  if (now === 0 || size === '0 %') return ', not at one';
  return `, not ${now < 0 === then < 0 ? size : was}`;
}

/** "Mei may hold 6 of Mega: Nvidia came"; accounts by name. */
export function holdingWords(
  problem: Problem,
  row: MeasureRow,
  against: Against & { readonly is: 'holding' },
): string {
  const { who, side, came, before } = against;
  const rule = problem.rules.find((one) => one.row === row);
  const counts = against.metric === 'accounts';
  const all = rule === undefined || rule.accounts.conditions.length === 0;
  const bound =
    against.share === undefined
      ? plainNumber(against.bound)
      : `${plainNumber(100 * against.share)} % of all they have`;
  const one = against.bound === 1 && against.share === undefined ? 'account' : 'accounts';
  const noun = counts ? one : `in ${against.metric} of accounts`;
  const subject = all ? (counts ? one : `in ${against.metric}`) : sayNoun(rule, noun);
  // A row of the rep file is another one in a file in another order, and the same rule.
  const isOfRep = typeof row === 'string';
  const named = row === undefined ? '' : ` (${isOfRep ? 'max_accounts' : rowName(problem, row)})`;
  const verb = side === 'max' ? 'may hold at most' : 'must hold at least';
  const rests = `${who} ${verb} ${bound} ${subject}${named}`;
  if (side === 'min') return rests;
  const isOver = counts && against.share === undefined && before > against.bound;
  const today = isOver ? `, has ${plainNumber(before)} today` : '';
  const [first] = came;
  if (first === undefined) return `${rests}${today}`;
  const more = came.length === 1 ? '' : ` and ${came.length - 1} more`;
  return `${rests}${today}, and ${accountName(problem, first)}${more} came`;
}

function sayNoun({ accounts }: Problem['rules'][number], noun: string): string {
  return sayAccounts(accounts, noun);
}

function rounded(size: number): string {
  return size >= 9.95 || size < 0.05 ? size.toFixed(0) : size.toFixed(1).replace(/\.0$/, '');
}
