import { withMeasures } from '../../measures/index.js';
import { scaled } from '../../measures/loads.js';
import type { Problem, RepGroups } from '../../model/problem.js';
import { maskRule } from './mask-rules.js';
import { maskTables } from './mask-tables.js';
import type { Scales } from './scales.js';
import type { StandIns } from './stand-ins.js';

/** A problem that tells no names and no amounts; whoever judges it finds the same shares and deviations. */
export function maskProblem(problem: Problem, standIns: StandIns, scales: Scales): Problem {
  const { pools, distance } = problem;
  const rules = problem.rules.map((rule) => maskRule(rule, standIns, scales));
  const by = new Map(problem.rules.map((rule) => [rule.row, rule.by]));
  const groups = (of: RepGroups, row: unknown): RepGroups =>
    maskGroups(problem, of, standIns, typeof row === 'number' ? (by.get(row) ?? '') : '');
  const mask = (amounts: Float64Array, metric: string): Float64Array =>
    scaled(amounts, scales(metric));
  return {
    ...withMeasures(problem, (family, measure) =>
      family.masked(measure, {
        scale: scales,
        groups: (of) => groups(of, measure.row),
      }),
    ),
    ...maskTables(problem, standIns, scales),
    accountIds: standIns.accounts,
    repIds: standIns.reps,
    repNames: standIns.reps,
    rules,
    potential: mask(problem.potential, 'potential'),
    workload: mask(problem.workload, 'workload'),
    disruption: mask(problem.disruption, 'disruption'),
    arr: mask(problem.arr, 'arr'),
    signals: [],
    tier: problem.tier.map((tier) => standIns.value('tier', tier)),
    pools: { ...pools, names: pools.names.map((name) => poolName(problem, name, standIns)) },
    // Kilometres to many accounts tell where a rep lives.
    distance: distance && { ...distance, hasKm: () => false, places: undefined },
    assumptions: [],
    warnings: [],
  };
}

/** Groups are named after their rep, or after the value in the column that they are made by. */
function maskGroups(
  { repIds }: Problem,
  { of, names }: RepGroups,
  standIns: StandIns,
  by: string,
): RepGroups {
  const mask = (name: string, group: number): string => {
    if (by !== '') return standIns.value(by, name);
    const rep = of.indexOf(group);
    return rep >= 0 && repIds[rep] === name ? standIns.reps[rep] : name;
  };
  return { of, names: names.map(mask) };
}

/** Pools of the rules have numbers already. */
function poolName({ reps }: Problem, name: string, standIns: StandIns): string {
  return reps.columns.has('pool') ? standIns.value('pool', name) : name;
}
