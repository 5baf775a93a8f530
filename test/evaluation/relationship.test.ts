import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../src/evaluation/evaluate.js';
import { Ledger } from '../../src/evaluation/explain/ledger.js';
import { knownAt, knownThere } from '../../src/evaluation/known-there.js';
import { parseDate } from '../../src/inputs/cells/date.js';
import type { Problem } from '../../src/model/problem.js';
import { dayNumber } from '../../src/model/units.js';
import { readProblem } from '../../src/planning/inputs.js';

const folder = join(import.meta.dirname, '../../fixtures/relationships/basic');

type Files = Readonly<Record<string, string>>;

const file = (name: string): string => readFileSync(join(folder, `${name}.csv`), 'utf8');

const basic: Files = {
  accounts: file('accounts'),
  reps: file('reps'),
  opportunities: file('opportunities'),
  activities: file('activities'),
};

function problemOf(files: Files, weights: Readonly<Record<string, number>> = {}) {
  const { accounts, reps, ...others } = Object.fromEntries(
    Object.entries(files).map(([name, text]) => [
      name,
      { name: `${name}.csv`, bytes: new TextEncoder().encode(text) },
    ]),
  );
  return readProblem({
    accounts,
    reps,
    ...others,
    bare: true,
    map: [],
    assembly: {
      asOf: parseDate('2026-01-15') ?? dayNumber(0),
      weights: new Map(Object.entries(weights)),
      shareBy: undefined,
      potentialCap: true,
    },
  });
}

/** Judges an assignment given as rep ids by account. */
function judged(problem: Problem, reps: readonly string[]) {
  const evaluation = evaluate(
    problem,
    Int32Array.from(reps, (id) => problem.repIds.indexOf(id)),
  );
  const term = evaluation.terms.find(({ name }) => name === 'relationship');
  return { term, figures: evaluation.after.relationship, evaluation };
}

