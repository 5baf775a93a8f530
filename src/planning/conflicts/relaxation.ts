import type { AssemblyInputs } from '../../assembly/assemble.js';
import type { MustRow, Relaxation } from '../../evaluation/conflict-types.js';
import type { Rule, RuleBound } from '../../model/rule.js';
import type { SolveOptions } from '../../solver/program.js';
import { feasibilityOf } from './feasibility.js';
import { withOnly } from './must-rows.js';

/** A bound that can be moved, and how the inputs look when it is. */
interface Movable {
  readonly row: number;
  readonly file: 'rules' | 'reps';
  readonly column: 'min' | 'max';
  readonly from: RuleBound;
  /** Whole numbers only. */
  readonly whole: boolean;
  readonly moved: (to: RuleBound) => AssemblyInputs;
}

/** Bisection ends when a share is known to this part of itself. */
const precision = 0.01;
const mostDoublings = 12;

/**
 * The least change to one bound, among those of a conflict, for which a plan
 * is found: each movable bound is moved further and further until there is
 * one, then halved back. Of several the relatively smallest change is told.
 */
export async function leastRelaxation(
  inputs: AssemblyInputs,
  all: readonly MustRow[],
  kept: readonly MustRow[],
  options: SolveOptions,
): Promise<Relaxation | undefined> {
  const base = withOnly(inputs, all, kept);
  let best: { readonly relaxation: Relaxation; readonly size: number } | undefined;
  for (const movable of kept.flatMap((row) => movableBounds(base, row))) {
    if (options.shouldStop?.() === true) break;
    const to = await leastMove(movable, options);
    if (to === undefined) continue;
    const size = Math.abs(to.amount - movable.from.amount) / Math.max(movable.from.amount, 1e-9);
    if (best === undefined || size < best.size) {
      best = {
        size,
        relaxation: {
          row: movable.row,
          file: movable.file,
          column: movable.column,
          from: movable.from,
          to,
        },
      };
    }
  }
  return best?.relaxation;
}

function movableBounds(base: AssemblyInputs, row: MustRow): Movable[] {
  if (row.kind !== 'rule') return [];
  const { rule } = row;
  if (rule.kind !== 'limit' && rule.kind !== 'budget' && rule.kind !== 'balance') return [];
  const columns: readonly ('min' | 'max')[] = rule.kind === 'limit' ? ['max', 'min'] : ['max'];
  return columns.flatMap((column): Movable[] => {
    const from = rule[column];
    if (from === undefined) return [];
    const counts =
      rule.kind !== 'balance' && (rule.metric === '' || rule.metric.toLowerCase() === 'accounts');
    return [
      {
        row: rule.row,
        file: 'rules',
        column,
        from,
        whole: counts && !from.percent,
        moved: (to) => ({
          ...base,
          rules: base.rules.map(
            (one): Rule => (one.row === rule.row ? { ...one, [column]: to } : one),
          ),
        }),
      },
    ];
  });
}

async function leastMove(movable: Movable, options: SolveOptions): Promise<RuleBound | undefined> {
  const { from, whole, column } = movable;
  const holds = async (amount: number): Promise<boolean> =>
    (await feasibilityOf(movable.moved({ amount, percent: from.percent }), options))?.feasible ===
    true;
  let broken = from.amount;
  let enough: number | undefined;
  let step = whole ? 1 : Math.max(from.amount * 0.05, from.percent ? 0.01 : 1e-6);
  for (let tries = 0; tries < mostDoublings && enough === undefined; tries++) {
    const next = column === 'max' ? from.amount + step : Math.max(0, from.amount - step);
    if (await holds(next)) enough = next;
    else if (column === 'min' && next === 0) return undefined;
    else broken = next;
    step *= 2;
  }
  return enough === undefined
    ? undefined
    : {
        amount: rounded(await halved(broken, enough, whole, holds), from.percent, column),
        percent: from.percent,
      };
}

/** The least amount found to hold between one that does not and one that does. */
async function halved(
  broken: number,
  enough: number,
  whole: boolean,
  holds: (amount: number) => Promise<boolean>,
): Promise<number> {
  while (Math.abs(enough - broken) > (whole ? 1 : precision * Math.max(enough, broken, 1e-9))) {
    const middle = whole ? Math.floor((enough + broken) / 2) : (enough + broken) / 2;
    if (middle === broken || middle === enough) break;
    if (await holds(middle)) enough = middle;
    else broken = middle;
  }
  return enough;
}

/** A round number on the safe side: tenths of a percent, or three digits. */
function rounded(amount: number, percent: boolean, column: 'min' | 'max'): number {
  const scale = percent
    ? 1000
    : 10 ** Math.max(0, 2 - Math.floor(Math.log10(Math.max(amount, 1e-9))));
  const steps = amount * scale;
  return (column === 'max' ? Math.ceil(steps - 1e-9) : Math.floor(steps + 1e-9)) / scale;
}
