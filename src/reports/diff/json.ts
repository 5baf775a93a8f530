import { differs } from '../../evaluation/diff/compare.js';
import { isChanged, openConflicts } from '../../evaluation/diff/merge.js';
import type { Amounts, Pair, RuleState } from '../../evaluation/diff/types.js';
import type { ThreeWayJson, TwoWayJson } from './diff-json.js';
import { type DiffParts, knownName, type NamedSide } from './parts.js';
import type { ThreeWayParts } from './three-way.js';

type ComparisonJson = ThreeWayJson['mine_changes'];

/** A comparison as an object, its keys in the order of the text. */
export function twoWayJson(parts: DiffParts, version: string): TwoWayJson {
  return {
    comparison: 'two-way',
    carve: version,
    differ: differs(parts.comparison),
    a: parts.a.name,
    b: parts.b.name,
    ...comparisonJson(parts),
  };
}

/** The same of three sides. */
export function threeWayJson(parts: ThreeWayParts, version: string): ThreeWayJson {
  const { base, mine, theirs, changes, merged } = parts;
  return {
    comparison: 'three-way',
    carve: version,
    differ: differs(changes.mine) || differs(changes.theirs),
    base: base.name,
    mine: mine.name,
    theirs: theirs.name,
    prefer: parts.prefer ?? null,
    open_conflicts: openConflicts(merged),
    merge: merged.filter(isChanged).map((one) => {
      const roles = one.roles.filter(({ kind }) => kind !== 'same');
      return {
        account_id: one.account,
        account_name: one.name,
        base_rep_id: one.base ?? null,
        mine_rep_id: one.mine ?? null,
        theirs_rep_id: one.theirs ?? null,
        merged_rep_id: one.merged ?? null,
        potential: one.potential ?? null,
        arr: one.arr ?? null,
        kind: one.kind,
        open: one.open,
        ...(roles.length > 0 && {
          roles: roles.map(
            ({ role, base: was, mine: own, theirs: other, merged: taken, ...of }) => ({
              role,
              base_id: was ?? null,
              mine_id: own ?? null,
              theirs_id: other ?? null,
              merged_id: taken ?? null,
              kind: of.kind,
              open: of.open,
            }),
          ),
        }),
      };
    }),
    mine_changes: comparisonJson({ a: base, b: mine, comparison: changes.mine }),
    theirs_changes: comparisonJson({ a: base, b: theirs, comparison: changes.theirs }),
  };
}

function comparisonJson({ a, b, comparison }: DiffParts): ComparisonJson {
  const { plans } = comparison;
  return {
    accounts: comparison.accounts,
    moved: amountsJson(comparison.moved),
    changes: comparison.changes.map((one) => ({
      account_id: one.account,
      account_name: one.name,
      ...handsJson(one, a, b),
      potential: one.potential ?? null,
      arr: one.arr ?? null,
      kind: one.kind,
    })),
    ...(comparison.roles.length > 0 && {
      roles: comparison.roles.map((one) => ({
        account_id: one.account,
        account_name: one.name,
        role: one.role,
        from_rep_id: one.from,
        to_rep_id: one.to,
      })),
    }),
    flows: comparison.flows.map((one) => ({ ...handsJson(one, a, b), ...amountsJson(one) })),
    reps: comparison.reps.map((one) => ({
      rep_id: one.rep,
      rep_name: knownName(one.rep, b, a),
      accounts_a: one.accounts[0],
      accounts_b: one.accounts[1],
      potential_a: one.potential[0] ?? null,
      potential_b: one.potential[1] ?? null,
      in: amountsJson(one.in),
      out: amountsJson(one.out),
      potential_deviation_pct_a: one.deviation[0] ?? null,
      potential_deviation_pct_b: one.deviation[1] ?? null,
    })),
    plans:
      plans === undefined
        ? null
        : {
            figures: plans.figures.map(pairJson),
            rules: plans.rules.map(({ kind, a: was, b: is }) => ({
              kind,
              rule: (is ?? was)?.rule ?? '',
              a: ruleJson(was),
              b: ruleJson(is),
            })),
            inputs: plans.inputs.map(pairJson),
            options: plans.options.map(pairJson),
          },
  };
}

function handsJson(
  { from, to }: { readonly from: string; readonly to: string },
  a: NamedSide,
  b: NamedSide,
) {
  return {
    from_rep_id: from,
    from_rep_name: knownName(from, a, b),
    to_rep_id: to,
    to_rep_name: knownName(to, b, a),
  };
}

function amountsJson({ accounts, potential, arr }: Amounts): ComparisonJson['moved'] {
  return { accounts, potential: potential ?? null, arr: arr ?? null };
}

function pairJson<Value>({ name, a, b }: Pair<Value>) {
  return { name, a: a ?? null, b: b ?? null };
}

function ruleJson(rule: RuleState | undefined) {
  if (rule === undefined) return null;
  const { row, level, status, detail } = rule;
  return { row, level, status, detail };
}
