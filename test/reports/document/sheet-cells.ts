import { strFromU8, unzipSync } from 'fflate';

/** A cell as it stands in the file: its text or number, and the format it is shown in. */
export interface RawCell {
  readonly value: string;
  readonly format: string;
}

/**
 * A workbook's table by the titles of its columns, read from the sheet's XML alone, so that no
 * library can set right on reading what was written wrong.
 */
export function rawColumns(
  workbook: Uint8Array,
  sheet: string,
): ReadonlyMap<string, readonly (RawCell | undefined)[]> {
  const parts = unzipSync(workbook);
  const xml = (path: string): string => strFromU8(parts[path] ?? new Uint8Array());
  const names = [...xml('xl/workbook.xml').matchAll(/<sheet name="([^"]*)"/g)].map(([, n]) => n);
  const formats = new Map(
    [...xml('xl/styles.xml').matchAll(/<numFmt numFmtId="(\d+)" formatCode="([^"]*)"/g)].map(
      ([, id, code]) => [id, code],
    ),
  );
  const [, styles = ''] = /<cellXfs[^>]*>(.*?)<\/cellXfs>/.exec(xml('xl/styles.xml')) ?? [];
  const formatOf = [...styles.matchAll(/<xf numFmtId="(\d+)"/g)].map(
    ([, id]) => formats.get(id) ?? '',
  );
  const texts = [...xml('xl/sharedStrings.xml').matchAll(/<si><t[^>]*>([^<]*)<\/t><\/si>/g)].map(
    ([, text]) => text,
  );
  const rows = [
    ...xml(`xl/worksheets/sheet${names.indexOf(sheet) + 1}.xml`).matchAll(
      /<row [^>]*>(.*?)<\/row>/g,
    ),
  ].map(
    ([, row]) =>
      new Map(
        [...row.matchAll(/<c r="([A-Z]+)\d+"([^>]*)><v>([^<]*)<\/v><\/c>/g)].map(
          ([, column, given, value]): [string, RawCell] => [
            column,
            {
              value: given.includes('t="s"') ? texts[Number(value)] : value,
              format: formatOf[Number(/ s="(\d+)"/.exec(given)?.[1] ?? 0)],
            },
          ],
        ),
      ),
  );
  const [titles = new Map<string, RawCell>(), ...cells] = rows;
  return new Map(
    [...titles].map(([column, { value }]) => [value, cells.map((row) => row.get(column))]),
  );
}
