import { z } from 'zod';
import type { ColumnSpec } from '../inputs/csv/column-spec.js';
import { type FileForm, type FileForms, givenForm } from '../inputs/csv/file-form.js';
import { byRole, fileRoles, type MappableFile, mappableFiles } from '../inputs/csv/file-roles.js';
import { joinedHeaders } from '../inputs/csv/header-key.js';
import type { StageMeaning, StageWords } from '../inputs/csv/stage-mapping.js';
import type { Table } from '../model/table.js';
import { fileForm } from './kept-options.js';

const header = z.string().min(1);
const mappedFile = fileForm
  .extend({
    columns: z
      .record(z.string(), z.union([header, z.tuple([header, header])]))
      .describe('The header that holds each column; two are joined by a space.'),
  })
  .strict();

/** The shape of a mapping file, which `--save-map` writes and `--map-file` reads. */
export const mapSchema = z
  .strictObject({
    carve_map: z.literal(1).describe('The version of this form.'),
    ...byRole(mappableFiles, () => mappedFile.optional()),
    stages: z
      .strictObject({
        open: z.array(header).optional(),
        late: z.array(header).optional(),
        won: z.array(header).optional(),
        lost: z.array(header).optional(),
      })
      .optional()
      .describe('Words of stage and status, by what they mean, as `--map stage:won=…` gave them.'),
  })
  .describe(
    'Which header of each export is which column, what stages mean, and how the files are written.',
  );

export type MapJson = z.infer<typeof mapSchema>;

/** The JSON Schema of a mapping file, which ships with the package. */
export function mapJsonSchema(): unknown {
  return z.toJSONSchema(mapSchema, { io: 'output' });
}

/** Tables as they were read, and what flags said of their files and of stages, as a mapping file. */
export function mapText(
  tables: { readonly [File in MappableFile]?: Table | undefined },
  forms: FileForms,
  stages: StageWords,
): string {
  const files = mappableFiles.flatMap((file) => {
    const table = tables[file];
    return table === undefined ? [] : [[file, fileOf(table, fileRoles[file].columns, forms[file])]];
  });
  const json = {
    carve_map: 1,
    ...Object.fromEntries(files),
    ...(stages.size > 0 && { stages: stagesOf(stages) }),
  };
  return `${JSON.stringify(json, undefined, 2)}\n`;
}

/** Values of `--map` that say what a mapping file says of headers. */
export function mapsOf(json: MapJson): string[] {
  return mappableFiles.flatMap((file) =>
    Object.entries(json[file]?.columns ?? {}).map(([column, from]) => {
      const spelling = typeof from === 'string' ? from : from.join(joinedHeaders);
      return `${file}.${column}=${spelling}`;
    }),
  );
}

function stagesOf(stages: StageWords): NonNullable<MapJson['stages']> {
  const words: { [Meaning in StageMeaning]?: string[] } = {};
  for (const [word, { meaning }] of stages) words[meaning] = [...(words[meaning] ?? []), word];
  return words;
}

function fileOf(
  table: Table,
  columnSpecs: readonly ColumnSpec[],
  form: FileForm | undefined,
): NonNullable<MapJson['accounts']> {
  const known = new Set(columnSpecs.map(({ name }) => name));
  const taken = [...table.columns.values()].filter(({ name }) => known.has(name));
  // An id that stands in for a missing one has the header of the column it was copied from.
  const own = taken.filter(
    ({ name, header: from }) =>
      !/^(account|rep)_id$/.test(name) ||
      taken.every((one) => one.name === name || one.header !== from),
  );
  const columns = own.map(({ name, header: from }): [string, string | [string, string]] => {
    const spec = columnSpecs.find((one) => one.name === name);
    const [first, second, ...more] = from.split(joinedHeaders);
    const isPair = spec?.pair !== undefined && second !== undefined && more.length === 0;
    return [name, isPair ? [first, second] : from];
  });
  return { ...givenForm(form), columns: Object.fromEntries(columns) };
}
