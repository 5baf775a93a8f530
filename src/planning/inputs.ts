import { assemble } from '../assembly/assemble.js';
import { withMostMoves } from '../assembly/default-rows.js';
import { draftRules } from '../assembly/draft.js';
import type { AssemblyInputs } from '../assembly/ground.js';
import { inOrderOfIds } from '../assembly/in-order-of-ids.js';
import type { AssemblyOptions } from '../assembly/options.js';
import { withTenure } from '../assembly/tenure.js';
import { readAccounts, readReps } from '../inputs/csv/accounts-and-reps.js';
import { isAssignments, readAssignments } from '../inputs/csv/assignments.js';
import { share } from '../inputs/csv/column-spec.js';
import { readDistances } from '../inputs/csv/distances.js';
import {
  fileRoles,
  type GivenInputs,
  type InputRole,
  type MappableFile,
} from '../inputs/csv/file-roles.js';
import { parseMappings, unusedMappings } from '../inputs/csv/mapping.js';
import { readNeighbours } from '../inputs/csv/neighbours.js';
import { readPairs } from '../inputs/csv/pairs.js';
import type { OwnFile } from '../inputs/csv/read-own.js';
import { readRegister } from '../inputs/csv/register.js';
import { readRules } from '../inputs/csv/rules.js';
import { takeStageWords } from '../inputs/csv/stage-mapping.js';
import type { TableReading } from '../inputs/csv/table-reader.js';
import type { Linked } from '../inputs/opportunities/join.js';
import { withComparablePlaces } from '../inputs/places/alike.js';
import type { Gazetteer } from '../inputs/places/gazetteer.js';
import { InputError, type InputProblem } from '../model/input-problem.js';
import type { Problem } from '../model/problem.js';
import type { Relaxation } from '../model/relaxation.js';
import { type RuleText, ruleColumns } from '../model/rule.js';
import { cellText, filledColumn, type Table } from '../model/table.js';
import { parseRules } from '../rules/parse.js';
import { swappedFiles } from '../validation/kinds/wrong-files.js';
import { currencyOf } from './currency.js';
import { joinReadings, type LinkedInputs, linkedHeaders, readLinkedFiles } from './linked.js';
import { located } from './located.js';
import { contents } from './named-bytes.js';
import { neighbouringAreas, unknownAreaNotes } from './neighbouring.js';
import { idsIn, withNewAccounts } from './new-accounts.js';
import { ownerMapping, withOwners, withoutOwners } from './owner-column.js';
import { distanceRows, relationshipSources } from './pair-sources.js';
import { ownedAsPlanned, repsIn } from './plan-owners.js';
import { relaxedInputs } from './relaxed-inputs.js';
import { withStatuses } from './rep-statuses.js';
import { overrideRules } from './review/override-rules.js';
import { spellingNotes } from './same-places.js';
import { unusedHeaders } from './unused-headers.js';

export { contents, type InputFiles, type NamedBytes } from './named-bytes.js';

export interface ProblemInputs extends LinkedInputs {
  /** Without a rules file: no drafted rules. */
  readonly bare: boolean;
  /** A must budget of moves, added to the rules; undefined: none. */
  readonly maxMoves?: number | undefined;
  /** Cells of the rules and of the other files that are read as something else (`--relax`). */
  readonly relaxations?: readonly Relaxation[] | undefined;
  /** `--map` values, `CANONICAL=HEADER` or `stage:MEANING=WORDS`. */
  readonly map: readonly string[];
  readonly assembly: Omit<
    AssemblyOptions,
    'distances' | 'neighbours' | 'currency' | 'relationships'
  >;
  /** What amounts are in whose currency nothing tells. */
  readonly currency?: string | undefined;
  /** Where rows without coordinates are looked up by city or postal code; undefined: they are not. */
  readonly gazetteer?: Gazetteer | undefined;
  /** Whether accepted decisions of the register hold like rejects and moves; default: they say nothing. */
  readonly acceptedStay?: boolean | undefined;
  /** The status of reps in place of that in their file, by id: what a plan before was told. */
  readonly statuses?: ReadonlyMap<string, string> | undefined;
  /** Whether states and countries are one value to the rules however they are spelled; default: as written. */
  readonly samePlaces?: boolean | undefined;
}

/** The files that have columns, each as it was read. */
export type TablesRead = Pick<GivenInputs<Table>, MappableFile>;

