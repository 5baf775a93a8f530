import type { InputProblem } from '../model/input-problem.js';
import { cellText } from '../model/table.js';
import { type Finding, type FoundAccount, findingKinds, severities } from './finding.js';
import type { Inspection, Inspector, References } from './inspection.js';
import { coordinates } from './kinds/coordinates.js';
import { dates } from './kinds/dates.js';
import { duplicates } from './kinds/duplicates.js';
import { linkedFiles } from './kinds/linked-files.js';
import { missingFields } from './kinds/missing-fields.js';
import { misspelled } from './kinds/misspelled.js';
import { owners } from './kinds/owners.js';
import { parents } from './kinds/parents.js';
import { placeholders } from './kinds/placeholders.js';
import { potentialOutliers } from './kinds/potential-outliers.js';
import { spellings } from './kinds/spellings.js';
import { unknownPlaces } from './kinds/unknown-places.js';
import { wrongFiles } from './kinds/wrong-files.js';
import { contradictions } from './rules/contradictions.js';
import { emptyComparisons } from './rules/empty-comparisons.js';
import { filterValues } from './rules/filter-values.js';
import { greyZones } from './rules/grey-zones.js';
import { idleRules } from './rules/idle-rules.js';
import { nobodyMayTake } from './rules/nobody.js';
import { repeatedRules } from './rules/repeated-rules.js';

/** Everyone who looks for faults, each for their own. */
const inspectors: readonly Inspector[] = [
  duplicates,
  owners,
  linkedFiles,
  parents,
  spellings,
  misspelled,
  placeholders,
  missingFields,
  dates,
  potentialOutliers,
  coordinates,
  unknownPlaces,
  nobodyMayTake,
  contradictions,
  filterValues,
  emptyComparisons,
  idleRules,
  repeatedRules,
  greyZones,
];

/**
 * Everything there is to say of the files before anything is planned: what
 * contract 7 refuses, and what it lets pass though it is likely a mistake.
 * Gravest first, then by kind, file and row: the same files give the same list.
 */
export async function inspect(
  inspection: Inspection,
  references: References,
): Promise<readonly Finding[]> {
  const found: Finding[] = inspection.problems.map(asFinding);
  const wrong = wrongFiles(inspection);
  found.push(...wrong);
  for (const inspector of worthAsking(wrong)) {
    // One after the other: what one finds may be more than a call has room for arguments.
    for (const finding of await inspector(inspection, references)) found.push(finding);
  }
  const accountInRow = accountsByRow(inspection);
  const fileOrder = new Map<string, number>();
  for (const { file } of [inspection.accounts, inspection.reps]) {
    if (!fileOrder.has(file)) fileOrder.set(file, fileOrder.size);
  }
  const rank = new Map(findingKinds.map((kind, index) => [kind, index]));
  const keys = found.map((finding, index) => [
    severities.indexOf(finding.severity),
    rank.get(finding.kind) ?? 0,
    fileOrder.get(finding.file) ?? fileOrder.size,
    finding.rows[0] ?? 0,
    index,
  ]);
  return [...keys]
    .sort((a, b) => a.map((part, at) => part - b[at]).find((difference) => difference !== 0) ?? 0)
    .map((key) => withAccount(found[key[4]], accountInRow));
}

function asFinding({ file, row, column, what, value, remedy }: InputProblem): Finding {
  return {
    kind: 'input-error',
    severity: 'error',
    file,
    rows: row === undefined ? [] : [row],
    column,
    value,
    facts: { what, remedy },
  };
}

/**
 * Of other files than accounts and reps little else makes sense; deals of one
 * customer share its name, and none is to be merged.
 */
function worthAsking(wrong: readonly Finding<'wrong-file'>[]): readonly Inspector[] {
  if (wrong.length === 0) return inspectors;
  const holdsDeals = wrong.every(({ facts }) => facts.looksLike === 'opportunities');
  return holdsDeals ? inspectors.filter((inspector) => inspector !== duplicates) : [];
}

/** The account in a row of the accounts file, worked out when first asked for. */
function accountsByRow({ accounts }: Inspection): (finding: Finding) => FoundAccount | undefined {
  let byRow: ReadonlyMap<number, number> | undefined;
  const cell = (name: string, account: number) => cellText(accounts.columns.get(name), account);
  return ({ file, rows }) => {
    if (file !== accounts.file || rows.length !== 1) return undefined;
    byRow ??= new Map(Array.from(accounts.rowNumbers, (row, account) => [row, account]));
    const account = byRow.get(rows[0]);
    if (account === undefined) return undefined;
    const [id, name, owner] = ['account_id', 'account_name', 'owner'].map((column) =>
      cell(column, account),
    );
    return { id, name, owner };
  };
}

function withAccount(
  finding: Finding,
  accountOf: (finding: Finding) => FoundAccount | undefined,
): Finding {
  const account = accountOf(finding);
  return account === undefined ? finding : { ...finding, account };
}
