import { accountColumns } from './account-columns.js';
import { withIdentity } from './identity.js';
import { readTable, type TableOptions, type TableReading } from './table-reader.js';

/** Reads accounts.csv. `account_id` is always a column of the table where there are no problems. */
export function readAccounts(
  file: string,
  bytes: Uint8Array,
  options: TableOptions = {},
): TableReading {
  return withIdentity(readTable(file, bytes, 'accounts', accountColumns, options), {
    column: 'account_id',
    standIns: ['account_name'],
    rows: 'accounts',
  });
}
