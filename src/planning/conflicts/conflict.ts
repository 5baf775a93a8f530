import type { AssemblyInputs } from '../../assembly/ground.js';
import {
  type Conflict,
  type ConflictRoot,
  claimsOn,
  factsOf,
  type MustRow,
} from '../../evaluation/conflict-claims.js';
import { familyOf } from '../../measures/index.js';
import type { Assignment } from '../../model/assignment.js';
import type { Problem } from '../../model/problem.js';
import type { Progress } from '../../solver/model/program.js';
import { type Answer, type Asking, type Impossible, Inquiry } from './inquiry.js';
import { boundKeyOf, isBound, onlyMust } from './must-model.js';
import { leavesRepsOut, mustRowsOf } from './must-rows.js';
import { rootOf } from './root.js';

/** Which must rows do not go together. */
export interface Conflicts {
  /** Independent of each other: no row is in two of them. */
  readonly conflicts: readonly Conflict[];
  /** Whether a plan was found that keeps all must rows that are in none of them. */
  readonly settled: boolean;
  /** The plan that was found for these. */
  readonly rest: Assignment | undefined;
}

/** More than anybody reads. */
const mostConflicts = 25;

/**
 * Finds the conflicting sets of must rows, again and again: a set for which no
 * plan was found is thinned out until a plan is found for all but any one of
 * its rows, then its rows are set aside, until a plan keeps what is left.
 *
 * Rows that leave an account nobody are found by looking at who may take what.
 * Of the rows that bound amounts, a proof that there is no plan names those it
 * needs (Farkas 1902), and the others need not be tried.
 */
export async function findConflicts(
  inputs: AssemblyInputs,
  problem: Problem,
  asking: Asking,
): Promise<Conflicts> {
  const inquiry = new Inquiry(inputs, mustRowsOf(problem), asking);
  const conflicts: Conflict[] = [];
  let left = inquiry.all;
  const pause = pausing(asking);
  while (conflicts.length < mostConflicts) {
    if (await pause(conflicts.length)) break;
    const answer = await inquiry.ask(left);
    if (answer === undefined) break;
    if (answer.feasible) return { conflicts, settled: true, rest: answer.assignment };
    const isShort = answer.model.problem.unplaceable.length > 0;
    const found = isShort
      ? await leavingNobody(inquiry, left, answer)
      : await tooTight(inquiry, left, answer, pause);
    if (found === undefined || found.rows.length === 0) break;
    conflicts.push(found);
    left = left.filter((row) => !found.rows.includes(row));
  }
  return { conflicts, settled: false, rest: undefined };
}

/** Lets signals be heard and shows that work is going on; true where it is to stop. */
type Pause = (found: number) => Promise<boolean>;

function pausing({ options }: Asking): Pause {
  let asked = 0;
  return async (found) => {
    const progress: Progress = {
      phase: 'conflicts',
      // How many there are is not known before they are found.
      done: 1 - 1 / (1 + 0.5 * found + 0.02 * asked++),
      objective: undefined,
      bound: undefined,
    };
    options.onProgress?.(progress);
    await new Promise((resolve) => setImmediate(resolve));
    return options.shouldStop?.() === true;
  };
}

/** The fewest rows that leave some account nobody. */
async function leavingNobody(
  inquiry: Inquiry,
  left: readonly MustRow[],
  { model }: Answer,
): Promise<Conflict | undefined> {
  const { unplaceable } = model.problem;
  const shaping = left.filter((row) => !isBound(row));
  const strands = (rows: readonly MustRow[]): boolean =>
    (inquiry.model(rows)?.problem.unplaceable.length ?? 0) > 0;
  const numbers = claimsOn(model.problem, unplaceable).rows;
  const named = shaping.filter((row) => row.kind === 'rule' && numbers.includes(row.rule.row));
  const whoIsThere = shaping.filter(
    (row) =>
      row.kind === 'rule' && (leavesRepsOut(row.rule) || familyOf(row.rule.kind)?.joinsAccounts),
  );
  const start = [named, [...named, ...whoIsThere], shaping].find(strands);
  if (start === undefined) return undefined;
  let rows = [...start];
  for (const row of start) {
    const rest = rows.filter((one) => one !== row);
    if (rest.length > 0 && strands(rest)) rows = rest;
  }
  const stranding = inquiry.model(rows);
  if (stranding === undefined) return undefined;
  const accounts = stranding.problem.unplaceable.map(({ account }) => account);
  return {
    rows,
    proven: true,
    irreducible: true,
    facts: factsOf(onlyThese(stranding.problem, rows)),
    root: { accounts, reps: [] },
  };
}

