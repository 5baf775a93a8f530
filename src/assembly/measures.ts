import { noMeasures, withMeasures } from '../measures/index.js';
import type { InputProblem } from '../model/input-problem.js';
import type { MeasureLists, PlacementMeasure, Problem, RepGroups } from '../model/problem.js';
import type { Rule } from '../model/rule.js';
import { filledNumbers, fold, type Table } from '../model/table.js';
import type { TableColumns } from '../rules/column-source.js';
import type { MeasureContext, Measures } from '../rules/definition.js';
import { definitions } from '../rules/kinds/index.js';
import { limitAmounts, limitMeasure } from '../rules/kinds/limit.js';
import { onlyMarked } from '../rules/only-marked.js';
import { type AreaNeighbours, areasOf } from './areas.js';
import { zerosForNaN } from './derived-columns.js';
import type { Eligibility } from './eligibility.js';
import { valuesOf } from './families.js';
import { lockedMeasure } from './locked.js';
import { groupReps } from './pools.js';
import type { RuleTables } from './rule-tables.js';
import { suitabilityOf } from './suitability.js';
import type { Team } from './team.js';

export interface MeasureSources {
  readonly accounts: Table;
  readonly reps: Table;
  readonly repColumns: TableColumns;
  /** The rules as used, with the default balance rows in front. */
  readonly rules: readonly Rule[];
  readonly tables: RuleTables;
  readonly weights: ReadonlyMap<string, number>;
  /** Reps whose max_accounts does not count. */
  readonly withoutMaxAccounts: ReadonlySet<number>;
  /** Reps who have another max_accounts than their own. */
  readonly otherMaxAccounts: ReadonlyMap<number, number>;
  readonly planned: Uint8Array;
  readonly team: Team;
  readonly liveOwner: Int32Array;
  readonly ownerKind: Uint8Array;
  readonly potential: Float64Array;
  readonly workload: Float64Array;
  readonly disruption: Float64Array;
  readonly eligibility: Eligibility;
  readonly settledRow: Int32Array;
  readonly pools: RepGroups;
  readonly keptBy: (rule: Rule) => Uint8Array;
  readonly families: (rule: Rule) => readonly Int32Array[];
  readonly neighbours: AreaNeighbours | undefined;
  /** Whether it is the problem of a role. */
  readonly ofRole: boolean;
  readonly problems: InputProblem[];
}

type MeasuresOfProblem = MeasureLists &
  Pick<Problem, 'disruptionWeight' | 'distanceWeight' | 'relationshipWeight'>;

/** Every row that a plan is judged by, worked into numbers, with the weights of its terms. */
export function measuresOf(sources: MeasureSources): MeasuresOfProblem {
  const context = contextOf(sources);
  const into = noMeasures();
  for (const rule of sources.rules) definitions[rule.kind].measure?.(rule, context, into);
  oneBalanceEach(sources, into);
  into.limits.push(...maxAccounts(sources, context));
  const locked: PlacementMeasure | undefined = lockedMeasure(sources);
  if (locked !== undefined) into.placements.push(locked);
  return weighted(sources, into);
}

function contextOf(sources: MeasureSources): MeasureContext {
  const { tables, planned, eligibility, reps } = sources;
  // Rows of one metric share its amounts.
  const amounts = new Map<Float64Array, Float64Array>();
  return {
    accountCount: sources.accounts.size,
    repCount: reps.size,
    planned,
    live: sources.team.live,
    takes: sources.team.takes,
    cap: sources.team.cap,
    liveOwner: sources.liveOwner,
    ownerKind: sources.ownerKind,
    potential: sources.potential,
    eligible: eligibility.eligible,
    repSets: eligibility.sets,
    pools: sources.pools,
    ofRole: sources.ofRole,
    settled: eligibility.settled,
    settledRow: sources.settledRow,
    readAs: eligibility.readAs,
    families: sources.families,
    areas: (rule, metric) => areasOf(rule, metric, tables, planned, sources.neighbours),
    values: (rule) => valuesOf(rule, tables, planned),
    mustFamilies: eligibility.mustFamilies,
    accountsPassing: (rule) => tables.accountsPassing(rule),
    repsPassing: (rule) => tables.repsPassing(rule),
    keptBy: sources.keptBy,
    metricName: (rule, metric) => metricName(sources, rule, metric),
    amounts: (rule, metric) => amountsOf(sources, amounts, rule, metric),
    group: (rule, marked) => {
      if (rule === undefined || rule.by === '') return eachAlone(reps, marked);
      const column = tables.find(rule, 'by', rule.by, sources.repColumns);
      return column === undefined ? eachAlone(reps, marked) : groupReps(reps, column.name, marked);
    },
    suitable: (rule) => suitabilityOf(rule, tables, sources.repColumns),
  };
}

/** Two spellings of one metric must meet: the figures of plan.json stand under its name. */
function metricName(sources: MeasureSources, rule: Rule, metric: string): string {
  if (fold(metric) === 'accounts') return 'accounts';
  const column = sources.tables.find(rule, 'metric', metric, sources.tables.accounts);
  if (column === undefined) return metric;
  // Columns carve knows go by their canonical name, the user's own by their header.
  return column.kind === 'number' ? column.name : column.header;
}

/** Figures that stand beside the balanced metrics in plan.json. */
const headlineNames: ReadonlySet<string> = new Set([
  'accounts_moved',
  'accounts_new',
  'accounts_orphaned',
  'potential_moved_pct',
  'arr_moved',
  'mean_distance_km',
  'relationship',
]);

const balancedName = (rule: Rule | undefined): string => fold(rule?.metric || 'potential');

