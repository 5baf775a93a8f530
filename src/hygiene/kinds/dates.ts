import { filledColumn, isoDate } from '../../model/table.js';
import type { Finding } from '../finding.js';
import type { Inspection } from '../inspection.js';
import { columnUses } from '../rules/column-uses.js';

/** Days after which the newest contact in a file says that the file itself is old. */
const oldAfterDays = 60;

/** Dates that have gone by, have not come yet, or show that the whole export is old. */
export function dates(inspection: Inspection): readonly Finding[] {
  return [...renewalsGoneBy(inspection), ...datesToCome(inspection), ...oldExport(inspection)];
}

function renewalsGoneBy({ accounts, rules, asOf }: Inspection): Finding[] {
  const column = filledColumn(accounts, 'renewal_date');
  if (column?.kind !== 'date') return [];
  const rows = [...new Set(columnUses(accounts, rules).get(column)?.map(rowOf) ?? [])].filter(
    (row) => row !== undefined,
  );
  if (rows.length === 0) return [];
  return Array.from(column.days.entries())
    .filter(([, day]) => day < asOf)
    .map(([account, day]) => ({
      kind: 'date-gone-by',
      severity: 'warning',
      file: accounts.file,
      rows: [accounts.rowNumbers[account]],
      column: column.header,
      value: isoDate(day),
      facts: { days: asOf - day, rules: rows },
    }));
}

function rowOf(use: object): number | undefined {
  return 'row' in use && typeof use.row === 'number' ? use.row : undefined;
}

function datesToCome({ accounts, asOf }: Inspection): Finding[] {
  return ['last_contacted', 'owner_since'].flatMap((name) => {
    const column = filledColumn(accounts, name);
    if (column?.kind !== 'date') return [];
    return Array.from(column.days.entries())
      .filter(([, day]) => day > asOf)
      .map(
        ([account, day]): Finding => ({
          kind: 'date-to-come',
          severity: 'warning',
          file: accounts.file,
          rows: [accounts.rowNumbers[account]],
          column: column.header,
          value: isoDate(day),
          facts: { days: day - asOf },
        }),
      );
  });
}

function oldExport({ accounts, asOf }: Inspection): Finding[] {
  const column = filledColumn(accounts, 'last_contacted');
  if (column?.kind !== 'date') return [];
  const newest = column.days.reduce((last, day) => (day > last ? day : last), -Infinity);
  if (asOf - newest <= oldAfterDays) return [];
  return [
    {
      kind: 'old-export',
      severity: 'warning',
      file: accounts.file,
      rows: [],
      column: column.header,
      value: isoDate(newest),
      facts: { days: asOf - newest },
    },
  ];
}
