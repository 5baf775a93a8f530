/** What a random input set exercises, by name, so that a test can say what its sets covered. */
import type { Problem } from './model.js';
import { isKept, liveOwner } from './model.js';
import { familiesOf, liveReps, ownerWhoDraws } from './problem.js';
import type { InputSet } from './random-inputs.js';
import type { Rule } from './read.js';
import { bindingKinds, ruleKinds } from './terms.js';

/** Thrown by tests of their own: a plan with `contiguous` is not proven to be the best, and a role is a problem of its own. */
const isThrown = (kind: string): boolean => kind !== 'contiguous' && kind !== 'role';

/** Everything that a thousand sets must have met often. */
export const FEATURES = [
  ...ruleKinds.filter(isThrown),
  ...bindingKinds.filter(isThrown).flatMap((kind) => [`must ${kind}`, `should ${kind}`]),
  ...['balance', 'limit', 'keep', 'release', 'budget', 'prefer', 'match'].map(
    (kind) => `${kind} with accounts or reps`,
  ),
  ...['balance by', 'balance max', 'limit by', 'limit in percent', 'limit min', 'limit max'],
  ...['limit metric potential', 'limit metric workload', 'limit metric accounts'],
  ...['limit metric arr', 'limit metric score', 'limit metric margin', 'limit metric disruption'],
  ...['limit metric days_to_renewal', 'budget in percent', 'budget metric', 'budget each owner'],
  ...['keep top', 'release top', 'together parent_id', 'together another column'],
  ...['match two columns', 'exclude reps', 'exclude accounts', 'filter on owner.'],
  ...['max_accounts', 'departed owner', 'unowned', 'leaving or left rep', 'owner not live'],
  ...['owner on leave', 'kept on leave', 'may not stay with an owner on leave'],
  ...['new rep', 'locked', 'kept', 'assigned', 'released', 'must family', 'drawn family'],
  ...['should family', 'account nobody may take', 'distances file', 'distance by coordinates'],
  ...['pool column', 'several pools', 'share by quota', 'weights option', 'no rules'],
];

export function featuresOf(set: InputSet, problem: Problem): Set<string> {
  const seen = new Set<string>();
  const note = (feature: string, there = true) => {
    if (there) seen.add(feature);
  };
  note('no rules', set.rules === undefined);
  for (const rule of problem.rules) featuresOfRule(problem, rule, note);
  const { accounts, reps, households } = problem;
  const live = liveReps(problem);
  note(
    'max_accounts',
    live.some(({ maxAccounts }) => maxAccounts !== undefined),
  );
  note(
    'departed owner',
    accounts.some(({ departed }) => departed),
  );
  note(
    'unowned',
    accounts.some(({ departed, owner }) => !departed && owner === undefined),
  );
  note(
    'leaving or left rep',
    reps.some(({ cells }) => /^le(aving|ft)$/.test(cells.status ?? '')),
  );
  note(
    'owner on leave',
    accounts.some((one) => liveOwner(one)?.onLeave),
  );
  note(
    'kept on leave',
    accounts.some(({ keptOnLeave }) => keptOnLeave),
  );
  note(
    'may not stay with an owner on leave',
    accounts.some((one) => liveOwner(one)?.onLeave && one.planned && !isKept(one)),
  );
  note(
    'owner not live',
    accounts.some((one) => one.owner !== undefined && liveOwner(one) === undefined),
  );
  note(
    'new rep',
    live.some((rep) => accounts.every(({ owner }) => owner !== rep)),
  );
  note(
    'locked',
    accounts.some((one) => one.planned && one.locked && liveOwner(one) !== undefined),
  );
  note(
    'kept',
    accounts.some((one) => isKept(one) && one.keptBy.length > 0),
  );
  note(
    'assigned',
    accounts.some((one) => one.planned && one.assignedBy !== undefined),
  );
  note(
    'released',
    accounts.some(({ released }) => released),
  );
  note(
    'must family',
    households.some(({ free }) => free.length > 1),
  );
  note(
    'drawn family',
    households.some((one) => ownerWhoDraws(problem, one) !== undefined),
  );
  note(
    'account nobody may take',
    accounts.some((one) => one.planned && one.eligible.length === 0),
  );
  note('distances file', problem.distances !== undefined);
  note(
    'distance by coordinates',
    problem.distances === undefined &&
      problem.center !== undefined &&
      live.some((rep) => rep.place),
  );
  note('pool column', problem.repColumns.has('pool'));
  note('several pools', new Set(live.map(({ pool }) => pool)).size > 1);
  note('share by quota', problem.options.shareBy !== undefined);
  note('weights option', problem.options.weights !== undefined);
  return seen;
}

function featuresOfRule(
  problem: Problem,
  rule: Rule,
  note: (feature: string, there?: boolean) => void,
): void {
  const { rule: kind, level, accounts, reps, metric, min, max, by, top } = rule;
  note(kind);
  if (bindingKinds.includes(kind)) note(`${level} ${kind}`);
  note(`${kind} with accounts or reps`, accounts !== '' || reps !== '');
  note(`${kind} by`, by !== '');
  note(`${kind} min`, min !== '');
  note(`${kind} max`, max !== '');
  note(`${kind} in percent`, min.endsWith('%') || max.endsWith('%'));
  note(`${kind} top`, top !== '');
  note('filter on owner.', accounts.includes('owner.'));
  if (kind === 'limit') note(`limit metric ${metric || 'accounts'}`);
  if (kind === 'budget') {
    note('budget metric', metric !== '' && metric !== 'accounts');
    note('budget each owner', reps !== '');
  }
  if (kind === 'exclude') note(accounts === '' ? 'exclude reps' : 'exclude accounts');
  if (kind === 'match') note('match two columns', /=/.test(metric));
  if (kind === 'together') {
    note(['', 'parent_id'].includes(metric) ? 'together parent_id' : 'together another column');
    note('should family', level === 'should' && familiesOf(problem, rule).length > 0);
  }
}
