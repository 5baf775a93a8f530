import { ownershipOf } from '../../assembly/ownership.js';
import { roleColumn } from '../../assembly/roles.js';
import { carriesNoAccounts } from '../../assembly/titles.js';
import { OwnerKind } from '../../model/problem.js';
import { roleKey } from '../../model/rule.js';
import { type Column, cellText, filledColumn, fold, type Table } from '../../model/table.js';
import { accountName, recordsByWord, rowsOf } from '../cells.js';
import type { Finding } from '../finding.js';
import type { Inspection } from '../inspection.js';
import { likeliest } from '../names/slips.js';

/** Owners who are no reps, reps who are no sellers or own nothing, and ICP accounts that nobody owns. */
export function owners(inspection: Inspection): readonly Finding[] {
  const { accounts } = inspection;
  const column = filledColumn(accounts, 'owner');
  return [
    ...(column === undefined && accounts.size > 0 ? [noOwnerColumn(accounts)] : []),
    ...unknownOwners(inspection),
    ...unknownHolders(inspection),
    ...repsWhoDoNotSell(inspection),
    ...(column === undefined
      ? []
      : [...unownedIcp(inspection), ...repsWithoutAccounts(inspection)]),
  ];
}

function noOwnerColumn(accounts: Table): Finding {
  return {
    kind: 'no-owner-column',
    severity: 'warning',
    file: accounts.file,
    rows: [],
    column: 'owner',
    facts: { accounts: accounts.size },
  };
}

function unknownOwners(inspection: Inspection): Finding[] {
  const { accounts, context } = inspection;
  const column = filledColumn(accounts, 'owner');
  if (column === undefined || context === undefined) return [];
  return unknownPeople(inspection, column, context.ownership.kind);
}

/** The same of the columns that say who has a role. */
function unknownHolders(inspection: Inspection): Finding[] {
  const { accounts, reps, rules } = inspection;
  const names = new Map(
    rules.filter(({ kind }) => kind === 'role').map(({ value }) => [roleKey(value), value]),
  );
  return [...names.values()].flatMap((name) => {
    const column = roleColumn(accounts, name);
    if (column?.kind !== 'text') return [];
    const asOwner = new Map(accounts.columns).set('owner', { ...column, name: 'owner' });
    // A name that several people have is refused where the role is read.
    const { kind } = ownershipOf({ ...accounts, columns: asOwner }, reps, []);
    return unknownPeople(inspection, column, kind, name);
  });
}

function unknownPeople(
  { accounts, reps }: Inspection,
  column: Column,
  kind: Uint8Array,
  role?: string,
): Finding[] {
  const known = ['rep_name', 'email', 'rep_id'].flatMap((name) =>
    Array.from({ length: reps.size }, (_, rep) => cellText(reps.columns.get(name), rep)),
  );
  return [...recordsByWord(accounts, column)]
    .filter(([, [first]]) => kind[first] === OwnerKind.departed)
    .map(([value, records]) => ({ value, records, isUserId: salesforceUserId.test(value) }))
    .map(({ value, records, isUserId }) => ({
      kind: 'owner-unknown',
      severity: 'warning',
      file: accounts.file,
      rows: rowsOf(accounts, records),
      column: column.header,
      value,
      facts: {
        accounts: records.length,
        // Ids a letter apart are two people.
        likely: isUserId ? undefined : likeliest(value, known),
        isUserId,
        ...(role !== undefined && { role }),
      },
    }));
}

const salesforceUserId = /^005[a-z0-9]{12}(?:[a-z0-9]{3})?$/i;

/** Those whom the user's own rules leave out are known; those a drafted row leaves out are told. */
function repsWhoDoNotSell({ reps, context, drafted }: Inspection): Finding[] {
  const title = filledColumn(reps, 'title');
  if (title === undefined || context === undefined) return [];
  const owned = accountsOwned(context.ownership.owner, reps.size);
  return Array.from({ length: reps.size }, (_, rep) => rep)
    .filter((rep) => carriesNoAccounts(cellText(title, rep)))
    .filter((rep) => drafted || context.team.live[rep] === 1)
    .map((rep) => ({
      kind: 'rep-is-no-seller',
      severity: owned[rep] > 0 || context.team.live[rep] === 1 ? 'warning' : 'note',
      file: reps.file,
      rows: [reps.rowNumbers[rep]],
      column: title.header,
      value: repName(reps, rep),
      facts: { title: cellText(title, rep), owned: owned[rep], live: context.team.live[rep] === 1 },
    }));
}

function accountsOwned(owner: Int32Array, reps: number): Uint32Array {
  const owned = new Uint32Array(reps);
  for (const rep of owner) if (rep >= 0) owned[rep]++;
  return owned;
}

function repName(reps: Table, rep: number): string {
  return cellText(reps.columns.get('rep_name'), rep) || cellText(reps.columns.get('rep_id'), rep);
}

/** Those who are gone or going are not expected to own anything. */
function repsWithoutAccounts({ reps, context, problem }: Inspection): Finding[] {
  if (context === undefined) return [];
  const owned = accountsOwned(context.ownership.owner, reps.size);
  const status = reps.columns.get('status');
  const staying = Array.from(owned.keys()).filter(
    (rep) => !['left', 'leaving'].includes(fold(cellText(status, rep))),
  );
  // Whoever has a role owns nothing by themselves.
  const hasRole = (rep: number): boolean =>
    problem?.roles?.some(({ holders }) => holders.some((mask) => mask[rep] === 1)) === true;
  const idle = staying.filter((rep) => owned[rep] === 0 && !hasRole(rep));
  // Where nobody owns anything the owners are told as no reps, and that is the cause.
  if (idle.length === 0 || idle.length === staying.length) return [];
  return [
    {
      kind: 'reps-without-accounts',
      severity: 'note',
      file: reps.file,
      rows: rowsOf(reps, idle),
      facts: { names: idle.map((rep) => repName(reps, rep)), of: staying.length },
    },
  ];
}

function unownedIcp({ accounts, context }: Inspection): Finding[] {
  const icp = accounts.columns.get('icp');
  if (icp?.kind !== 'flag' || context === undefined) return [];
  const { owner } = context.ownership;
  return Array.from(owner.keys())
    .filter((account) => icp.flags[account] === 1 && owner[account] < 0)
    .map((account) => ({
      kind: 'icp-unowned',
      severity: 'warning',
      file: accounts.file,
      rows: [accounts.rowNumbers[account]],
      column: accounts.columns.get('owner')?.header,
      value: cellText(accounts.columns.get('owner'), account),
      facts: { name: accountName(accounts, account) },
    }));
}
