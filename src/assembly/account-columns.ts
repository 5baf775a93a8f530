import { dateColumn, numberColumn } from '../model/columns.js';
import { OwnerKind } from '../model/problem.js';
import {
  type Column,
  cellText,
  filledColumn,
  fold,
  type Table,
  type TextColumn,
} from '../model/table.js';
import type { DayNumber } from '../model/units.js';
import { type ColumnSource, TableColumns } from '../rules/column-source.js';
import { type Ownership, ownerForm } from './ownership.js';

/** The columns of accounts.csv and those derived from them: days, owner.COLUMN, score, potential … */
export class AccountColumns implements ColumnSource {
  readonly size: number;
  private readonly own: TableColumns;
  private readonly ownerColumns: TableColumns;
  private readonly derived = new Map<string, () => Column | undefined>();
  private ownerForm: ((text: string) => string) | undefined;

  constructor(
    readonly table: Table,
    private readonly reps: Table,
    private readonly ownership: Ownership,
    asOf: DayNumber,
  ) {
    this.size = table.size;
    this.own = new TableColumns(table);
    this.ownerColumns = new TableColumns(reps);
    this.deriveDays('days_to_renewal', 'renewal_date', (day) => day - asOf);
    this.deriveDays('days_since_contact', 'last_contacted', (day) => asOf - day);
    this.deriveDays('days_to_next_close', 'next_close_date', (day) => day - asOf);
    this.deriveDays('days_since_won', 'last_won', (day) => asOf - day);
    this.deriveDays('days_owned', 'owner_since', (day) => asOf - day);
  }

  /** Registers a column that is worked out when first asked for. It hides a column of the file of that name. */
  derive(name: string, compute: () => Column | undefined): void {
    this.derived.set(name, compute);
  }

  column(name: string): Column | undefined {
    const key = fold(name);
    if (key.startsWith('owner.')) return this.ownerColumn(key.slice('owner.'.length));
    const compute = this.derived.get(key);
    if (compute !== undefined) return compute();
    const column = this.own.column(name);
    if (column?.kind !== 'text' || column.name !== 'owner') return column;
    this.ownerForm ??= ownerForm(this.reps);
    return { ...column, formOf: this.ownerForm };
  }

  /** Names for a message: what a filter may name. */
  names(): string[] {
    return [...new Set([...this.table.columns.keys(), ...this.derived.keys()])];
  }

  private deriveDays(name: string, source: string, daysOf: (day: number) => number): void {
    const column = filledColumn(this.table, source);
    if (column?.kind !== 'date') return;
    this.derive(name, () => numberColumn(name, column.days.map(daysOf)));
  }

  /** The current owner's cell in reps.csv; empty for unowned accounts and departed owners. */
  private ownerColumn(name: string): Column | undefined {
    const source = this.ownerColumns.column(name);
    if (source === undefined) return undefined;
    const { owner, kind } = this.ownership;
    const has = (account: number): boolean => kind[account] === OwnerKind.rep;
    const header = `owner.${source.header}`;
    const base = { name: source.name, header };
    if (source.kind === 'number') {
      const values = Float64Array.from(owner, (rep, account) =>
        has(account) ? source.values[rep] : Number.NaN,
      );
      return { ...numberColumn(source.name, values), header };
    }
    if (source.kind === 'date') {
      const days = Float64Array.from(owner, (rep, account) =>
        has(account) ? source.days[rep] : Number.NaN,
      );
      return { ...dateColumn(source.name, days), header };
    }
    if (source.kind === 'flag') {
      const words = ['', 'yes', 'no'];
      return textColumn(
        base,
        words,
        (account) => (has(account) ? words.indexOf(cellText(source, owner[account])) : 0),
        owner.length,
      );
    }
    return {
      ...textColumn(
        base,
        source.words,
        (account) => (has(account) ? source.codes[owner[account]] : 0),
        owner.length,
      ),
      ...(source.wordNumbers && { wordNumbers: source.wordNumbers }),
      ...(source.wordDays && { wordDays: source.wordDays }),
      ...(source.comparableForms && { comparableForms: source.comparableForms }),
    };
  }
}

function textColumn(
  base: { name: string; header: string },
  words: readonly string[],
  codeOf: (account: number) => number,
  size: number,
): TextColumn {
  const codes = new Uint32Array(size);
  let filled = 0;
  for (let account = 0; account < size; account++) {
    codes[account] = codeOf(account);
    if (codes[account] !== 0) filled++;
  }
  return { ...base, kind: 'text', filled, codes, words };
}
