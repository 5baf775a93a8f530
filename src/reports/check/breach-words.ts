import type {
  AccountBreach,
  BookBreach,
  Breach,
  Check,
  RepBreach,
  Unowned,
  UnownedBreach,
  WholeBreach,
} from '../../evaluation/check/types.js';
import { roleOfRep } from '../../evaluation/role-of-rep.js';
import { familyOf } from '../../measures/index.js';
import { groupBy } from '../../model/grouping.js';
import { AccountState, type Problem } from '../../model/problem.js';
import { cellText } from '../../model/table.js';
import { definitionOf } from '../../rules/kinds/index.js';
import { causeWords } from '../coverage/words.js';
import { compactNumber, numberWords, toldApart } from '../document/numbers.js';
import { counted, namesOf as namesWords } from '../document/words.js';
import { accountAndId as accountName } from '../explain/names.js';
import { boundWords, outcomeWords } from '../rule-words.js';
import { breachesOf, unjudgedWhy, yardstickWords } from './check-words.js';
import { detailWords, driftWords, sideWords } from './detail-words.js';
import type { CheckParts } from './places.js';

/** What broke a check, in one sentence that stands by itself: who, by how much, what is allowed. */
export function breachWords(parts: CheckParts, check: Check, breach: Breach): string {
  switch (breach.kind) {
    case 'reps':
      return repWords(breach);
    case 'account':
      return accountWords(parts.problem, check, breach);
    case 'unowned':
      return unownedWords(parts.problem, breach);
    case 'family':
      return `${familyWords(parts, breach.accounts)}${wayOut(parts.problem, breach.mayGoTo, undefined, 'may all go to')}`;
    case 'whole':
      return wholeWords(check, breach);
    case 'book':
      return bookWords(parts.problem, breach);
  }
}

