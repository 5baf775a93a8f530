import type { Problem } from '../../model/problem.js';
import { cellText } from '../../model/table.js';
import { Ledger } from '../explain/ledger.js';
import { changedAsFiled } from '../moves-of-note.js';
import type { Evaluation } from '../types.js';

/** Whose sheet it is where reps have no manager. */
const noManager = 'no-manager';

/** An account that comes to or leaves a manager's reps. */
export interface SheetRow {
  readonly account: number;
  /** What the plan's score rises by if the account stays with its previous rep; undefined where that one cannot have it. */
  readonly rejectPrice: number | undefined;
}

/** What one manager is asked. */
export interface ReviewSheet {
  readonly manager: string;
  /** The name of its files, without an ending. */
  readonly name: string;
  readonly rows: readonly SheetRow[];
}

/** A sheet for each manager whose reps gain or lose accounts, in the order of the rep file. */
export function reviewSheets(problem: Problem, evaluation: Evaluation): readonly ReviewSheet[] {
  const byManager = new Map<string, SheetRow[]>();
  const ledger = new Ledger(problem, evaluation.assignment);
  for (const rep of problem.repIds.keys()) byManager.set(managerOf(problem, rep), []);
  for (const account of changedAsFiled(problem, evaluation)) {
    const owner = problem.owner[account];
    const reps = [owner, evaluation.assignment[account]].filter((rep) => rep >= 0);
    const row = { account, rejectPrice: rejectPrice(ledger, account) };
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

function rejectPrice(ledger: Ledger, account: number): number | undefined {
  const { problem } = ledger;
  const back = problem.liveOwner[account];
  if (back < 0 || problem.state[account] !== 0) return undefined;
  const price = ledger.price(ledger.stepsTo([account], back));
  return Number.isNaN(price) ? undefined : price;
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
