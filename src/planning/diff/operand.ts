import { ownershipOf } from '../../assembly/ownership.js';
import type { HeldAccount, Holdings, PlanFacts, Side } from '../../evaluation/diff/types.js';
import type { FileForm } from '../../inputs/csv/file-form.js';
import { type HoldingsReading, readHoldings } from '../../inputs/csv/holdings.js';
import type { Mapping } from '../../inputs/csv/mapping.js';
import { readOwn } from '../../inputs/csv/read-own.js';
import type { InputProblem } from '../../model/input-problem.js';
import { cellText, filledNumbers, type Table } from '../../model/table.js';
import { sha256 } from '../../reports/checksums.js';
import type { PlanJson } from '../../reports/plan-json.js';
import { contents, type NamedBytes, noteSentences } from '../inputs.js';
import { planFactsOf } from './plan-facts.js';

/** One side of a comparison as it is found: a plan folder's files, or one file. */
export interface OperandFiles {
  /** As the user named it. */
  readonly name: string;
  readonly assignments: NamedBytes;
  /** Absent where it is a single file. */
  readonly plan?: {
    readonly json: PlanJson;
    readonly territories: NamedBytes | undefined;
    readonly moves: NamedBytes | undefined;
    readonly rulesUsed: NamedBytes | undefined;
  };
}

/** A side that was read, with all that is wrong with it and all that should be heard. */
export interface OperandReading {
  readonly side: Side;
  readonly problems: readonly InputProblem[];
  readonly notes: readonly string[];
  /** Headers that --map may name; undefined where there are none to be read. */
  readonly header: readonly string[] | undefined;
}

/** What helps to read every side alike. */
export interface OperandOptions {
  readonly mappings: readonly Mapping[];
  /** The reps that owners are looked up among; undefined where owners stand as given. */
  readonly reps: Table | undefined;
  /** How sides that are no plan folders are written. */
  readonly form?: FileForm | undefined;
}

/** Reads one side of a comparison. */
export function readOperand(files: OperandFiles, options: OperandOptions): OperandReading {
  const { assignments, plan } = files;
  const { mappings, form } = options;
  const reading = readHoldings(...contents(assignments), plan ? {} : { mappings, form });
  const moves = plan?.moves && readHoldings(plan.moves.name, plan.moves.bytes);
  const facts = plan && planFactsOf(plan.json, plan);
  const problems = [...reading.problems, ...(moves?.problems ?? []), ...(facts?.problems ?? [])];
  const header = plan === undefined ? reading.header : [];

  if (problems.length > 0) return { side: emptySide, problems, notes: [], header };
  const owners: InputProblem[] = [];
  const held = holdingsOf(reading, options, owners);
  const holdings = reading.source === 'assignments' ? withRoles(held, assignments) : held;
  return {
    side: sideOf(holdings, facts, moves?.table),
    problems: owners,
    notes: [
      takenFor(files, reading, options),
      ...(plan ? staleNotes(assignments, plan.json) : noteSentences(reading)),
    ],
    header,
  };
}

const emptySide: Side = {
  holdings: { accounts: new Map(), repNames: new Map() },
  plan: undefined,
};

function takenFor(
  { name, plan }: OperandFiles,
  { source, table }: HoldingsReading,
  { reps }: OperandOptions,
): string {
  const size = `${table.size} account${table.size === 1 ? '' : 's'}`;
  if (plan !== undefined) return `${name}: a plan folder, ${size}`;
  if (source === 'assignments') return `${name}: an assignments file, ${size}`;
  const owners =
    reps === undefined
      ? 'owners are compared as they are written (--reps FILE turns e-mails and names into rep_ids)'
      : `owners are looked up in ${reps.file}`;
  return `${name}: a CRM export, ${size}; ${owners}`;
}

/** A table edited by hand is compared as it is, but the plan's figures are not of it. */
function staleNotes({ name, bytes }: NamedBytes, plan: PlanJson): string[] {
  if (sha256(bytes) === plan.files['assignments.csv']) return [];
  return [
    `warning: ${name} was changed after the plan was written; headline figures, rules and targets are those of the plan as it was`,
  ];
}

