import type { Pair, PlanComparison, RuleChangeKind } from '../../evaluation/diff/types.js';
import { nearScores } from '../../evaluation/proven.js';
import {
  note,
  type Section,
  section,
  table,
  textColumn,
  words as wordColumn,
} from '../document/blocks.js';
import { numberWords, toldApart } from '../document/numbers.js';
import type { DiffParts } from './parts.js';

/** What plan.json calls a figure, and what people do. */
const words: ReadonlyMap<string, string> = new Map([
  ['status', 'status'],
  ['objective.value', 'score (lower is better)'],
  ['objective.gap', 'at most from the best possible'],
  ['after.accounts_moved', 'accounts that change owner'],
  ['after.changing_hands.total.accounts', 'accounts that change hands'],
  ['after.changing_hands.total.arr', 'ARR that changes hands'],
  ['after.accounts_new', 'accounts that get a first owner'],
  ['after.accounts_orphaned', 'accounts whose owner is gone'],
  ['after.potential_moved_pct', 'potential that changes owner'],
  ['after.arr_moved', 'ARR that changes owner'],
  ['after.mean_distance_km', 'mean distance in km'],
  ['after.relationship.known', 'accounts where somebody is known'],
  ['after.relationship.kept', 'of these, with their owner or the best known'],
  ['after.relationship.won_moved', 'won where others won more than the new owner'],
]);

const evenness: ReadonlyMap<string, string> = new Map([
  ['mean_abs_deviation_pct', 'off fair share, mean'],
  ['max_abs_deviation_pct', 'off fair share, most'],
  ['gini', 'Gini'],
]);

/** The headline figures that differ, before, after and by how much; the finer ones are counted. */
export function figureSection({ comparison }: DiffParts): Section[] {
  const { plans } = comparison;
  const figures = plans?.figures ?? [];
  if (plans === undefined || figures.length === 0) return [];
  // Scores of plans that weigh things otherwise do not compare.
  const apart = isScoredApart(plans) ? ', each by its own rules' : '';
  const near = areNear(figures);
  const rows = figures.flatMap((pair) => {
    const label = labelOf(pair.name);
    if (label === undefined || (near && pair.name === 'objective.gap')) return [];
    const isScore = pair.name.startsWith('objective.');
    return [{ label: isScore ? `${label}${apart}` : label, cells: cellsOf(pair) }];
  });
  const rest = figures.length - rows.length;
  const finer = rest === 1 ? 'a finer figure' : `${rest} finer figures`;
  const cell = (title: string, at: number) =>
    textColumn<(typeof rows)[number]>(title, ({ cells }) => cells[at]);
  return [
    section(
      'Headline figures',
      table(rows, [
        wordColumn('', ({ label }) => label, { flexible: true }),
        cell('Before', 0),
        cell('After', 1),
        cell('Change', 2),
      ]),
      note(rest > 0 ? `… and ${finer} in --format json` : undefined),
    ),
  ];
}

/** Whether a plan's score is so near 0 that its gap is a ratio which says nothing people can see. */
function areNear(figures: readonly Pair<number | string>[]): boolean {
  const value = figures.find(({ name }) => name === 'objective.value');
  return value !== undefined && [value.a, value.b].some((one) => Number(one) < nearScores);
}

/** Rows that change what a score is made of. */
const otherRules: ReadonlySet<RuleChangeKind> = new Set<RuleChangeKind>([
  'edited',
  'added',
  'removed',
]);

/** Whether rules were written otherwise or weights given otherwise. */
function isScoredApart({ rules, options }: PlanComparison): boolean {
  return (
    rules.some(({ kind }) => otherRules.has(kind)) ||
    options.some(({ name }) => name.startsWith('weights'))
  );
}

function labelOf(name: string): string | undefined {
  const known = words.get(name);
  if (known !== undefined) return known;
  const split = name.lastIndexOf('.');
  const figure = evenness.get(name.slice(split + 1));
  return figure && `${name.slice('after.'.length, split)}: ${figure}`;
}

function cellsOf({ name, a, b }: Pair<number | string>): string[] {
  const scale = name === 'objective.gap' ? 100 : 1;
  const unit = scale === 100 || name.endsWith('_pct') ? ' %' : '';
  const decimals = unit === '' ? 4 : 1;
  const say = (value: number, places: number): string =>
    `${numberWords(scale * value, Math.abs(value) >= 1000 ? 0 : places)}${unit}`;
  if (typeof a !== 'number' || typeof b !== 'number') {
    return [
      ...[a, b].map((one) => (typeof one === 'number' ? say(one, decimals) : (one ?? '–'))),
      '',
    ];
  }
  const [change] = toldApart(b - a, 0, say, decimals);
  return [...toldApart(a, b, say, decimals), b > a ? `+${change}` : change];
}
