import { type Holders, holdersOf } from '../../inputs/opportunities/holders.js';
import { doneRows, type Linked } from '../../inputs/opportunities/join.js';
import { OpportunityState } from '../../inputs/opportunities/states.js';
import { addTo } from '../../model/grouping.js';
import { cellText, filledColumn, type Table } from '../../model/table.js';

/** An opportunity or an activity of an account. */
export interface OwnedRecord {
  /** Whose it is: an index in reps.csv; -1 for nobody, or someone who is not on the roster. */
  readonly rep: number;
  /** As the file has the owner. */
  readonly owner: string;
  /** When it was created, or took place; undefined where that is not known. */
  readonly day: number | undefined;
  /** Its id; '' where it has none. */
  readonly id: string;
}

/** Records by account. */
export type RecordsOf = (account: number) => readonly OwnedRecord[];

const none: RecordsOf = () => [];

/** The open opportunities of each account, the earliest created first; ties by id. */
export function openOpportunities(linked: Linked | undefined): RecordsOf {
  const rows = linked?.opportunities;
  if (rows === undefined) return none;
  const { table, account, states, holders } = rows;
  const byAccount = recordsBy(
    { table, holders, date: 'created_date', id: 'opportunity_id' },
    (row) => (states.state[row] === OpportunityState.open ? account[row] : -1),
  );
  for (const records of byAccount.values()) records.sort(earliestFirst);
  return (of) => byAccount.get(of) ?? [];
}

/** The activities of each account that have taken place. */
export function completedActivities(linked: Linked | undefined, reps: Table): RecordsOf {
  const touches = linked?.activities;
  if (touches === undefined) return none;
  const { table, rowAccounts } = touches;
  const isDone = doneRows(table);
  const byAccount = recordsBy(
    { table, holders: holdersOf(table, reps), date: 'date', id: '' },
    (row) => (isDone(row) ? rowAccounts.account[row] : -1),
  );
  return (of) => byAccount.get(of) ?? [];
}

function recordsBy(
  {
    table,
    holders,
    date,
    id,
  }: {
    readonly table: Table;
    readonly holders: Holders;
    readonly date: string;
    readonly id: string;
  },
  accountOf: (row: number) => number,
): ReadonlyMap<number, OwnedRecord[]> {
  const dates = filledColumn(table, date);
  const ids = table.columns.get(id);
  const byAccount = new Map<number, OwnedRecord[]>();
  for (let row = 0; row < table.size; row++) {
    const account = accountOf(row);
    if (account < 0) continue;
    const day = dates?.kind === 'date' ? dates.days[row] : Number.NaN;
    addTo(byAccount, account, {
      rep: holders.rep[row],
      owner: holders.names[holders.codes[row]],
      day: Number.isNaN(day) ? undefined : day,
      id: cellText(ids, row),
    });
  }
  return byAccount;
}

/** What has no date comes last. */
function earliestFirst(a: OwnedRecord, b: OwnedRecord): number {
  const [first, second] = [a, b].map(({ day }) => day ?? Number.MAX_SAFE_INTEGER);
  return first - second || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}
