import { parseDate } from '../../src/inputs/cells/date.js';
import { InputError } from '../../src/model/input-problem.js';
import type { Problem } from '../../src/model/problem.js';
import { dayNumber } from '../../src/model/units.js';
import { type NamedBytes, type ProblemInputs, readProblem } from '../../src/planning/inputs.js';
import { problemLine } from '../../src/reports/problems-text.js';
import type { InputSet } from '../oracle/random-inputs.js';

/** An input set of the oracle as carve's inputs. */
export function inputsOfSet(set: InputSet): ProblemInputs {
  const named = (name: string, text: string): NamedBytes => ({
    name,
    bytes: new TextEncoder().encode(text),
  });
  return {
    accounts: named('accounts.csv', set.accounts),
    reps: named('reps.csv', set.reps),
    rules: set.rules === undefined ? undefined : named('rules.csv', set.rules),
    distances: set.distances === undefined ? undefined : named('distances.csv', set.distances),
    ...linkedOfSet(set, named),
    bare: true,
    map: [],
    assembly: {
      asOf: parseDate(set.options.asOf) ?? dayNumber(0),
      weights: new Map(Object.entries(set.options.weights ?? {})),
      shareBy: set.options.shareBy,
      potentialCap: set.options.potentialCap !== 'none',
    },
  };
}

function linkedOfSet(set: InputSet, named: (name: string, text: string) => NamedBytes) {
  const files = (['opportunities', 'activities', 'relationships'] as const).map((role) => {
    const text = set[role];
    return [role, text === undefined ? undefined : named(`${role}.csv`, text)] as const;
  });
  return Object.fromEntries(files);
}

/** An input set of the oracle, read by carve. */
export function readSet(set: InputSet): Problem {
  try {
    return readProblem(inputsOfSet(set)).problem;
  } catch (error) {
    if (error instanceof InputError) {
      throw new Error(
        `seed ${set.seed}: ${error.problems.map(problemLine).join('\n')}\n${set.accounts}\n${set.reps}\n${set.rules ?? ''}`,
      );
    }
    throw error;
  }
}