function holdingsOf(
  { table, source }: HoldingsReading,
  { reps }: OperandOptions,
  problems: InputProblem[],
): Holdings {
  const column = (name: string) => table.columns.get(name);
  const holder = column(source === 'assignments' ? 'rep_id' : 'owner');
  const owners = source === 'export' && reps ? ownershipOf(table, reps, problems).owner : undefined;
  const repIds = reps?.columns.get('rep_id');
  const change = source === 'assignments' ? column('change') : undefined;
  const potential = filledNumbers(table, 'potential');
  const arr = filledNumbers(table, 'arr');
  const accounts = new Map<string, HeldAccount>();
  const held: string[] = [];
  for (let row = 0; row < table.size; row++) {
    const owner = owners?.[row] ?? -1;
    const rep = owner < 0 ? cellText(holder, row) : cellText(repIds, owner);
    held.push(rep);
    accounts.set(cellText(column('account_id'), row), {
      name: cellText(column('account_name'), row),
      rep,
      potential: potential && (potential[row] || 0),
      arr: arr && (arr[row] || 0),
      excluded: change && cellText(change, row) === 'excluded',
    });
  }
  const named = namesByRow(table, held);
  return { accounts, repNames: new Map([...named, ...namesIn(reps)]) };
}

/** What most rows of a rep say: whoever edits by hand changes the rep_id of a row and leaves its name. */
function namesByRow(
  { columns, size }: Table,
  held: readonly string[],
): ReadonlyMap<string, string> {
  const counts = new Map<string, Map<string, number>>();
  for (let row = 0; row < size; row++) {
    const name = cellText(columns.get('rep_name'), row);
    const rep = held[row];
    if (rep === '' || name === '') continue;
    const of = counts.get(rep) ?? new Map<string, number>();
    counts.set(rep, of.set(name, (of.get(name) ?? 0) + 1));
  }
  return new Map(
    [...counts].map(([rep, of]) => {
      const [[first]] = [...of].sort(([, a], [, b]) => b - a);
      return [rep, first];
    }),
  );
}

/** The columns of a role are known by the first two of them: `sdr_id, sdr_previous_id`. */
function withRoles(holdings: Holdings, { name, bytes }: NamedBytes): Holdings {
  const { columns } = readOwn(name, bytes, ['account_id']).own;
  const keys = [...columns.keys()].flatMap((column) => {
    const key = column.replace(/_id$/, '');
    return key !== column && columns.has(`${key}_previous_id`) ? [key] : [];
  });
  if (keys.length === 0) return holdings;
  const accounts = new Map(holdings.accounts);
  (columns.get('account_id') ?? []).forEach((id, row) => {
    const held = accounts.get(id.trim());
    if (held === undefined) return;
    const cells = (end: string): ReadonlyMap<string, string> =>
      new Map(keys.map((key) => [key, columns.get(`${key}_${end}`)?.[row]?.trim() ?? '']));
    accounts.set(id.trim(), { ...held, roles: cells('id'), rolesBefore: cells('previous_id') });
  });
  return { ...holdings, accounts };
}

function namesIn(reps: Table | undefined): Map<string, string> {
  const names = new Map<string, string>();
  for (let rep = 0; rep < (reps?.size ?? 0); rep++) {
    const name = cellText(reps?.columns.get('rep_name'), rep);
    if (name !== '') names.set(cellText(reps?.columns.get('rep_id'), rep), name);
  }
  return names;
}

/** ARR stands in moves.csv alone, which has every account whose rep is another than before. */
function sideOf(
  holdings: Holdings,
  plan: { readonly facts: PlanFacts; readonly repNames: ReadonlyMap<string, string> } | undefined,
  moves: Table | undefined,
): Side {
  if (plan === undefined) return { holdings, plan: undefined };
  const accounts = new Map(holdings.accounts);
  const arr = moves && filledNumbers(moves, 'arr');
  for (let row = 0; arr !== undefined && row < arr.length; row++) {
    const account = cellText(moves?.columns.get('account_id'), row);
    const held = accounts.get(account);
    if (held !== undefined) accounts.set(account, { ...held, arr: arr[row] || 0 });
  }
  const repNames = new Map([...holdings.repNames, ...plan.repNames]);
  return { holdings: { accounts, repNames }, plan: plan.facts };
}
