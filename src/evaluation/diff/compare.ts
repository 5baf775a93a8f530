import { groupBy } from '../../model/grouping.js';
import { accountChanges, flowsOf, movedOf, roleChanges, sameAmount } from './accounts.js';
import { repChanges } from './reps.js';
import type {
  Comparison,
  Pair,
  PlanComparison,
  PlanFacts,
  RuleChange,
  RuleState,
  Side,
} from './types.js';

/** Everything that differs between two sides. */
export function compare(a: Side, b: Side): Comparison {
  const changes = accountChanges(a.holdings, b.holdings);
  const appeared = changes.filter(({ kind }) => kind === 'appeared').length;
  return {
    accounts: a.holdings.accounts.size + appeared,
    changes,
    roles: roleChanges(a.holdings, b.holdings),
    moved: movedOf(changes),
    flows: flowsOf(changes),
    reps: repChanges(a, b, changes),
    plans: a.plan && b.plan && comparePlans(a.plan, b.plan),
  };
}

/** Whether there is anything to tell. */
export function differs({ changes, roles, reps, plans }: Comparison): boolean {
  if (changes.length > 0 || roles.length > 0 || reps.length > 0) return true;
  return plans !== undefined && Object.values(plans).some((found) => found.length > 0);
}

/** What differs between two plans beyond who has what. */
function comparePlans(a: PlanFacts, b: PlanFacts): PlanComparison {
  return {
    figures: pairsOf(a.figures, b.figures),
    rules: ruleChanges(a.rules, b.rules),
    inputs: pairsOf(a.inputs, b.inputs),
    options: pairsOf(a.options, b.options),
  };
}

/** Values that differ, in the order of A, then those only in B. */
function pairsOf<Value>(
  a: ReadonlyMap<string, Value>,
  b: ReadonlyMap<string, Value>,
): Pair<Value>[] {
  return [...new Set([...a.keys(), ...b.keys()])]
    .map((name) => ({ name, a: a.get(name), b: b.get(name) }))
    .filter(({ a: was, b: is }) =>
      typeof was === 'number' && typeof is === 'number' ? !sameAmount(was, is) : was !== is,
    );
}

/**
 * Rules are the same where they ask the same, in whatever row; of the others,
 * one of the same kind in the same row has been edited.
 */
function ruleChanges(a: readonly RuleState[], b: readonly RuleState[]): RuleChange[] {
  const partner = new Map<RuleState, RuleState>();
  const pair = (keyOf: (rule: RuleState) => string | undefined): void => {
    const paired = new Set(partner.values());
    const waiting = groupBy(b, (rule) => (paired.has(rule) ? undefined : keyOf(rule)));
    for (const rule of a) {
      const key = partner.has(rule) ? undefined : keyOf(rule);
      const found = key === undefined ? undefined : waiting.get(key)?.shift();
      if (found !== undefined) partner.set(rule, found);
    }
  };
  const place = ({ rule, row }: RuleState): string => `${rule}:${row}`;
  pair((rule) => rule.text && `${place(rule)} ${rule.text}`);
  pair(({ text }) => text);
  pair(place);
  const known = new Set(partner.values());
  return [
    ...a.map((rule) => changeOf(rule, partner.get(rule))),
    ...b.filter((rule) => !known.has(rule)).map((rule) => changeOf(undefined, rule)),
  ].filter((change) => change !== undefined);
}

function changeOf(a: RuleState | undefined, b: RuleState | undefined): RuleChange | undefined {
  if (a === undefined) return { kind: 'added', a, b };
  if (b === undefined) return { kind: 'removed', a, b };
  if (a.status !== b.status) return { kind: b.status, a, b };
  if (a.text !== b.text || a.level !== b.level) return { kind: 'edited', a, b };
  return a.detail === b.detail ? undefined : { kind: 'figures', a, b };
}
