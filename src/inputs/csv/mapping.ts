import type { InputProblem } from '../../model/input-problem.js';
import { fold } from '../../model/table.js';
import { fileRoles, mappedFiles as files, type MappedFile } from './file-roles.js';
import { headerList } from './findings.js';
import { findHeaders } from './header-key.js';

/** One `--map CANONICAL=HEADER`. */
export interface Mapping {
  /** The flag's value as given. */
  readonly text: string;
  /** The file it is for; undefined for accounts and reps, whichever has the header. */
  readonly target: MappedFile | undefined;
  /** The canonical column. */
  readonly column: string;
  /** The header that holds it. */
  readonly header: string;
}

const main: readonly MappedFile[] = ['accounts', 'reps'];

const flagShape = new RegExp(`^\\s*(?:(?:${files.join('|')})\\.)?[\\w ]+=.*\\S`, 'su');

function knows(file: MappedFile, column: string): boolean {
  return fileRoles[file].columns.some(({ name }) => name === column);
}

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
    target: files.find((file) => file === prefix),
    column: left.slice(dot + 1).toLowerCase(),
    header: text.slice(equals + 1).trim(),
  };
}

/** Whether the mapping says that a file has no such column: `--map owner=none`, where no header is called so. */
export function saysNone({ header }: Mapping, headers: readonly string[]): boolean {
  return fold(header) === 'none' && findHeaders(headers, header).length === 0;
}

/** Whether the mapping speaks of this file's columns at all. */
export function appliesTo(mapping: Mapping, file: MappedFile): boolean {
  return (
    (mapping.target === undefined ? main.includes(file) : mapping.target === file) &&
    knows(file, mapping.column)
  );
}

/**
 * Mappings whose header is in none of the files they could be for. A file
 * whose header could not be read is undefined and gives the benefit of the doubt;
 * one that is not named was not given.
 */
export function unusedMappings(
  mappings: readonly Mapping[],
  headers: Readonly<Partial<Record<MappedFile, readonly string[] | undefined>>>,
): InputProblem[] {
  const problems: InputProblem[] = [];
  for (const mapping of mappings) {
    const meant = files.filter((file) => file in headers && appliesTo(mapping, file));
    if (meant.length === 0 && mapping.target !== undefined) {
      const what = `is for the ${mapping.target} file, and none is given`;
      const remedy = `give it with --${mapping.target} FILE, or leave the mapping out`;
      problems.push({ file: '--map', what, value: mapping.text, remedy });
      continue;
    }
    const isThere = meant.some((file) => {
      const header = headers[file];
      return (
        header === undefined ||
        saysNone(mapping, header) ||
        findHeaders(header, mapping.header).length > 0
      );
    });
    if (isThere) continue;
    const names = meant.flatMap((file) => headers[file] ?? []).filter((name) => name !== '');
    problems.push({
      file: '--map',
      what: `names a header that ${meant.length === 1 ? `the ${meant[0]} file does not have` : 'no file has'}`,
      value: mapping.text,
      remedy: `take one of: ${headerList(names)}`,
    });
  }
  return problems;
}

function unknownColumn(mapping: Mapping): InputProblem | undefined {
  if (files.some((file) => appliesTo(mapping, file))) return undefined;
  const others = files.filter((file) => knows(file, mapping.column));
  if (mapping.target === undefined && others.length > 0) {
    const remedy = `say which file is meant: ${others.map((file) => `--map "${file}.${mapping.text.trim()}"`).join(' or ')}`;
    const what = `names "${mapping.column}", which is no column of accounts or reps`;
    return { file: '--map', what, value: mapping.text, remedy };
  }
  const named = mapping.target === undefined ? main : [mapping.target];
  const names = new Set(named.flatMap((file) => fileRoles[file].columns.map((spec) => spec.name)));
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
