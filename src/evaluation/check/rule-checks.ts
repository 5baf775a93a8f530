import {
  AccountState,
  type PlacementMeasure,
  SettledBy,
  type TogetherMeasure,
} from '../../model/problem.js';
import type { Rule } from '../../model/rule.js';
import { suits } from '../bounds.js';
import { isSplit } from '../terms.js';
import type { RuleOutcome } from '../types.js';
import type { Judged } from './judged.js';
import { tallyBudget, tallyDeviations, tallyLimit } from './load-checks.js';
import { mayTakeAll, oncePerSet } from './remedies.js';
import { poolOfAccount, Tally } from './tally.js';
import type { AccountBreach, Check, Grade, Policy } from './types.js';

/**
 * Every rule row that can be broken, in the order of the rules file, then
 * locked accounts and max_accounts, each as one check. Rows that only shape
 * the problem (exclude, score, weight) are none. Rows about accounts that leave
 * their owner are not judged where the holders are the owners: they would
 * always be met.
 */
export function ruleChecks(judged: Judged): Check[] {
  const { problem, policy } = judged;
  const strays = familyStrays(judged);
  const checks = problem.rules.flatMap((rule): Check[] => {
    const tally = new Tally(problem);
    const counts = tallyRule(judged, rule, strays, tally);
    if (counts === undefined) return [];
    const drafted = policy.draftedRows.has(rule.row);
    return [
      {
        source: { kind: 'rule', row: rule.row, rule: rule.kind, drafted },
        grade: gradeOf(rule, drafted, policy),
        counts,
        cases: tally.cases(),
        unjudged: unjudgedBy(judged, rule),
        heldAside: heldAside(judged, rule.row),
      },
    ];
  });
  return [...checks, ...lockedCheck(judged), ...maxAccountsCheck(judged)];
}

const aboutLeaving: ReadonlySet<string> = new Set(['keep', 'budget']);

function unjudgedBy({ problem, held }: Judged, rule: Rule): Check['unjudged'] {
  if (aboutLeaving.has(rule.kind)) return held.since === 'nothing' ? 'nothing-moved' : undefined;
  const balance = problem.balances.find(({ row }) => row === rule.row);
  return balance !== undefined && balance.max === undefined ? 'no-max' : undefined;
}

/** Accounts outside a row that are exempt only because a keep row or a lock holds them where they are today. */
function heldAside({ problem, held }: Judged, row: number): number {
  const exempt = problem.placements.find((measure) => measure.row === row)?.exempt;
  if (held.since !== 'nothing' || exempt === undefined) return 0;
  return exempt.reduce((sum, one, account) => {
    const by = problem.settled[account];
    return sum + (by === SettledBy.keep || by === SettledBy.locked ? one : 0);
  }, 0);
}

/** What a broken row comes to: a must fails, a should and a row nobody wrote warn, a prefer is only told. */
function gradeOf(rule: Rule, drafted: boolean, policy: Policy): Grade {
  if (rule.kind === 'prefer') return 'note';
  return (rule.level === 'must' && !drafted) || policy.strict ? 'failure' : 'warning';
}

/** Gathers what breaks a row and tells what it counts; undefined for rows that cannot be broken. */
function tallyRule(
  judged: Judged,
  rule: Rule,
  strays: ReadonlyMap<number, readonly number[]>,
  tally: Tally,
): RuleOutcome['counts'] | undefined {
  const { problem } = judged;
  const of = <M extends { readonly row: unknown }>(list: readonly M[]): M | undefined =>
    list.find(({ row }) => row === rule.row);
  const balance = of(problem.balances);
  if (balance !== undefined) {
    tallyDeviations(judged, balance, balance.max ?? Number.POSITIVE_INFINITY, tally);
    return 'reps';
  }
  const limit = of(problem.limits);
  if (limit !== undefined) {
    tallyLimit(judged, limit, tally);
    return 'reps';
  }
  const budget = of(problem.budgets);
  if (budget !== undefined) {
    tallyBudget(judged, budget, tally);
    return 'owners';
  }
  const together = of(problem.togethers);
  if (together !== undefined) {
    tallyFamilies(judged, together, strays.get(rule.row) ?? [], tally);
    return 'families';
  }
  const placement = of(problem.placements);
  if (placement !== undefined) {
    tallyPlacement(judged, placement, tally);
    return 'accounts';
  }
  if (rule.kind !== 'release') return undefined;
  tallyReleased(judged, rule.row, tally);
  return 'accounts';
}

function tallyFamilies(
  judged: Judged,
  measure: TogetherMeasure,
  strays: readonly number[],
  tally: Tally,
): void {
  const { problem, assignment } = judged;
  for (const family of measure.families) {
    const placed = family.find((account) => assignment[account] >= 0) ?? family[0];
    const pool = poolOfAccount(problem, placed, assignment[placed]);
    tally.concern(pool);
    if (!isSplit(family, assignment)) continue;
    const accounts = [...family];
    tally.breach(pool, { kind: 'family', accounts, mayGoTo: mayTakeAll(problem, accounts) });
  }
  for (const account of strays) {
    const rep = assignment[account];
    const pool = poolOfAccount(problem, account, rep);
    tally.breach(pool, accountBreach(judged, account, rep));
  }
}

