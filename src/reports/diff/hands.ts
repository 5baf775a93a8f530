import type { AccountChange, Amounts, RepChange } from '../../evaluation/diff/types.js';
import { compactNumber, signedCompact } from '../compact-number.js';
import { numberWords } from '../number-words.js';
import { firstOf, type Section, type SectionColumn } from '../sections/section.js';
import { signedPercentCellShown } from '../terminal/percents.js';
import { arrows } from '../terminal/table.js';
import { type DiffParts, holderName } from './parts.js';

/** A column with its cells; told only where some of them say something. */
interface Cells extends SectionColumn {
  readonly cells: readonly string[];
  readonly told?: boolean;
}

function tableOf(title: string, columns: readonly Cells[], more: string | undefined): Section {
  const told = columns.filter((column) => column.told !== false);
  const count = told[0].cells.length;
  return {
    title,
    columns: told.map(({ cells, told: _, ...column }) => column),
    rows: Array.from({ length: count }, (_, row) => told.map(({ cells }) => cells[row])),
    ...(more !== undefined && { more }),
  };
}

const name = (title: string, cells: readonly string[]): Cells => ({
  title,
  align: 'left',
  flexible: true,
  cells,
});

const amount = (title: string, values: readonly (number | undefined)[]): Cells => ({
  title,
  align: 'right',
  cells: values.map((value) => (value === undefined ? '–' : compactNumber(value))),
  told: values.some((value) => value !== undefined),
});

/** What goes from whom to whom. */
export function flowSection({ a, b, comparison }: DiffParts, most: number): Section[] {
  const { shown, more } = firstOf(comparison.flows, most, 'pairs of reps');
  if (shown.length === 0) return [];
  const columns = [
    name(
      'From',
      shown.map(({ from }) => holderName(from, a, b)),
    ),
    name(
      'To',
      shown.map(({ to }) => holderName(to, b, a)),
    ),
    {
      title: 'Accounts',
      align: 'right' as const,
      cells: shown.map((one) => numberWords(one.accounts)),
    },
    ...amounts(shown),
  ];
  return [tableOf('What goes from whom to whom', columns, more)];
}

function amounts(shown: readonly Pick<Amounts, 'potential' | 'arr'>[]): Cells[] {
  return [
    amount(
      'Potential',
      shown.map(({ potential }) => potential),
    ),
    amount(
      'ARR',
      shown.map(({ arr }) => arr),
    ),
  ];
}

/** What changes by rep; of many, the greatest gains and losses. */
export function repSection({ a, b, comparison }: DiffParts, most: number): Section[] {
  const { reps } = comparison;
  if (reps.length === 0) return [];
  const cut = reps.length > most;
  const half = Math.ceil(most / 2);
  const shown = cut ? [...reps.slice(0, half), ...reps.slice(half - most)] : reps;
  const more = cut ? `… and ${reps.length - most} reps between them` : undefined;
  const pairs = (title: string, cells: readonly (readonly [string, string])[]): Cells => ({
    title,
    align: 'right',
    cells: arrows(cells),
  });
  const flow = (title: string, sign: number, read: (one: RepChange) => Amounts): Cells => {
    const values = shown.map((one) => read(one).arr);
    return {
      title,
      align: 'right',
      cells: values.map((value) => (value === undefined ? '0' : signedCompact(sign * value))),
      told: values.some((value) => value !== undefined && value !== 0),
    };
  };
  const known = (read: (one: RepChange) => RepChange['potential']): boolean =>
    shown.some((one) => read(one).some((value) => value !== undefined));
  const columns: Cells[] = [
    name(
      'Rep',
      shown.map(({ rep }) => holderName(rep, b, a)),
    ),
    pairs(
      'Accounts',
      shown.map(({ accounts }) => both(accounts, numberWords)),
    ),
    {
      ...pairs(
        'Potential',
        shown.map(({ potential }) => both(potential, compactNumber)),
      ),
      told: known(({ potential }) => potential),
    },
    flow('ARR in', 1, (one) => one.in),
    flow('ARR out', -1, (one) => one.out),
    {
      ...pairs(
        'Off target',
        shown.map(({ deviation }) => both(deviation, signedPercentCellShown)),
      ),
      told: known(({ deviation }) => deviation),
    },
  ];
  return [tableOf('Who gains and who loses', columns, more)];
}

function both(
  [was, is]: readonly [number | undefined, number | undefined],
  say: (value: number) => string,
): [string, string] {
  return [was === undefined ? '–' : say(was), is === undefined ? '–' : say(is)];
}

/** Every account that differs. */
export function accountSection({ a, b, comparison }: DiffParts, most: number): Section[] {
  const { shown, more } = firstOf(comparison.changes, most, 'accounts');
  if (shown.length === 0) return [];
  const columns = [
    name(
      'Account',
      shown.map((one) => one.name || one.account),
    ),
    name(
      'From',
      shown.map((one) => fromWords(one, holderName(one.from, a, b))),
    ),
    name(
      'To',
      shown.map((one) => toWords(one, holderName(one.to, b, a))),
    ),
    ...amounts(shown),
  ];
  return [tableOf('Accounts that differ', columns, more)];
}

function fromWords({ kind }: AccountChange, rep: string): string {
  return kind === 'appeared' ? '(not there)' : kind === 'included' ? `${rep} (excluded)` : rep;
}

function toWords({ kind }: AccountChange, rep: string): string {
  return kind === 'vanished' ? '(not there)' : kind === 'excluded' ? `${rep} (excluded)` : rep;
}
