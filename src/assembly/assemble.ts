import { InputError, type InputProblem } from '../model/input-problem.js';
import type { Problem } from '../model/problem.js';
import type { Rule } from '../model/rule.js';
import { cellText, filledNumbers, type Table } from '../model/table.js';
import { TableColumns } from '../rules/column-source.js';
import { AccountColumns } from './account-columns.js';
import { defaultBalances } from './default-rows.js';
import { Derivations } from './derivations.js';
import { deriveColumns, zerosForNaN } from './derived-columns.js';
import { eligibilityOf } from './eligibility.js';
import { familiesOf } from './families.js';
import { measuresOf } from './measures.js';
import type { AssemblyOptions } from './options.js';
import { ownershipOf } from './ownership.js';
import { poolsOf } from './pools.js';
import { keptBy, settle } from './precedence.js';
import { RuleTables } from './rule-tables.js';
import { suitabilityOf } from './suitability.js';
import { teamOf } from './team.js';
import { travelOf } from './travel.js';
import { settlementWarnings } from './warnings.js';

export interface AssemblyInputs {
  readonly accounts: Table;
  readonly reps: Table;
  readonly rules: readonly Rule[];
  /** Names the rules in messages. */
  readonly rulesFile: string;
  readonly options: AssemblyOptions;
}

/**
 * Works the two files and the rules into the numbers a plan is judged by
 * (contract 2–5).
 *
 * @throws InputError with everything that does not fit together.
 */
export function assemble(inputs: AssemblyInputs): Problem {
  const { accounts, reps, rules, options } = inputs;
  const problems: InputProblem[] = [];
  const assumptions: string[] = [];
  const warnings: string[] = [];
  const derivations = new Derivations();

  const ownership = ownershipOf(accounts, reps, problems);
  const columns = new AccountColumns(accounts, reps, ownership, options.asOf);
  const repColumns = new TableColumns(reps);
  const tables = new RuleTables(columns, repColumns, inputs.rulesFile, problems);

  const excludedReps = new Uint8Array(reps.size);
  for (const rule of rules) {
    if (rule.kind !== 'exclude' || rule.text.reps.trim() === '') continue;
    tables.repsPassing(rule).forEach((passes, rep) => {
      if (passes === 1) excludedReps[rep] = 1;
    });
  }
  const team = teamOf(reps, excludedReps, options.shareBy, problems);
  const liveOwner = ownership.owner.slice();
  for (let account = 0; account < liveOwner.length; account++) {
    const owner = liveOwner[account];
    if (owner >= 0 && team.live[owner] === 0) liveOwner[account] = -1;
  }
  const accountIds = idsOf(accounts, 'account_id');

  const excludedBy = derivations.once('the excluded accounts', () => {
    const by = new Int32Array(accounts.size).fill(-1);
    for (const rule of rules) {
      if (rule.kind !== 'exclude' || rule.text.accounts.trim() === '') continue;
      const passing = tables.accountsPassing(rule);
      for (let account = 0; account < by.length; account++) {
        if (passing[account] === 1 && by[account] < 0) by[account] = rule.row;
      }
    }
    return by;
  });
  let marks: Uint8Array | undefined;
  const excluded = (): Uint8Array => {
    marks ??= marksOf(excludedBy());
    return marks;
  };
  const kept = oncePerRule((rule) =>
    keptBy(rule, { accountIds, tables, excluded: excluded(), liveOwner }),
  );
  const settlement = derivations.once('the planned accounts', () =>
    settle({
      accounts,
      accountIds,
      rules,
      tables,
      excludedBy: excludedBy(),
      excluded: excluded(),
      liveOwner,
      keptBy: kept,
      ignoreLocked: options.without?.locked === true,
    }),
  );
  const derived = deriveColumns({
    table: accounts,
    columns,
    tables,
    rules,
    derivations,
    potentialCap: options.potentialCap,
    counted: () => excluded().map((out) => 1 - out),
    planned: () => settlement().planned,
    assume: (sentence) => assumptions.push(sentence),
    warn: (sentence) => warnings.push(sentence),
  });

  const { planned, state, stateRow, settledRow } = settlement();
  const potential = derived.potential();
  const families = oncePerRule((rule) => familiesOf(rule, tables, accountIds, planned));
  const restrictions = rules
    .filter((rule) => (rule.kind === 'match' || rule.kind === 'avoid') && rule.level === 'must')
    .map((rule) => ({ rule, suitability: suitabilityOf(rule, tables, repColumns) }));
  const eligibility = eligibilityOf({
    settlement: settlement(),
    live: team.live,
    liveOwner,
    potential,
    accountIds,
    restrictions,
    accountsPassing: (rule) => tables.accountsPassing(rule),
    assignedReps: (row) => {
      const rule = rules.find((one) => one.row === row);
      return rule === undefined ? team.live : tables.repsPassing(rule);
    },
    families: rules
      .filter((rule) => rule.kind === 'together' && rule.level === 'must')
      .map(families),
  });
  const pools = poolsOf(reps, team.live, eligibility.derivedPools);
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
  const measures = measuresOf({
    accounts,
    reps,
    repColumns,
    rules: [...defaultBalances(rules), ...rules],
    tables,
    weights: options.weights,
    withoutMaxAccounts: options.without?.maxAccounts ?? new Set(),
    otherMaxAccounts: options.maxAccounts ?? new Map(),
    planned,
    team,
    liveOwner,
    potential,
    workload: derived.workload(),
    disruption: derived.disruption(),
    eligibility,
    settledRow,
    pools,
    keptBy: kept,
    families,
    problems,
  });
  const score = derived.score();
  const tier = derived.tier();
  const disruption = derived.disruption();
  const arr = filledNumbers(accounts, 'arr');
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
    rules,
    live: team.live,
    cap: team.cap,
    capacity: team.capacity,
    owner: ownership.owner,
    liveOwner,
    ownerKind: ownership.kind,
    state,
    stateRow,
    settled: eligibility.settled,
    settledRow,
    potential,
    workload: derived.workload(),
    disruption,
    score,
    tier,
    arr: arr === undefined ? new Float64Array(accounts.size) : zerosForNaN(arr),
    hasArr: arr !== undefined,
    eligible: eligibility.eligible,
    repSets: eligibility.sets,
    unplaceable: eligibility.unplaceable,
    mustFamilies: eligibility.mustFamilies,
    familyHead: eligibility.readAs,
    pools,
    ...measures,
    distance: travel,
    assumptions,
    warnings,
  };
}