function accountBreach(
  { problem, since }: Judged,
  account: number,
  rep: number,
  mayGoTo: readonly number[] = mayTakeAll(problem, [account]),
): AccountBreach {
  const planned = since?.plannedName(account);
  return { kind: 'account', account, rep, stranded: false, mayGoTo, planned };
}

function tallyPlacement(judged: Judged, measure: PlacementMeasure, tally: Tally): void {
  const { problem, assignment } = judged;
  const stranded = new Set(
    problem.unplaceable
      .filter(({ rows }) => typeof measure.row === 'number' && rows.includes(measure.row))
      .map(({ account }) => account),
  );
  const mayGoTo = oncePerSet(
    (account) => `${problem.eligible[account]}:${measure.setOf[account]}`,
    (account) =>
      mayTakeAll(
        problem,
        [account],
        (rep) => measure.setOf[account] < 0 || suits(measure, account, rep),
      ),
  );
  for (let account = 0; account < assignment.length; account++) {
    if (measure.setOf[account] < 0 && !stranded.has(account)) continue;
    const rep = assignment[account];
    const pool = poolOfAccount(problem, account, rep);
    tally.concern(pool);
    // An account without a live rep breaks no must row: it is told apart, as unowned.
    const unheld = measure.level === 'must' && measure.rule !== 'locked' && rep < 0;
    const outside = measure.setOf[account] >= 0 && !unheld && !suits(measure, account, rep);
    if (outside || stranded.has(account)) {
      const breach = accountBreach(judged, account, rep, mayGoTo(account));
      tally.breach(pool, { ...breach, stranded: stranded.has(account) });
    }
  }
}

/** Released accounts that somebody still has. */
function tallyReleased(judged: Judged, row: number, tally: Tally): void {
  const { problem, held } = judged;
  for (let account = 0; account < problem.accountCount; account++) {
    if (problem.state[account] !== AccountState.released || problem.stateRow[account] !== row) {
      continue;
    }
    const rep = held.holder[account];
    const pool = poolOfAccount(problem, account, rep);
    tally.concern(pool);
    if (rep >= 0) tally.breach(pool, accountBreach(judged, account, rep));
  }
}

/**
 * Accounts whose family's kept members have one owner, but which are with
 * somebody else although their match and avoid rows allow it: no other must row
 * tells of them. By the first must together row.
 */
function familyStrays({ problem, assignment }: Judged): ReadonlyMap<number, readonly number[]> {
  const first = problem.togethers.find(({ level }) => level === 'must')?.row;
  if (typeof first !== 'number') return new Map();
  const musts = problem.placements.filter(({ level }) => level === 'must');
  const inSplit = new Set(
    problem.togethers
      .filter(({ level }) => level === 'must')
      .flatMap(({ families }) => families.filter((family) => isSplit(family, assignment)))
      .flatMap((family) => [...family]),
  );
  const strays: number[] = [];
  for (let account = 0; account < assignment.length; account++) {
    const rep = assignment[account];
    if (rep < 0 || problem.settled[account] !== SettledBy.family) continue;
    if (problem.repSets[problem.eligible[account]].mask[rep] === 1) continue;
    const told = musts.some(
      (measure) => measure.setOf[account] >= 0 && !suits(measure, account, rep),
    );
    if (!told && !inSplit.has(account)) strays.push(account);
  }
  return new Map([[first, strays]]);
}

function lockedCheck(judged: Judged): Check[] {
  const measure = judged.problem.placements.find(({ rule }) => rule === 'locked');
  if (measure === undefined) return [];
  const tally = new Tally(judged.problem);
  tallyPlacement(judged, measure, tally);
  const source = { kind: 'rule', row: undefined, rule: 'locked', drafted: false } as const;
  const unjudged = judged.held.since === 'nothing' ? 'nothing-moved' : undefined;
  const cases = tally.cases();
  return [{ source, grade: 'failure', counts: 'accounts', cases, unjudged, heldAside: 0 }];
}

function maxAccountsCheck(judged: Judged): Check[] {
  const { problem } = judged;
  const measures = problem.limits.filter(({ row }) => typeof row === 'string');
  if (measures.length === 0) return [];
  const tally = new Tally(problem);
  for (const measure of measures) tallyLimit(judged, measure, tally);
  const source = { kind: 'rule', row: undefined, rule: 'max_accounts', drafted: false } as const;
  const cases = tally.cases();
  return [{ source, grade: 'failure', counts: 'reps', cases, unjudged: undefined, heldAside: 0 }];
}
