import { carriesNoAccounts } from '../../assembly/titles.js';
import { OwnerKind } from '../../model/problem.js';
import { cellText, filledColumn, type Table } from '../../model/table.js';
import { accountName, recordsByWord, rowsOf } from '../cells.js';
import type { Finding } from '../finding.js';
import type { Inspection } from '../inspection.js';
import { likeliest } from '../names/slips.js';

/** Owners who are no reps, reps who are no sellers, and ICP accounts that nobody owns. */
export function owners(inspection: Inspection): readonly Finding[] {
  const { accounts } = inspection;
  const column = filledColumn(accounts, 'owner');
  return [
    ...(column === undefined && accounts.size > 0 ? [noOwnerColumn(accounts)] : []),
    ...unknownOwners(inspection),
    ...repsWhoDoNotSell(inspection),
    ...(column === undefined ? [] : unownedIcp(inspection)),
  ];
}

function noOwnerColumn(accounts: Table): Finding {
  return {
    kind: 'no-owner-column',
    severity: 'note',
    file: accounts.file,
    rows: [],
    column: 'owner',
    facts: { accounts: accounts.size },
  };
}

function unknownOwners({ accounts, reps, ground }: Inspection): Finding[] {
  const column = filledColumn(accounts, 'owner');
  if (column === undefined || ground === undefined) return [];
  const { kind } = ground.ownership;
  const known = ['rep_name', 'email', 'rep_id'].flatMap((name) =>
    Array.from({ length: reps.size }, (_, rep) => cellText(reps.columns.get(name), rep)),
  );
  return [...recordsByWord(accounts, column)]
    .filter(([, [first]]) => kind[first] === OwnerKind.departed)
    .map(([value, records]) => ({
      kind: 'owner-unknown',
      severity: 'warning',
      file: accounts.file,
      rows: rowsOf(accounts, records),
      column: column.header,
      value,
      facts: { accounts: records.length, likely: likeliest(value, known) },
    }));
}

/** Those whom the user's own rules leave out are known; those a drafted row leaves out are told. */
function repsWhoDoNotSell({ reps, ground, drafted }: Inspection): Finding[] {
  const title = filledColumn(reps, 'title');
  if (title === undefined || ground === undefined) return [];
  const owned = new Uint32Array(reps.size);
  for (const rep of ground.ownership.owner) if (rep >= 0) owned[rep]++;
  return Array.from({ length: reps.size }, (_, rep) => rep)
    .filter((rep) => carriesNoAccounts(cellText(title, rep)))
    .filter((rep) => drafted || ground.team.live[rep] === 1)
    .map((rep) => ({
      kind: 'rep-is-no-seller',
      severity: owned[rep] > 0 || ground.team.live[rep] === 1 ? 'warning' : 'note',
      file: reps.file,
      rows: [reps.rowNumbers[rep]],
      column: title.header,
      value:
        cellText(reps.columns.get('rep_name'), rep) || cellText(reps.columns.get('rep_id'), rep),
      facts: { title: cellText(title, rep), owned: owned[rep], live: ground.team.live[rep] === 1 },
    }));
}

function unownedIcp({ accounts, ground }: Inspection): Finding[] {
  const icp = accounts.columns.get('icp');
  if (icp?.kind !== 'flag' || ground === undefined) return [];
  const { owner } = ground.ownership;
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
