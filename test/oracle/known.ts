/** Who is known where: r_ij and R_i from records or a file of strengths (section 5), and what becomes of it (section 6). */
import type { Account, Problem, Rep } from './model.js';
import { sum } from './model.js';
import type { Cells, Table } from './read.js';
import { fold, parseDate, parseNumber } from './read.js';

export interface LinkedTables {
  opportunities?: Table | undefined;
  activities?: Table | undefined;
  relationships?: Table | undefined;
}

/** A record with an owner. */
interface OwnedRecord {
  account: Account;
  /** undefined: the owner is no rep */
  rep: Rep | undefined;
  /** the owner: a rep's id, else the words in the cell */
  owner: string;
  part: 'won' | 'open' | 'touch';
  amount: number;
}

/** What is known: undefined where no file says anything of it. */
export interface Knowledge {
  records: OwnedRecord[];
  /** by `account_id\nrep_id`, from a relationships file */
  strengths: Map<string, number> | undefined;
}

const WEIGHTS = { won: 5, open: 3, touch: 2 };

function isOpen({ stage }: Cells): boolean {
  return !/^closed/i.test(stage ?? '');
}

function isWon({ stage }: Cells): boolean {
  return /^closed won$/i.test(stage ?? '');
}

function wonAmount(cells: Cells): number {
  return parseNumber(cells.actual_amount ?? '') ?? parseNumber(cells.amount ?? '') ?? 0;
}

/** Days ago, of an activity that was completed; undefined for others. */
function daysAgo(cells: Cells, asOf: number): number | undefined {
  const done = !['not started', 'planned'].includes(fold(cells.status ?? ''));
  const day = parseDate(cells.date ?? '');
  return done && day !== undefined && day <= asOf ? asOf - day : undefined;
}

/** The columns that carve takes from the files where accounts.csv has them not: money that is open or won, last contact. */
export function addColumns(accounts: Table, linked: LinkedTables, asOf: number): void {
  const linesOf = (table: Table | undefined, id: string) =>
    (table?.lines ?? []).map(({ cells }) => cells).filter((cells) => cells.account_id === id);
  const add = (column: string, textOf: (id: string) => string) => {
    if (accounts.columns.includes(column)) return;
    for (const { cells } of accounts.lines) cells[column] = textOf(cells.account_id);
    if (accounts.lines.some(({ cells }) => cells[column] !== '')) accounts.columns.push(column);
  };
  const { opportunities, activities } = linked;
  if (opportunities !== undefined) {
    add('open_pipeline', (id) => {
      const open = linesOf(opportunities, id).filter(isOpen);
      return String(sum(open.map(({ amount }) => parseNumber(amount ?? '') ?? 0)));
    });
    add('won_amount', (id) => String(sum(linesOf(opportunities, id).filter(isWon).map(wonAmount))));
  }
  if (activities !== undefined) {
    add('last_contacted', (id) => {
      const ago = linesOf(activities, id)
        .map((cells) => daysAgo(cells, asOf))
        .filter((days) => days !== undefined);
      if (ago.length === 0) return '';
      return new Date((asOf - Math.min(...ago)) * 86_400_000).toISOString().slice(0, 10);
    });
  }
}

function ownerOf(text: string, reps: Rep[]): Rep | undefined {
  const ways = [
    (rep: Rep) => rep.id === text,
    (rep: Rep) => fold(rep.cells.email ?? '') === fold(text),
    (rep: Rep) => fold(rep.cells.rep_name ?? '') === fold(text),
  ];
  for (const way of ways) {
    const found = reps.filter(way);
    if (found.length > 0) return found.length === 1 ? found[0] : undefined;
  }
  return undefined;
}

export function readKnowledge(problem: Problem, linked: LinkedTables): Knowledge | undefined {
  const { opportunities, activities, relationships } = linked;
  if (opportunities === undefined && activities === undefined && relationships === undefined) {
    return undefined;
  }
  const records: OwnedRecord[] = [];
  const add = (cells: Cells, part: OwnedRecord['part'], amount: number) => {
    const account = problem.accounts.find(({ id }) => id === cells.account_id);
    const text = cells.owner ?? '';
    if (account === undefined || text === '') return;
    const rep = ownerOf(text, problem.reps);
    const owner = rep === undefined ? `no rep: ${fold(text)}` : rep.id;
    // A credit says nothing of who is known.
    records.push({ account, rep, owner, part, amount: Math.max(0, amount) });
  };
  for (const { cells } of opportunities?.lines ?? []) {
    if (isWon(cells)) add(cells, 'won', wonAmount(cells));
    else if (isOpen(cells)) add(cells, 'open', parseNumber(cells.amount ?? '') ?? 0);
  }
  for (const { cells } of activities?.lines ?? []) {
    const ago = daysAgo(cells, problem.asOf);
    if (ago !== undefined && ago <= 365) add(cells, 'touch', 1);
  }
  if (relationships === undefined) return { records, strengths: undefined };
  const strengths = new Map<string, number>();
  for (const { cells } of relationships.lines) {
    strengths.set(`${cells.account_id}\n${cells.rep_id}`, parseNumber(cells.strength) ?? 0);
  }
  return { records, strengths };
}

/** r_ij */
export function strength(problem: Problem, account: Account, rep: Rep): number {
  const { knowledge } = problem;
  if (knowledge === undefined) return 0;
  if (knowledge.strengths !== undefined) {
    return knowledge.strengths.get(`${account.id}\n${rep.id}`) ?? 0;
  }
  const here = knowledge.records.filter((record) => record.account === account);
  let shares = 0;
  let weights = 0;
  for (const part of ['won', 'open', 'touch'] as const) {
    const amounts = (records: OwnedRecord[]) => sum(records.map(({ amount }) => amount));
    const ofPart = here.filter((record) => record.part === part);
    const whole = amounts(ofPart);
    if (whole === 0) continue;
    weights += WEIGHTS[part];
    shares += (WEIGHTS[part] * amounts(ofPart.filter((record) => record.rep === rep))) / whole;
  }
  return weights === 0 ? 0 : shares / weights;
}

/** R_i */
export function bestStrength(problem: Problem, account: Account): number {
  return Math.max(0, ...account.eligible.map((rep) => strength(problem, account, rep)));
}

/** Whether somebody has won more at an account than a rep has. */
export function isOutwon(problem: Problem, account: Account, rep: Rep): boolean {
  const won = new Map<string, number>();
  for (const record of problem.knowledge?.records ?? []) {
    if (record.account !== account || record.part !== 'won') continue;
    won.set(record.owner, (won.get(record.owner) ?? 0) + record.amount);
  }
  const own = won.get(rep.id) ?? 0;
  return [...won.values()].some((amount) => amount > own);
}