export interface ReadProblem {
  readonly problem: Problem;
  /** What the problem was assembled from, for plans of changed rules. */
  readonly assembled: AssemblyInputs;
  /** Rows of each file, the header not counted. */
  readonly rows: Readonly<Record<InputRole, number>>;
  /** The files before anything from elsewhere was added: columns of opportunities, owners, coordinates. */
  readonly asRead: TablesRead;
  /** The plan that owners were taken from; undefined where there was none. */
  readonly planned?: OwnFile | undefined;
  /** The ids in the file of new accounts, whether the others have them or not; undefined where there was none. */
  readonly newIds?: readonly string[] | undefined;
  /** What became of opportunities and activities; undefined where neither was given. */
  readonly linked?: Linked | undefined;
  /** Rows carve drafted, with the reason in their note. */
  readonly drafted: readonly RuleText[];
  /** Sentences for stderr: headers taken for other columns, cells read in a special way, rows not drafted. */
  readonly notes: readonly string[];
}

/** Whom and what the files know. */
export interface KnownIds {
  readonly accounts: ReadonlySet<string>;
  readonly reps: ReadonlySet<string>;
}

/** The ids of accounts, new ones among them, and of reps. */
export function knownIds({ asRead: { accounts, reps } }: Pick<ReadProblem, 'asRead'>): KnownIds {
  return {
    accounts: new Set(columnTexts(accounts, 'account_id')),
    reps: new Set(columnTexts(reps, 'rep_id')),
  };
}

function columnTexts({ columns, size }: Table, name: string): string[] {
  const column = columns.get(name);
  return Array.from({ length: size }, (_, row) => cellText(column, row));
}

/** What could be read of the files, whatever is wrong with them. */
export interface Survey extends Omit<ReadProblem, 'problem'> {
  /** Undefined where the files do not fit together. */
  readonly problem: Problem | undefined;
  /** Whether every account and every rep has an id to be known by. */
  readonly identified: boolean;
  /** Everything that is wrong in every file. */
  readonly problems: readonly InputProblem[];
}

/**
 * Reads every file, then puts them together.
 *
 * @throws InputError with everything that is wrong in every file, at once.
 */
export function readProblem(inputs: ProblemInputs): ReadProblem {
  const { problem, problems, ...read } = survey(inputs);
  const swapped = swapProblem(read.asRead);
  // What else is wrong with swapped files follows from that.
  if (swapped.length > 0 && problems.length > 0) throw new InputError(swapped);
  if (problem === undefined || problems.length > 0) throw new InputError(problems);
  const doubts = swapped.map(({ file, what, remedy }) => `warning: ${file} ${what}; ${remedy}`);
  return { ...read, notes: [...doubts, ...read.notes], problem };
}

/** People given for accounts and accounts for people: what else is wrong with them follows from that. */
function swapProblem({ accounts, reps }: TablesRead): InputProblem[] {
  const found = swappedFiles(accounts, reps);
  if (found === undefined) return [];
  const shown = (headers: readonly string[]): string => headers.slice(0, 3).join(', ');
  return [
    {
      file: accounts.file,
      what: `looks like a list of people (${shown(found.people)}) and ${reps.file} like accounts (${shown(found.accounts)}): the two seem to be swapped`,
      remedy: 'name the file of accounts first, then that of reps',
      fix: {
        replace: [
          [accounts.file, reps.file],
          [reps.file, accounts.file],
        ],
      },
    },
  ];
}