/** Every breach of a check in words, behind its pool where there are several; the furthest past its bound first. */
export function findingsOf(
  check: Check,
  say: (breach: Breach) => string,
): readonly { readonly breach: Breach; readonly text: string }[] {
  return breachesOf(check).map(({ pool, breach }) => ({
    breach,
    text: `${pool === undefined ? '' : `pool ${pool}: `}${say(breach)}`,
  }));
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

function repWords(breach: RepBreach): string {
  if (breach.drift !== undefined) return driftWords(breach, breach.drift);
  if (breach.measure === 'deviation') return deviationWords(breach);
  const who = breach.who === '' ? 'all' : breach.who;
  return boundWords({ metric: breach.metric, concerned: 1 }, { ...breach, who });
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

function accountWords(problem: Problem, check: Check, breach: AccountBreach): string {
  const { account, rep, stranded } = breach;
  const who = accountName(problem, account);
  if (stranded) return `${who}${matchedCell(problem, check, account)} has nobody who may take it`;
  const holder = rep < 0 ? 'nobody' : problem.repNames[rep];
  if (problem.state[account] === AccountState.released) return `${who} still belongs to ${holder}`;
  const owner = problem.owner[account];
  const kind = check.source.kind === 'rule' ? check.source.rule : undefined;
  const out = wayOut(problem, breach.mayGoTo, breach.planned);
  if (kind !== undefined && familyOf(kind)?.joinsAccounts) {
    // Told by itself only where the kept members of its family have one owner.
    const [kept] = problem.repSets[problem.eligible[account]].reps;
    return `${who} is with ${holder}, the kept part of its family with ${problem.repNames[kept]}${out}`;
  }
  if (kind !== undefined && definitionOf(kind).settles === 'keep' && owner >= 0) {
    return `${who} is with ${holder} and should stay with ${problem.repNames[owner]}`;
  }
  const covered = matchedRep(problem, check, rep);
  return `${who}${matchedCell(problem, check, account)} is with ${holder}${covered}${out}`;
}

const repsNamed = 4;

/** "; may go to Bo, Cy; the plan had Bo". */
function wayOut(
  { repNames }: Problem,
  mayGoTo: readonly number[],
  planned: string | undefined,
  may = 'may go to',
): string {
  const names = mayGoTo.slice(0, repsNamed).map((rep) => repNames[rep]);
  const to =
    names.length === 0
      ? '; no rep fits all must rows'
      : `; ${may} ${namesWords(names, mayGoTo.length)}`;
  return planned === undefined ? to : `${to}; the plan had ${planned === '' ? 'nobody' : planned}`;
}

/** "Acme (001) belongs to zoe@old.example, who is not on the roster; may go to Bo". */
function unownedWords(problem: Problem, breach: UnownedBreach): string {
  const { account, rep, stale } = breach;
  const why =
    rep >= 0
      ? `belongs to ${problem.repNames[rep]}, who ${roleOfRep(problem, rep) ?? 'is leaving, gone or excluded'}`
      : stale === ''
        ? 'has no owner'
        : `belongs to ${stale}, who is not on the roster`;
  return `${accountName(problem, account)} ${why}${wayOut(problem, breach.mayGoTo, breach.planned)}`;
}

/** What a match row compares, where it compares a column: ", region West,". */
function matchedCell(problem: Problem, check: Check, account: number): string {
  const metric = matchedMetric(problem, check);
  const column = problem.accounts.columns.get((metric?.[0] ?? '').toLowerCase());
  const text = cellText(column, account);
  return text === '' || column === undefined ? '' : `, ${column.name} ${text},`;
}

/** What the rep has in its place: " (who has region East|North)". */
function matchedRep(problem: Problem, check: Check, rep: number): string {
  const metric = matchedMetric(problem, check);
  const column = problem.reps.columns.get((metric?.[metric.length - 1] ?? '').toLowerCase());
  if (rep < 0 || column === undefined) return '';
  const text = cellText(column, rep);
  return text === '' ? ` (who has no ${column.name})` : ` (who covers ${text})`;
}

/** The columns of a match row: the accounts' and, where it is another, the reps'. */
function matchedMetric(problem: Problem, { source }: Check): readonly string[] | undefined {
  if (source.kind !== 'rule' || !definitionOf(source.rule).compares) return undefined;
  const metric = problem.rules.find(({ row }) => row === source.row)?.metric;
  return metric?.split('=').map((name) => name.trim());
}

const familyShown = 4;

function familyWords({ problem, result }: CheckParts, family: readonly number[]): string {
  const { assignment } = result.evaluation;
  const holders = groupBy(family, (account) => assignment[account]);
  const parts = [...holders].map(([rep, members]) => {
    const shown = members.slice(0, familyShown).map((one) => accountName(problem, one));
    const rest = members.length - shown.length;
    const names = rest > 0 ? [...shown, `${rest} more`] : shown;
    const verb = members.length === 1 ? 'is' : 'are';
    return `${names.join(', ')} ${verb} with ${rep < 0 ? 'nobody' : problem.repNames[rep]}`;
  });
  return parts.join('; ');
}

/** "Ann Lee has touched 2 of 5 ICP accounts (40 %), at least 60 %; inactivity: …". */
function bookWords({ repNames }: Problem, breach: BookBreach): string {
  const { figure, rep, value, bound, part, whole, cause } = breach;
  if (figure === 'coverage') {
    const [is, least] = toldApart(100 * value, 100 * bound, numberWords, 1);
    const why = cause === undefined ? '' : `; ${causeWords(cause)}`;
    return `${repNames[rep]} has touched ${numberWords(part)} of ${counted(whole, 'ICP account')} (${is} %), at least ${least} %${why}`;
  }
  const [is, least] = toldApart(value, bound, numberWords, 2);
  return `${repNames[rep]}'s pipeline covers ${is} of what is left of the quota (${compactNumber(part)} expected, ${compactNumber(whole)} left), at least ${least}`;
}

function wholeWords({ source }: Check, { value, bound }: WholeBreach): string {
  if (source.kind === 'noise') {
    const [within, least] = toldApart(100 * value, 100 * bound, numberWords, 1);
    return `all reps stay within the band in ${within} % of the draws, at least ${least} %`;
  }
  const [is, most] = toldApart(value, bound, numberWords, 3);
  const metric = source.kind === 'max-gini' ? source.metric : '';
  return `the Gini coefficient of ${metric} is ${is}, at most ${most}`;
}

/** "3 of 5 accounts have no live rep (2 without an owner, 1 whose owner is not on the roster), at most 2". */
function describeUnowned({ source }: Check, unowned: Unowned): string {
  const { planned, accounts } = unowned;
  const bound = source.kind === 'unowned' ? source.bound : undefined;
  const most = bound?.share ? bound.amount * planned : bound?.amount;
  const limit = most === undefined ? '' : `, at most ${numberWords(most, 1)}`;
  const verb = accounts.length === 1 ? 'has' : 'have';
  return `${numberWords(accounts.length)} of ${counted(planned, 'account')} ${verb} no live rep (${unownedWhy(unowned)})${limit}`;
}

/** "46 without an owner, 13 whose owner is not on the roster". */
export function unownedWhy({ blank, departed, notLive, byRole }: Unowned): string {
  const others = [...byRole.values()].reduce((left, count) => left - count, notLive);
  return [
    ...(blank > 0 ? [`${numberWords(blank)} without an owner`] : []),
    ...(departed > 0 ? [`${numberWords(departed)} whose owner is not on the roster`] : []),
    ...[...byRole].map(([why, count]) => `${numberWords(count)} whose rep ${why}`),
    ...(others > 0 ? [`${numberWords(others)} whose rep is leaving, gone or excluded`] : []),
  ].join(', ');
}

/** How a check came out, in one plain phrase; empty where its one breach says it all. */
export function cameOut(parts: CheckParts, check: Check): string {
  const { source, counts, cases } = check;
  const why = unjudgedWhy(check);
  if (why !== undefined) return why;
  const concerned = cases.reduce((sum, one) => sum + one.concerned, 0);
  const breaches = cases.flatMap((one) => one.breaches);
  const [first] = breaches;
  if (source.kind === 'rule' && counts !== 'reps' && counts !== 'owners') {
    const stranded = breaches.filter((one) => one.kind === 'account' && one.stranded).length;
    return outcomeWords({
      row: source.row ?? 0,
      rule: source.rule,
      level: 'must',
      status: breaches.length > 0 ? 'broken' : 'met',
      counts,
      concerned: Math.max(concerned, breaches.length),
      broken: breaches.length - stranded,
      exempt: 0,
      unplaceable: stranded,
      worst: undefined,
      metric: undefined,
    });
  }
  if (first?.kind === 'whole' || (first?.kind === 'reps' && first.who === '')) return '';
  if (first?.kind === 'unowned') return describeUnowned(check, parts.result.unowned);
  const [one, many] = groupNouns(parts.problem, check);
  if (concerned === 0) return `no ${one} concerned`;
  const broken = new Set(
    breaches.map((one) =>
      one.kind === 'reps' ? one.who : one.kind === 'book' ? String(one.rep) : '',
    ),
  ).size;
  if (broken === 0) {
    return source.kind === 'unowned' || source.kind === 'max-gini' || source.kind === 'noise'
      ? 'kept'
      : `kept by all ${counted(concerned, one, many)}`.replace(/all (1 )/, 'the $1');
  }
  if (source.kind === 'min-coverage' || source.kind === 'min-cover') {
    return `${numberWords(broken)} of ${counted(concerned, one, many)} below it`;
  }
  const verb = source.kind === 'drift' ? 'moved past' : 'past';
  const bound = source.kind === 'drift' ? 'the band' : 'the bound';
  return `${numberWords(broken)} of ${counted(concerned, one, many)} ${verb} ${bound}`;
}

/** What a bound is for: each rep, each owner, or a group of them by a column. */
function groupNouns(problem: Problem, { source, counts }: Check): readonly [string, string] {
  const rule =
    source.kind === 'rule' ? problem.rules.find(({ row }) => row === source.row) : undefined;
  if (rule !== undefined && rule.by !== '') return [`group by ${rule.by}`, `groups by ${rule.by}`];
  return counts === 'owners' ? ['owner', 'owners'] : ['rep', 'reps'];
}
