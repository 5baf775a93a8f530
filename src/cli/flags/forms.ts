import type { FileForm, FileForms } from '../../inputs/csv/file-form.js';
import { type Check, type Repeated, repeated } from './option.js';

const rolePrefix = /^(accounts|reps|rules|distances|opportunities|activities|contacts)=/;

/** The files of a problem that need not be given; their flags have their names. */
export const optionalFiles = ['rules', 'distances', 'opportunities', 'activities'] as const;

/** The forms of files by what they are, and of those that nobody named. */
export interface FormsGiven extends FileForms {
  readonly contacts: FileForm;
  readonly others: FileForm;
}

/** By the file a value is for; '' for all that have none of their own. */
export type PerFile<Value> = ReadonlyMap<string, Value>;

/** A flag that says what files do not say of themselves; it may be given once for all files, and once for each. */
export function perFile<Value>(
  flag: string,
  help: string,
  takes: Check<Value> & { readonly remedy: string },
): Repeated<PerFile<Value>> {
  return repeated(flag, help, (texts, tell) => {
    const values = new Map<string, Value>();
    for (const text of texts) {
      const role = rolePrefix.exec(text)?.[1] ?? '';
      const value = takes.read(role === '' ? text : text.slice(role.length + 1), tell);
      if (value === undefined) {
        tell({ what: 'is none that carve knows', value: text, remedy: takes.remedy });
      } else if (values.has(role)) {
        const what = `is given twice for ${role === '' ? 'all files' : `the ${role} file`}`;
        tell({ what, value: text, remedy: 'keep one of the two' });
      } else {
        values.set(role, value);
      }
    }
    return values;
  });
}

/** What the flags that say it of files come to for each of them. */
export function formsOf(
  said: {
    readonly [Setting in keyof FileForm]-?: PerFile<NonNullable<FileForm[Setting]>>;
  },
): FormsGiven {
  const formOf = (role = ''): FileForm => {
    const take = <Value>(values: PerFile<Value>): Value | undefined =>
      values.get(role) ?? values.get('');
    return {
      encoding: take(said.encoding),
      sheet: take(said.sheet),
      ...(role !== 'rules' && { decimal: take(said.decimal), dates: take(said.dates) }),
    };
  };
  return {
    accounts: formOf('accounts'),
    reps: formOf('reps'),
    rules: formOf('rules'),
    distances: formOf('distances'),
    opportunities: formOf('opportunities'),
    activities: formOf('activities'),
    contacts: formOf('contacts'),
    others: formOf(),
  };
}

/** The forms of the files that were read, as a plan records them. */
export function formsRead(
  flags: { readonly forms: FormsGiven } & {
    readonly [Role in (typeof optionalFiles)[number]]?: string | undefined;
  },
): FileForms {
  const { accounts, reps } = flags.forms;
  const given = (role: (typeof optionalFiles)[number]): FileForm | undefined =>
    flags[role] === undefined ? undefined : flags.forms[role];
  return {
    accounts,
    reps,
    rules: given('rules'),
    distances: given('distances'),
    opportunities: given('opportunities'),
    activities: given('activities'),
  };
}