describe('who is known where', () => {
  it('is each rep’s share of what was won, is open and was done, by who owns the records', () => {
    const { problem, notes } = problemOf(basic);
    const strengths = [0, 1, 2, 3].map((account) =>
      Object.fromEntries(
        knownAt(problem, account).map(({ rep, strength }) => [problem.repIds[rep], strength]),
      ),
    );
    expect(strengths).toEqual([
      // 100 and 300 won, nothing open, nobody in touch.
      { R1: 0.25, R2: 0.75 },
      // Half the pipeline with somebody who is no rep; one activity a year ago to the day, one a day older.
      { R2: (3 * 0.5) / 5, R3: 2 / 5 },
      {},
      { R3: 1 },
    ]);
    expect(notes).toContain('opportunities.csv: owners who are no reps: "Gone Person" (1)');
  });

  it('costs what is lost of the best known, but for owners who stay', () => {
    const { problem } = problemOf(basic);
    const { term, figures, evaluation } = judged(problem, ['R3', 'R2', 'R1', 'R2']);
    expect(term).toMatchObject({ weight: 2 });
    expect(term?.value).toBeCloseTo((1 * 0.75 + 4 * 1) / (0.75 + 2 * 0.4 + 4), 12);
    expect(figures).toEqual({ known: 3, kept: 1, won_moved: 400 + 10 });
    const best = judged(problem, ['R2', 'R2', 'R1', 'R3']);
    expect(best.term?.value).toBe(0);
    expect(best.figures).toEqual({ known: 3, kept: 3, won_moved: 0 });
    const ledger = new Ledger(problem, evaluation.assignment);
    const steps = ledger.stepsTo([3], problem.repIds.indexOf('R3'));
    const change = ledger.termChanges(steps).find(({ name }) => name === 'relationship')?.change;
    expect(change).toBeCloseTo(-4 / 5.55, 12);
  });

  it('comes from a file of strengths where one is given, and wins are still told', () => {
    const { problem } = problemOf({ ...basic, relationships: file('relationships') });
    expect(problem.warnings).toContain(
      '1 row of relationships.csv names an account or a rep that is not in the other files, and counts nowhere',
    );
    const { term, figures } = judged(problem, ['R1', 'R2', 'R1', 'R2']);
    // A1 stays; A3 goes to somebody unknown there.
    expect(term?.value).toBeCloseTo(0.5 / (0.8 + 0.5), 12);
    expect(figures).toEqual({ known: 2, kept: 1, won_moved: 10 });
    expect(knownThere(problem, 0, 2, 0)).toBe("Cy's relationship here is 0.8 of 1, Ann's 0.2");
  });

  it('counts no rep who may not take the account', () => {
    const reps = 'rep_id,rep_name,email,status\nR1,Ann,,\nR2,Bo,bo@x.example,left\nR3,Cy,,\n';
    const { problem } = problemOf({ ...basic, reps });
    const { term } = judged(problem, ['R3', 'R1', 'R1', 'R3']);
    // Of those left Ann is known best at A1 (0.25), Cy at A2 (0.4).
    expect(term?.value).toBeCloseTo((0.25 + 2 * 0.4) / (0.25 + 2 * 0.4 + 4), 12);
  });

  it('is no term where nobody is known, nothing is given, or nothing weighs', () => {
    const { opportunities: _, activities: __, ...without } = basic;
    expect(judged(problemOf(without).problem, ['R1', 'R2', 'R1', 'R1'])).toMatchObject({
      term: undefined,
      figures: undefined,
    });
    const unowned = basic.opportunities.replace(/^(A\d),[^,]*/gm, '$1,');
    const nobody = problemOf({ ...without, opportunities: unowned }).problem;
    expect(judged(nobody, ['R1', 'R2', 'R1', 'R1'])).toMatchObject({
      term: undefined,
      figures: { known: 0, kept: 0, won_moved: 0 },
    });
    const weightless = basic.accounts.replace(/,\d+$/gm, ',0');
    const { problem } = problemOf({ ...basic, accounts: weightless });
    expect(judged(problem, ['R3', 'R2', 'R1', 'R2']).term).toBeUndefined();
  });

  it('is the same whatever the order of records', () => {
    const deals = Array.from(
      { length: 60 },
      (_, at) =>
        `A${1 + (at % 4)},${['Ann', 'R2', 'Cy', 'x', 'y'][at % 5]},Closed Won,${0.1 * at},`,
    );
    const text = (rows: readonly string[]): string =>
      `account_id,owner,stage,amount,actual_amount\n${rows.join('\n')}\n`;
    const [one, other] = [deals, [...deals].reverse()].map(
      (rows) => problemOf({ ...basic, opportunities: text(rows) }).problem.relationship,
    );
    expect(one?.strength).toEqual(other?.strength);
    expect(one?.divisor).toBe(other?.divisor);
  });

  it('is told in words where a rep is known better than another', () => {
    const { problem } = problemOf(basic);
    const [ann, bo, cy] = [0, 1, 2];
    expect(knownThere(problem, 0, bo, ann)).toBe('Bo has won 300 here, Ann 100');
    expect(knownThere(problem, 0, bo, cy)).toBe('Bo has won 300 here, Cy nothing');
    expect(knownThere(problem, 0, ann, bo)).toBeUndefined();
    expect(knownThere(problem, 1, cy, ann)).toBe('Cy had 1 activity here within a year, Ann none');
    expect(knownThere(problem, 1, bo, ann)).toBe('Bo has 50 of open pipeline here, Ann none');
    expect(knownThere(problem, 3, cy, -1)).toBe('Cy has won 10 here');
    const { evaluation } = judged(problem, ['R2', 'R2', 'R1', 'R3']);
    expect(evaluation.reasonOf(0)).toContain('Bo has won 300 here, Ann 100');
    expect(evaluation.reasonOf(3)).toContain('Cy has won 10 here');
    const silent = problemOf(basic, { relationship: 0 }).problem;
    expect(knownThere(silent, 0, bo, ann)).toBeUndefined();
  });
});