/**
 * One unfiltered balance a metric: a default row gives way to a row that names
 * its metric by whatever spelling, two rows of the file contradict each other.
 */
function oneBalanceEach(sources: MeasureSources, measures: Measures): void {
  const rowOf = new Map<string, number>();
  for (const { unfiltered, metric, row } of measures.balances) {
    if (!unfiltered || typeof row !== 'number') continue;
    const rule = sources.rules.find((one) => one.row === row);
    const first = rowOf.get(metric);
    if (first === undefined) rowOf.set(metric, row);
    if (rule === undefined) continue;
    const before = sources.rules.find((one) => one.row === first);
    // Rows that spell it alike were told of when they were read.
    if (first !== undefined && balancedName(before) !== balancedName(rule)) {
      sources.tables.fault(
        rule,
        'metric',
        `is balanced by row ${first} already`,
        metric,
        'keep one of the two rows, or give one a filter',
      );
    }
    if (headlineNames.has(metric)) {
      sources.tables.fault(
        rule,
        'metric',
        'is the name of a figure of the plan',
        metric,
        'give the column another name, or balance it with a filter',
      );
    }
  }
  const kept = measures.balances.filter(
    ({ unfiltered, metric, row }) => !(unfiltered && row === undefined && rowOf.has(metric)),
  );
  measures.balances.splice(0, measures.balances.length, ...kept);
}

function amountsOf(
  sources: MeasureSources,
  known: Map<Float64Array, Float64Array>,
  rule: Rule,
  metric: string,
): Float64Array {
  // Their empty cells have a value of their own, which the raw column does not show.
  const own: Readonly<Record<string, () => Float64Array>> = {
    potential: () => sources.potential,
    workload: () => sources.workload,
    disruption: () => sources.disruption,
  };
  const name = fold(metric);
  const values = Object.hasOwn(own, name) ? own[name]() : sources.tables.values(rule, metric);
  const amounts = known.get(values) ?? ofPlanned(values, sources.planned);
  known.set(values, amounts);
  const { sharesOut } = definitions[rule.kind];
  const negative = sharesOut ? amounts.findIndex((amount) => amount < 0) : -1;
  // Potential and workload below 0 are faults of the file, told with their row there.
  if (negative >= 0 && !Object.hasOwn(own, name)) {
    sources.tables.fault(
      rule,
      'metric',
      `is negative in ${sources.accounts.file} row ${sources.accounts.rowNumbers[negative]}, and a negative amount cannot be shared out`,
      metric,
      'balance a column whose numbers are 0 or more',
    );
  }
  return amounts;
}

/** The values with 0 for NaN and for accounts not planned: the very array where there are none. */
function ofPlanned(values: Float64Array, planned: Uint8Array): Float64Array {
  return onlyMarked(zerosForNaN(values), planned);
}

function eachAlone(reps: Table, marked: Uint8Array): RepGroups {
  const of = new Int32Array(reps.size).fill(-1);
  const names: string[] = [];
  const ids = reps.columns.get('rep_id');
  for (let rep = 0; rep < reps.size; rep++) {
    if (marked[rep] === 0) continue;
    of[rep] = names.length;
    names.push(ids?.kind === 'text' ? ids.words[ids.codes[rep]] : String(rep));
  }
  return { of, names };
}

/** reps.csv's max_accounts, a must limit for each live rep who has one. */
function maxAccounts(sources: MeasureSources, context: MeasureContext) {
  const given = filledNumbers(sources.reps, 'max_accounts');
  if (given === undefined) return [];
  const everyone = new Uint8Array(context.accountCount).fill(1);
  const amounts = limitAmounts(context, Float64Array.from(sources.planned), everyone);
  return [...given.keys()]
    .filter(
      (rep) =>
        !Number.isNaN(given[rep]) &&
        context.live[rep] === 1 &&
        !sources.withoutMaxAccounts.has(rep),
    )
    .map((rep) => {
      const alone = new Uint8Array(context.repCount);
      alone[rep] = 1;
      const row = `reps.csv:${sources.reps.rowNumbers[rep]}` as const;
      return limitMeasure(context, {
        name: row,
        row,
        level: 'must',
        weight: 0,
        metric: 'accounts',
        amounts,
        groups: eachAlone(sources.reps, alone),
        min: undefined,
        max: { amount: sources.otherMaxAccounts.get(rep) ?? given[rep], percent: false },
      });
    });
}

/** Puts in the weights: the rows' own, weight rows, and last those of the command line. */
function weighted(sources: MeasureSources, measures: Measures): MeasuresOfProblem {
  const unused = new Set(sources.weights.keys());
  const weightOf = (name: string, standard: number): number => {
    unused.delete(name);
    return sources.weights.get(name) ?? standard;
  };
  const fromRow = (term: string, standard: number): number => {
    const sets = (rule: Rule): boolean => {
      const { family, setsWeightOf } = definitions[rule.kind];
      return family === undefined && setsWeightOf?.(rule) === term;
    };
    return sources.rules.find(sets)?.weight ?? standard;
  };
  const result = {
    ...withMeasures<MeasureLists>(measures, (_family, measure) => ({
      ...measure,
      weight: weightOf(measure.name, measure.weight),
    })),
    disruptionWeight: weightOf('disruption', fromRow('disruption', 3)),
    distanceWeight: weightOf('distance', fromRow('distance', 1)),
    relationshipWeight: weightOf('relationship', fromRow('relationship', 2)),
  };
  for (const name of unused) {
    sources.problems.push({
      file: '--weights',
      what: 'names no term of this plan',
      value: name,
      remedy:
        'name potential, workload, disruption, distance, relationship, a balanced metric, or RULE:ROW such as prefer:4',
    });
  }
  return result;
}
