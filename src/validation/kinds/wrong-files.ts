import type { Table } from '../../model/table.js';
import { lettersOnly } from '../../rules/column-source.js';
import type { FileKind, Finding, Severity } from '../finding.js';
import type { Inspection } from '../inspection.js';

/** Headers that tell what a file holds, however spelled; those that several kinds of file have are left out. */
const typicalHeaders: Readonly<Record<FileKind, readonly string[]>> = {
  accounts: [
    'account_id',
    'account_name',
    'account',
    'company',
    'company_name',
    'owner',
    'owner_id',
    'account_owner',
    'company_owner',
    'annual_revenue',
    'revenue',
    'employees',
    'number_of_employees',
    'website',
    'parent_id',
    'billing_city',
    'billing_state',
    'billing_country',
    'potential',
    'workload',
    'disruption',
    'arr',
    'open_pipeline',
    'renewal_date',
    'last_contacted',
  ],
  people: [
    'rep_id',
    'rep_name',
    'first_name',
    'last_name',
    'email',
    'primary_email',
    'username',
    'user_name',
    'title',
    'role',
    'profile',
    'user_role',
    'manager',
    'capacity',
    'ramp',
    'quota',
    'max_accounts',
    'tenure_months',
  ],
  opportunities: [
    'opportunity_id',
    'opportunity_name',
    'opportunity_owner',
    'stage',
    'stage_name',
    'sales_stage',
    'deal_stage',
    'deal_name',
    'deal_owner',
    'close_date',
    'est_close_date',
    'actual_close_date',
    'close_value',
    'probability',
    'amount',
    'est_revenue',
    'expected_revenue',
    'forecast_category',
  ],
};

/** So many headers of its kind tell a file of deals; accounts may well have one or two. */
const enoughOfDeals = 3;
const enough = 2;

/** Files that hold something else than they were given for: the two swapped, people in place of accounts, deals in place of either. */
export function wrongFiles({
  accounts,
  reps,
  problems,
}: Inspection): readonly Finding<'wrong-file'>[] {
  const severity = problems.length > 0 ? 'error' : 'warning';
  const [first, second] = [looksOf(accounts), looksOf(reps)];
  if (first?.kind === 'people' && second?.kind === 'accounts') {
    const swappedWith = { file: reps.file, headers: second.headers };
    return [findingOf(severity, accounts, first, swappedWith)];
  }
  return [
    ...(first === undefined || first.kind === 'accounts'
      ? []
      : [findingOf(severity, accounts, first)]),
    ...(second === undefined || second.kind === 'people'
      ? []
      : [findingOf(severity, reps, second)]),
  ];
}

/** Whether people were given for accounts and accounts for people; by the headers that say so. */
export function swappedFiles(
  accounts: Table,
  reps: Table,
): { readonly people: readonly string[]; readonly accounts: readonly string[] } | undefined {
  const [first, second] = [looksOf(accounts), looksOf(reps)];
  const isSwapped = first?.kind === 'people' && second?.kind === 'accounts';
  return isSwapped ? { people: first.headers, accounts: second.headers } : undefined;
}

interface Looks {
  readonly kind: FileKind;
  readonly headers: readonly string[];
}

/** What a file looks like by its headers; undefined where they do not tell. */
function looksOf(table: Table): Looks | undefined {
  const headerOf = new Map<string, string>();
  for (const { name, header } of table.columns.values()) {
    const key = lettersOnly(header);
    // The owners by whom the reps are known are no sign of accounts.
    if (!name.startsWith('rep_') || key === lettersOnly(name)) headerOf.set(key, header);
  }
  const headersOf = (kind: FileKind): readonly string[] =>
    typicalHeaders[kind].map((name) => headerOf.get(lettersOnly(name)) ?? '').filter(Boolean);
  const deals = headersOf('opportunities');
  if (deals.length >= enoughOfDeals) return { kind: 'opportunities', headers: deals };
  const [accounts, people] = [headersOf('accounts'), headersOf('people')];
  if (accounts.length >= enough && accounts.length > people.length) {
    return { kind: 'accounts', headers: accounts };
  }
  if (people.length >= enough && people.length > accounts.length) {
    return { kind: 'people', headers: people };
  }
  return undefined;
}

function findingOf(
  severity: Severity,
  { file }: Table,
  { kind, headers }: Looks,
  swappedWith?: { readonly file: string; readonly headers: readonly string[] },
): Finding<'wrong-file'> {
  return {
    kind: 'wrong-file',
    severity,
    file,
    rows: [],
    facts: { looksLike: kind, headers, ...(swappedWith && { swappedWith }) },
  };
}
