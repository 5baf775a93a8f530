import { caseSafeId } from '../inputs/cells/salesforce-id.js';
import type { InputProblem } from '../model/input-problem.js';
import { type Column, filledColumn, fold, type Table, type TextColumn } from '../model/table.js';
import { repFinder } from './ownership.js';

/** What `--map` says of the owner column: a header, that there is none, or nothing. */
export type OwnerMapping = 'header' | 'none' | undefined;

/** The accounts with their owner column as it holds owners, and what is to be said of it. */
export interface OwnerColumnReading {
  readonly accounts: Table;
  readonly notes: readonly string[];
  readonly problems: readonly InputProblem[];
}

/** Fewer owners, none of them a rep, may well have left. */
const enoughToTell = 3;

/** carve's own name for the column, letter by letter: whoever writes it means owners. `OWNER` may be a CRM's word for something else. */
const ownName = 'owner';

/**
 * Judges the owner column by what it holds, where its header is not carve's own. One of
 * which no value is a rep, nor looks like one, holds something else; where there is none, a column that names
 * reps in most rows is it, and two such are asked about.
 */
export function ownerColumnOf(
  accounts: Table,
  reps: Table,
  mapped: OwnerMapping,
): OwnerColumnReading {
  const owner = filledColumn(accounts, 'owner');
  if (mapped === 'none') return { accounts, notes: [], problems: [] };
  const named = namesIn(reps);
  if (owner?.kind === 'text') {
    const same = withoutFractions(accounts, owner, reps);
    const column = same.owner;
    const notes = [...same.notes, ...elsewhere(same.accounts, column, reps, named)];
    const words = column.words.filter((word) => word !== '');
    const alike = words.filter(named.looksLikeRep).length;
    const isOwner =
      mapped === 'header' ||
      owner.header === ownName ||
      notes.length > 0 ||
      column.filled < enoughToTell ||
      words.some(named.isRep) ||
      alike * 2 >= words.length;
    const allGone =
      mapped !== 'header' && notes.length === 0 && !words.some(named.isRep)
        ? [allHaveLeft(accounts, owner, words)]
        : [];
    if (isOwner) return { accounts: same.accounts, notes: [...notes, ...allGone], problems: [] };
  }
  const others = owner === undefined ? accounts : withoutOwner(accounts, owner);
  const dropped = owner === undefined ? [] : [noOwners(accounts, owner)];
  const found = columnsOfReps(others, named);
  if (found.length > 1) {
    return { accounts: others, notes: dropped, problems: [whichOne(accounts, found)] };
  }
  const [one] = found;
  if (one === undefined) return { accounts: others, notes: dropped, problems: [] };
  const columns = [...others.columns].map(([name, column]): [string, Column] =>
    column === one.column ? ['owner', { ...one.column, name: 'owner' }] : [name, column],
  );
  const note = `${accounts.file}: took ${one.column.header} as owner, because ${one.rows} of its ${one.column.filled} values are reps; --map "owner=HEADER" names another, --map owner=none says that there is none`;
  return {
    accounts: { ...others, columns: new Map(columns) },
    notes: [...dropped, note],
    problems: [],
  };
}

/** How reps are told from other values. */
interface RepNames {
  readonly isRep: (value: string) => boolean;
  readonly repOf: (value: string) => string;
  readonly looksLikeRep: (value: string) => boolean;
}

function namesIn(reps: Table): RepNames {
  const find = repFinder(reps);
  const shapes = new Set<string>();
  for (const name of ['rep_id', 'email', 'rep_name', 'alias']) {
    const column = reps.columns.get(name);
    if (column?.kind !== 'text') continue;
    for (const word of column.words) if (word !== '') shapes.add(shapeOf(word));
  }
  return {
    isRep: (value) => find(value).length > 0,
    repOf: (value) => find(value).join(),
    looksLikeRep: (value) => shapes.has(shapeOf(value)) || isPerson(value.trim()),
  };
}

/** An e-mail address, or the id of a Salesforce user or queue. */
function isPerson(value: string): boolean {
  return /^\S+@\S+\.\S+$/.test(value) || (/^00[5G]/.test(value) && caseSafeId(value) !== undefined);
}

