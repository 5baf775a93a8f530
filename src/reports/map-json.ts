import { z } from 'zod';
import { accountColumns } from '../csv/account-columns.js';
import type { ColumnSpec } from '../csv/column-spec.js';
import type { FileForm, FileForms } from '../csv/file-form.js';
import { joinedHeaders } from '../csv/header-key.js';
import { repColumns } from '../csv/rep-columns.js';
import type { Table } from '../model/table.js';
import { fileForm } from './plan-json.js';

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
    accounts: mappedFile.optional(),
    reps: mappedFile.optional(),
  })
  .describe('Which header of a pair of exports is which column, and how the files are written.');

export type MapJson = z.infer<typeof mapSchema>;

/** The JSON Schema of a mapping file, which ships with the package. */
export function mapJsonSchema(): unknown {
  return z.toJSONSchema(mapSchema, { io: 'output' });
}

/** Tables that were read, and what flags said of their files, as a mapping file. */
export function mapText(
  { accounts, reps }: { readonly accounts: Table; readonly reps: Table },
  forms: FileForms,
): string {
  const json: MapJson = {
    carve_map: 1,
    accounts: fileOf(accounts, accountColumns, forms.accounts),
    reps: fileOf(reps, repColumns, forms.reps),
  };
  return `${JSON.stringify(json, undefined, 2)}\n`;
}

/** Values of `--map` that say what a mapping file says. */
export function mapsOf(json: MapJson): string[] {
  return (['accounts', 'reps'] as const).flatMap((file) =>
    Object.entries(json[file]?.columns ?? {}).map(([column, from]) => {
      const spelling = typeof from === 'string' ? from : from.join(joinedHeaders);
      return `${file}.${column}=${spelling}`;
    }),
  );
}

function fileOf(
  table: Table,
  specs: readonly ColumnSpec[],
  form: FileForm = {},
): NonNullable<MapJson['accounts']> {
  const known = new Set(specs.map(({ name }) => name));
  const taken = [...table.columns.values()].filter(({ name }) => known.has(name));
  // An id that stands in for a missing one has the header of the column it was copied from.
  const own = taken.filter(
    ({ name, header: from }) =>
      !/^(account|rep)_id$/.test(name) ||
      taken.every((one) => one.name === name || one.header !== from),
  );
  const columns = own.map(({ name, header: from }): [string, string | [string, string]] => {
    const spec = specs.find((one) => one.name === name);
    const [first, second, ...more] = from.split(joinedHeaders);
    const isPair = spec?.pair !== undefined && second !== undefined && more.length === 0;
    return [name, isPair ? [first, second] : from];
  });
  const { encoding, sheet, decimal, dates } = form;
  return {
    ...(encoding !== undefined && { encoding }),
    ...(sheet !== undefined && { sheet }),
    ...(decimal !== undefined && { decimal }),
    ...(dates !== undefined && { dates }),
    columns: Object.fromEntries(columns),
  };
}
