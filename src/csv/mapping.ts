import type { InputProblem } from '../model/input-problem.js';
import { accountColumns } from './account-columns.js';
import type { ColumnSpec } from './column-spec.js';
import { findHeaders } from './header-key.js';
import { repColumns } from './rep-columns.js';

/** The files whose headers carve matches. */
export type MappedFile = 'accounts' | 'reps';

/** One `--map CANONICAL=HEADER`. */
export interface Mapping {
  /** The flag's value as given. */
  readonly text: string;
  /** The file it is for; undefined for each file that has the header. */
  readonly target: MappedFile | undefined;
  /** The canonical column. */
  readonly column: string;
  /** The header that holds it. */
  readonly header: string;
}

const knownColumns: Readonly<Record<MappedFile, readonly ColumnSpec[]>> = {
  accounts: accountColumns,
  reps: repColumns,
};

const flagShape = /^\s*(?:accounts\.|reps\.)?[\w ]+=.*\S/su;

/** Reads the values of `--map`: `owner=Account Exec`, `reps.quota=Target`. */
export function parseMappings(texts: readonly string[]): {
  readonly mappings: readonly Mapping[];
  readonly problems: readonly InputProblem[];
} {
  const mappings: Mapping[] = [];
  const problems: InputProblem[] = [];
  for (const text of texts) {
    if (!flagShape.test(text)) {
      problems.push({
        file: '--map',
        what: 'is not of the form CANONICAL=HEADER',
        value: text,
        remedy: 'write, say, --map "owner=Account Exec" or --map "reps.quota=Target"',
      });
      continue;
    }
    const mapping = mappingOf(text);
    const problem = unknownColumn(mapping) ?? contradiction(mapping, mappings);
    if (problem === undefined) mappings.push(mapping);
    else problems.push(problem);
  }
  return { mappings, problems };
}

function mappingOf(text: string): Mapping {
  const equals = text.indexOf('=');
  const left = text.slice(0, equals).trim();
  const dot = left.indexOf('.');
  const prefix = dot === -1 ? '' : left.slice(0, dot);
  return {
    text,
    target: prefix === 'accounts' || prefix === 'reps' ? prefix : undefined,
    column: left.slice(dot + 1).toLowerCase(),
    header: text.slice(equals + 1).trim(),
  };
}

/** Whether the mapping speaks of this file's columns at all. */
export function appliesTo(mapping: Mapping, file: MappedFile): boolean {
  return (
    (mapping.target ?? file) === file &&
    knownColumns[file].some((spec) => spec.name === mapping.column)
  );
}

/**
 * Mappings whose header is in none of the files they could be for. A file
 * whose header could not be read is undefined and gives the benefit of the doubt.
 */
export function unusedMappings(
  mappings: readonly Mapping[],
  headers: Readonly<Record<MappedFile, readonly string[] | undefined>>,
): InputProblem[] {
  const problems: InputProblem[] = [];
  for (const mapping of mappings) {
    const files = (['accounts', 'reps'] as const).filter((file) => appliesTo(mapping, file));
    const isThere = files.some((file) => {
      const header = headers[file];
      return header === undefined || findHeaders(header, mapping.header).length > 0;
    });
    if (isThere) continue;
    const names = files.flatMap((file) => headers[file] ?? []).filter((name) => name !== '');
    problems.push({
      file: '--map',
      what: `names a header that ${files.length === 1 ? `the ${files[0]} file does not have` : 'no file has'}`,
      value: mapping.text,
      remedy: `take one of: ${listed(names)}`,
    });
  }
  return problems;
}

function unknownColumn(mapping: Mapping): InputProblem | undefined {
  if (appliesTo(mapping, 'accounts') || appliesTo(mapping, 'reps')) return undefined;
  const files: readonly MappedFile[] =
    mapping.target === undefined ? ['accounts', 'reps'] : [mapping.target];
  const names = new Set(files.flatMap((file) => knownColumns[file].map((spec) => spec.name)));
  return {
    file: '--map',
    what: `names "${mapping.column}", which is no column carve knows${mapping.target === undefined ? '' : ` in the ${mapping.target} file`}`,
    value: mapping.text,
    remedy: `take one of: ${[...names].join(', ')}`,
  };
}

function contradiction(mapping: Mapping, earlier: readonly Mapping[]): InputProblem | undefined {
  const other = earlier.find(
    (candidate) => candidate.column === mapping.column && candidate.target === mapping.target,
  );
  if (other === undefined) return undefined;
  return {
    file: '--map',
    what: `maps ${mapping.column} a second time, after "${other.text}"`,
    value: mapping.text,
    remedy: 'give each column one header',
  };
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 30).map((name) => `"${name}"`);
  return `${shown.join(', ')}${names.length > shown.length ? ', …' : ''}`;
}