/** Reads every file and puts them together as far as that goes; faults are returned, not thrown. */
export function survey(inputs: ProblemInputs): Survey {
  const stages = takeStageWords(inputs.map);
  const mapping = parseMappings(stages.others);
  const options = { mappings: mapping.mappings };
  const { forms } = inputs;
  const reps = ordered(
    readReps(...contents(inputs.reps), { ...options, form: forms?.reps }),
    'rep_id',
  );
  const planned = inputs.owners && readAssignments(...contents(inputs.owners), true);
  const filed = readAccounts(...contents(inputs.accounts), {
    ...options,
    form: forms?.accounts,
    unescape: isAssignments,
  });
  const more =
    inputs.new && readAccounts(...contents(inputs.new), { ...options, form: forms?.new });
  const { accounts, owners } = withOwners(
    ordered(more === undefined ? filed : withNewAccounts(filed, more), 'account_id'),
    reps,
    planned === undefined ? ownerMapping(mapping.mappings) : 'none',
  );
  const beside = readLinkedFiles(inputs, mapping.mappings, stages.words);
  // A file can have more problems than a call has room for arguments.
  let problems: readonly InputProblem[] = [
    ...stages.problems,
    ...mapping.problems,
    ...accounts.problems,
    ...reps.problems,
    ...(planned?.problems ?? []),
    ...beside.problems,
    ...(mapping.problems.length === 0
      ? unusedMappings(mapping.mappings, {
          accounts: accounts.header,
          reps: reps.header,
          ...linkedHeaders(beside),
        })
      : []),
  ];

  const rulesFile = inputs.rules === undefined ? 'drafted rules' : contents(inputs.rules)[0];
  const { opportunities, activities } = beside;
  const read = [accounts, reps, opportunities, activities].filter((one) => one !== undefined);
  const money = currencyOf([accounts.table, reps.table, opportunities?.table], inputs.currency);
  problems = [...problems, ...money.problems];
  const notes = [...owners, ...read.flatMap(noteSentences), ...money.notes];
  // Rules are still held against files that have faults elsewhere, so that all is told at once.
  const identified = accounts.table.columns.has('account_id') && reps.table.columns.has('rep_id');
  const owned =
    planned && identified ? ownedAsPlanned(accounts.table, repsIn(planned.own)) : undefined;
  notes.push(...(owned?.notes ?? []));
  const accountsOwned = owned?.accounts ?? accounts.table;
  const joined =
    identified && (opportunities ?? activities) !== undefined
      ? joinReadings(accountsOwned, reps.table, beside, {
          asOf: inputs.assembly.asOf,
          stages: stages.words,
          ownerFrom: inputs.ownerFrom,
          at: inputs.opportunitiesAt,
        })
      : undefined;
  if (beside.problems.length === 0) notes.push(...(joined?.notes ?? []));
  if (identified && filledColumn(joined?.accounts ?? accountsOwned, 'owner') === undefined) {
    notes.unshift(withoutOwners(accounts.table.file, ownerMapping(mapping.mappings)));
  }
  const { gazetteer, samePlaces = false } = inputs;
  const { statuses } = inputs;
  const repsToday = statuses === undefined ? reps.table : withStatuses(reps.table, statuses);
  const repsHere = withTenure(repsToday, inputs.assembly.asOf);
  const placed = [joined?.accounts ?? accountsOwned, repsHere].map((table) =>
    located(table, gazetteer),
  );
  notes.push(...placed.flatMap((one) => one.notes));
  const asWritten = placed.map(({ table }) => table);
  const [accountTable, repTable] = samePlaces ? withComparablePlaces(asWritten) : asWritten;
  let texts: readonly RuleText[] = [];
  let drafted: readonly RuleText[] = [];
  if (inputs.rules !== undefined) {
    const reading = readRules(...contents(inputs.rules), { mayBeEmpty: true, form: forms?.rules });
    problems = [...problems, ...reading.problems];
    notes.push(...noteSentences({ choices: [], notes: reading.notes }));
    texts = reading.rules;
  } else if (!inputs.bare && problems.length === 0) {
    const draft = draftRules(accountTable, repTable);
    texts = draft.rows;
    drafted = draft.rows;
    notes.push(...draft.leftOut);
  }
  notes.push(
    ...spellingNotes(asWritten, inputs.rules === undefined ? undefined : texts, samePlaces),
  );
  const { maxMoves } = inputs;
  const register = inputs.overrides && readRegister(...contents(inputs.overrides));
  const overrides = overrideRules(register?.rows ?? [], {
    asOf: inputs.assembly.asOf,
    acceptedToo: inputs.acceptedStay === true,
  });
  const parsed = parseRules(rulesFile, [
    ...overrides,
    ...(maxMoves === undefined ? texts : withMostMoves(texts, maxMoves)),
  ]);
  problems = [...problems, ...(register?.problems ?? []), ...parsed.problems];
  if (register !== undefined && inputs.overrides !== undefined) {
    notes.push(
      `${inputs.overrides.name}: ${overrides.length} of ${register.rows.length} decisions come before all rules`,
    );
  }
  notes.push(
    // Where no row builds a score, the accounts' own is the score.
    ...unusedHeaders(accounts.table, fileRoles.accounts.columns, parsed.rules, ['score']),
    ...unusedHeaders(reps.table, fileRoles.reps.columns, parsed.rules),
  );
  const distances =
    inputs.distances && readDistances(...contents(inputs.distances), forms?.distances);
  if (distances !== undefined) {
    problems = [...problems, ...distances.problems];
    notes.push(...noteSentences({ choices: [], notes: distances.notes }));
  }

  const given =
    inputs.relationships &&
    readPairs(
      ...contents(inputs.relationships),
      { name: 'strength', cells: share },
      forms?.relationships,
    );
  if (given !== undefined) {
    problems = [...problems, ...given.problems];
    notes.push(...noteSentences({ choices: [], notes: given.notes }));
  }
  const neighbours = inputs.neighbours && readNeighbours(...contents(inputs.neighbours));
  if (neighbours !== undefined) {
    problems = [...problems, ...neighbours.problems];
    notes.push(...noteSentences({ choices: [], notes: neighbours.notes }));
  }

  const areaNeighbours = neighbouringAreas(neighbours?.pairs);
  let assembled: AssemblyInputs = {
    accounts: accountTable,
    reps: repTable,
    rules: parsed.rules,
    rulesFile,
    options: {
      ...inputs.assembly,
      currency: money.currency,
      unlike: money.unlike,
      distances: distances?.distances && distanceRows(distances.distances),
      relationships: relationshipSources(joined?.linked, given?.pairs),
      neighbours: areaNeighbours,
    },
  };
  let problem: Problem | undefined;
  if (identified) {
    try {
      assembled = relaxedInputs(assembled, inputs.relaxations ?? []);
      problem = assemble(assembled);
      notes.push(...unknownAreaNotes(problem, areaNeighbours));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      const isReordered = [accountTable, repTable].some(({ fileOrder }) => fileOrder !== undefined);
      problems = [...problems, ...(isReordered ? asFiled(error.problems) : error.problems)];
    }
  }
  return {
    problem,
    identified,
    problems,
    assembled,
    newIds: more && idsIn(more.table),
    rows: {
      accounts: filed.table.size,
      reps: reps.table.size,
      rules: texts.length,
      distances: distances?.distances?.size ?? 0,
      neighbours: neighbours?.pairs.length ?? 0,
      opportunities: opportunities?.table.size ?? 0,
      activities: activities?.table.size ?? 0,
      relationships: given?.pairs?.size ?? 0,
      owners: planned?.own.rowNumbers.length ?? 0,
      new: more?.table.size ?? 0,
      overrides: register?.rows.length ?? 0,
    },
    asRead: {
      accounts: accounts.table,
      reps: reps.table,
      opportunities: opportunities?.table,
      activities: activities?.table,
    },
    planned: planned?.own,
    linked: joined?.linked,
    drafted,
    notes,
  };
}

