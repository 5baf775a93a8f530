import { addTo } from '../../model/grouping.js';
import type { InputProblem } from '../../model/input-problem.js';
import { fold } from '../../model/table.js';
import type { CellKind, ColumnSpec } from './column-spec.js';
import { text } from './column-spec.js';
import type { MappedFile } from './file-roles.js';
import { findHeaders, headerKey, joinedHeaders } from './header-key.js';
import type { Mapping } from './mapping.js';
import { appliesTo, saysNone } from './mapping.js';

/** A header taken for a column under another name, to be told to the user. */
export interface HeaderChoice {
  readonly file: string;
  /** The canonical column. */
  readonly column: string;
  /** The header as the file spells it; of two joined ones, both with ` + ` between. */
  readonly header: string;
  /** By its spelling, or because of `--map`. */
  readonly by: 'spelling' | 'map';
}

/** One column to build, and the cells it is built from. */
export interface PlannedColumn {
  readonly name: string;
  readonly header: string;
  readonly cells: CellKind;
  /** Indices into the record: one, or two that are joined by a space. */
  readonly sources: readonly number[];
}

export interface HeaderPlan {
  /** In the order of the file. */
  readonly columns: readonly PlannedColumn[];
  readonly choices: readonly HeaderChoice[];
  readonly problems: readonly InputProblem[];
}

export interface HeaderContext {
  readonly file: string;
  readonly row: number;
  readonly kind: MappedFile;
  readonly specs: readonly ColumnSpec[];
  readonly mappings: readonly Mapping[];
  /** Indices of headers without any value below them: they are taken only where nothing else is there. */
  readonly empty?: ReadonlySet<number>;
}

/**
 * Decides which header is which column: what `--map` says; else the header
 * with an unmistakable spelling; else a pair to join; else a generic word.
 * Two headers of equal standing for one column are a problem. Every other
 * header becomes a text column of the user's own.
 */
export function planColumns(header: readonly string[], context: HeaderContext): HeaderPlan {
  const { file, specs } = context;
  const problems: InputProblem[] = [];
  const choices: HeaderChoice[] = [];
  const columns: PlannedColumn[] = [];
  const candidates = byKey(header);
  const mapped = mappedHeaders(header, context);
  const reserved = new Set([...mapped.values()].flat());
  const taken = new Set<number>();

  const add = (spec: ColumnSpec, sources: readonly number[], by: HeaderChoice['by']): void => {
    const spelling = sources.map((index) => header[index]).join(joinedHeaders);
    columns.push({ name: spec.name, header: spelling, cells: spec.cells, sources });
    // Joined headers remain columns of their own as well.
    if (sources.length === 1) taken.add(sources[0]);
    if (headerKey(spelling) !== headerKey(spec.name)) {
      choices.push({ file, column: spec.name, header: spelling, by });
    }
  };
  const find = (keys: readonly string[]): number[] =>
    keys
      .flatMap((key) => candidates.get(key) ?? [])
      .filter((index) => !reserved.has(index))
      .sort((a, b) => a - b);
  const isFilled = (index: number): boolean => context.empty?.has(index) !== true;

  for (const spec of specs) {
    const chosen = mapped.get(spec.name);
    if (chosen !== undefined) {
      if (chosen.length > 0) add(spec, chosen, 'map');
      continue;
    }
    const allStrong = find(withConverted([headerKey(spec.name), ...spec.strong], spec));
    const strong = allStrong.filter(isFilled);
    const pair = (spec.pair ?? []).map((key) => find([key])[0]).filter((at) => at !== undefined);
    const weak = strong.length > 0 || pair.length === 2 ? [] : find(withConverted(spec.weak, spec));
    const filled = strong.length > 0 ? strong : weak.filter(isFilled);
    // A column without any value counts as missing; it is only named where nothing stands in for it.
    const found =
      filled.length > 0 || pair.length === 2 ? filled : [...allStrong, ...weak].slice(0, 1);
    if (found.length > 1) problems.push(ambiguity(header, found, spec, context));
    if (found.length > 0) add(spec, found.slice(0, 1), 'spelling');
    else if (pair.length === 2) add(spec, pair, 'spelling');
  }

  const names = new Set([...specs.map((spec) => spec.name), '']);
  header.forEach((name, index) => {
    if (taken.has(index) || name === '') return;
    const free = freeName(fold(name), names);
    names.add(free);
    columns.push({ name: free, header: name, cells: text, sources: [index] });
  });
  columns.sort((a, b) => a.sources[0] - b.sources[0]);
  return { columns, choices, problems };
}

/** A CRM with several currencies exports an amount as it is and converted; which of the two counts is asked. */
function withConverted(keys: readonly string[], { cells }: ColumnSpec): readonly string[] {
  return cells.kind === 'number' ? keys.flatMap((key) => [key, `${key}converted`]) : keys;
}

/** Where each key stands; of headers that are the same but for letter case only the first counts. */
function byKey(header: readonly string[]): ReadonlyMap<string, readonly number[]> {
  const seen = new Set<string>();
  const positions = new Map<string, number[]>();
  header.forEach((name, index) => {
    const key = headerKey(name);
    if (key === '' || seen.has(fold(name))) return;
    seen.add(fold(name));
    addTo(positions, key, index);
  });
  return positions;
}

function mappedHeaders(
  header: readonly string[],
  context: HeaderContext,
): Map<string, readonly number[]> {
  const mapped = new Map<string, readonly number[]>();
  // A mapping for this very file goes before one for any file.
  const ordered = [...context.mappings].sort(
    (a, b) => Number(a.target !== undefined) - Number(b.target !== undefined),
  );
  for (const mapping of ordered) {
    if (!appliesTo(mapping, context.kind)) continue;
    const found = findHeaders(header, mapping.header);
    if (found.length > 0 || saysNone(mapping, header)) mapped.set(mapping.column, found);
  }
  return mapped;
}

function ambiguity(
  header: readonly string[],
  found: readonly number[],
  spec: ColumnSpec,
  context: HeaderContext,
): InputProblem {
  const names = found.map((index) => `"${header[index]}"`);
  const flags = found.map((index) => `--map "${context.kind}.${spec.name}=${header[index]}"`);
  return {
    file: context.file,
    row: context.row,
    column: header[found[0]],
    what: `could be ${spec.name}, and so could ${names.slice(1).join(' and ')}`,
    remedy: `say which one to take: ${flags.join(' or ')}`,
  };
}

/** A name that no other column has: a user's `Owner` beside a mapped owner becomes `owner (2)`. */
function freeName(wanted: string, names: ReadonlySet<string>): string {
  if (!names.has(wanted)) return wanted;
  for (let number = 2; ; number++) {
    const name = `${wanted} (${number})`;
    if (!names.has(name)) return name;
  }
}
