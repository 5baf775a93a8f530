import { suitabilityOf } from '../../assembly/suitability.js';
import { AccountState, type LimitMeasure, type Problem, SettledBy } from '../../model/problem.js';
import type { Rule } from '../../model/rule.js';
import type { Finding, Idleness } from '../finding.js';
import type { Inspection } from '../inspection.js';
import { amountsByGroup, hasNegative } from './group-amounts.js';

/** Rows that change nothing, whatever is planned. */
export function idleRules(inspection: Inspection): readonly Finding[] {
  const { rules, rulesFile, drafted, ground, problem } = inspection;
  if (drafted || ground === undefined || problem === undefined) return [];
  const matchesSomething = (rule: Rule): boolean =>
    ground.tables.accountsPassing(rule).includes(1) && ground.tables.repsPassing(rule).includes(1);
  return rules.filter(matchesSomething).flatMap((rule): Finding[] => {
    const why = idlenessOf(rule, inspection, problem);
    if (why === undefined) return [];
    return [
      {
        kind: 'rule-never-binds',
        severity: 'note',
        file: rulesFile,
        rows: [rule.row],
        facts: { rule: rule.kind, why },
      },
    ];
  });
}

function idlenessOf(rule: Rule, inspection: Inspection, problem: Problem): Idleness | undefined {
  const hasTerm = rule.level === 'should' || rule.kind === 'prefer';
  if (rule.weight === 0 && hasTerm && rule.kind !== 'balance') return { reason: 'weight-zero' };
  switch (rule.kind) {
    case 'match':
    case 'avoid':
    case 'prefer':
      return ofPlacement(rule, inspection, problem);
    case 'assign':
      return rule.level === 'must' && !settles(rule, problem)
        ? { reason: 'earlier-rows' }
        : undefined;
    case 'keep':
      return rule.level === 'must' ? ofKeep(rule, inspection, problem) : undefined;
    case 'release':
      return problem.stateRow.some(
        (row, account) => row === rule.row && problem.state[account] === AccountState.released,
      )
        ? undefined
        : { reason: 'concerns-nobody' };
    case 'together':
      return problem.togethers.some(({ row, families }) => row === rule.row && families.length > 0)
        ? undefined
        : { reason: 'no-family' };
    case 'limit':
      return ofLimit(
        problem.limits.find(({ row }) => row === rule.row),
        problem,
      );
    case 'budget':
      return ofBudget(rule, problem);
    case 'tier':
      return ofTier(rule, inspection, problem);
    default:
      return undefined;
  }
}

/** Whether every planned account the row concerns would suit every live rep. */
function ofPlacement(rule: Rule, { ground }: Inspection, problem: Problem): Idleness | undefined {
  if (ground === undefined || !problem.live.includes(1)) return undefined;
  const { setOf, sets } = suitabilityOf(rule, ground.tables, ground.repColumns);
  const keepsOut = sets.map(({ mask }) =>
    problem.live.some((works, rep) => works === 1 && mask[rep] === 0),
  );
  const concerned = setOf.filter(
    (set, account) => set >= 0 && problem.state[account] === AccountState.planned,
  );
  if (concerned.length === 0) return { reason: 'concerns-nobody' };
  return concerned.some((set) => keepsOut[set]) ? undefined : { reason: 'every-rep-fits' };
}

function settles(rule: Rule, problem: Problem): boolean {
  return problem.settledRow.some(
    (row, account) => row === rule.row && problem.settled[account] === SettledBy.assign,
  );
}

function ofKeep(rule: Rule, { ground }: Inspection, problem: Problem): Idleness | undefined {
  if (problem.settledRow.includes(rule.row)) return undefined;
  const passing = ground?.tables.accountsPassing(rule);
  const owned = problem.liveOwner.some((owner, account) => owner >= 0 && passing?.[account] === 1);
  return { reason: owned ? 'earlier-rows' : 'no-live-owner' };
}

function ofLimit(limit: LimitMeasure | undefined, problem: Problem): Idleness | undefined {
  if (limit === undefined) return undefined;
  const { min, max, groups, counted, whole } = limit;
  if (hasNegative(whole)) return undefined;
  if (max === undefined) {
    return min !== undefined && min.amount === 0
      ? { reason: 'min-always-met', bound: 0, share: min.share }
      : undefined;
  }
  if (min !== undefined && min.amount > 0) return undefined;
  const { possible } = amountsByGroup(problem, groups, counted);
  const most = possible.reduce((greatest, amount) => Math.max(greatest, amount), 0);
  const outOfReach = max.share ? max.amount >= 1 : max.amount >= most;
  if (!outOfReach) return undefined;
  const reach = max.share ? 1 : most;
  return { reason: 'max-out-of-reach', bound: max.amount, share: max.share, most: reach };
}

function ofBudget(rule: Rule, problem: Problem): Idleness | undefined {
  const budget = problem.budgets.find(({ row }) => row === rule.row);
  if (budget === undefined || hasNegative(budget.amounts)) return undefined;
  const whole = new Float64Array(budget.max.length);
  budget.amounts.forEach((amount, account) => {
    const group =
      problem.liveOwner[account] < 0 ? -1 : budget.groups.of[problem.liveOwner[account]];
    if (group >= 0) whole[group] += amount;
  });
  if (whole.every((amount) => amount === 0)) return { reason: 'concerns-nobody' };
  if (whole.some((amount, group) => amount > budget.max[group])) return undefined;
  return {
    reason: 'max-out-of-reach',
    bound: Math.max(...budget.max),
    share: false,
    most: Math.max(...whole),
  };
}

/** A tier row of which every account has a tier from the rows before it. */
function ofTier(rule: Rule, { ground }: Inspection, problem: Problem): Idleness | undefined {
  if (ground === undefined || ground.columns.table.columns.get('tier')?.filled) return undefined;
  const passing = ground.tables.accountsPassing(rule);
  const earlier = new Set(
    problem.rules
      .filter(({ kind, row, value }) => kind === 'tier' && row < rule.row && value !== rule.value)
      .map(({ value }) => value),
  );
  return problem.tier.every((tier, account) => passing[account] === 0 || earlier.has(tier))
    ? { reason: 'earlier-rows' }
    : undefined;
}
