import type { OptionFigures } from '../../evaluation/option-figures.js';
import { type WrittenCell, writeCsv } from '../../inputs/csv/write.js';
import {
  brokenRows,
  evennessBought,
  rolesCompared,
  type ScenarioParts,
  unserved,
} from './parts.js';

/** scenarios.csv: an option a row, then the points of the frontier, all judged by the same rules. */
export function comparisonCsv(parts: ScenarioParts): string {
  const metrics = [...(parts.options[0]?.evaluation.after.evenness.keys() ?? [])];
  const knows = parts.options.some(({ evaluation }) => evaluation.after.relationship !== undefined);
  const covers = parts.options.some(({ cover }) => cover !== undefined);
  const all = [...parts.options, ...parts.frontier];
  const roles = [...rolesCompared(all)].map(
    ([key, { evaluation }]) => [key, [...evaluation.after.evenness.keys()]] as const,
  );
  const header = [
    'scenario',
    'note',
    'accounts_moved',
    'accounts_new',
    'accounts_orphaned',
    'accounts_unserved',
    'potential_moved_pct',
    'arr_moved',
    ...metrics.flatMap((metric) => [
      `${metric}_mean_abs_deviation_pct`,
      `${metric}_max_abs_deviation_pct`,
      `${metric}_gini`,
    ]),
    'mean_distance_km',
    ...(knows ? ['relationships_known', 'relationships_kept', 'won_moved'] : []),
    ...(covers ? ['reps_covered', 'reps_with_quota', 'expected', 'quota_left'] : []),
    'must_rules_broken',
    'should_rules_broken',
    'score',
    'own_gap',
    'most_moves',
    'evenness_bought_pct',
    'pipeline_low',
    'pipeline_likely',
    'pipeline_high',
    'loss_low',
    'loss_likely',
    'loss_high',
    'net_low',
    'net_likely',
    'net_high',
    ...roles.flatMap(([key, metricsOf]) => [
      ...['status', 'accounts_moved', 'accounts_new', 'accounts_orphaned', 'accounts_unserved'].map(
        (name) => `${key}_${name}`,
      ),
      ...metricsOf.flatMap((metric) => [
        `${key}_${metric}_mean_abs_deviation_pct`,
        `${key}_${metric}_max_abs_deviation_pct`,
      ]),
      ...['must_rules_broken', 'score', 'own_gap'].map((name) => `${key}_${name}`),
    ]),
  ];
  const row = (option: OptionFigures, frontier: readonly WrittenCell[]): WrittenCell[] => {
    const { evaluation, proven, revenue, cover } = option;
    const { after } = evaluation;
    const { must, should } = brokenRows(option);
    return [
      option.name,
      option.note,
      after.accounts_moved,
      after.accounts_new,
      after.accounts_orphaned,
      unserved(option),
      after.potential_moved_pct,
      after.arr_moved,
      ...metrics.flatMap((metric): WrittenCell[] => {
        const even = after.evenness.get(metric);
        return [even?.mean_abs_deviation_pct, even?.max_abs_deviation_pct, even?.gini];
      }),
      after.mean_distance_km,
      ...(knows
        ? [after.relationship?.known, after.relationship?.kept, after.relationship?.won_moved]
        : []),
      ...(covers ? [cover?.covered, cover?.reps, cover?.expected, cover?.quotaLeft] : []),
      must,
      should,
      evaluation.objective,
      proven?.gap,
      ...frontier,
      ...[revenue.pipeline, revenue.loss, revenue.net].flatMap((range) => [
        range?.low,
        range?.likely,
        range?.high,
      ]),
      ...roles.flatMap(([key, metricsOf]) => roleCells(option, key, metricsOf)),
    ];
  };
  return writeCsv(header, [
    ...parts.options.map((option) => row(option, [undefined, undefined])),
    ...parts.frontier.map((point) =>
      row(point, [point.moves, 100 * evennessBought(parts.frontier, point)]),
    ),
  ]);
}

/** What is told of a role in an option; nothing where it has none. */
function roleCells(
  { roles }: OptionFigures,
  key: string,
  metrics: readonly string[],
): readonly WrittenCell[] {
  const role = roles.find((one) => one.key === key);
  const after = role?.evaluation.after;
  return [
    role?.status,
    after?.accounts_moved,
    after?.accounts_new,
    after?.accounts_orphaned,
    role && unserved(role),
    ...metrics.flatMap((metric) => {
      const even = after?.evenness.get(metric);
      return [even?.mean_abs_deviation_pct, even?.max_abs_deviation_pct];
    }),
    role && brokenRows(role).must,
    role?.evaluation.objective,
    role?.proven?.gap,
  ];
}
