import type { ConflictFact } from '../../src/evaluation/conflict-claims.js';
import type { Problem } from '../../src/model/problem.js';
import { forEachPlan } from '../oracle/brute.js';
import { placementOf } from '../oracle/judge.js';
import { accountPasses, amount } from '../oracle/model.js';
import { type MustSet, partOf } from '../oracle/part.js';
import type { InputSet } from '../oracle/random-inputs.js';
import { budgetsOf, planned } from '../oracle/terms.js';

/** Facts of a conflict that some way to place the accounts, leaving bounds aside, contradicts. */
export function untrueFacts(
  set: InputSet,
  kept: MustSet,
  facts: readonly ConflictFact[],
  ours: Problem,
): string[] {
  const theirs = partOf(set, kept);
  return facts.flatMap((fact) => {
    if (fact.kind === 'nobody may take') {
      const stranded = planned(theirs).filter(({ eligible }) => eligible.length === 0);
      const reported = fact.accounts.map((account) => ours.accountIds[account]);
      const theirIds = stranded.map(({ id }) => id);
      return theirIds.sort().join() === reported.sort().join()
        ? []
        : [`stranded are not ${reported}`];
    }
    if (fact.kind === 'one account too large') return tooLargeFaults(theirs, fact, ours);
    const rule = theirs.rules.find(({ row }) => row === fact.row);
    if (fact.kind === 'too little for these reps') return tooLittleFaults(theirs, fact, ours);
    if (fact.amount <= fact.allowed) return [`${fact.amount} is not above ${fact.allowed}`];
    const reps = fact.kind === 'must leave' ? [] : fact.reps.map((rep) => ours.repIds[rep]);
    let least = Number.POSITIVE_INFINITY;
    forEachPlan(theirs, (ids) => {
      const placement = placementOf(theirs, ids);
      if (fact.kind === 'must leave') {
        const loads = rule === undefined ? [] : budgetsOf(theirs, rule, placement);
        least = Math.min(least, Math.max(...loads.map(({ load }) => load)));
        return;
      }
      let there = 0;
      for (const [account, rep] of placement) {
        if (rep === undefined || !reps.includes(rep.id)) continue;
        if (!accountPasses(theirs, account, rule?.accounts ?? '')) continue;
        there += amount(theirs, account, fact.metric);
      }
      least = Math.min(least, there);
    });
    const enough = least >= fact.amount - 1e-9 * Math.max(1, Math.abs(fact.amount));
    return enough ? [] : [`${JSON.stringify(fact)}, but ${least} would do`];
  });
}

/** The most that any placement brings to the reps. */
function tooLittleFaults(
  theirs: ReturnType<typeof partOf>,
  fact: ConflictFact & { kind: 'too little for these reps' },
  ours: Problem,
): string[] {
  const filter = theirs.rules.find(({ row }) => row === fact.row)?.accounts ?? '';
  const reps = fact.reps.map((rep) => ours.repIds[rep]);
  let most = 0;
  forEachPlan(theirs, (ids) => {
    let there = 0;
    for (const [account, rep] of placementOf(theirs, ids)) {
      if (rep === undefined || !reps.includes(rep.id)) continue;
      if (accountPasses(theirs, account, filter)) there += amount(theirs, account, fact.metric);
    }
    most = Math.max(most, there);
  });
  const enough = most <= fact.amount + 1e-9 * Math.max(1, Math.abs(fact.amount));
  return enough && fact.amount < fact.asked ? [] : [`${JSON.stringify(fact)}, but ${most} comes`];
}

function tooLargeFaults(
  theirs: ReturnType<typeof partOf>,
  fact: ConflictFact & { kind: 'one account too large' },
  ours: Problem,
): string[] {
  const balance = theirs.balances.find(({ rule }) => rule?.row === fact.row);
  const account = theirs.accounts.find(({ id }) => id === ours.accountIds[fact.account]);
  if (balance === undefined || account === undefined) return ['too large for no balance'];
  const targets = account.eligible.map(
    (rep) => balance.groups.find(({ reps }) => reps.includes(rep))?.target ?? Infinity,
  );
  const share = (balance.amounts.get(account) ?? 0) / Math.max(...targets);
  return Math.abs(share - fact.ofTarget) <= 1e-9 * share && share > 1 + fact.max
    ? []
    : [`${account.id} is ${share} of a target, not ${fact.ofTarget}`];
}