/** Problems of one file together, in the order of its rows. */
function asFiled(problems: readonly InputProblem[]): InputProblem[] {
  const files = [...new Set(problems.map(({ file }) => file))];
  const rank = new Map(files.map((file, at) => [file, at]));
  const rankOf = ({ file }: InputProblem): number => rank.get(file) ?? 0;
  return [...problems].sort((a, b) => rankOf(a) - rankOf(b) || (a.row ?? 0) - (b.row ?? 0));
}

/** A reading whose records stand in the order of their ids, whatever the order of the file. */
function ordered(reading: TableReading, idColumn: string): TableReading {
  return { ...reading, table: inOrderOfIds(reading.table, idColumn) };
}

/** What a reader of accounts or reps did that must not pass in silence, as sentences for stderr. */
export function noteSentences(reading: {
  readonly choices: readonly {
    readonly file: string;
    readonly column: string;
    readonly header: string;
  }[];
  readonly notes: readonly {
    readonly file: string;
    readonly column?: string;
    readonly text: string;
  }[];
}): string[] {
  const taken = reading.choices.map(({ column, header }) => `${header} as ${column}`);
  return [
    ...(taken.length === 0 ? [] : [`${reading.choices[0].file}: took ${taken.join(', ')}`]),
    ...reading.notes.map(
      ({ file, column, text }) => `${file}: ${column === undefined ? '' : `${column} `}${text}`,
    ),
  ];
}

/** The columns a rules file may have, for messages and examples. */
export const ruleHeader = ruleColumns.join(',');
