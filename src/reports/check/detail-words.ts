import type {
  BookBreach,
  Breach,
  Drift,
  DriftedAccount,
  Driver,
  Remedy,
  RepBreach,
  RepDrift,
} from '../../evaluation/check/types.js';
import { wholeUp } from '../../measures/remedies.js';
import type { Problem } from '../../model/problem.js';
import { numberWords, percentsApart, percentWords } from '../document/numbers.js';
import { counted, namedId, namesOf as namesWords, nobodyOr, plural } from '../document/words.js';
import { accountAndId as accountName } from '../explain/names.js';
import { accountPlace, yardstickWords } from './check-words.js';
import type { CheckParts } from './places.js';

/** What would mend a breach, and what brought it about, a phrase each; at most so many accounts in each. */
export function detailWords(parts: CheckParts, breach: Breach, most: number): string[] {
  if (breach.kind === 'book') return touchWords(parts, breach, most).map(asRemedy);
  if (breach.kind !== 'reps') return [];
  return [...remedyWords(parts, breach, most).map(asRemedy), ...causesWords(breach, most)];
}

function asRemedy(text: string): string {
  return `To fix it: ${text}`;
}

/** "touch 2 more of 3: Acme (001), Bolt (002) and 1 more": the least that would do, the greatest potential first. */
export function touchWords(
  { problem }: CheckParts,
  { figure, part, whole, bound, accounts }: BookBreach,
  most: number,
): string[] {
  if (figure !== 'coverage') return [];
  const more = wholeUp(bound * whole - part);
  const names = accounts.slice(0, most).map((account) => accountName(problem, account));
  return [
    `touch ${numberWords(more)} more of ${numberWords(accounts.length)}: ${namesWords(names, accounts.length)}`,
  ];
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

/** "Ann went from 2 % below target to 23 % above target in potential, past the band of 10 %: 3 accounts came (+3,100)". */
export function driftWords(breach: RepBreach, { was, now }: RepDrift): string {
  const sizes = [now.deviation, breach.bound, was?.deviation ?? breach.bound];
  const [size, bound, before] = percentsApart(sizes.map((share) => Math.abs(100 * share)));
  const standing = (text: string, deviation: number): string =>
    text === '0 %' ? 'target' : `${text} ${sideWords(deviation)} target`;
  const from = was === undefined ? 'is' : `went from ${standing(before, was.deviation)} to`;
  const start = `${breach.who} ${from} ${standing(size, now.deviation)} in ${breach.metric}, past the band of ${bound}`;
  const causes = driverCauses(breach.drivers);
  const target =
    was !== undefined && Math.abs(now.target - was.target) > 0.005 * Math.abs(was.target)
      ? [`the target went from ${numberWords(was.target)} to ${numberWords(now.target)}`]
      : [];
  const described = [...causes, ...target];
  return described.length === 0 ? start : `${start}: ${described.join('; ')}`;
}

/** Whether a deviation is above or below. */
export function sideWords(deviation: number): string {
  return deviation < 0 ? 'below' : 'above';
}

const causeWords: Readonly<Record<Driver['cause'], string>> = {
  came: 'came',
  left: 'left',
  new: 'new since',
  gone: 'no longer in the file',
  changed: 'changed in size',
};

function driverCauses(drivers: readonly Driver[]): string[] {
  const causes = [...new Set(drivers.map(({ cause }) => cause))];
  return causes.map((cause) => {
    const those = drivers.filter((driver) => driver.cause === cause);
    const amount = those.reduce((sum, driver) => sum + driver.amount, 0);
    return `${counted(those.length, 'account')} ${causeWords[cause]} (${signed(amount)})`;
  });
}

/** "Acme (001) came from Ann Lee (+120)". */
export function driverWords({ name, id, cause, other, amount }: Driver): string {
  const whom = nobodyOr(other);
  const what =
    cause === 'came'
      ? `came from ${whom}`
      : cause === 'left'
        ? `left, now with ${whom}`
        : causeWords[cause];
  return `${namedId(name, id)} ${what} (${signed(amount)})`;
}

function signed(amount: number): string {
  return `${amount > 0 ? '+' : ''}${numberWords(amount)}`;
}

/** "Acme (001): Ann Lee → Bo Chen (ARR 1,200, potential 30)". */
export function driftedWords(one: DriftedAccount): string {
  const { name, id, change, from, to, arr, potential } = one;
  const what =
    change === 'moved'
      ? `${nobodyOr(from)} → ${nobodyOr(to)}`
      : change === 'new'
        ? `new, with ${nobodyOr(to)}`
        : `gone, was with ${nobodyOr(from)}`;
  const worth = arr === undefined ? '' : `ARR ${numberWords(arr)}, `;
  return `${namedId(name, id)}: ${what} (${worth}potential ${numberWords(potential)})`;
}

/** How far accounts are from where the adopted plan put them; empty without one. */
export function describeDrift(drift: Drift | undefined): string {
  if (drift === undefined) return '';
  const { moved, added, gone } = drift;
  if (moved + added + gone === 0) return 'every account is where the plan put it';
  const parts = [
    `${counted(moved, 'account')} ${plural(moved, 'is', 'are')} not where the plan put ${plural(moved, 'it', 'them')}`,
    ...(added > 0 ? [`${numberWords(added)} ${plural(added, 'is', 'are')} new`] : []),
    ...(gone > 0 ? [`${numberWords(gone)} ${plural(gone, 'is', 'are')} gone`] : []),
  ];
  return parts.join(', ');
}
