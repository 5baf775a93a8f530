import type { FiscalStart } from '../analytics/fiscal.js';
import type { Evaluation } from '../evaluation/types.js';
import { parseDate } from '../inputs/cells/date.js';
import { readHolidays } from '../inputs/csv/calendar-files.js';
import type { FileForms } from '../inputs/csv/file-form.js';
import { readLinked } from '../inputs/csv/linked-files.js';
import { parseMappings } from '../inputs/csv/mapping.js';
import { readOwn } from '../inputs/csv/read-own.js';
import { takeStageWords } from '../inputs/csv/stage-mapping.js';
import type { OpportunityRows } from '../inputs/opportunities/aggregates.js';
import { accountsOfRows } from '../inputs/opportunities/whose.js';
import { InputError, type InputProblem } from '../model/input-problem.js';
import type { Problem } from '../model/problem.js';
import { cellText, filledColumn, type Table } from '../model/table.js';
import type { DayNumber } from '../model/units.js';
import { type Contacts, contactsOf } from '../transition/contacts.js';
import type { PlannedHandover, Wave } from '../transition/handovers.js';
import type { QuotaMode } from '../transition/quota.js';
import { type Transition, transitionOf } from '../transition/transition.js';
import { noteSentences, type ReadProblem } from './inputs.js';
import { joinReadings, readLinkedFiles } from './linked.js';
import { rowAccountNotes } from './linked-notes.js';
import { contents, type NamedBytes } from './named-bytes.js';
import { waveFacts, waveOf } from './rebalance/waves.js';

/** A plan that was decided on, and the files that its handover is made with. */
export interface TransitionRequest {
  readonly read: ReadProblem;
  readonly evaluation: Evaluation;
  /** moves.csv of the plan: a rebalanced one has waves, dates and interim owners. */
  readonly moves: NamedBytes | undefined;
  /** Today's, in place of those of the plan. */
  readonly opportunities: NamedBytes | undefined;
  readonly activities: NamedBytes | undefined;
  readonly contacts: NamedBytes | undefined;
  readonly holidays: NamedBytes | undefined;
  /** Values of `--map` as given, those of the plan first. */
  readonly map: readonly string[];
  readonly forms: FileForms & {
    readonly contacts?: FileForms[keyof FileForms];
    readonly others?: FileForms[keyof FileForms];
  };
  readonly asOf: DayNumber;
  /** Undefined: as the plan says, else the as-of day. */
  readonly effective: number | undefined;
  readonly holdover: number;
  readonly fiscalStart: FiscalStart;
  readonly quota: QuotaMode;
  /** Undefined: as usual for how quotas follow accounts. */
  readonly guaranteeDays: number | undefined;
}

/** Days of guarantee where quotas stay as they are; otherwise relief takes its place. */
const usualGuarantee = 90;

/** A handover, and what is to be said of its files. */
export interface TransitionMade {
  readonly transition: Transition;
  readonly opportunities: Table | undefined;
  readonly notes: readonly string[];
  /** Records in each file that was given, the header not counted. */
  readonly rows: {
    readonly opportunities: number | undefined;
    readonly activities: number | undefined;
    readonly contacts: number | undefined;
    readonly holidays: number | undefined;
  };
}

/**
 * The handover of a plan.
 *
 * @throws InputError with everything that is wrong in the files.
 */
export function planTransition(request: TransitionRequest): TransitionMade {
  const { read, evaluation, asOf } = request;
  const problems: InputProblem[] = [];
  const notes: string[] = [];
  const today = accountsToday(request, problems, notes);
  const contacts = readContacts(request, problems, notes);
  const holidays =
    request.holidays === undefined ? undefined : readHolidays(...contents(request.holidays));
  problems.push(...(holidays?.problems ?? []));
  const planned = readPlannedHandovers(request.moves, problems);
  if (problems.length > 0) throw new InputError(problems);
  const problem: Problem = { ...read.problem, accounts: today.accounts };
  const waves = waveFacts(problem);
  const effective = request.effective ?? usualDay(planned) ?? asOf;
  const { quota: mode, fiscalStart } = request;
  const transition = transitionOf({
    problem: read.problem,
    evaluation,
    accounts: today.accounts,
    opportunities: today.opportunities,
    contacts: contacts?.contacts,
    tierOf: (account) => waves.tiers[account],
    asOf,
    effective,
    holidays: holidays?.value ?? new Set(),
    waveOf: (account, leavesLive) => waveOf(waves, account, { asOf, leavesLive }),
    planned,
    holdover: request.holdover,
    quota: {
      mode,
      fiscalStart,
      guaranteeDays: request.guaranteeDays ?? (mode === 'keep' ? usualGuarantee : 0),
    },
  });
  return {
    transition,
    opportunities: today.opportunities?.table,
    notes,
    rows: {
      opportunities: request.opportunities && today.opportunities?.table.size,
      activities: today.activityRows,
      contacts: contacts?.rows,
      holidays: holidays?.value.size,
    },
  };
}

