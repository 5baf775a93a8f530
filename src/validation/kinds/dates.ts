import type { Rule } from '../../model/rule.js';
import { type Column, filledColumn, isoDate, type Table } from '../../model/table.js';
import { dayNumber } from '../../model/units.js';
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
  const rows = rowsReading(column, accounts, rules);
  if (rows.length === 0) return [];
  return Array.from(column.days.entries())
    .filter(([, day]) => day < asOf)
    .map(([account, day]) => ({
      kind: 'date-gone-by',
      severity: 'warning',
      file: accounts.file,
      rows: [accounts.rowNumbers[account]],
      column: column.header,
      value: isoDate(dayNumber(day)),
      facts: { days: asOf - day, rules: rows },
    }));
}

/** The rows of the rules that read a column. */
function rowsReading(column: Column, accounts: Table, rules: readonly Rule[]): readonly number[] {
  const uses = columnUses(accounts, rules).get(column) ?? [];
  return [...new Set(uses.map(rowOf))].filter((row) => row !== undefined);
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
          value: isoDate(dayNumber(day)),
          facts: { days: day - asOf },
        }),
      );
  });
}

/** An old export, where anything is read from how long ago the last contact was. */
function oldExport(inspection: Inspection): Finding[] {
  const { accounts, rules, asOf } = inspection;
  const column = filledColumn(accounts, 'last_contacted');
  if (column?.kind !== 'date') return [];
  const newest = column.days.reduce((last, day) => (day > last ? day : last), -Infinity);
  if (asOf - newest <= oldAfterDays) return [];
  const rows = rowsReading(column, accounts, rules);
  const disruption = disruptionReadsContacts(inspection);
  if (rows.length === 0 && !disruption) return [];
  return [
    {
      kind: 'old-export',
      severity: 'warning',
      file: accounts.file,
      rows: [],
      column: column.header,
      value: isoDate(dayNumber(newest)),
      facts: { days: asOf - newest, rules: rows, disruption },
    },
  ];
}

/** Disruption counts only where somebody owns something, and is worked out where it is not given. */
function disruptionReadsContacts({ accounts, problem }: Inspection): boolean {
  const counts = problem === undefined || problem.disruptionWeight > 0;
  const isOwned = filledColumn(accounts, 'owner') !== undefined;
  return counts && isOwned && filledColumn(accounts, 'disruption')?.filled !== accounts.size;
}
