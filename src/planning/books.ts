import type { Holding } from '../analytics/books.js';
import type { Contacts, ContactWindow } from '../analytics/contacts.js';
import { blankRule } from '../assembly/default-rows.js';
import { assemblyContextOf } from '../assembly/ground.js';
import { RuleTables } from '../assembly/rule-tables.js';
import { numberColumn, textColumn } from '../model/columns.js';
import type { InputProblem } from '../model/input-problem.js';
import type { Problem } from '../model/problem.js';
import { isoDate } from '../model/table.js';
import { dayNumber } from '../model/units.js';
import { parseFilter } from '../rules/filter.js';
import type { ReadProblem } from './inputs.js';

/** What to do where nothing tells of contact. */
export function noContactsKnown({ accounts }: Pick<Problem, 'accounts'>): InputProblem {
  return {
    file: accounts.file,
    what: 'does not tell when accounts were contacted: no last_contacted, and no activities are given',
    remedy: 'give --activities FILE, or a column last_contacted',
  };
}

/** 1 for the accounts that pass the filter of `--icp`; with a plan, its scores and tiers are what it reads. */
export function accountsPassing(
  { assembled }: ReadProblem,
  text: string,
  planned: Holding | undefined,
  problems: InputProblem[],
): Uint8Array | undefined {
  const parsed = parseFilter(text);
  if (parsed.fault !== undefined) {
    problems.push({ file: '--icp', value: text, ...parsed.fault });
    return undefined;
  }
  // What is wrong with the rules was told when the problem was put together.
  const { columns, repColumns } = assemblyContextOf(assembled, {
    problems: [],
    assume: () => {},
    warn: () => {},
  });
  if (planned !== undefined) {
    columns.derive('score', () => numberColumn('score', planned.score));
    columns.derive('tier', () => textColumn('tier', planned.tier));
  }
  const found: InputProblem[] = [];
  const passing = new RuleTables(columns, repColumns, '--icp', found).accountsPassing(
    // A row that does nothing but filter accounts.
    { ...blankRule(0), accounts: parsed.filter },
  );
  problems.push(...found.map(({ column: _, row: __, ...fault }) => fault));
  if (found.length === 0 && !passing.includes(1)) {
    // Nothing could ever be found wrong with books of no account.
    const remedy = 'write a filter that some account passes, such as "employees >= 200"';
    problems.push({ file: '--icp', what: 'passes no account', value: text, remedy });
  }
  return passing;
}

/** What must not pass in silence of when accounts were contacted. */
export function contactNotes(contacts: Contacts, { asOf, days }: ContactWindow): string[] {
  const { from, passedOver } = contacts;
  return [
    ...(from === 'last_contacted'
      ? ['contact is taken from last_contacted, one contact an account: no activities are given']
      : []),
    ...(passedOver > 0
      ? [
          from === 'last_contacted'
            ? `warning: ${accountsWords(passedOver)} with a last_contacted after the as-of day ${passedOver === 1 ? 'counts' : 'count'} as never contacted`
            : `${passedOver} completed activities without a date or after the as-of day do not count`,
        ]
      : []),
    ...silenceNotes(contacts, { asOf, days }),
  ];
}

/** Where nobody was in contact with anything, it is the day or the file before it is the people. */
function silenceNotes(
  { last, inWindow, passedOver }: Contacts,
  { asOf, days }: ContactWindow,
): string[] {
  if (inWindow.some((count) => count > 0)) return [];
  const day = isoDate(dayNumber(asOf));
  const remedy = 'if the files are of another day, give it with --as-of';
  const latest = last.reduce((most, one) => (one > most ? one : most), Number.NEGATIVE_INFINITY);
  if (latest > Number.NEGATIVE_INFINITY) {
    return [
      `warning: no account was in contact in the ${days} days to ${day}: the latest contact is of ${isoDate(dayNumber(latest))}; ${remedy}`,
    ];
  }
  return passedOver === 0
    ? []
    : [`warning: all contact is after ${day}, or has no date, so none counts; ${remedy}`];
}

/** "1 account", "3 accounts". */
export function accountsWords(count: number): string {
  return `${count} account${count === 1 ? '' : 's'}`;
}
