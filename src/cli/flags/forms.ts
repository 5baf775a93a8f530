import type { FileForm, FileForms } from '../../inputs/csv/file-form.js';
import {
  byRole,
  type FileRoleName,
  fileRoleNames,
  fileRoles,
  type OptionalRole,
  optionalRoles,
} from '../../inputs/csv/file-roles.js';
import { type Check, type Repeated, repeated } from './option.js';

const rolePrefix = new RegExp(`^(${fileRoleNames.join('|')})=`);

/** The forms of files by what they are, and of those that nobody named. */
export type FormsGiven = Readonly<Record<FileRoleName | 'others', FileForm>>;

/** By the file a value is for; '' for all that have none of their own. */
export type PerFile<Value> = ReadonlyMap<string, Value>;

/** A flag that says what files do not say of themselves; it may be given once for all files, and once for each. */
export function perFile<Value>(
  flag: string,
  help: string,
  takes: Check<Value> & { readonly remedy: string },
): Repeated<PerFile<Value>> {
  return repeated(
    flag,
    help,
    (texts, tell) => {
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
    },
    takes.words,
  );
}

/** What the flags that say it of files come to for each of them. */
export function formsOf(
  wanted: {
    readonly [Setting in keyof FileForm]-?: PerFile<NonNullable<FileForm[Setting]>>;
  },
): FormsGiven {
  const formOf = (role: FileRoleName | ''): FileForm => {
    const take = <Value>(values: PerFile<Value>): Value | undefined =>
      values.get(role) ?? values.get('');
    const form = { encoding: take(wanted.encoding), sheet: take(wanted.sheet) };
    if (role !== '' && fileRoles[role].plain === true) return form;
    return { ...form, decimal: take(wanted.decimal), dates: take(wanted.dates) };
  };
  return { ...byRole(fileRoleNames, formOf), others: formOf('') };
}

/** The forms of the files that were read, as a plan records them. */
export function formsRead({
  forms,
  ...given
}: { readonly forms: FormsGiven } & {
  readonly [Role in OptionalRole]?: string | undefined;
}): FileForms {
  const isRead = optionalRoles.filter((role) => given[role] !== undefined);
  return {
    accounts: forms.accounts,
    reps: forms.reps,
    ...byRole(isRead, (role) => forms[role]),
  };
}
