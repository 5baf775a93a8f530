import type { FamilyName, MeasureBase, MeasureLists, MeasureOf } from '../model/problem.js';
import type { RuleKind } from '../model/rule.js';
import type { Measures } from '../rules/definition.js';
import { definitionOf } from '../rules/kinds/index.js';
import { apart } from './apart.js';
import { area } from './area.js';
import { balance } from './balance.js';
import { budget } from './budget.js';
import type { MeasureFamily } from './family.js';
import { limit } from './limit.js';
import { placement } from './placement.js';
import { together } from './together.js';

/** The one list of measure families. */
const families: {
  readonly [F in FamilyName]: MeasureFamily<MeasureOf[F]>;
} = { balance, limit, budget, placement, together, apart, area };

/** Whose row judges what: a row of the rules, a lock of accounts.csv, a max_accounts of reps.csv. */
export type RowKind = RuleKind | 'locked' | 'max_accounts';

/** What a kind of row is measured by, as far as it is the same for all; undefined where it only shapes the problem. */
export function familyOf(kind: RowKind): AnyFamily | undefined {
  const { family } = definitionOf(kind);
  return family === undefined ? undefined : families[family];
}

type AnyFamily = { readonly [F in FamilyName]: MeasureFamily<MeasureOf[F]> }[FamilyName];

/** What is asked of a measure of any family. */
export type Visit<T> = <M extends MeasureBase>(family: MeasureFamily<M>, measure: M) => T;

const familyNames = Object.keys(families) as readonly FamilyName[];

/** The answers for every measure, family by family in the order of the list. */
export function eachMeasure<T>(lists: MeasureLists, visit: Visit<T>): readonly T[] {
  const ofFamily = <F extends FamilyName>(name: F): readonly T[] => {
    const family: MeasureFamily<MeasureOf[F]> = families[name];
    return family.list(lists).map((measure) => visit<MeasureOf[F]>(family, measure));
  };
  return familyNames.flatMap((name) => ofFamily(name));
}

/** The answer for the measure of a row of the rules; undefined where the row measures nothing. */
export function measureOfRow<T>(lists: MeasureLists, row: number, visit: Visit<T>): T | undefined {
  const ofFamily = <F extends FamilyName>(name: F): { readonly is: T } | undefined => {
    const family: MeasureFamily<MeasureOf[F]> = families[name];
    const measure = family.list(lists).find((one) => one.row === row);
    return measure === undefined ? undefined : { is: visit<MeasureOf[F]>(family, measure) };
  };
  for (const name of familyNames) {
    const found = ofFamily(name);
    if (found !== undefined) return found.is;
  }
  return undefined;
}

/** Lists to which rows add their measures. */
export function noMeasures(): Measures {
  return Object.assign({}, ...familyNames.map((name) => families[name].put([])));
}

/** What becomes of a measure; undefined: it goes. */
export type Change = <M extends MeasureBase>(family: MeasureFamily<M>, measure: M) => M | undefined;

/** The same with other measures. */
export function withMeasures<P extends MeasureLists>(problem: P, change: Change): P {
  const ofFamily = <F extends FamilyName>(name: F): Partial<MeasureLists> => {
    const family: MeasureFamily<MeasureOf[F]> = families[name];
    return family.put(
      family.list(problem).flatMap((measure) => change<MeasureOf[F]>(family, measure) ?? []),
    );
  };
  return Object.assign({}, problem, ...familyNames.map((name) => ofFamily(name)));
}
