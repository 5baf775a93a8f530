import type { Headline } from '../types.js';
import type { ComparedPlan, RuleCost } from './rule-cost.js';

/** What figures are compared, by their names in plan.json. */
export type FigureName =
  | 'objective'
  | 'term'
  | 'mean_abs_deviation_pct'
  | 'max_abs_deviation_pct'
  | 'accounts_moved'
  | 'accounts_orphaned'
  | 'accounts_new'
  | 'potential_moved_pct'
  | 'arr_moved'
  | 'mean_distance_km'
  | 'gap';

/** One figure of a plan with a row and of one without it. */
export interface ComparedFigure {
  readonly figure: FigureName;
  /** The term or the balanced metric it is of; '' for the others. */
  readonly of: string;
  /** Undefined where there is none. */
  readonly with: number | undefined;
  readonly without: number | undefined;
  /** Without less with. */
  readonly change: number | undefined;
}

/** Every figure in which a plan and one without a row are compared; those that neither has are left out. */
export function costFigures({ with: plan, without, objective, terms }: RuleCost): ComparedFigure[] {
  const both = (
    figure: FigureName,
    read: (plan: ComparedPlan) => number | undefined,
    of = '',
  ): ComparedFigure => compared(figure, of, read(plan), read(without));
  const after =
    (read: (after: Headline) => number | undefined) =>
    ({ evaluation }: ComparedPlan): number | undefined =>
      read(evaluation.after);
  const metrics = [...plan.evaluation.after.evenness.keys()];
  return [
    compared('objective', '', objective.with, objective.without),
    ...terms.map((term) => compared('term', term.name, term.with, term.without)),
    ...metrics.flatMap((metric) =>
      (['mean_abs_deviation_pct', 'max_abs_deviation_pct'] as const).map((figure) =>
        both(
          figure,
          after(({ evenness }) => evenness.get(metric)?.[figure]),
          metric,
        ),
      ),
    ),
    ...(
      [
        'accounts_moved',
        'accounts_orphaned',
        'accounts_new',
        'potential_moved_pct',
        'arr_moved',
        'mean_distance_km',
      ] as const
    ).map((figure) =>
      both(
        figure,
        after((headline) => headline[figure]),
      ),
    ),
    both('gap', ({ proven }) => proven?.gap),
  ].filter((one) => one.with !== undefined || one.without !== undefined);
}

function compared(
  figure: FigureName,
  of: string,
  before: number | undefined,
  after: number | undefined,
): ComparedFigure {
  const known = before !== undefined && after !== undefined;
  return { figure, of, with: before, without: after, change: known ? after - before : undefined };
}
