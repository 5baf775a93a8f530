import { familyOf } from '../measures/index.js';
import { keepsReps } from '../measures/placement.js';
import { InputError, type InputProblem } from '../model/input-problem.js';
import type { Problem } from '../model/problem.js';
import type { Rule } from '../model/rule.js';
import { cellText, filledNumbers, type Table } from '../model/table.js';
import { definitions } from '../rules/kinds/index.js';
import { titled } from '../rules/titled.js';
import { addUp, amountsTooLarge } from './amount-sums.js';
import { defaultBalances } from './default-rows.js';
import { zerosForNaN } from './derived-columns.js';
import { eligibilityOf } from './eligibility.js';
import { familiesOf } from './families.js';
import { type AssemblyInputs, assemblyContextOf, idsOf, mainRules, oncePerRule } from './ground.js';
import { measuresOf } from './measures.js';
import { poolsOf } from './pools.js';
import { relationshipOf } from './relationships.js';
import { rolesOf } from './roles.js';
import type { RuleTables } from './rule-tables.js';
import { suitabilityOf } from './suitability.js';
import { travelOf } from './travel.js';
import { relaxedWarnings, settlementWarnings } from './warnings.js';

/**
 * Works the two files and the rules into the numbers a plan is judged by
 * (contract 2–5).
 *
 * @throws InputError with everything that does not fit together.
 */
export function assemble(inputs: AssemblyInputs): Problem {
  const { accounts, reps, options } = inputs;
  const rules = mainRules(inputs.rules);
  const problems: InputProblem[] = [];
  const assumptions: string[] = [];
  const warnings: string[] = [...relaxedWarnings(options.relaxed)];

  const context = assemblyContextOf(inputs, {
    problems,
    assume: (sentence) => assumptions.push(sentence),
    warn: (sentence) => warnings.push(sentence),
  });
  const { ownership, repColumns, tables, team, liveOwner, accountIds } = context;
  const { settlement, derived } = context;
  const { planned, state, stateRow, settledRow } = settlement();
  const potential = derived.potential();
  const families = oncePerRule((rule) => familiesOf(rule, tables, accountIds, planned));
  const restrictions = rules
    .filter((rule) => rule.level === 'must' && keepsReps(rule.kind))
    // Who has a role where is nothing to the main assignment.
    .filter(({ kind }) => options.role !== undefined || definitions[kind].givesRole !== true)
    .map((rule) => ({ rule, suitability: suitabilityOf(rule, tables, repColumns) }));
  const eligibility = eligibilityOf({
    settlement: settlement(),
    takes: team.takes,
    liveOwner,
    potential,
    accountIds,
    free: options.role?.free,
    restrictions,
    accountsPassing: (rule) => tables.accountsPassing(rule),
    assignedReps: (row) => {
      const rule = rules.find((one) => one.row === row);
      return rule === undefined ? team.takes : tables.repsPassing(rule);
    },
    families: rules
      .filter((rule) => rule.level === 'must' && familyOf(rule.kind)?.joinsAccounts)
      .map(families),
  });
  const pools = poolsOf(reps, team.takes, eligibility.derivedPools);
  const travel = travelOf({
    accounts,
    reps,
    accountIds,
    repIds: idsOf(reps, 'rep_id'),
    planned,
    workload: derived.workload(),
    owner: ownership.owner,
    eligible: eligibility.eligible,
    repSets: eligibility.sets,
    distances: options.distances,
    problems,
  });
  const relationship = relationshipOf({
    relationships: options.relationships,
    accountIds,
    repIds: idsOf(reps, 'rep_id'),
    planned,
    disruption: derived.disruption(),
    eligible: eligibility.eligible,
    repSets: eligibility.sets,
    warn: (sentence) => warnings.push(sentence),
  });
  const measures = measuresOf({
    accounts,
    reps,
    repColumns,
    rules: [...defaultBalances(rules, options.role && ['workload']), ...rules],
    tables,
    weights: options.weights,
    withoutMaxAccounts: options.without?.maxAccounts ?? new Set(),
    otherMaxAccounts: options.maxAccounts ?? new Map(),
    planned,
    team,
    liveOwner,
    ownerKind: ownership.kind,
    potential,
    workload: derived.workload(),
    disruption: derived.disruption(),
    eligibility,
    settledRow,
    pools,
    keptBy: context.keptBy,
    families,
    neighbours: options.neighbours,
    ofRole: options.role !== undefined,
    problems,
  });
  const score = derived.score();
  const tier = derived.tier();
  const disruption = derived.disruption();
  const columns = { potential, workload: derived.workload(), disruption, arr: arrOf(accounts) };
  if (!addUp({ ...columns, ...measures, distance: travel })) {
    problems.push(amountsTooLarge(accounts.file));
  }
  warnings.push(
    ...settlementWarnings({
      accounts,
      ownership,
      liveOwner,
      live: team.live,
      planned,
      measures,
      eligibility,
      rules,
      families,
    }),
  );
  warnings.push(...emptyFilters(rules, tables));
  const roles =
    options.role === undefined
      ? rolesOf(inputs.rules, {
          context,
          accounts,
          reps,
          rulesFile: inputs.rulesFile,
          problems,
          warn: (sentence) => warnings.push(sentence),
        })
      : [];
  if (problems.length > 0) throw new InputError(problems);

  return {
    accounts,
    reps,
    accountCount: accounts.size,
    repCount: reps.size,
    accountIds,
    repIds: idsOf(reps, 'rep_id'),
    repNames: idsOf(reps, 'rep_id').map(
      (id, rep) => cellText(reps.columns.get('rep_name'), rep) || id,
    ),
    asOf: options.asOf,
    ...(options.currency !== undefined && { currency: options.currency }),
    ...((options.unlike?.size ?? 0) > 0 && { unlike: options.unlike }),
    rules,
    ...(roles.length > 0 && { roles }),
    ...(options.role && { ofRole: { name: options.role.name, named: options.role.named } }),
    live: team.live,
    takes: team.takes,
    cap: team.cap,
    capacity: team.capacity,
    owner: ownership.owner,
    liveOwner,
    ownerKind: ownership.kind,
    state,
    stateRow,
    settled: eligibility.settled,
    settledRow,
    ...columns,
    score,
    signals: derived.signals(),
    tier,
    hasArr: filledNumbers(accounts, 'arr') !== undefined,
    eligible: eligibility.eligible,
    repSets: eligibility.sets,
    unplaceable: eligibility.unplaceable,
    mustFamilies: eligibility.mustFamilies,
    familyHead: eligibility.readAs,
    leftFree: eligibility.leftFree,
    pools,
    ...measures,
    distance: travel,
    relationship,
    assumptions,
    warnings,
  };
}

function arrOf(accounts: Table): Float64Array {
  const arr = filledNumbers(accounts, 'arr');
  return arr === undefined ? new Float64Array(accounts.size) : zerosForNaN(arr);
}

/** Filters that nothing passes: most often a value that is spelled otherwise in the data. */
function emptyFilters(rules: readonly Rule[], tables: RuleTables): string[] {
  return rules.flatMap((rule) => {
    const empty: string[] = [];
    const { accounts, reps } = rule;
    if (accounts.conditions.length > 0 && !tables.accountsPassing(rule).includes(1)) {
      empty.push(`${titled(rule)}: no account passes "${accounts.text}"`);
    }
    if (reps.conditions.length > 0 && !tables.repsPassing(rule).includes(1)) {
      empty.push(`${titled(rule)}: no rep passes "${reps.text}"`);
    }
    return empty;
  });
}
