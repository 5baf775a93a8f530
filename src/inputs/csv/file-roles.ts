import { accountColumns } from './account-columns.js';
import type { ColumnSpec } from './column-spec.js';
import { marketColumns } from './market-columns.js';
import { activityColumns, contactColumns, opportunityColumns } from './opportunity-columns.js';
import { repColumns } from './rep-columns.js';

/** What carve knows of a file that it reads, whoever asks: flags, readers, messages, mappings, plan.json. */
interface FileRole {
  /** As --help calls it. */
  readonly called: string;
  /** What --help says of the flag that names it; those without are arguments, and always given. */
  readonly help?: string;
  /** The columns that carve looks for under any of their names, and `--map` may name. */
  readonly columns?: readonly ColumnSpec[];
  /** Of a file whose rows each belong to an account. */
  readonly linked?: {
    /** Its own id, where it has one: no two rows may share it. */
    readonly id?: string;
    /** One column of each group must be there with values. */
    readonly needs: readonly (readonly string[])[];
  };
  /** Whether `--decimal` and `--dates` have no say: carve itself says how it is written. */
  readonly plain?: true;
}

const account = ['account_id', 'account_name'];

/** The files that a problem is made of, in the order in which plan.json names them. */
const problemFiles = {
  accounts: { called: 'account file', columns: accountColumns },
  reps: { called: 'rep file', columns: repColumns },
  rules: {
    called: 'rules file',
    help: 'rules.csv; without it, safe rules are drafted from the data',
    plain: true,
  },
  distances: {
    called: 'distances file',
    help: 'account_id, rep_id, km for every pair the rules allow',
  },
  neighbours: {
    called: 'neighbours file',
    help: 'a, b: areas side by side, for contiguous rows; US states and counties are known',
    plain: true,
  },
  opportunities: {
    called: 'opportunities',
    help: 'a CRM export of opportunities: pipeline, wins and their owners, by account',
    columns: opportunityColumns,
    linked: {
      id: 'opportunity_id',
      needs: [account, ['stage', 'status', 'is_closed', 'is_won']],
    },
  },
  activities: {
    called: 'activities',
    help: 'a CRM export of activities: last contact, touches and who had them, by account',
    columns: activityColumns,
    linked: { needs: [account, ['date']] },
  },
  relationships: {
    called: 'relationships file',
    help: 'account_id, rep_id, strength from 0 to 1: who is known where, in place of what opportunities and activities tell of it',
  },
  owners: {
    called: 'plan that owners are taken from',
    help: 'a plan folder, or its assignments.csv: its reps are the owners, whatever accounts say',
    plain: true,
  },
  new: {
    called: 'file of accounts besides',
    help: 'accounts that the account file does not have, in the same form: those that carve route gave out',
  },
  overrides: {
    called: 'register of overrides',
    help: 'overrides.csv of carve review: what managers decided comes before all rules until it expires',
    plain: true,
  },
} as const satisfies Readonly<Record<string, FileRole>>;

/** Those, and what only one command reads. */
const files = {
  ...problemFiles,
  contacts: {
    called: 'contacts',
    help: 'a CRM export of contacts, who follow their account',
    columns: contactColumns,
    linked: { id: 'contact_id', needs: [account, ['owner']] },
  },
  market: {
    called: 'market file',
    help: 'how many companies there are by segment, industry and region, and what one is worth',
    columns: marketColumns,
  },
} as const satisfies Readonly<Record<string, FileRole>>;

type Files = typeof files;
type Having<Property extends keyof FileRole> = {
  [Role in keyof Files]: Property extends keyof Files[Role] ? Role : never;
}[keyof Files];

/** What a file is to carve. */
export type FileRoleName = keyof Files;
/** A file of a problem. */
export type InputRole = keyof typeof problemFiles;
/** A file of a problem that need not be given. */
export type OptionalRole = InputRole & Having<'help'>;
/** A file whose headers carve matches. */
export type MappedFile = Having<'columns'>;
/** Files whose rows each belong to an account. */
export type LinkedKind = Having<'linked'>;

export const fileRoles: Readonly<Record<FileRoleName, FileRole>> &
  Readonly<Record<MappedFile, { readonly columns: readonly ColumnSpec[] }>> &
  Readonly<Record<LinkedKind, { readonly linked: NonNullable<FileRole['linked']> }>> &
  Readonly<Record<Having<'help'>, { readonly help: string }>> = files;

export const fileRoleNames = namesOf(files);
export const inputRoles = namesOf(problemFiles);
export const optionalRoles = inputRoles.filter(
  (role): role is OptionalRole => 'help' in problemFiles[role],
);
export const mappedFiles = fileRoleNames.filter(
  (role): role is MappedFile => 'columns' in files[role],
);
/** Those of a problem, which a mapping file speaks of. */
export const mappableFiles = mappedFiles.filter(isOfProblem);
export type MappableFile = MappedFile & InputRole;

/** Something of each file of a problem, as far as the files are given. */
export type GivenInputs<Value> = { readonly [Role in Exclude<InputRole, OptionalRole>]: Value } & {
  readonly [Role in OptionalRole]?: Value | undefined;
};

/** The same with something else in the place of each, in the order of the roles. */
export function mapInputs<From, To>(
  inputs: GivenInputs<From>,
  to: (value: From, role: InputRole) => To,
): GivenInputs<To> {
  const optional = optionalRoles.flatMap((role): [OptionalRole, To][] => {
    const value = inputs[role];
    return value === undefined ? [] : [[role, to(value, role)]];
  });
  const { accounts, reps } = inputs;
  return {
    accounts: to(accounts, 'accounts'),
    reps: to(reps, 'reps'),
    ...Object.fromEntries(optional),
  };
}

/** A value for each of some files. */
export function byRole<Role extends string, Value>(
  roles: readonly Role[],
  valueFor: (role: Role) => Value,
): Readonly<Record<Role, Value>> {
  // Every role has an entry.
  return Object.fromEntries(roles.map((role) => [role, valueFor(role)])) as Record<Role, Value>;
}

/** Whether a name is that of a file whose headers carve matches. */
export function isMappedFile(name: string): name is MappedFile {
  return mappedFiles.some((file) => file === name);
}

function isOfProblem<Role extends FileRoleName>(role: Role): role is Role & InputRole {
  return role in problemFiles;
}

function namesOf<Table extends object>(table: Table): readonly (keyof Table & string)[] {
  return Object.keys(table) as (keyof Table & string)[];
}
