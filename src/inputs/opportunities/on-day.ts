import { filledColumn } from '../../model/table.js';
import type { DayNumber } from '../../model/units.js';
import { closeDays, daysOf, type OpportunityRows } from './aggregates.js';
import { OpportunityState } from './states.js';

/** Opportunities as they stood on a day that is past, and all of them as they are. */
export interface OpportunitiesOn {
  readonly day: DayNumber;
  /** All rows in their states of today. */
  readonly all: OpportunityRows;
  /** The same rows; what was not there on the day, or of which that cannot be told, counts nowhere. */
  readonly rows: OpportunityRows;
  /** How many were there on the day. */
  readonly known: number;
  /** Won or lost since: open on the day. */
  readonly closedSince: number;
  /** Of which it cannot be told whether they were there on the day: without a created date, and not closed before it. */
  readonly undated: number;
  /** There on the day, won or lost by now, and nothing says since when. */
  readonly unclosed: number;
  /** Whether any row has a created date. */
  readonly hasCreated: boolean;
}

/**
 * The opportunities that were created before a day, in their state at its
 * beginning: one that closed on it or later was open. What closed before it was
 * there even without a created date. The stage of an open one on the day is in
 * no file: one that closed since is in no late stage, the others are where they
 * are today.
 */
export function opportunitiesOn(all: OpportunityRows, day: DayNumber): OpportunitiesOn {
  const { table, states } = all;
  const created = daysOf(table, 'created_date');
  const { actual: closed } = closeDays(table);
  const state = new Uint8Array(table.size);
  const late = new Uint8Array(table.size);
  const account = Int32Array.from(all.account);
  let [known, closedSince, undated, unclosed] = [0, 0, 0, 0];
  for (let row = 0; row < table.size; row++) {
    const now = states.state[row];
    const isCounted = now !== OpportunityState.uncounted;
    const isClosed = now === OpportunityState.won || now === OpportunityState.lost;
    const wasClosed = isClosed && closed[row] < day;
    const wasThere = created[row] < day || (Number.isNaN(created[row]) && wasClosed);
    if (!wasThere) {
      account[row] = -1;
      if (isCounted && Number.isNaN(created[row])) undated++;
      continue;
    }
    if (!isCounted) continue;
    if (isClosed && Number.isNaN(closed[row])) {
      unclosed++;
      continue;
    }
    known++;
    if (isClosed && !wasClosed) closedSince++;
    state[row] = isClosed && !wasClosed ? OpportunityState.open : now;
    if (!isClosed) late[row] = states.late[row];
  }
  return {
    day,
    all,
    rows: { ...all, account, states: { ...states, state, late } },
    known,
    closedSince,
    undated,
    unclosed,
    hasCreated: filledColumn(table, 'created_date') !== undefined,
  };
}