/** Rows without which there would be a plan, each of them, among those that bound amounts and those that shape who may take what. */
async function tooTight(
  inquiry: Inquiry,
  left: readonly MustRow[],
  answer: Answer,
  pause: Pause,
): Promise<Conflict | undefined> {
  const first = narrowed(inquiry, left, answer);
  let { rows } = first;
  let { impossible } = first;
  let near = answer.assignment;
  let last = answer;
  for (;;) {
    let needed = 0;
    let unsure = false;
    let stale = false;
    for (const row of rows) {
      if (rows.length === 1) break;
      if (await pause(0)) return undefined;
      const rest = rows.filter((one) => one !== row);
      const still = impossible && inquiry.stillImpossible(rest, impossible, last.model);
      if (still !== undefined) {
        rows = rest;
        stale ||= needed > 0 || unsure;
        continue;
      }
      const without = await inquiry.ask(rest, { near });
      if (without?.feasible === true) needed++;
      else if (without === undefined || (impossible !== undefined && !isProven(without)))
        unsure = true;
      else {
        rows = rest;
        near = without.assignment;
        last = without;
        impossible = fewest(without.impossible);
        // What was needed beside this row may not be without it: keep and assign rows also exempt.
        stale ||= needed > 0 || unsure;
      }
    }
    if (rows.length === 1 || !stale) {
      const irreducible = rows.length === 1 || needed === rows.length;
      return reportedConflicts(inquiry, rows, irreducible, near);
    }
  }
}

async function reportedConflicts(
  inquiry: Inquiry,
  rows: readonly MustRow[],
  irreducible: boolean,
  near: Answer['assignment'],
): Promise<Conflict> {
  const together = await inquiry.ask(rows, { near });
  const proven = together !== undefined && isProven(together);
  const problem = together?.model.problem;
  const facts = problem === undefined ? [] : factsOf(onlyThese(problem, rows));
  const impossible = together && fewest(together.impossible);
  const root: ConflictRoot =
    together === undefined || impossible === undefined
      ? { accounts: [], reps: [] }
      : rootOf(together.model, impossible);
  return { rows, proven, irreducible, facts, root };
}

function isProven({ impossible, model }: Answer): boolean {
  return impossible.length > 0 || model.problem.unplaceable.length > 0;
}

/** The proof that takes the fewest rows. */
function fewest(impossible: readonly Impossible[]): Impossible | undefined {
  return impossible.reduce<Impossible | undefined>(
    (least, one) => (least === undefined || one.keys.size < least.keys.size ? one : least),
    undefined,
  );
}

/** The rows that a proof needs, as far as that shows at once; all where there is no proof. */
function narrowed(
  inquiry: Inquiry,
  left: readonly MustRow[],
  answer: Answer,
): { readonly rows: readonly MustRow[]; readonly impossible: Impossible | undefined } {
  const impossible = fewest(answer.impossible);
  if (impossible === undefined) return { rows: left, impossible };
  const bounding = left.filter((row) => {
    const key = boundKeyOf(row);
    return key !== undefined && impossible.keys.has(key);
  });
  // Most sums hold whoever may take what.
  const alone = inquiry.stillImpossible(bounding, impossible, answer.model);
  if (alone !== undefined) return { rows: bounding, impossible: alone };
  const shaping = left.filter((row) => !isBound(row));
  return {
    rows: left.filter((row) => shaping.includes(row) || bounding.includes(row)),
    impossible,
  };
}

/** The problem with the bounds of these rows alone. */
function onlyThese(problem: Problem, rows: readonly MustRow[]): Problem {
  const keys = new Set(rows.map(boundKeyOf));
  const { placements } = problem;
  return { ...onlyMust(problem, (key) => keys.has(key)), placements };
}
