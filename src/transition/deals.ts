import type { OpportunityRows } from '../inputs/opportunities/aggregates.js';
import { OpportunityState } from '../inputs/opportunities/states.js';
import { filledColumn, filledNumbers } from '../model/table.js';
import type { Handover } from './handovers.js';

/** Days after its close date that a deal stays with whoever is to close it. */
const closingDays = 14;

/** What decides whether a deal stays for now. */
export type DealFate =
  | 'kept'
  | 'no live owner'
  | 'early stage'
  | 'no close date'
  | 'too late'
  | 'over';

/** An open deal of an account that leaves its owner. */
export interface Deal {
  /** Its row in the opportunities. */
  readonly row: number;
  readonly handover: Handover;
  /** Undefined where the file says none. */
  readonly amount: number | undefined;
  /** Day number; undefined where the file says none. */
  readonly close: number | undefined;
  readonly fate: DealFate;
  /** Whoever keeps it for now; -1 where it goes with the account. */
  readonly keeper: number;
  /** The last day that they have it. */
  readonly keepUntil: number | undefined;
  /** Who gets it: the interim owner, else the account's rep; -1 for nobody. */
  readonly next: number;
}

/** Deals in flight, in the order of the opportunities file. */
export function dealsOf(
  rows: OpportunityRows | undefined,
  handovers: readonly Handover[],
  holdover: number,
): readonly Deal[] {
  if (rows === undefined) return [];
  const leaving = new Map(
    handovers.flatMap((one): [number, Handover][] => (one.hadOwner ? [[one.account, one]] : [])),
  );
  const { table, account, states } = rows;
  const amounts = filledNumbers(table, 'amount');
  const closes = filledColumn(table, 'close_date');
  const deals: Deal[] = [];
  for (let row = 0; row < table.size; row++) {
    const handover = leaving.get(account[row]);
    if (handover === undefined || states.state[row] !== OpportunityState.open) continue;
    const close = closes?.kind === 'date' ? filled(closes.days[row]) : undefined;
    const { fate, keepUntil } = fateOf(handover, states.late[row] === 1, close, holdover);
    deals.push({
      row,
      handover,
      amount: amounts && filled(amounts[row]),
      close,
      fate,
      keeper: fate === 'kept' ? handover.liveOwner : -1,
      keepUntil,
      next: handover.interim >= 0 ? handover.interim : handover.rep,
    });
  }
  return deals;
}

function fateOf(
  { liveOwner, effective }: Handover,
  isLate: boolean,
  close: number | undefined,
  holdover: number,
): Pick<Deal, 'fate' | 'keepUntil'> {
  const stays = (fate: DealFate) => ({ fate, keepUntil: undefined });
  if (liveOwner < 0) return stays('no live owner');
  if (!isLate) return stays('early stage');
  if (close === undefined) return stays('no close date');
  if (close > effective + holdover) return stays('too late');
  const keepUntil = Math.min(close + closingDays, effective + holdover);
  return keepUntil > effective ? { fate: 'kept', keepUntil } : stays('over');
}

function filled(value: number): number | undefined {
  return Number.isNaN(value) ? undefined : value;
}