/** 1 where there is a row. */
function marksOf(rowOf: Int32Array): Uint8Array {
  const marks = new Uint8Array(rowOf.length);
  for (let index = 0; index < marks.length; index++) if (rowOf[index] >= 0) marks[index] = 1;
  return marks;
}

/** A function that works out its answer for each rule once. */
function oncePerRule<T>(compute: (rule: Rule) => T): (rule: Rule) => T {
  const known = new Map<Rule, T>();
  return (rule) => {
    const found = known.get(rule);
    if (found !== undefined) return found;
    const computed = compute(rule);
    known.set(rule, computed);
    return computed;
  };
}

/** Filters that nothing passes: most often a value that is spelled otherwise in the data. */
function emptyFilters(rules: readonly Rule[], tables: RuleTables): string[] {
  return rules.flatMap((rule) => {
    const empty: string[] = [];
    const { accounts, reps } = rule;
    if (accounts.conditions.length > 0 && !tables.accountsPassing(rule).includes(1)) {
      empty.push(`row ${rule.row} (${rule.kind}): no account passes "${accounts.text}"`);
    }
    if (reps.conditions.length > 0 && !tables.repsPassing(rule).includes(1)) {
      empty.push(`row ${rule.row} (${rule.kind}): no rep passes "${reps.text}"`);
    }
    return empty;
  });
}

function idsOf(table: Table, name: string): readonly string[] {
  const column = table.columns.get(name);
  const ids = new Array<string>(table.size);
  for (let row = 0; row < ids.length; row++) ids[row] = cellText(column, row);
  return ids;
}
