import { describe, expect, it } from 'vitest';
import { makeKind } from '../../bench/kinds/make-kind.mjs';
import { evaluate } from '../../src/evaluation/evaluate.js';
import type { Evaluation } from '../../src/evaluation/types.js';
import { type Problem, SettledBy } from '../../src/model/problem.js';
import { makePlan } from '../../src/planning/plan.js';
import { judge } from '../oracle/judge.js';
import { type InputSet, problemOf, randomInputs } from '../oracle/random-inputs.js';
import type { Outcome } from '../oracle/terms.js';
import { randomKind, readTexts } from './random-kinds.js';
import { readSet } from './random-plan.js';

const seeds = Array.from({ length: Number(process.env.CARVE_SEEDS ?? 120) }, (_, seed) => seed + 1);

const kindSeeds = Number(process.env.CARVE_SEEDS ?? 30);

/** Terms nearer than this are as bad as each other: a last bit may decide between them. */
const near = 1e-9;

/** What the oracle makes of one account with another rep: rows that break, and what each term gets worse by. */
function elsewhere(
  theirs: ReturnType<typeof problemOf>,
  ids: ReadonlyMap<string, string>,
  account: string,
  rep: string,
) {
  const plan = judge(theirs, new Map(ids));
  const other = judge(theirs, new Map(ids).set(account, rep));
  const broken = (outcomes: readonly Outcome[]): string[] =>
    outcomes
      .filter(({ level, status }) => level === 'must' && status === 'broken')
      .map(({ row }) => row);
  const before = new Set(broken(plan.outcomes));
  const value = new Map(plan.terms.map((term) => [term.name, term.value]));
  return {
    breaks: broken(other.outcomes).filter((row) => !before.has(row)),
    worse: other.terms.map(({ name, value: then, weight }) => ({
      name,
      by: weight * (then - (value.get(name) ?? 0)),
    })),
  };
}

/** Numbers of rows first, then those of other files: the order in which rules are told. */
function firstRow(rows: readonly string[]): string | undefined {
  const numbers = rows.filter((row) => /^\d+$/.test(row)).map(Number);
  return numbers.length > 0
    ? String(Math.min(...numbers))
    : rows.filter((row) => !/^\d+$/.test(row)).sort()[0];
}

/** Whether a reason names a row: of the rules by its number, of the rep file by its column, which is the same in any order of rows. */
function isNamed(row: string, reason: string): boolean {
  if (row.startsWith('reps.csv:')) return reason.includes('(max_accounts)');
  const label = /^\d+$/.test(row) ? `rows? [\\d, and]*\\b${row}` : row;
  return new RegExp(`${label}\\b`).test(reason);
}

/** Whether a reason names a term. */
function names(problem: Problem, reason: string, term: string): boolean {
  if (term === 'distance') return / away| nearer /.test(reason);
  if (term === 'disruption') return /a new owner/.test(reason);
  if (term === 'relationship')
    return /known there|relationship here|won .* here|pipeline here|activit(?:y|ies) here/.test(
      reason,
    );
  const row = /:(\d+)$/.exec(term)?.[1];
  if (row !== undefined) return new RegExp(`row ${row}\\b`).test(reason);
  const unfiltered = problem.balances.find(({ name }) => name === term);
  return unfiltered !== undefined && reason.includes(` ${term}`);
}

describe('what decided, put to the test', () => {
  it('an account that moved and is put back breaks the row that is named, or worsens the term that is named most', async () => {
    const seen = { rows: 0, terms: 0 };
    for (const seed of seeds) {
      const set = randomInputs(seed, 40);
      const theirs = problemOf(set);
      const problem = readSet(set);
      const { evaluation } = await planned(problem);
      if (!evaluation.feasible) continue;
      const ids = idsOf(problem, evaluation);
      for (let account = 0; account < problem.accountCount; account++) {
        if (evaluation.change[account] !== 'moved') continue;
        const reason = evaluation.reasonOf(account);
        const owner = problem.repIds[problem.liveOwner[account]];
        const { breaks, worse } = elsewhere(theirs, ids, problem.accountIds[account], owner);
        const told = `${show(set)}\n${problem.accountIds[account]} back to ${owner}: ${reason}\n${JSON.stringify({ breaks, worse })}`;
        const first = firstRow(breaks);
        // Kept members bind the rest of a family by the first row that does, which no row judges.
        const bound = boundBy(problem, account);
        if (bound !== undefined && first !== undefined && !(Number(first) < bound)) {
          expect(reason, told).toMatch(new RegExp(`its family.*\\b${bound}\\b`));
          continue;
        }
        if (first !== undefined) {
          seen.rows++;
          expect(isNamed(first, reason), told).toBe(true);
          continue;
        }
        // Where a family's kept members bind the rest, no single row judges that.
        if (problem.settled[account] === SettledBy.family && /its family/.test(reason)) continue;
        seen.terms++;
        const most = Math.max(...worse.map(({ by }) => by));
        if (most <= near) {
          expect(
            /could as well/.test(reason) || worse.some(({ name }) => names(problem, reason, name)),
            told,
          ).toBe(true);
          continue;
        }
        const worst = worse.filter(({ by }) => by >= most - near);
        expect(
          worst.some(({ name }) => names(problem, reason, name)),
          told,
        ).toBe(true);
      }
    }
    expect(seen.rows).toBeGreaterThan(10);
    expect(seen.terms).toBeGreaterThan(10);
  });

  it('an account that stays or is new is set apart from the best of the others by what is named', async () => {
    let seen = 0;
    for (const seed of seeds) {
      const set = randomInputs(seed, 40);
      const theirs = problemOf(set);
      const problem = readSet(set);
      const { evaluation } = await planned(problem);
      if (!evaluation.feasible) continue;
      const ids = idsOf(problem, evaluation);
      const family = new Set(problem.mustFamilies.flatMap((members) => [...members]));
      for (let account = 0; account < problem.accountCount; account++) {
        const change = evaluation.change[account];
        if (!['kept', 'new', 'orphaned'].includes(change) || family.has(account)) continue;
        if (problem.settled[account] !== SettledBy.rules) continue;
        const { reps } = problem.repSets[problem.eligible[account]];
        if (reps.length < 2) continue;
        const reason = evaluation.reasonOf(account);
        const id = problem.accountIds[account];
        const others = [...reps]
          .map((rep) => problem.repIds[rep])
          .filter((rep) => rep !== ids.get(id))
          .map((rep) => ({ rep, ...elsewhere(theirs, ids, id, rep) }));
        const price = ({ worse }: (typeof others)[number]): number =>
          worse.reduce((sum, { by }) => sum + by, 0);
        const least = Math.min(...others.map(price));
        const best = others.filter((one) => price(one) <= least + near);
        const told = `${show(set)}\n${id}: ${reason}\n${JSON.stringify(best)}`;
        const right = best.some(({ breaks, worse }) => {
          const first = firstRow(breaks);
          if (first !== undefined) {
            return isNamed(first, reason);
          }
          const most = Math.max(...worse.map(({ by }) => by));
          if (most <= near) return true;
          return worse.some(({ name, by }) => by >= most - near && names(problem, reason, name));
        });
        expect(right, told).toBe(true);
        seen++;
      }
    }
    expect(seen).toBeGreaterThan(60);
  });
});

