import { z } from 'zod';
import { encodingNamed } from '../../inputs/csv/encodings.js';
import type { FileForm, FileForms } from '../../inputs/csv/file-form.js';
import type { InputProblem } from '../../model/input-problem.js';

/** The flags that say what files do not say of themselves; each may be given once for all files, and once for each. */
export const formFlagsShape = z.object({
  encoding: z.array(z.string()).default([]),
  sheet: z.array(z.string()).default([]),
  decimal: z.array(z.string()).default([]),
  dates: z.array(z.string()).default([]),
});

type FormFlags = z.infer<typeof formFlagsShape>;

const rolePrefix = /^(accounts|reps|rules|distances|opportunities|activities|contacts)=/;

/** The files of a problem that need not be given; their flags have their names. */
export const optionalFiles = ['rules', 'distances', 'opportunities', 'activities'] as const;

/** The forms of files by what they are, and of those that nobody named. */
export interface FormsGiven extends FileForms {
  readonly contacts: FileForm;
  readonly others: FileForm;
}

type Setting = keyof FileForm & keyof FormFlags;
type Value<Name extends Setting> = NonNullable<FileForm[Name]>;

/** Reads the values of these flags: `--encoding windows-1252`, `--sheet reps=Team`. */
export function readForms(given: Partial<FormFlags>, problems: InputProblem[]): FormsGiven {
  const encoding = perFile(
    given.encoding,
    '--encoding',
    problems,
    encodingNamed,
    'name one such as utf-8, utf-16le, windows-1252 or shift_jis',
  );
  const sheet = perFile(
    given.sheet,
    '--sheet',
    problems,
    (text) => text || undefined,
    'name a sheet',
  );
  const decimal = perFile(
    given.decimal,
    '--decimal',
    problems,
    (text): Value<'decimal'> | undefined => (text === '.' || text === ',' ? text : undefined),
    'write --decimal , where a comma stands before the fraction, --decimal . where a point does',
  );
  const dates = perFile(
    given.dates,
    '--dates',
    problems,
    (text): Value<'dates'> | undefined => (text === 'mdy' || text === 'dmy' ? text : undefined),
    'write --dates mdy where the month stands first, --dates dmy where the day does',
  );
  const formOf = (role?: keyof FileForms | 'contacts'): FileForm => {
    const take = <T>(values: ReadonlyMap<string, T>): T | undefined =>
      values.get(role ?? '') ?? values.get('');
    return {
      encoding: take(encoding),
      sheet: take(sheet),
      ...(role !== 'rules' && { decimal: take(decimal), dates: take(dates) }),
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

/** By the file a value is for; '' for all that have none of their own. */
function perFile<T>(
  texts: readonly string[] | undefined,
  file: string,
  problems: InputProblem[],
  read: (text: string) => T | undefined,
  remedy: string,
): ReadonlyMap<string, T> {
  const values = new Map<string, T>();
  for (const text of texts ?? []) {
    const role = rolePrefix.exec(text)?.[1] ?? '';
    const value = read(role === '' ? text : text.slice(role.length + 1));
    if (value === undefined) {
      problems.push({ file, what: 'is none that carve knows', value: text, remedy });
    } else if (values.has(role)) {
      const what = `is given twice for ${role === '' ? 'all files' : `the ${role} file`}`;
      problems.push({ file, what, value: text, remedy: 'keep one of the two' });
    } else {
      values.set(role, value);
    }
  }
  return values;
}
