import type { InputProblem } from '../../model/input-problem.js';
import type { Column, Table } from '../../model/table.js';
import { trimmed } from '../cells/emptiness.js';
import { type ColumnBuilder, Growing } from './column-builder.js';
import type { ColumnSpec } from './column-spec.js';
import { columnBuilder } from './columns.js';
import { type FileForm, spellingOf } from './file-form.js';
import type { MappedFile } from './file-roles.js';
import { Findings, type ReadingNote } from './findings.js';
import { type HeaderChoice, planColumns } from './headers.js';
import type { Mapping } from './mapping.js';
import { inRowOrder, type RecordSink, readRecords } from './records.js';

export interface TableOptions {
  /** From `parseMappings`; those for other files are passed over. */
  readonly mappings?: readonly Mapping[];
  /** Whether a file with this header was written by carve: then its `'` is taken off formula-like text. */
  readonly unescape?: (header: readonly string[]) => boolean;
  /** Only the columns that are asked for; those of the user's own are passed over. */
  readonly onlyKnown?: boolean;
  /** A header alone is a complete file. */
  readonly mayBeEmpty?: boolean;
  /** What the file does not say of itself. */
  readonly form?: FileForm | undefined;
}

/** A file read into columns. The table is only fit for use where there are no problems. */
export interface TableReading {
  readonly table: Table;
  /** Trimmed header names; undefined where the file has none or could not be read. */
  readonly header: readonly string[] | undefined;
  /** Headers taken for a column of another name. */
  readonly choices: readonly HeaderChoice[];
  /** What the user should hear although it is no fault. */
  readonly notes: readonly ReadingNote[];
  /** Everything wrong with the file, in row order. */
  readonly problems: readonly InputProblem[];
}

/**
 * Reads a file whose columns are `specs` and the user's own. A column without any
 * value counts as missing: where another header could be it, the file is read
 * once more with that.
 */
export function readTable(
  file: string,
  bytes: Uint8Array,
  kind: MappedFile,
  specs: readonly ColumnSpec[],
  options: TableOptions,
): TableReading {
  const first = readOnce(file, bytes, kind, specs, options, new Set());
  const { header } = first.reading;
  if (header === undefined || first.empty.size === 0) return first.reading;
  const context = { file, row: 1, kind, specs, mappings: options.mappings ?? [] };
  const planned = (empty: ReadonlySet<number>): string =>
    JSON.stringify(planColumns(header, { ...context, empty }));
  if (planned(new Set()) === planned(first.empty)) return first.reading;
  return readOnce(file, bytes, kind, specs, options, first.empty).reading;
}

function readOnce(
  file: string,
  bytes: Uint8Array,
  kind: MappedFile,
  specs: readonly ColumnSpec[],
  options: TableOptions,
  empty: ReadonlySet<number>,
): { readonly reading: TableReading; readonly empty: ReadonlySet<number> } {
  const findings = new Findings(file);
  const rowNumbers = new Growing((length) => new Uint32Array(length));
  const builders = new Map<string, ColumnBuilder>();
  /** Where each column stands that is made of one header. */
  const sourceOf = new Map<string, number>();
  let choices: readonly HeaderChoice[] = [];
  let planProblems: readonly InputProblem[] = [];

  const take = (names: readonly string[], headerRow: number, delimiter: string): RecordSink => {
    const spelling = spellingOf(options.form, delimiter);
    const mappings = options.mappings ?? [];
    const plan = planColumns(names, { file, row: headerRow, kind, specs, mappings, empty });
    choices = plan.choices;
    planProblems = plan.problems;
    const isOwn = options.unescape?.(names) === true;
    const wanted = new Set(specs.map(({ name }) => name));
    const taken = plan.columns.filter(({ name }) => options.onlyKnown !== true || wanted.has(name));
    const steps = taken.map(({ name, header, cells, sources }) => {
      const builder = columnBuilder(
        { name, header },
        cells,
        findings,
        isOwn,
        spelling,
        !wanted.has(name),
      );
      builders.set(name, builder);
      if (sources.length === 1) sourceOf.set(name, sources[0]);
      return { builder, sources };
    });
    return (cells, row) => {
      rowNumbers.push(row);
      for (const { builder, sources } of steps) {
        const cell =
          sources.length === 1
            ? cells[sources[0]]
            : sources.map((index) => cells[index].trim()).join(' ');
        builder.push(trimmed(cell), row);
      }
    };
  };
  const { header, problems, notes } = readRecords(file, bytes, take, {
    mayBeEmpty: options.mayBeEmpty === true,
    mayHaveFooter: true,
    encoding: options.form?.encoding,
  });

  const columns = new Map<string, Column>();
  const without = new Set<number>();
  for (const [name, builder] of builders) {
    const column = builder.finish();
    columns.set(name, column);
    const source = sourceOf.get(name);
    if (column.filled === 0 && source !== undefined) without.add(source);
  }
  const size = rowNumbers.size;
  return {
    // Of a header alone nothing is told by what stands below it.
    empty: size === 0 ? new Set() : without,
    reading: {
      table: { file, size, rowNumbers: rowNumbers.finish(), columns },
      header,
      choices,
      notes: [...notes.map((text) => ({ file, text })), ...findings.notes],
      problems: inRowOrder([...problems, ...planProblems, ...findings.problems]),
    },
  };
}