/** The accounts with what the newest opportunities and activities give them. */
function accountsToday(
  { read, opportunities, activities, map, forms, asOf }: TransitionRequest,
  problems: InputProblem[],
  notes: string[],
): {
  readonly accounts: Table;
  readonly opportunities: OpportunityRows | undefined;
  readonly activityRows: number | undefined;
} {
  const { problem, linked, asRead } = read;
  if (opportunities === undefined && activities === undefined) {
    return {
      accounts: problem.accounts,
      opportunities: linked?.opportunities,
      activityRows: undefined,
    };
  }
  const stages = takeStageWords(map);
  const mapping = parseMappings(stages.others);
  // Stage words of the plan's own opportunities need not be in today's.
  const fresh = readLinkedFiles(
    { accounts: unread, reps: unread, opportunities, activities, forms, wholeOpportunities: true },
    mapping.mappings,
    new Map(),
  );
  problems.push(...stages.problems, ...mapping.problems, ...fresh.problems);
  for (const one of [fresh.opportunities, fresh.activities]) {
    if (one !== undefined) notes.push(...noteSentences(one));
  }
  const joined = joinReadings(asRead.accounts, problem.reps, withPlanned(fresh, asRead), {
    asOf,
    stages: stages.words,
    ownerFrom: undefined,
  });
  notes.push(...joined.notes);
  return {
    // What the plan derived else (tiers, coordinates) stays.
    accounts: {
      ...problem.accounts,
      columns: new Map([...problem.accounts.columns, ...joined.accounts.columns]),
    },
    opportunities: joined.linked.opportunities,
    activityRows: activities && fresh.activities?.table.size,
  };
}

/** Nothing of accounts and reps is read again. */
const unread: NamedBytes = { name: '', bytes: new Uint8Array() };

type Readings = ReturnType<typeof readLinkedFiles>;

/** Those of the plan in place of files that were not given anew. */
function withPlanned(fresh: Readings, asRead: ReadProblem['asRead']): Readings {
  const planned = (table: Table | undefined): Readings['opportunities'] =>
    table && { table, header: undefined, choices: [], notes: [], problems: [] };
  return {
    opportunities: fresh.opportunities ?? planned(asRead.opportunities),
    activities: fresh.activities ?? planned(asRead.activities),
    problems: [],
  };
}

function readContacts(
  { read, contacts, map, forms }: TransitionRequest,
  problems: InputProblem[],
  notes: string[],
): { readonly contacts: Contacts; readonly rows: number } | undefined {
  if (contacts === undefined) return undefined;
  const { mappings } = parseMappings(takeStageWords(map).others);
  const reading = readLinked(...contents(contacts), 'contacts', {
    mappings,
    form: forms.contacts,
    needs: [
      ['account_id', 'account_name'],
      ['contact_name', 'email'],
    ],
  });
  problems.push(...reading.problems);
  if (reading.problems.length > 0) return undefined;
  const { accounts } = read.problem;
  notes.push(
    ...noteSentences(reading),
    ...rowAccountNotes(accounts, reading.table, accountsOfRows(reading.table, accounts), [
      'contact',
      'contacts',
      'are written to nowhere',
    ]),
    ...unnamedNotes(contacts.name, reading.table),
  );
  return { contacts: contactsOf(reading.table, accounts), rows: reading.table.size };
}

/** Rows that name nobody: they are passed over. */
function unnamedNotes(file: string, table: Table): readonly string[] {
  const isEmpty = (column: string, row: number): boolean =>
    cellText(table.columns.get(column), row).trim() === '';
  let count = 0;
  for (let row = 0; row < table.size; row++) {
    if (isEmpty('contact_name', row) && isEmpty('email', row)) count++;
  }
  if (count === 0) return [];
  const who = count === 1 ? '1 contact has' : `${count} contacts have`;
  return [
    `${file}: ${who} neither a name nor an e-mail address, and ${count === 1 ? 'is' : 'are'} passed over`,
  ];
}

/** What a rebalanced plan says of its moves, by account_id. */
function readPlannedHandovers(
  moves: NamedBytes | undefined,
  problems: InputProblem[],
): ReadonlyMap<string, PlannedHandover> {
  if (moves === undefined) return new Map();
  const { own, problems: found } = readOwn(...contents(moves), ['account_id']);
  problems.push(...found);
  const cell = (column: string, row: number): string => own.columns.get(column)?.[row] ?? '';
  if (!own.columns.has('wave')) return new Map();
  return new Map(
    own.rowNumbers.map((_, row) => [
      cell('account_id', row),
      {
        wave: waveNamed(cell('wave', row)),
        due: parseDate(cell('due_date', row)),
        effective: parseDate(cell('effective_date', row)),
        interim: cell('interim_rep_id', row),
        interimUntil: parseDate(cell('interim_until', row)),
      },
    ]),
  );
}

function waveNamed(text: string): Wave | undefined {
  return ([1, 2, 3] as const).find((wave) => String(wave) === text);
}

/** The day on which most accounts of a plan change hands; of several the first. */
function usualDay(planned: ReadonlyMap<string, PlannedHandover>): number | undefined {
  const counts = new Map<number, number>();
  for (const { effective } of planned.values()) {
    if (effective !== undefined) counts.set(effective, (counts.get(effective) ?? 0) + 1);
  }
  const days = [...counts].sort(([a, many], [b, others]) => others - many || a - b);
  return days[0]?.[0];
}

/** Whether an account is marked as likely to leave. */
export function isAtRisk(accounts: Table): (account: number) => boolean {
  const column = filledColumn(accounts, 'at_risk');
  if (column?.kind === 'flag') return (account) => column.flags[account] === 1;
  if (column?.kind !== 'text') return () => false;
  const marked = column.words.map((word) => /^\s*(yes|y|true|1|x|high)\s*$/i.test(word));
  return (account) => marked[column.codes[account]];
}
