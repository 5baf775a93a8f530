import { type ParseError, parse, printParseErrorCode } from 'jsonc-parser';
import type { InputProblem } from '../../model/input-problem.js';
import { loaderPieces } from './write.js';

/** Whether a file holds JSON: an object, or a list of them. */
export function isJson(bytes: Uint8Array): boolean {
  const text = new TextDecoder().decode(bytes.subarray(0, 64));
  return /^\uFEFF?\s*(\{|\[)/.test(text);
}

const remedy = 'send one object a row, such as {"account_id": "A1", "company": "Acme"}';

/**
 * One object, or a list of them, as the rows of a CSV file: a key is a header,
 * a value its cell. Objects and lists within are no cells.
 */
export function csvOfJson(
  file: string,
  bytes: Uint8Array,
): { readonly bytes: Uint8Array; readonly problems: readonly InputProblem[] } {
  const faults: ParseError[] = [];
  const value: unknown = parse(new TextDecoder().decode(bytes), faults, {
    disallowComments: true,
  });
  const none = new Uint8Array();
  if (faults.length > 0) {
    const what = `is no JSON: ${printParseErrorCode(faults[0].error)} at character ${faults[0].offset + 1}`;
    return { bytes: none, problems: [{ file, what, remedy }] };
  }
  const rows = Array.isArray(value) ? value : [value];
  const problems: InputProblem[] = [];
  const header: string[] = [];
  const places = new Map<string, number>();
  const cells = rows.map((row: unknown, at) => {
    const own: string[] = [];
    if (typeof row !== 'object' || row === null || Array.isArray(row)) {
      problems.push({ file, row: at + 2, what: 'is no object', remedy });
      return own;
    }
    for (const [key, cell] of Object.entries(row)) {
      let place = places.get(key);
      if (place === undefined) {
        place = header.push(key) - 1;
        places.set(key, place);
      }
      if (typeof cell === 'object' && cell !== null) {
        const what = 'holds an object or a list where one value is to be';
        problems.push({ file, row: at + 2, column: key, what, remedy });
      } else {
        own[place] = cell === null || cell === undefined ? '' : String(cell);
      }
    }
    return own;
  });
  if (problems.length === 0 && header.length === 0)
    problems.push({ file, what: 'has no account', remedy });
  const whole = cells.map((own) => Array.from(header, (_, place) => own[place] ?? ''));
  const text = [...loaderPieces(header, whole)].join('');
  return { bytes: new TextEncoder().encode(text), problems };
}
