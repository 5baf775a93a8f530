import type { InputProblem } from '../../model/input-problem.js';
import { parseDate } from '../cells/date.js';
import { parseNumber } from '../cells/number.js';
import { shortened } from './findings.js';
import { type OwnFile, readOwn } from './read-own.js';

/** A small file that says something of days, read; what is wrong is told with all else. */
export interface Reading<Value> {
  readonly value: Value;
  readonly problems: readonly InputProblem[];
}

/** Collects faults of cells, by the place they are at. */
class Cells {
  readonly problems: InputProblem[] = [];
  readonly #own: OwnFile;

  constructor(own: OwnFile) {
    this.#own = own;
  }

  text(column: string, at: number): string {
    return this.#own.columns.get(column)?.[at] ?? '';
  }

  fault(column: string, at: number, what: string, remedy: string): void {
    const value = this.text(column, at);
    const place = { file: this.#own.file, row: this.#own.rowNumbers[at], column };
    this.problems.push({
      ...place,
      what,
      ...(value !== '' && { value: shortened(value) }),
      remedy,
    });
  }

  /** Day number; undefined where the cell is empty or no date. */
  day(column: string, at: number): number | undefined {
    const text = this.text(column, at);
    if (text === '') return undefined;
    const day = parseDate(text);
    if (day === undefined) this.fault(column, at, 'is no date', 'write it as 2026-01-31');
    return day;
  }

  number(column: string, at: number): number | undefined {
    const text = this.text(column, at);
    if (text === '') return undefined;
    const value = parseNumber(text)?.value;
    if (value === undefined)
      this.fault(column, at, 'is no number', 'write it as 1234.5, or leave it empty');
    return value;
  }
}

/** Reads holidays: `date`, and `name` for people. */
export function readHolidays(file: string, bytes: Uint8Array): Reading<ReadonlySet<number>> {
  const { own, problems } = readOwn(file, bytes, ['date']);
  const cells = new Cells(own);
  const days = own.rowNumbers.flatMap((_, at) => {
    if (cells.text('date', at) === '') {
      cells.fault('date', at, 'is empty', 'fill it in, or delete the row');
      return [];
    }
    return cells.day('date', at) ?? [];
  });
  return { value: new Set(days), problems: [...problems, ...cells.problems] };
}

/** Reads a freeze: which accounts stay with their owners, and until when (that day included); without a day, for good. */
export function readFreeze(file: string, bytes: Uint8Array): Reading<ReadonlyMap<string, number>> {
  const { own, problems } = readOwn(file, bytes, ['account_id', 'until']);
  const cells = new Cells(own);
  const until = new Map<string, number>();
  own.rowNumbers.forEach((_, at) => {
    const id = cells.text('account_id', at);
    if (id === '') cells.fault('account_id', at, 'is empty', 'fill it in, or delete the row');
    const isOpen = cells.text('until', at) === '';
    const day = isOpen ? Number.POSITIVE_INFINITY : cells.day('until', at);
    if (day !== undefined) until.set(id, Math.max(day, until.get(id) ?? day));
  });
  return { value: until, problems: [...problems, ...cells.problems] };
}

/** A row of an events file, its kind one of those that are known. */
export interface EventRow {
  readonly row: number;
  readonly kind: string;
  /** A rep_id, an account_id or the row of a rule. */
  readonly id: string;
  /** Of a merger: the account it went into. */
  readonly into: string;
  /** Day number, where the file tells it. */
  readonly date: number | undefined;
  readonly accounts: number | undefined;
  readonly potential: number | undefined;
  readonly arr: number | undefined;
  readonly openPipeline: number | undefined;
  readonly note: string;
}

/** Reads events: what has happened, as a person tells it. */
export function readEvents(
  file: string,
  bytes: Uint8Array,
  kinds: readonly string[],
): Reading<readonly EventRow[]> {
  const { own, problems } = readOwn(file, bytes, ['kind', 'id']);
  const cells = new Cells(own);
  const first = new Map<string, number>();
  const rows = own.rowNumbers.map((row, at): EventRow => {
    const kind = cells.text('kind', at).toLowerCase();
    const id = cells.text('id', at);
    if (!kinds.includes(kind)) {
      cells.fault('kind', at, 'is no kind of event', `write one of ${kinds.join(', ')}`);
    }
    if (id === '') cells.fault('id', at, 'is empty', 'write a rep_id or an account_id');
    const event = `${kind}\t${id}`;
    const known = first.get(event) ?? row;
    first.set(event, known);
    if (known !== row) {
      const what = `has the same event as row ${known}`;
      cells.fault('id', at, what, 'delete one of the two rows');
    }
    return {
      row,
      kind,
      id,
      into: cells.text('into_id', at),
      date: cells.day('date', at),
      accounts: cells.number('accounts', at),
      potential: cells.number('potential', at),
      arr: cells.number('arr', at),
      openPipeline: cells.number('open_pipeline', at),
      note: cells.text('note', at),
    };
  });
  return { value: rows, problems: [...problems, ...cells.problems] };
}
