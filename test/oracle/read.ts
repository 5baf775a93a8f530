/**
 * Reading for the oracle: canonical headers, commas, UTF-8, and plain parsers.
 * Nothing here (or anywhere in test/oracle) imports from src: the oracle is a second,
 * deliberately naive reading of the contract.
 */
import { parse } from 'csv-parse/sync';

export type Cells = Record<string, string>;

export interface Line {
  /** the row as a spreadsheet counts it: the header is 1 */
  row: number;
  cells: Cells;
}

export interface Table {
  /** the columns that hold at least one value: "a column without any value counts as missing" */
  columns: string[];
  lines: Line[];
}

export interface Rule {
  row: number;
  rule: string;
  accounts: string;
  reps: string;
  metric: string;
  top: string;
  by: string;
  min: string;
  max: string;
  weight: string;
  value: string;
  level: 'must' | 'should';
}

export function fold(text: string): string {
  return text.trim().toLowerCase();
}

export function readTable(text: string): Table {
  const records: string[][] = parse(text, {
    bom: true,
    relax_column_count: true,
    skip_empty_lines: false,
  });
  const header = (records[0] ?? []).map(fold);
  const lines: Line[] = [];
  for (let index = 1; index < records.length; index++) {
    const record = records[index];
    if (record.every((cell) => cell === '')) continue;
    const cells: Cells = {};
    for (let column = 0; column < header.length; column++) {
      cells[header[column]] = (record[column] ?? '').trim();
    }
    lines.push({ row: index + 1, cells });
  }
  const columns = header.filter((column) => lines.some((line) => line.cells[column] !== ''));
  return { columns, lines };
}

/** Section 6: carve takes one `'` off when it reads its own files. */
export function unescapeCell(cell: string): string {
  return /^'+[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell;
}

export function readOwnTable(text: string): Table {
  const table = readTable(text);
  for (const line of table.lines) {
    for (const column of Object.keys(line.cells)) {
      line.cells[column] = unescapeCell(line.cells[column]);
    }
  }
  return table;
}

export function readRules(table: Table): Rule[] {
  const rules: Rule[] = [];
  for (const { row, cells } of table.lines) {
    const rule = fold(cells.rule ?? '');
    if (rule.startsWith('#')) continue;
    const level = fold(cells.level ?? '');
    rules.push({
      row,
      rule,
      accounts: cells.accounts ?? '',
      reps: cells.reps ?? '',
      metric: fold(cells.metric ?? ''),
      top: cells.top ?? '',
      by: fold(cells.by ?? ''),
      min: cells.min ?? '',
      max: cells.max ?? '',
      weight: cells.weight ?? '',
      value: cells.value ?? '',
      level:
        level === 'must' || level === 'should'
          ? level
          : ['balance', 'contiguous'].includes(rule)
            ? 'should'
            : 'must',
    });
  }
  return rules;
}

/** A number as people write it; undefined where the text is none. `12%` is 0.12. */
export function parseNumber(text: string): number | undefined {
  const match = /^(-?)\$?(\d[\d,]*\.?\d*|\.\d+)(e[+-]?\d+)?([kmb%]?)$/.exec(fold(text));
  if (match === null) return undefined;
  const [, sign, digits, exponent, suffix] = match;
  const scale = { k: 1e3, m: 1e6, b: 1e9, '%': 0.01 }[suffix] ?? 1;
  const plain = Number(digits.replaceAll(',', '') + (exponent ?? ''));
  const value = suffix === '%' ? plain / 100 : plain * scale;
  return sign === '-' ? -value : value;
}

/** Days since 1970-01-01. */
export function parseDate(text: string): number | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text.trim());
  if (match === null) return undefined;
  return Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3])) / 86_400_000;
}

export function parseFlag(text: string): boolean | undefined {
  const flag = fold(text);
  if (['yes', 'true', '1', 'y'].includes(flag)) return true;
  if (['no', 'false', '0', 'n'].includes(flag)) return false;
  return undefined;
}

/** A `min` or `max` cell: a plain number, or a share written as a percentage. */
export interface Bound {
  amount: number;
  percent: boolean;
}

export function parseBound(text: string): Bound | undefined {
  const amount = parseNumber(text);
  if (amount === undefined) return undefined;
  return { amount, percent: text.trim().endsWith('%') };
}

/** The values a cell lists, folded: `East|West` is two, an empty cell none. */
export function cellValues(text: string): string[] {
  return text
    .split('|')
    .map(fold)
    .filter((value) => value !== '');
}
