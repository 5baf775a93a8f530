import { AccountState, type Problem } from '../../model/problem.js';
import { filledNumbers } from '../../model/table.js';
import { compareIds } from '../../scoring/rank.js';
import { tierNumber } from '../../scoring/tiers.js';
import { type Wave, waveDays } from '../../transition/handovers.js';
import { type Holidays, workingDay } from '../../transition/working-days.js';

export type { Wave } from '../../transition/handovers.js';
export type { Holidays } from '../../transition/working-days.js';

/** Renewals of so many days are seen to first. */
const renewalDays = 90;

export function dueDate(effective: number, wave: Wave, holidays: Holidays): number {
  return workingDay(effective, waveDays[wave].calls, holidays);
}

/** What every account's wave follows from. */
export interface WaveFacts {
  readonly tiers: Int8Array;
  readonly renewal: Float64Array | undefined;
  readonly late: Float64Array | undefined;
}

export function waveFacts(problem: Problem): WaveFacts {
  return {
    tiers: tiersOf(problem),
    renewal: filledNumbersOrDays(problem, 'renewal_date'),
    late: filledNumbers(problem.accounts, 'late_stage_pipeline'),
  };
}

function filledNumbersOrDays({ accounts }: Problem, name: string): Float64Array | undefined {
  const column = accounts.columns.get(name);
  return column?.kind === 'date' && column.filled > 0 ? column.days : undefined;
}

/** 1, 2 or 3: by the tiers that accounts have; without any by potential, the first tenth and the next three. */
function tiersOf(problem: Problem): Int8Array {
  const { tier, state, potential, accountIds } = problem;
  const tiers = new Int8Array(problem.accountCount).fill(3);
  const planned = [...tiers.keys()].filter((account) => state[account] === AccountState.planned);
  if (planned.some((account) => (tier[account] ?? '') !== '')) {
    for (const account of planned) tiers[account] = tierOf(tier[account] ?? '');
    return tiers;
  }
  planned.sort((a, b) => potential[b] - potential[a] || compareIds(accountIds[a], accountIds[b]));
  const first = Math.ceil(planned.length / 10);
  const second = Math.ceil((4 * planned.length) / 10);
  planned.forEach((account, rank) => {
    if (rank < second) tiers[account] = rank < first ? 1 : 2;
  });
  return tiers;
}

function tierOf(text: string): 1 | 2 | 3 {
  const number = tierNumber(text);
  return number === 1 || number === 2 ? number : 3;
}

/** Whether a deal in a late stage is open. */
function hasLateDeal({ late }: WaveFacts, account: number): boolean {
  return late !== undefined && late[account] > 0;
}

/** Tier 1, renewals soon and late deals first, then tier 2, then the rest; a late deal waits where a live owner is to close it. */
export function waveOf(
  facts: WaveFacts,
  account: number,
  { asOf, leavesLive }: { readonly asOf: number; readonly leavesLive: boolean },
): Wave {
  const late = hasLateDeal(facts, account);
  if (late && leavesLive) return 3;
  const days = (facts.renewal?.[account] ?? Number.NaN) - asOf;
  if (facts.tiers[account] === 1 || late || (days >= 0 && days <= renewalDays)) return 1;
  return facts.tiers[account] === 2 ? 2 : 3;
}