/** How a value is made up: `R12` as `A9`, `Ann Lee` as `Aa Aa`. A rep who left was written as those who stayed are. */
function shapeOf(value: string): string {
  return value
    .trim()
    .replace(/\p{Lu}[\p{Ll}'’-]*\p{Ll}/gu, 'Aa')
    .replace(/\p{Lu}{2,}|\p{Lu}(?!a)/gu, 'A')
    .replace(/\p{Ll}{2,}/gu, (run) => (run === 'a' ? run : 'aa'))
    .replace(/\d+/g, '9');
}

/** Owners `18.0` are the rep 18 where every owner is written so, as tools write whole numbers beside empty cells; and the other way round. */
function withoutFractions(
  accounts: Table,
  owner: TextColumn,
  reps: Table,
): { readonly accounts: Table; readonly owner: TextColumn; readonly notes: readonly string[] } {
  const ids = reps.columns.get('rep_id');
  const held = owner.words.filter((word) => word !== '');
  const repIds = ids?.kind === 'text' ? ids.words.filter((word) => word !== '') : [];
  const whole = /^\d+$/;
  const fraction = /^\d+\.0+$/;
  const all = (words: readonly string[], shape: RegExp): boolean =>
    words.length > 0 && words.every((word) => shape.test(word));
  const idOf = new Map(repIds.map((id) => [id.replace(/\.0+$/, ''), id]));
  const isOtherwise =
    (all(held, fraction) && repIds.some((id) => whole.test(id))) ||
    (all(held, whole) && all(repIds, fraction));
  if (!isOtherwise) return { accounts, owner, notes: [] };
  const words = owner.words.map((word) => idOf.get(word.replace(/\.0+$/, '')) ?? word);
  const example = owner.words.findIndex((word, code) => word !== words[code]);
  if (example === -1) return { accounts, owner, notes: [] };
  const { codes, ...rest } = owner;
  // Two spellings may have become one: the first of them is kept.
  const first = new Map<string, number>();
  words.forEach((word, code) => {
    if (!first.has(word)) first.set(word, code);
  });
  const column: TextColumn = {
    ...rest,
    words,
    codes: codes.map((code) => first.get(words[code]) ?? code),
  };
  const note = `${accounts.file}: ${owner.header} ${owner.words[example]} is taken for the rep_id ${words[example]}, and so are the others: whole numbers, written with a fraction in one file`;
  return {
    accounts: { ...accounts, columns: new Map(accounts.columns).set('owner', column) },
    owner: column,
    notes: [note],
  };
}

/** Owners who are no reps by id, e-mail or name, but stand in another column of the rep file. */
function elsewhere(
  accounts: Table,
  owner: TextColumn,
  reps: Table,
  { isRep }: RepNames,
): readonly string[] {
  const strangers = owner.words.filter((word) => word !== '' && !isRep(word));
  if (strangers.length === 0) return [];
  const known = new Set(['rep_id', 'email', 'rep_name', 'alias']);
  for (const column of reps.columns.values()) {
    if (column.kind !== 'text' || known.has(column.name) || column.filled === 0) continue;
    const isUnique = column.words.length - 1 === column.filled;
    const held = new Set(column.words.map(fold));
    const found = strangers.filter((word) => held.has(fold(word)));
    if (!isUnique || found.length * 2 <= strangers.length) continue;
    return [
      `${accounts.file}: ${owner.header} holds values such as "${found[0]}", which stand in the column ${column.header} of ${reps.file}; --map "reps.rep_id=${column.header}" joins the two, and without it these owners are not on the roster`,
    ];
  }
  return [];
}

function noOwners(accounts: Table, owner: Column): string {
  const example = owner.kind === 'text' ? owner.words.find((word) => word !== '') : undefined;
  return `${accounts.file}: ${owner.header} is not taken for the owner: none of its values${example === undefined ? '' : ` ("${example}")`} is a rep; --map "accounts.owner=${owner.header}" says that they are people who have left`;
}

function allHaveLeft(accounts: Table, owner: Column, words: readonly string[]): string {
  return `${accounts.file}: none of the owners in ${owner.header} ("${words[0]}") is a rep by id, e-mail or name, so all of them count as having left; export the owner as the rep file has them, or say --map owner=none`;
}

/** The same accounts with that column as one of the user's own. */
function withoutOwner(accounts: Table, owner: Column): Table {
  const columns = [...accounts.columns].map(([name, column]): [string, Column] => {
    if (column !== owner) return [name, column];
    const own = fold(owner.header) === 'owner' ? 'owner (not a rep)' : fold(owner.header);
    return [own, { ...owner, name: own }];
  });
  return { ...accounts, columns: new Map(columns) };
}

interface FoundColumn {
  readonly column: TextColumn;
  /** Rows in which it names a rep. */
  readonly rows: number;
}

/** Headers of columns in which people stand who are no owners. */
const notOwners = /creat|modif|updat|entered|import|changed/i;
/** Headers that tell of owners, where values are bare numbers, which may be anything. */
const ownerWords =
  /rep|own|sales|sell|seller|manag|kam\b|\bae\b|agent|assign|exec|user|employee|vendor|coverage|book/i;

/** Columns of the user's own that name reps in most rows; of those that name the same reps the one by id. */
function columnsOfReps(accounts: Table, { isRep, repOf }: RepNames): readonly FoundColumn[] {
  const known = knownColumns;
  const found: FoundColumn[] = [];
  for (const column of accounts.columns.values()) {
    if (column.kind !== 'text' || known.has(column.name) || column.filled === 0) continue;
    if (notOwners.test(column.header)) continue;
    if (column.wordNumbers !== undefined && !ownerWords.test(column.header)) continue;
    const isNamed = column.words.map((word) => word !== '' && isRep(word));
    let rows = 0;
    for (const code of column.codes) if (isNamed[code]) rows++;
    if (rows * 2 > accounts.size) found.push({ column, rows });
  }
  return found.filter(
    (one, at) =>
      !found.some(
        (other, before) =>
          other !== one &&
          namesTheSame(one.column, other.column, repOf) &&
          (other.rows > one.rows || (other.rows === one.rows && before < at)),
      ),
  );
}

/** Whether two columns name the same rep in every row in which both name one. */
function namesTheSame(
  one: TextColumn,
  other: TextColumn,
  repOf: (value: string) => string,
): boolean {
  const [ones, others] = [one, other].map(({ words }) => words.map(repOf));
  return one.codes.every((code, row) => {
    const [left, right] = [ones[code], others[other.codes[row]]];
    return left === '' || right === '' || left === right;
  });
}

/** What carve knows by name holds what its name says. */
const knownColumns: ReadonlySet<string> = new Set([
  'account_id',
  'account_name',
  'owner',
  'parent_id',
  'city',
  'state',
  'country',
]);

function whichOne(accounts: Table, found: readonly FoundColumn[]): InputProblem {
  const [first, ...others] = found.map(({ column }) => column.header);
  const flags = found.map(({ column }) => `--map "accounts.owner=${column.header}"`);
  return {
    file: accounts.file,
    column: first,
    what: `names reps in most rows, and so does ${others.map((header) => `"${header}"`).join(' and ')}: either could be the owner`,
    remedy: `say which one to take: ${flags.join(' or ')}, or --map owner=none`,
  };
}
