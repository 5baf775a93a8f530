import type { RowName } from '../../model/problem.js';
import { isOverride } from '../../model/rule.js';
import type { CostsAtMost } from '../cost-at-most.js';
import type { TermPart } from '../explain/overview.js';
import type { RuleCost } from '../explain/rule-cost.js';
import type { RuleOutcome } from '../types.js';

/** A row of the rules, or the met rows of another file taken together. */
export interface ReportedRule {
  readonly name: RuleCost['row'];
  readonly level: RuleOutcome['level'];
  readonly status: 'met' | 'broken';
  /** How it came out; undefined for rows that are taken together. */
  readonly outcome: RuleOutcome | undefined;
  /** How many rows it stands for. */
  readonly rows: number;
  /** What it costs, where that was worked out. */
  readonly price: RuleCost | undefined;
  /** What a must row can cost at most, a share of the score; of rows taken together what all of them can. */
  readonly atMost: number | undefined;
}

/** Broken must rows, then should rows kept only in part, then the met: each in the order of the rules. */
export function reportedRules(
  outcomes: readonly RuleOutcome[],
  prices: readonly RuleCost[] = [],
  costs: CostsAtMost = new Map(),
): readonly ReportedRule[] {
  const priceOf = new Map(prices.map((price) => [price.row, price]));
  const single: ReportedRule[] = [];
  const met = { locked: 0, max_accounts: 0 };
  for (const outcome of outcomes) {
    const { row, rule, level, status } = outcome;
    if (status === 'met' && (rule === 'locked' || rule === 'max_accounts')) met[rule]++;
    else {
      const [price, atMost] = [priceOf.get(row), costs.get(row)];
      single.push({ name: row, level, status, outcome, rows: 1, price, atMost });
    }
  }
  const together = (['locked', 'max_accounts'] as const)
    .filter((name) => met[name] > 0)
    .map((name): ReportedRule => {
      const price = priceOf.get(name);
      const atMost = costs.get(name);
      const rows = met[name];
      return { name, level: 'must', status: 'met', outcome: undefined, rows, price, atMost };
    });
  const rank = ({ status, level }: ReportedRule): number =>
    status === 'met' ? 2 : level === 'must' ? 0 : 1;
  return [...single, ...together].sort((a, b) => rank(a) - rank(b));
}

/** How many rules there are of each state; rows that are told together count once. */
export interface RuleCount {
  readonly mustMet: number;
  readonly mustBroken: number;
  readonly shouldMet: number;
  readonly shouldBroken: number;
}

/** Counts them. */
export function ruleCountOf(rules: readonly ReportedRule[]): RuleCount {
  const count = (level: ReportedRule['level'], status: ReportedRule['status']): number =>
    rules.filter((one) => one.level === level && one.status === status).length;
  return {
    mustMet: count('must', 'met'),
    mustBroken: count('must', 'broken'),
    shouldMet: count('should', 'met'),
    shouldBroken: count('should', 'broken'),
  };
}

/**
 * The row that costs most, of those whose cost is above 0, beyond what the proofs
 * leave open, and a saving to be had under the same goals; undefined where prices are not known or there is none.
 */
export function costliestRule(rules: readonly ReportedRule[]): ReportedRule | undefined {
  const costly = rules.filter(
    ({ price }) => price?.certain === true && !price.otherGoals && price.cost > 0,
  );
  const costOf = ({ price }: ReportedRule): number => price?.cost ?? 0;
  return costly.reduce<ReportedRule | undefined>(
    (most, one) => (most === undefined || costOf(one) > costOf(most) ? one : most),
    undefined,
  );
}

/** What must rows can cost at most, told: the one that can cost most, the next, and those not worked out. */
export interface CostliestRows {
  /** Greatest first; two at most. */
  readonly most: readonly { readonly name: RowName; readonly atMost: number }[];
  readonly notWorkedOut: readonly RowName[];
}

/** Undefined where it was worked out of no row. */
export function costliestRows(
  outcomes: readonly RuleOutcome[],
  costs: CostsAtMost,
): CostliestRows | undefined {
  if (costs.size === 0) return undefined;
  // In the order of the rules, whatever that of the costs: of two as great the first is told.
  const names = [
    ...outcomes.map(({ row }): RowName => row),
    'locked' as const,
    'max_accounts' as const,
  ];
  const known = names.flatMap((name) => {
    const atMost = costs.get(name);
    return atMost === undefined ? [] : [{ name, atMost }];
  });
  const isKnown = ({ row, rule }: RuleOutcome): boolean =>
    costs.has(row) || ((rule === 'locked' || rule === 'max_accounts') && costs.has(rule));
  return {
    most: known.sort((a, b) => b.atMost - a.atMost).slice(0, 2),
    notWorkedOut: outcomes
      // What an override costs is known from where it was decided.
      .filter(
        (outcome) => outcome.level === 'must' && !isOverride(outcome.row) && !isKnown(outcome),
      )
      .map(({ row }) => row),
  };
}

/** A wish that is kept only in part, with the share of the score that it makes up, 0–1. */
export interface CostlyWish {
  readonly rule: ReportedRule;
  readonly share: number;
}

/** Known without planning again: every wish has a term of its own. */
export function costliestWish(
  rules: readonly ReportedRule[],
  terms: readonly TermPart[],
): CostlyWish | undefined {
  const shareOf = new Map(terms.map(({ name, share }) => [name, share]));
  let most: CostlyWish | undefined;
  for (const rule of rules) {
    const { level, status, outcome } = rule;
    if (level === 'must' || status === 'met' || outcome === undefined) continue;
    const share = shareOf.get(`${outcome.rule}:${outcome.row}`) ?? 0;
    if (share > (most?.share ?? 0)) most = { rule, share };
  }
  return most;
}
