import type {
  AccountBreach,
  Breach,
  Check,
  Driver,
  RepBreach,
  RepDrift,
  Unowned,
  WholeBreach,
} from '../../evaluation/check/types.js';
import { AccountState, type Problem } from '../../model/problem.js';
import { cellText } from '../../model/table.js';
import { compactNumber } from '../compact-number.js';
import { numberWords, percentWords, toldApart } from '../number-words.js';
import { boundWords, counted } from '../outcome-words.js';
import { yardstickWords } from './check-words.js';
import type { CheckParts } from './parts.js';

/** What broke a check, in one sentence that stands by itself: who, by how much, what is allowed. */
export function breachWords(parts: CheckParts, check: Check, breach: Breach): string {
  switch (breach.kind) {
    case 'reps':
      return repWords(check, breach);
    case 'account':
      return accountWords(parts.problem, check, breach);
    case 'family':
      return familyWords(parts, breach.accounts);
    case 'whole':
      return wholeWords(check, breach, parts.result.unowned);
  }
}

function repWords(check: Check, breach: RepBreach): string {
  if (breach.drift !== undefined) return driftWords(breach, breach.drift);
  if (breach.measure === 'deviation') return deviationWords(breach);
  const rule = check.source.kind === 'rule' ? check.source.rule : 'limit';
  const who = breach.who === '' ? 'all' : breach.who;
  return boundWords({ rule, metric: breach.metric, concerned: 1 }, { ...breach, who });
}

/** "Noah Fischer is 98 % below target in potential (170 of 6,963), at most 20 %". */
function deviationWords(breach: RepBreach): string {
  const [, bound] = sizeAndBound(breach);
  return `${offWords(breach)} in ${breach.metric} (${numberWords(breach.load)} of ${numberWords(breach.middle)}), at most ${bound}`;
}

/** The same beneath a line that tells the metric and the bound: "Noah Fischer is 98 % below target (170 of 6.96k)". */
export function shortWords(parts: CheckParts, check: Check, breach: Breach): string {
  if (breach.kind !== 'reps' || breach.measure !== 'deviation' || breach.drift !== undefined) {
    return breachWords(parts, check, breach);
  }
  return `${offWords(breach)} (${compactNumber(breach.load)} of ${compactNumber(breach.middle)})`;
}

function offWords(breach: RepBreach): string {
  const [size] = sizeAndBound(breach);
  return `${breach.who} is ${size} ${sideWords(breach.value)} ${yardstickWords(breach.against)}`;
}

function sizeAndBound({ value, bound }: RepBreach): readonly [string, string] {
  const say = (share: number, decimals: number): string =>
    `${numberWords(100 * share, decimals)} %`;
  return toldApart(Math.abs(value), bound, say, 1);
}

function sideWords(deviation: number): string {
  return deviation < 0 ? 'below' : 'above';
}

/** "Ann went from 2 % below target to 23 % above target in potential, past the band of 10 %: 3 accounts came (+3,100)". */
function driftWords(breach: RepBreach, { was, now, drivers }: RepDrift): string {
  const standing = (deviation: number): string => {
    const size = percentWords(Math.abs(100 * deviation));
    return size === '0 %' ? 'target' : `${size} ${sideWords(deviation)} target`;
  };
  const [, bound] = sizeAndBound(breach);
  const from = was === undefined ? 'is' : `went from ${standing(was.deviation)} to`;
  const start = `${breach.who} ${from} ${standing(now.deviation)} in ${breach.metric}, past the band of ${bound}`;
  const causes = driverCauses(drivers);
  const target =
    was !== undefined && Math.abs(now.target - was.target) > 0.005 * Math.abs(was.target)
      ? [`the target went from ${numberWords(was.target)} to ${numberWords(now.target)}`]
      : [];
  const said = [...causes, ...target];
  return said.length === 0 ? start : `${start}: ${said.join('; ')}`;
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
  const who = name === id ? name : `${name} (${id})`;
  const whom = other === '' ? 'nobody' : other;
  const what =
    cause === 'came'
      ? `came from ${whom}`
      : cause === 'left'
        ? `left, now with ${whom}`
        : causeWords[cause];
  return `${who} ${what} (${signed(amount)})`;
}

