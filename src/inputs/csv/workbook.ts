import type { Sheet } from 'hucre/xlsx';
import type { InputProblem } from '../../model/input-problem.js';
import type { FileForm } from './file-form.js';
import { type OpenedSheet, sheetCsv, type WorkbookReading } from './sheet-csv.js';
import { mostUnpacked, unpackLimitWords } from './unpack.js';

const signature = [0x50, 0x4b, 0x03, 0x04];
const contentTypes = '[Content_Types].xml';
const workbookPart = 'xl/workbook.xml';

/** Whether a file is a zip archive, which of all that is read here only a workbook is. */
export function isWorkbook(bytes: Uint8Array): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}

/**
 * The sheet of a workbook that is meant: the one that `form` names, else the
 * only one that holds anything and is not hidden. Of several none is guessed.
 */
export async function openWorkbook(
  file: string,
  bytes: Uint8Array,
  form: FileForm | undefined,
): Promise<WorkbookReading> {
  // Both are loaded only where there is a workbook: most runs have none.
  const { unzipSync } = await import('fflate');
  const fault = archiveFault(bytes, unzipSync);
  if (fault !== undefined) return refused({ file, ...fault });
  const { readXlsx } = await import('hucre/xlsx');
  const wanted = form?.sheet;
  const names: string[] = [];
  let sheets: readonly Sheet[];
  try {
    const { sheets: found } = await readXlsx(bytes, {
      readStyles: true,
      sheets: ({ name, hidden, veryHidden }) => {
        if (hidden !== true && veryHidden !== true) names.push(name);
        return wanted === undefined ? hidden !== true && veryHidden !== true : name === wanted;
      },
    });
    sheets = found;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const what = `is a workbook that cannot be read: ${why}`;
    return refused({ file, what, remedy: 'save it again as .xlsx, or as "CSV UTF-8"' });
  }
  const listed = `its sheets are ${names.map((name) => `"${name}"`).join(', ')}`;
  if (wanted !== undefined) {
    if (sheets.length > 0) return sheetCsv(file, sheets[0], form?.decimal);
    const what = 'has no such sheet';
    return refused({ file, what, value: wanted, remedy: `correct --sheet; ${listed}` });
  }
  const filled = sheets.filter(({ rows }) => rows.some((row) => row.some((cell) => cell !== null)));
  if (filled.length === 1) return sheetCsv(file, filled[0], form?.decimal);
  if (filled.length === 0) {
    return refused({
      file,
      what: 'holds nothing',
      remedy: 'name a workbook with a header and rows',
    });
  }
  const what = 'has several sheets that hold something';
  const remedy = `say which with --sheet NAME, or --sheet reps=NAME for one file; ${listed}`;
  return refused({ file, what, remedy });
}

/** Every sheet that holds something and is not hidden, as a table of its own; none of what is no workbook. */
export async function openSheets(file: string, bytes: Uint8Array): Promise<readonly OpenedSheet[]> {
  const { unzipSync } = await import('fflate');
  if (archiveFault(bytes, unzipSync) !== undefined) return [];
  const { readXlsx } = await import('hucre/xlsx');
  const read = await readXlsx(bytes, {
    readStyles: true,
    sheets: ({ hidden, veryHidden }) => hidden !== true && veryHidden !== true,
  }).catch(() => undefined);
  const filled = (read?.sheets ?? []).filter(({ rows }) =>
    rows.some((row) => row.some((cell) => cell !== null)),
  );
  return filled.flatMap((one) => sheetCsv(file, one, undefined).sheet ?? []);
}

function refused(problem: InputProblem): WorkbookReading {
  return { sheet: undefined, problems: [problem] };
}

/** What is wrong with the archive before anything in it is unpacked: its directory says how large that would be. */
function archiveFault(
  bytes: Uint8Array,
  unzipSync: typeof import('fflate').unzipSync,
): Pick<InputProblem, 'what' | 'remedy'> | undefined {
  let unpacked = 0;
  let isTruthful = true;
  const names = new Set<string>();
  try {
    unzipSync(bytes, {
      filter: ({ name, size, originalSize }) => {
        names.add(name);
        unpacked += originalSize;
        // What says that it is empty, and is not, would be unpacked without a limit.
        if (originalSize === 0 && size > 2) isTruthful = false;
        return false;
      },
    });
  } catch {
    isTruthful = false;
  }
  if (!isTruthful) {
    return {
      what: 'is a damaged zip archive or workbook',
      remedy: 'save it again, or export it again',
    };
  }
  if (!names.has(contentTypes) || !names.has(workbookPart)) {
    const what = 'is a zip archive and no .xlsx workbook';
    return { what, remedy: 'unpack it, or save the table as .xlsx or "CSV UTF-8"' };
  }
  if (unpacked > mostUnpacked(bytes.length)) {
    const what = `is a workbook that unpacks to ${unpackLimitWords}`;
    return { what, remedy: 'save the one sheet as "CSV UTF-8", if you trust it' };
  }
  return undefined;
}
