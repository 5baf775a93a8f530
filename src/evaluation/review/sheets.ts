import type { BrokenRow } from '../../measures/tracked.js';
import { AccountState, type Problem } from '../../model/problem.js';
import { cellText } from '../../model/table.js';
import { Ledger } from '../explain/ledger.js';
import { changedAsFiled } from '../moves-of-note.js';
import type { Evaluation } from '../types.js';
import { breaksWords, brokenBy, nobodyThere } from './rejects.js';

/** Whose sheet it is where reps have no manager. */
const noManager = 'no-manager';

/** An account that comes to or leaves a manager's reps. */
export interface SheetRow {
  readonly account: number;
  /** What the plan's score rises by if the account stays with its previous rep; undefined where that cannot be taken. */
  readonly rejectPrice: number | undefined;
  /** What keeps a reject of this account alone from being taken; '' where nothing does. */
  readonly notTaken: string;
}

/** What one manager is asked. */
export interface ReviewSheet {
  readonly manager: string;
  /** The name of its files, without an ending. */
  readonly name: string;
  readonly rows: readonly SheetRow[];
}

/** A sheet for each manager whose reps gain or lose accounts, in the order of the rep file. */
export function reviewSheets(
  problem: Problem,
  evaluation: Evaluation,
  ruleWords: (row: BrokenRow) => string,
): readonly ReviewSheet[] {
  const byManager = new Map<string, SheetRow[]>();
  const ledger = new Ledger(problem, evaluation.assignment);
  for (const rep of problem.repIds.keys()) byManager.set(managerOf(problem, rep), []);
  for (const account of changedAsFiled(problem, evaluation)) {
    const owner = problem.owner[account];
    const reps = [owner, evaluation.assignment[account]].filter((rep) => rep >= 0);
    const row = { account, ...rejected(ledger, account, ruleWords) };
    for (const manager of new Set(reps.map((rep) => managerOf(problem, rep)))) {
      byManager.get(manager)?.push(row);
    }
  }
  const managers = [...byManager.keys()].filter((one) => (byManager.get(one)?.length ?? 0) > 0);
  const names = fileNames(managers);
  return managers.map((manager, at) => ({
    manager,
    name: names[at],
    rows: byManager.get(manager) ?? [],
  }));
}

/** The manager of a rep, as sheets are called. */
function managerOf({ reps }: Problem, rep: number): string {
  return cellText(reps.columns.get('manager'), rep).trim() || noManager;
}

/** What a reject of an account comes to, by the same test as when sheets are read back. */
function rejected(
  ledger: Ledger,
  account: number,
  ruleWords: (row: BrokenRow) => string,
): Omit<SheetRow, 'account'> {
  const { problem } = ledger;
  const back = problem.liveOwner[account];
  if (back < 0) {
    return {
      rejectPrice: undefined,
      notTaken: `there is nobody to go back to: ${nobodyThere(problem, account)}`,
    };
  }
  const steps = ledger.stepsTo([account], back);
  const rows = brokenBy(ledger, account, back, steps);
  if (rows.length > 0) {
    const notTaken = breaksWords(problem, account, back, rows, ruleWords);
    return { rejectPrice: undefined, notTaken };
  }
  const price = problem.state[account] === AccountState.planned ? ledger.price(steps) : Number.NaN;
  return { rejectPrice: Number.isNaN(price) ? undefined : price, notTaken: '' };
}

/** Letters that fit a file name on every system. */
const longestName = 80;

/** All but letters and digits is `-`; no two names are alike whatever the case. */
function fileNames(managers: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return [...managers].map((manager) => {
    const plain = [...manager.normalize('NFC')]
      .slice(0, longestName)
      .join('')
      .replace(/[^\p{L}\p{N}]/gu, '-');
    let name = plain;
    for (let number = 2; taken.has(name.toLowerCase()); number++) name = `${plain}-${number}`;
    taken.add(name.toLowerCase());
    return name;
  });
}
