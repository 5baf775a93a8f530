import { parseDate } from '../../../src/inputs/cells/date.js';
import { cellText } from '../../../src/model/table.js';
import { dayNumber } from '../../../src/model/units.js';
import { type Survey, survey } from '../../../src/planning/inputs.js';

/** The files as texts, and the flags that say how they are read. */
export interface JoinedFiles {
  readonly accounts: string;
  readonly reps?: string;
  readonly opportunities?: string | undefined;
  readonly activities?: string | undefined;
  readonly map?: readonly string[];
  readonly ownerFrom?: 'opportunities';
  readonly asOf?: string;
  /** Opportunities as they stood on this day. */
  readonly at?: string;
}

const encoder = new TextEncoder();

/** What the files come to. */
export function surveyOf({ accounts, reps = 'rep_id\nR1\n', ...files }: JoinedFiles): Survey {
  const named = (name: string, text: string) => ({ name, bytes: encoder.encode(text) });
  const { opportunities, activities } = files;
  return survey({
    accounts: named('accounts.csv', accounts),
    reps: named('reps.csv', reps),
    rules: undefined,
    distances: undefined,
    opportunities: opportunities === undefined ? undefined : named('deals.csv', opportunities),
    activities: activities === undefined ? undefined : named('touches.csv', activities),
    ownerFrom: files.ownerFrom,
    opportunitiesAt: files.at === undefined ? undefined : parseDate(files.at),
    bare: true,
    map: files.map ?? [],
    assembly: {
      asOf: parseDate(files.asOf ?? '2026-01-15') ?? dayNumber(0),
      weights: new Map(),
      shareBy: undefined,
      potentialCap: true,
    },
  });
}

/** The cells of some account columns, by account_id. */
export function cellsOf(
  { assembled: { accounts } }: Survey,
  columns: readonly string[],
): Record<string, string[]> {
  const ids = accounts.columns.get('account_id');
  return Object.fromEntries(
    Array.from({ length: accounts.size }, (_, row) => [
      cellText(ids, row),
      columns.map((name) => cellText(accounts.columns.get(name), row)),
    ]),
  );
}
