import type { Breach, Check, Remedy, RepBreach } from '../../evaluation/check/types.js';
import { wholeUp } from '../../measures/remedies.js';
import type { Problem } from '../../model/problem.js';
import { numberWords, percentWords } from '../number-words.js';
import { counted } from '../outcome-words.js';
import { accountName, accountPlace, namesWords } from './account-words.js';
import { breachWords } from './breach-words.js';
import { yardstickWords } from './check-words.js';
import { driverWords } from './drift-words.js';
import type { CheckParts } from './parts.js';

/** What would mend a breach, and what brought it about, a phrase each; at most so many accounts in each. */
export function detailWords(parts: CheckParts, breach: Breach, most: number): string[] {
  if (breach.kind !== 'reps') return [];
  return [
    ...remedyWords(parts, breach, most).map((text) => `To mend it: ${text}`),
    ...causesWords(breach, most),
  ];
}

/** The sentence with its details, for formats that show a finding as one text. */
export function wholeFinding(
  parts: CheckParts,
  check: Check,
  breach: Breach,
  most: number,
): string {
  return [breachWords(parts, check, breach), ...detailWords(parts, breach, most)].join('. ');
}

/** Where the account stands that a finding is about: "accounts.csv:12: "; empty where it is about more than one. */
export function placeWords(parts: CheckParts, breach: Breach): string {
  return breach.kind === 'account' || breach.kind === 'unowned'
    ? `${accountPlace(parts, breach.account)}: `
    : '';
}

/** "give up 3 of 9: Acme (001), Bolt (002) and 7 more". */
export function remedyWords(
  { problem, result }: CheckParts,
  breach: RepBreach,
  most: number,
): string[] {
  const { remedy, measure } = breach;
  if (remedy === undefined || !Number.isFinite(remedy.amount)) return [];
  if (measure === 'deviation') return [deviationRemedy(breach, remedy)];
  const whole = breach.metric === 'accounts';
  const amount = whole
    ? numberWords(remedy.amount)
    : `at least ${upWords(remedy.amount)} in ${breach.metric}`;
  const all = counted(remedy.accounts.length, 'account');
  if (remedy.accounts.length === 0) {
    const verb = remedy.what === 'gain' ? 'to take' : 'to give up';
    return [
      `${amount} too ${remedy.what === 'gain' ? 'few' : 'many'}, and the must rules leave no account ${verb}`,
    ];
  }
  const names = remedy.accounts
    .slice(0, most)
    .map(
      (account) =>
        `${accountName(problem, account)}${withWhom(problem, result.held.holder[account], remedy)}`,
    );
  const list = namesWords(names, remedy.accounts.length);
  const verbs = { shed: 'give up', gain: 'take', return: 'give back' } as const;
  return [`${verbs[remedy.what]} ${amount} of ${all}: ${list}`];
}

/** Of an account that another rep has: ", with Bo". */
function withWhom(problem: Problem, rep: number, { what }: Remedy): string {
  if (what === 'shed') return '';
  return ` with ${rep < 0 ? 'nobody' : problem.repNames[rep]}`;
}

/** "give up at least 6,028 in potential to be within 20 % of target". */
function deviationRemedy({ metric, bound, against }: RepBreach, { what, amount }: Remedy): string {
  const verb = what === 'shed' ? 'give up' : 'take on';
  // The middle of a pool moves a little with what is moved.
  const least =
    against === 'target' ? `at least ${upWords(amount)}` : `about ${numberWords(amount)}`;
  return `${verb} ${least} in ${metric} to be within ${percentWords(100 * bound)} of ${yardstickWords(against)}`;
}

/** The least that would do, never rounded to what would not. */
function upWords(amount: number): string {
  const scale = amount >= 1000 ? 1 : 100;
  return numberWords(wholeUp(amount * scale) / scale);
}

/** "Since the plan: Acme (001) came from Ann Lee (+120), … and 27 more". */
function causesWords({ drivers }: RepBreach, most: number): string[] {
  if (drivers.length === 0) return [];
  const names = drivers.slice(0, most).map((driver) => driverWords(driver));
  const more = drivers.length - names.length;
  const rest = more > 0 ? `; and ${counted(more, 'account')} more` : '';
  return [`Since the plan: ${names.join('; ')}${rest}`];
}
