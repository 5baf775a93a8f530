import { accountName } from '../../evaluation/account-name.js';
import type { Problem } from '../../model/problem.js';
import type { Barrier, Ground, Loser, Miss, RoutedAccount, Showing } from '../../model/routing.js';
import { isoDate } from '../../model/table.js';
import { dayNumber } from '../../model/units.js';
import { percentShown } from '../document/figures.js';
import { andList, counted } from '../document/words.js';
import { rowNames, ruleTitle, termTitle } from '../rule-words.js';

/** Why a new account went to its rep, in one plain phrase. */
export function routeReason(problem: Problem, { rep, ground, next }: RoutedAccount): string {
  const name = problem.repNames[rep];
  const rest = next === undefined ? 'nobody else is allowed' : '';
  const said = groundWords(problem, name, ground, next && problem.repNames[next.rep]);
  return ground.kind === 'fair' && next === undefined ? `${name}: ${rest}` : said;
}

function groundWords(
  problem: Problem,
  name: string,
  ground: Ground,
  next: string | undefined,
): string {
  switch (ground.kind) {
    case 'parent':
      return `${name} has its parent, ${accountName(problem, ground.other)}`;
    case 'child':
      return `${name} has its subsidiary ${accountName(problem, ground.other)}`;
    case 'domain':
      return `${name} has ${accountName(problem, ground.other)}, which shares its domain ${ground.domain}`;
    case 'deal':
      return `${name} owns its earliest open opportunity${recordWords(ground)}`;
    case 'assign':
      return `assigned: ${ruleTitle(problem, ground.row)}`;
    case 'claim':
      return ground.claimants === 1
        ? `${name} alone claims it`
        : `${name} won it among ${counted(ground.claimants, 'claimant')}`;
    case 'fair':
      if (ground.isTie) return `a tie with ${next ?? ''}, decided by lot (the hash of the ids)`;
      return ground.term === undefined
        ? `${name} is the only one allowed`
        : `${termTitle(problem, ground.term)} speaks for ${name} rather than ${next ?? ''}`;
  }
}

function recordWords({
  id,
  day,
}: {
  readonly id: string;
  readonly day: number | undefined;
}): string {
  const created = day === undefined ? '' : `of ${isoDate(dayNumber(day))}`;
  const parts = [id, created].filter((part) => part !== '');
  return parts.length === 0 ? '' : `, ${parts.join(' ')}`;
}

const nothingWords: Readonly<Record<string, string>> = {
  parent: 'it names no parent, and no account names it as one',
  domain: 'nobody has an account of its domain, or it has none of its own',
  deal: 'it has no open opportunity',
  assign: 'no assign row applies to it',
};

/** Why a step gave a new account to nobody. */
export function missWords(problem: Problem, step: string, miss: Miss): string {
  switch (miss.kind) {
    case 'nothing':
      return nothingWords[step] ?? 'nothing speaks for anybody';
    case 'unknown parent':
      return `its parent ${miss.id} is not in the plan`;
    case 'with nobody':
      return `${accountName(problem, miss.other)} is with nobody itself`;
    case 'stranger':
      return miss.owner === ''
        ? 'its open opportunity has no owner'
        : `${miss.owner}, who owns its open opportunity, is not on the roster`;
    case 'barred':
      return `${problem.repNames[miss.rep]} ${barrierWords(problem, miss.barrier)}`;
    case 'nobody may':
      return 'the rules allow it to nobody who can take it';
    case 'all would break':
      return `with everybody who may have it ${brokenWords(problem, miss.rows)} would be broken`;
    case 'not planned':
      return miss.row < 0
        ? `it is ${miss.state}`
        : `it is ${miss.state} by ${ruleTitle(problem, miss.row)}`;
    case 'no claimant':
      return 'none of those who claim it may have it';
  }
}

function barrierWords(problem: Problem, barrier: Barrier): string {
  switch (barrier.kind) {
    case 'rules':
      return barrier.rows.length === 0
        ? 'is not among those the rules allow'
        : `may not have it: ${andList(barrier.rows.map((row) => ruleTitle(problem, row)))}`;
    case 'not live':
      return 'takes no accounts';
    case 'on leave':
      return 'is on leave';
    case 'breaks':
      return `has no room: ${brokenWords(problem, barrier.rows)}`;
  }
}

function brokenWords(
  problem: Problem,
  rows: Extract<Barrier, { readonly kind: 'breaks' }>['rows'],
): string {
  return rows.length > 3 ? rowNames(rows) : andList(rows.map((row) => ruleTitle(problem, row)));
}

/** What the winner of a dispute had to show. */
export function shownWords(problem: Problem, { winner, step, shown }: Loser): string {
  if (step === 'tie') return 'the hash of the ids';
  if (step === 'barred') return '';
  return winner < 0 ? '' : showingWords(problem, step, shown);
}

/** Why a claimant did not get the account. */
export function lackedWords(problem: Problem, { loser, step, lacked }: Loser): string {
  const name = problem.repNames[loser];
  if (lacked.kind === 'barrier') return `${name} ${barrierWords(problem, lacked.barrier)}`;
  if (step === 'tie') return `${name} is as good by every step; the hash of the ids decides`;
  return `${name}: ${showingWords(problem, step, lacked)}`;
}

const lackingWords: Readonly<Record<string, string>> = {
  assign: 'no assign row names them',
  family: 'no other member of the family',
  opportunity: 'no open opportunity',
  activity: 'no completed activity within 90 days',
  claim: 'no claim',
};

function showingWords(problem: Problem, step: string, showing: Showing): string {
  switch (showing.kind) {
    case 'nothing':
    case 'barrier':
      return lackingWords[step] ?? 'nothing to show';
    case 'row':
      return `assigned by ${ruleTitle(problem, showing.row)}`;
    case 'member':
      return `has ${accountName(problem, showing.other)} of the family`;
    case 'record': {
      const what = recordKinds[step] ?? 'record';
      const text = showing.evidence === '' ? '' : ` (${showing.evidence})`;
      const words = recordWords({ id: showing.id, day: undefined });
      const day =
        showing.day === undefined ? 'without a date' : `of ${isoDate(dayNumber(showing.day))}`;
      return `${what} ${day}${words}${text}`;
    }
    case 'count':
      return counted(showing.count, 'preference kept', 'preferences kept');
    case 'share':
      return Number.isFinite(showing.share)
        ? `holds ${percentShown(100 * showing.share)} of fair share`
        : 'has no fair share to fill';
  }
}

const recordKinds: Readonly<Record<string, string>> = {
  opportunity: 'open opportunity',
  activity: 'activity',
  claim: 'claim',
};
