import type { FileForm } from '../inputs/csv/file-form.js';
import { isWorkbook, openWorkbook } from '../inputs/csv/workbook.js';
import type { InputProblem } from '../model/input-problem.js';
import type { NamedBytes } from '../planning/inputs.js';
import { readInput } from './files.js';
import type { World } from './world.js';

/** A file that is to hold a table, with its sheet where it is a workbook. */
export interface TableFile {
  /** Undefined where it cannot be read. */
  readonly file: NamedBytes | undefined;
  readonly problems: readonly InputProblem[];
}

/** Reads a file that is to hold a table: CSV, packed or not, or a workbook. `-` reads standard input. */
export async function readTableFile(
  world: World,
  name: string,
  form: FileForm | undefined,
): Promise<TableFile> {
  return asTable(await readInput(world, name), form);
}

/** The same of a file that is read already. */
export async function asTable(
  reading: Awaited<ReturnType<typeof readInput>>,
  form: FileForm | undefined,
): Promise<TableFile> {
  if (reading.file === undefined) return { file: undefined, problems: [reading.problem] };
  const { file } = reading;
  if (!isWorkbook(file.bytes)) return { file, problems: [] };
  const { sheet, problems } = await openWorkbook(file.name, file.bytes, form);
  return { file: sheet && { ...file, sheet }, problems };
}

/** `--sheet` that nothing here could mean: no file it is for is a workbook. */
export function idleSheets(
  files: readonly {
    readonly form: FileForm | undefined;
    /** Undefined where it was not given. */
    readonly file: NamedBytes | undefined;
  }[],
): InputProblem[] {
  const asked = files.filter(({ file, form }) => file && form?.sheet !== undefined);
  if (asked.length === 0 || asked.some(({ file }) => file?.sheet !== undefined)) return [];
  const what = 'names a sheet, and no file is a workbook';
  const remedy = 'leave it out, or name the .xlsx file';
  return [{ file: '--sheet', what, value: asked[0].form?.sheet ?? '', remedy }];
}
