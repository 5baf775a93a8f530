import type { Linked } from '../inputs/opportunities/join.js';
import type { OpportunitiesOn } from '../inputs/opportunities/on-day.js';
import { OpportunityState } from '../inputs/opportunities/states.js';
import type { RowAccounts, Stranger } from '../inputs/opportunities/whose.js';
import { type Column, filledNumbers, isoDate, type Table } from '../model/table.js';
import { likelyAccount } from '../validation/names/likely-account.js';

/** So many words are named in a note; `carve validate` names all. */
const shown = 3;

/** What was made of opportunities and activities that must not pass in silence, as sentences for stderr. */
export function linkedNotes(accounts: Table, linked: Linked): string[] {
  const { opportunities, onDay, activities, owned } = linked;
  const notes: string[] = [];
  if (opportunities !== undefined) {
    const { table } = opportunities;
    notes.push(
      ...rowAccountNotes(accounts, table, opportunities.rowAccounts, [
        'opportunity',
        'opportunities',
      ]),
      ...stateNotes(table.file, opportunities.states),
      ...holderNotes(table.file, opportunities.holders.strangers),
      ...amountNotes(table, opportunities.states.state),
      ...(onDay === undefined ? [] : dayNotes(table.file, onDay)),
    );
  }
  if (activities !== undefined) {
    const { table, rowAccounts, holders, notDone, toCome } = activities;
    notes.push(
      ...rowAccountNotes(accounts, table, rowAccounts, ['activity', 'activities']),
      ...holderNotes(table.file, holders.strangers),
    );
    if (notDone + toCome > 0) {
      notes.push(
        `${table.file}: ${notDone} not done by their status and ${toCome} after the as-of day are no touches`,
      );
    }
  }
  if (owned !== undefined) {
    notes.push(
      `owners: ${owned.filled} accounts without one take the rep with the most opportunities${owned.left === 0 ? '' : `; ${owned.left} have none from there either`}`,
    );
  }
  return [...notes, ...keptNotes(linked)];
}

/** Rows that name no account, or none that is there. */
export function rowAccountNotes(
  accounts: Table,
  { file }: Table,
  rowAccounts: RowAccounts,
  [one, many, fate = 'count nowhere']: readonly [string, string, string?],
): string[] {
  const rows = (count: number): string => `${count} ${count === 1 ? one : many}`;
  const total = (strangers: readonly Stranger[]): number =>
    strangers.reduce((sum, { records }) => sum + records.length, 0);
  const unknown = rowAccounts.strangers.filter((stranger) => stranger.accounts < 2);
  const several = rowAccounts.strangers.filter((stranger) => stranger.accounts >= 2);
  const named = mostFrequent(unknown).map(({ value, records }) => {
    const likely = likelyAccount(value, accounts);
    const meant = likely === undefined ? '' : `, perhaps "${likely}"`;
    return `"${value}" (${records.length}${meant})`;
  });
  return [
    ...(rowAccounts.byNameInstead
      ? [`${file}: none of its account ids is in ${accounts.file}; its account names are taken`]
      : []),
    ...(rowAccounts.unnamed > 0
      ? [`${file}: ${rows(rowAccounts.unnamed)} without an account ${fate}`]
      : []),
    ...(unknown.length > 0
      ? [
          `${file}: ${rows(total(unknown))} of accounts that are not in ${accounts.file} ${fate}: ${listed(named, unknown.length)}`,
        ]
      : []),
    ...(several.length > 0
      ? [
          `${file}: ${rows(total(several))} of a name that several accounts have ${fate}: ${listed(
            mostFrequent(several).map(({ value, records }) => `"${value}" (${records.length})`),
            several.length,
          )}; give the account's id`,
        ]
      : []),
  ];
}

function stateNotes(
  file: string,
  { takenAsOpen, unknown, stageless }: NonNullable<Linked['opportunities']>['states'],
): string[] {
  const counted = (words: Iterable<readonly [string, number]>): string[] =>
    [...words].sort((a, b) => b[1] - a[1]).map(([word, count]) => `"${word}" (${count})`);
  const lost = counted([...unknown].map(([word, rows]) => [word, rows.length] as const));
  const open = counted(takenAsOpen);
  const [first] = unknown.keys();
  return [
    ...(open.length > 0
      ? [`${file}: taken as open stages: ${listed(open.slice(0, 2 * shown), open.length)}`]
      : []),
    ...(lost.length > 0
      ? [
          `${file}: stages that may be won, lost or open count nowhere: ${listed(lost.slice(0, 2 * shown), lost.length)}; say what they are, as in --map "stage:won=${first}"`,
        ]
      : []),
    ...(stageless > 0 ? [`${file}: ${stageless} without a stage or status count nowhere`] : []),
  ];
}

/** What cannot be told of a day that is past. */
function dayNotes(file: string, { day, undated, unclosed, hasCreated }: OpportunitiesOn): string[] {
  const on = isoDate(day);
  const many = (count: number): string =>
    `${count} ${count === 1 ? 'opportunity' : 'opportunities'}`;
  const without = hasCreated ? '' : ` (${file} has no created date)`;
  return [
    ...(undated > 0
      ? [
          `${file}: ${many(undated)} without a created date${without}: whether there on ${on} cannot be told, so no pipeline of that day comes from them`,
        ]
      : []),
    ...(unclosed > 0
      ? [
          `${file}: ${many(unclosed)} won or lost without a close date: whether open on ${on} cannot be told, so none of them counts`,
        ]
      : []),
  ];
}

function holderNotes(
  file: string,
  strangers: readonly { readonly value: string; readonly rows: number }[],
): string[] {
  if (strangers.length === 0) return [];
  const named = [...strangers]
    .sort((a, b) => b.rows - a.rows)
    .slice(0, shown)
    .map(({ value, rows }) => `"${value}" (${rows})`);
  return [`${file}: owners who are no reps: ${listed(named, strangers.length)}`];
}

function amountNotes(table: Table, state: Uint8Array): string[] {
  const amounts = filledNumbers(table, 'amount');
  let empty = 0;
  for (let row = 0; row < state.length; row++) {
    if (state[row] !== OpportunityState.open) continue;
    if (amounts === undefined || Number.isNaN(amounts[row])) empty++;
  }
  return empty === 0 ? [] : [`${table.file}: ${empty} open without an amount count as 0`];
}

function keptNotes({ kept }: Linked): string[] {
  return kept.map(
    ({ column, file }: { readonly column: Column; readonly file: string }) =>
      `${column.name} stays as the account file has it${column.header === column.name ? '' : ` (${column.header})`}; leave that column out to take it from ${file}`,
  );
}

function mostFrequent(strangers: readonly Stranger[]): readonly Stranger[] {
  return [...strangers].sort((a, b) => b.records.length - a.records.length).slice(0, shown);
}

function listed(items: readonly string[], of: number): string {
  return `${items.join(', ')}${of > items.length ? ` and ${of - items.length} more` : ''}`;
}
