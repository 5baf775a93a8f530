import { expect, it } from 'vitest';
import { InputError } from '../../src/model/input-problem.js';
import { dayNumber } from '../../src/model/units.js';
import { type NamedBytes, readProblem } from '../../src/planning/inputs.js';

const file = (name: string, lines: readonly string[]): NamedBytes => ({
  name,
  bytes: new TextEncoder().encode(`${lines.join('\n')}\n`),
});
const count = 150_000;
const numbered = (line: (index: number) => string): string[] =>
  Array.from({ length: count }, (_, index) => line(index));

function problemsWith(accounts: readonly string[], reps: readonly string[]) {
  try {
    readProblem({
      accounts: file('accounts.csv', accounts),
      reps: file('reps.csv', reps),
      rules: undefined,
      distances: undefined,
      bare: true,
      map: [],
      assembly: {
        asOf: dayNumber(20_000),
        weights: new Map(),
        shareBy: undefined,
        potentialCap: true,
      },
    });
  } catch (error) {
    if (error instanceof InputError) return error.problems;
    throw error;
  }
  throw new Error('was read');
}

it('tells every account whose owner could be several reps, however many', () => {
  const problems = problemsWith(
    ['account_id,owner', ...numbered((index) => `A${index},Sam`)],
    ['rep_id,rep_name', 'R1,Sam', 'R2,Sam'],
  );
  expect(problems).toHaveLength(count);
  expect(problems[count - 1]).toMatchObject({
    row: count + 1,
    what: 'could be any of 2 reps (R1, R2)',
  });
});
