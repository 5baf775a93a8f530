import { evennessShare, type Ladder } from '../../evaluation/ladder.js';
import type { OptionFigures, RoleFigures } from '../../evaluation/option-figures.js';
import type { RevenueAssumptions } from '../../evaluation/revenue/estimate.js';
import type { Currencies } from '../currency.js';

/** A point of the frontier in figures, judged as the options are. */
export interface FrontierFigures extends OptionFigures {
  /** The most moves allowed. */
  readonly moves: number;
}

/** What a comparison of options is made of. */
export interface ScenarioParts {
  readonly options: readonly OptionFigures[];
  readonly frontier: readonly FrontierFigures[];
  /** What no, a few and all moves buy, whether or not an option is such a plan. */
  readonly ladder?: Ladder | undefined;
  readonly assumptions: RevenueAssumptions;
  /** What amounts are in. */
  readonly currencies?: Currencies;
}

/** The roles that options have, in the order of the first that has each, by their columns' names. */
export function rolesCompared(options: readonly OptionFigures[]): ReadonlyMap<string, RoleFigures> {
  const roles = new Map<string, RoleFigures>();
  for (const one of options.flatMap((option) => option.roles)) {
    if (!roles.has(one.key)) roles.set(one.key, one);
  }
  return roles;
}

/** Must rows an option breaks, and should rows it keeps only in part. */
export function brokenRows({ evaluation: { outcomes } }: Pick<OptionFigures, 'evaluation'>): {
  readonly must: number;
  readonly should: number;
} {
  const broken = outcomes.filter(({ status }) => status === 'broken');
  const must = broken.filter(({ level }) => level === 'must').length;
  return { must, should: broken.length - must };
}

/** Accounts that had no owner and that somebody gets: they do not change hands. */
export function firstOwners({
  evaluation: { assignment, change },
}: Pick<OptionFigures, 'evaluation'>): number {
  let count = 0;
  change.forEach((what, account) => {
    if (assignment[account] >= 0 && what === 'new') count++;
  });
  return count;
}

/** Accounts that go from one owner to another, of an option's role. */
export function holdersChanged({
  evaluation: { assignment, change, changingHands },
}: Pick<OptionFigures, 'evaluation'>): number {
  const left = change.filter((what, account) => what === 'orphaned' && assignment[account] < 0);
  return changingHands.total.accounts - left.length;
}

/** Planned accounts that nobody has. */
export function unserved({
  evaluation: { assignment, change },
}: Pick<OptionFigures, 'evaluation'>): number {
  let count = 0;
  change.forEach((what, account) => {
    if (assignment[account] < 0 && what !== 'released' && what !== 'excluded') count++;
  });
  return count;
}

/**
 * How much of the evenness between the frontier's first and last point a point
 * has: 0 at the first, 1 at the last; 1 everywhere where there is nothing between.
 */
export function evennessBought(
  frontier: readonly FrontierFigures[],
  point: FrontierFigures,
): number {
  const ends = { from: frontier[0].unevenness, to: frontier[frontier.length - 1].unevenness };
  return evennessShare(ends, point.unevenness);
}
