import { dayNumber } from '../../../src/model/units.js';
import { type NamedBytes, readProblem } from '../../../src/planning/inputs.js';

/** Small files as `carve` reads them, rules drafted where none are given. */
export function readSurvey(
  texts: Readonly<Record<'accounts' | 'reps', string>> & { rules?: string },
) {
  const file = (name: string, text: string): NamedBytes => ({ name, bytes: Buffer.from(text) });
  return readProblem({
    accounts: file('accounts.csv', texts.accounts),
    reps: file('reps.csv', texts.reps),
    rules: texts.rules === undefined ? undefined : file('rules.csv', texts.rules),
    bare: false,
    map: [],
    assembly: {
      asOf: dayNumber(20_468),
      weights: new Map(),
      shareBy: undefined,
      potentialCap: true,
    },
  });
}