describe('the same on larger plans, judged whole again by carve', () => {
  it('names the row that breaks, or the term that gets worse most', async () => {
    const seen = { rows: 0, terms: 0 };
    for (let seed = 1; seed <= kindSeeds; seed++) {
      const kind = randomKind(seed);
      const problem = readTexts(makeKind(kind));
      const { evaluation } = await planned(problem);
      if (!evaluation.feasible) continue;
      const brokenIn = ({ outcomes }: Evaluation): string[] =>
        outcomes
          .filter(({ level, status }) => level === 'must' && status === 'broken')
          .map(({ row }) => String(row));
      for (let account = 0; account < problem.accountCount; account++) {
        if (evaluation.change[account] !== 'moved') continue;
        const back = evaluation.assignment.slice();
        back[account] = problem.liveOwner[account];
        const other = evaluate(problem, back);
        const reason = evaluation.reasonOf(account);
        const breaks = brokenIn(other);
        const isMember = problem.familyHead[account] !== account;
        const worse = other.terms.map(({ name, value, weight }, index) => ({
          name,
          by: weight * (value - evaluation.terms[index].value),
        }));
        const told = `${JSON.stringify(kind)} ${problem.accountIds[account]}: ${reason}\n${JSON.stringify({ breaks, worse })}`;
        const bound = boundBy(problem, account);
        if (bound !== undefined && !(Number(firstRow(breaks)) < bound)) {
          expect(reason, told).toMatch(new RegExp(`its family.*\\b${bound}\\b`));
          continue;
        }
        if (breaks.length > 0) {
          seen.rows++;
          const named = (isMember ? breaks : [firstRow(breaks) ?? '']).some((row) =>
            isNamed(row, reason),
          );
          expect(named, told).toBe(true);
          continue;
        }
        if (problem.settled[account] === SettledBy.family && /its family/.test(reason)) continue;
        seen.terms++;
        const most = Math.max(...worse.map(({ by }) => by));
        const right =
          most <= near ||
          worse.some(({ name, by }) => by >= most - near && names(problem, reason, name));
        expect(right, told).toBe(true);
      }
    }
    expect(seen.rows).toBeGreaterThan(10);
    expect(seen.terms).toBeGreaterThan(10);
  });
});

/** The must row that binds an account to kept members of its family. */
function boundBy(problem: Problem, account: number): number | undefined {
  const owner = problem.liveOwner[account];
  const isBarred = problem.repSets[problem.eligible[account]].mask[owner] === 0;
  if (problem.settled[account] !== SettledBy.family || !isBarred) return undefined;
  const row = problem.togethers.find(({ level }) => level === 'must')?.row;
  return typeof row === 'number' ? row : undefined;
}

async function planned(problem: Problem) {
  return makePlan(problem, {
    seed: 1,
    effort: 'quick',
    threads: 1,
    timeLimit: undefined,
    now: () => 0,
  });
}

function idsOf(problem: Problem, { assignment }: Evaluation): ReadonlyMap<string, string> {
  return new Map(
    problem.accountIds.map((id, account) => [id, problem.repIds[assignment[account]] ?? '']),
  );
}

function show(set: InputSet): string {
  return `seed ${set.seed}\n${set.accounts}\n${set.reps}\n${set.rules ?? '(no rules)'}\n${set.distances ?? ''}\n${JSON.stringify(set.options)}`;
}