function signed(amount: number): string {
  return `${amount > 0 ? '+' : ''}${numberWords(amount)}`;
}

function accountWords(problem: Problem, check: Check, breach: AccountBreach): string {
  const { account, rep, stranded } = breach;
  const who = accountName(problem, account);
  if (stranded) return `${who} has nobody who may take it`;
  const holder = rep < 0 ? 'nobody' : problem.repNames[rep];
  if (problem.state[account] === AccountState.released) return `${who} still belongs to ${holder}`;
  const owner = problem.owner[account];
  const rule = check.source.kind === 'rule' ? check.source.rule : undefined;
  if (rule === 'together') {
    // Told by itself only where the kept members of its family have one owner.
    const [kept] = problem.repSets[problem.eligible[account]].reps;
    return `${who} is with ${holder}, the kept part of its family with ${problem.repNames[kept]}`;
  }
  if ((rule === 'keep' || rule === 'locked') && owner >= 0) {
    return `${who} is with ${holder} and should stay with ${problem.repNames[owner]}`;
  }
  return `${who}${matchedCell(problem, check, account)} is with ${holder}`;
}

/** What a match row compares, where it compares a column: ", region West,". */
function matchedCell(problem: Problem, { source }: Check, account: number): string {
  if (source.kind !== 'rule' || (source.rule !== 'match' && source.rule !== 'prefer')) return '';
  const metric = problem.rules.find(({ row }) => row === source.row)?.metric ?? '';
  const column = problem.accounts.columns.get(metric.split('=')[0].trim().toLowerCase());
  const text = cellText(column, account);
  return text === '' || column === undefined ? '' : `, ${column.name} ${text},`;
}

/** "Acme (001)", or the id where there is no name. */
export function accountName(problem: Problem, account: number): string {
  const id = problem.accountIds[account];
  const name = cellText(problem.accounts.columns.get('account_name'), account);
  return name === '' || name === id ? id : `${name} (${id})`;
}

const familyShown = 4;

function familyWords({ problem, result }: CheckParts, family: readonly number[]): string {
  const holders = new Map<number, number[]>();
  for (const account of family) {
    const rep = result.evaluation.assignment[account];
    holders.set(rep, [...(holders.get(rep) ?? []), account]);
  }
  const parts = [...holders].map(([rep, members]) => {
    const shown = members.slice(0, familyShown).map((one) => accountName(problem, one));
    const rest = members.length - shown.length;
    const names = rest > 0 ? [...shown, `${rest} more`] : shown;
    const verb = members.length === 1 ? 'is' : 'are';
    return `${names.join(', ')} ${verb} with ${rep < 0 ? 'nobody' : problem.repNames[rep]}`;
  });
  return parts.join('; ');
}

function wholeWords({ source }: Check, { value, bound }: WholeBreach, unowned: Unowned): string {
  if (source.kind !== 'unowned') {
    const [is, most] = toldApart(value, bound, numberWords, 3);
    const metric = source.kind === 'max-gini' ? source.metric : '';
    return `the Gini coefficient of ${metric} is ${is}, at most ${most}`;
  }
  const limit = source.bound === undefined ? '' : `, at most ${numberWords(bound, 1)}`;
  const verb = value === 1 ? 'has' : 'have';
  return `${numberWords(value)} of ${counted(unowned.planned, 'account')} ${verb} no live rep (${unownedWhy(unowned)})${limit}`;
}

/** "46 without an owner, 13 whose owner is no rep". */
export function unownedWhy({ blank, departed, notLive }: Unowned): string {
  return [
    ...(blank > 0 ? [`${numberWords(blank)} without an owner`] : []),
    ...(departed > 0 ? [`${numberWords(departed)} whose owner is no rep`] : []),
    ...(notLive > 0 ? [`${numberWords(notLive)} whose rep is leaving, gone or excluded`] : []),
  ].join(', ');
}
