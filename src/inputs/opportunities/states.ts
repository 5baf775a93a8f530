import { addTo, countUp } from '../../model/grouping.js';
import {
  filledColumn,
  filledNumbers,
  fold,
  type Table,
  type TextColumn,
} from '../../model/table.js';
import { type KnownStage, knownStage, mayBeAnEnd } from './stage-words.js';

/** What an opportunity is; `uncounted` ones count nowhere. */
export const OpportunityState = { uncounted: 0, open: 1, won: 2, lost: 3 } as const;

/** What the user says of stage and status words, by the folded word. */
export type StageMeanings = ReadonlyMap<string, { readonly meaning: KnownStage }>;

export interface States {
  /** OpportunityState of each row. */
  readonly state: Uint8Array;
  /** 1 for open opportunities in a late stage. */
  readonly late: Uint8Array;
  /** Words that carve does not know but took for open stages, with how many. */
  readonly takenAsOpen: ReadonlyMap<string, number>;
  /** Words that may mean an end: their opportunities count nowhere. */
  readonly unknown: ReadonlyMap<string, readonly number[]>;
  /** Opportunities that have neither stage nor status. */
  readonly stageless: number;
}

/** From this probability on, in percent, an open opportunity is in a late stage. */
const lateProbability = 70;

/**
 * What each opportunity is: what the user says of its stage or status, else
 * `is_won` and `is_closed`, else its status, else its stage by the CRMs' words.
 * A word that carve does not know is an open stage where nothing in it speaks
 * of an end and the file's won and lost ones are known, or where its probability
 * lies between 0 and 100 %; else the opportunity counts nowhere.
 */
export function statesOf(rows: Table, meanings: StageMeanings): States {
  const stage = wordsOf(rows, 'stage', meanings);
  const status = wordsOf(rows, 'status', meanings);
  const closed = flagsOf(rows, 'is_closed');
  const won = flagsOf(rows, 'is_won');
  const chance = percentages(filledNumbers(rows, 'probability'));
  const state = new Uint8Array(rows.size);
  const late = new Uint8Array(rows.size);
  const isMarkedLate = [...meanings.values()].some(({ meaning }) => meaning === 'late');
  const takenAsOpen = new Map<string, number>();
  const unknown = new Map<string, number[]>();
  let stageless = 0;

  const unsure: number[] = [];
  let [wonSeen, lostSeen] = [false, false];
  for (let row = 0; row < rows.size; row++) {
    const meaning = meanings.size > 0 ? (stage.meanings(row) ?? status.meanings(row)) : undefined;
    const known =
      meaning ??
      closing(closed?.[row], won?.[row], stage.known(row) ?? status.known(row)) ??
      status.known(row) ??
      stage.known(row);
    if (known === undefined) {
      unsure.push(row);
      continue;
    }
    if (known === 'won') wonSeen = true;
    if (known === 'lost') lostSeen = true;
    state[row] = stateFrom(known);
  }
  for (const row of unsure) {
    const word = stage.word(row) || status.word(row);
    const isUnderway = chance !== undefined && chance[row] > 0 && chance[row] < 100;
    if (word === '') stageless++;
    else if (!mayBeAnEnd(word) && ((wonSeen && lostSeen) || isUnderway)) {
      state[row] = OpportunityState.open;
      countUp(takenAsOpen, word);
    } else {
      addTo(unknown, word, row);
    }
  }
  for (let row = 0; row < rows.size; row++) {
    if (state[row] !== OpportunityState.open) continue;
    const isLate = isMarkedLate
      ? stage.meanings(row) === 'late' || status.meanings(row) === 'late'
      : stage.known(row) === 'late' || (chance !== undefined && chance[row] >= lateProbability);
    if (isLate) late[row] = 1;
  }
  return { state, late, takenAsOpen, unknown, stageless };
}

function stateFrom(known: KnownStage): number {
  if (known === 'won') return OpportunityState.won;
  return known === 'lost' ? OpportunityState.lost : OpportunityState.open;
}

/** What the flags say: -1 and undefined are nothing. */
function closing(
  closed: number | undefined,
  won: number | undefined,
  word: KnownStage | undefined,
): KnownStage | undefined {
  if (won === 1) return 'won';
  if (closed === 0) return 'open';
  // Without a word on winning, the stage has it.
  if (closed === 1) return won === 0 || word !== 'won' ? 'lost' : 'won';
  return undefined;
}

function flagsOf(rows: Table, name: string): Int8Array | undefined {
  const column = filledColumn(rows, name);
  return column?.kind === 'flag' ? column.flags : undefined;
}

interface StageColumn {
  readonly word: (row: number) => string;
  readonly known: (row: number) => KnownStage | undefined;
  readonly meanings: (row: number) => KnownStage | undefined;
}

/** A column of words, each read once. */
function wordsOf(rows: Table, name: string, meanings: StageMeanings): StageColumn {
  const column = filledColumn(rows, name);
  if (column?.kind !== 'text') {
    return { word: () => '', known: () => undefined, meanings: () => undefined };
  }
  const { codes, words }: TextColumn = column;
  const known = words.map(knownStage);
  const meant = words.map((word) => meanings.get(fold(word))?.meaning);
  return {
    word: (row) => words[codes[row]],
    known: (row) => known[codes[row]],
    meanings: (row) => meant[codes[row]],
  };
}

/** Probabilities in percent: HubSpot writes them as parts of 1. */
function percentages(values: Float64Array | undefined): Float64Array | undefined {
  if (values === undefined) return undefined;
  let most = 0;
  for (const value of values) if (value > most) most = value;
  return most <= 1 ? values.map((value) => value * 100) : values;
}
