import type { InputProblem } from '../../model/input-problem.js';
import { shortened } from './findings.js';
import { readOwn } from './read-own.js';
import { inRowOrder } from './records.js';

/** One row of scenarios.csv as text: an option of the user's own. */
export interface ScenarioText {
  readonly row: number;
  readonly name: string;
  /** As after --weights; '' where the option keeps the rules' weights. */
  readonly weights: string;
  /** A rules file, relative to scenarios.csv; '' where the option has the rules of the others. */
  readonly rules: string;
  readonly note: string;
}

export interface ScenariosReading {
  readonly scenarios: readonly ScenarioText[];
  readonly problems: readonly InputProblem[];
}

/** Names become folders, so they have to be names of folders everywhere. */
const folderName = /^[\p{L}\p{N}][\p{L}\p{N} _.-]{0,59}$/u;
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\..*)?$/i;

/** Reads scenarios.csv: columns `name, weights, rules, note`, all but the name optional. `taken` names are carve's own. */
export function readScenarios(
  file: string,
  bytes: Uint8Array,
  taken: readonly string[],
): ScenariosReading {
  const { own, problems: found } = readOwn(file, bytes, ['name']);
  const problems: InputProblem[] = [...found];
  const cells = (name: string): readonly string[] =>
    [...own.columns].find(([header]) => header.trim().toLowerCase() === name)?.[1] ?? [];
  const [weights, rules, note] = [cells('weights'), cells('rules'), cells('note')];
  const rowOf = new Map<string, number>();
  const scenarios: ScenarioText[] = [];
  cells('name').forEach((name, index) => {
    const row = own.rowNumbers[index];
    const report = (what: string, remedy: string): void => {
      problems.push({ file, row, column: 'name', what, value: shortened(name), remedy });
    };
    const key = name.toLowerCase();
    const earlier = rowOf.get(key);
    if (name === '') {
      problems.push({ file, row, column: 'name', what: 'is empty', remedy: 'name the option' });
    } else if (!folderName.test(name) || reserved.test(name) || /[. ]$/.test(name)) {
      report(
        'cannot be the name of a folder',
        'use letters, digits, spaces, - and _, at most 60 of them',
      );
    } else if (taken.some((one) => one.toLowerCase() === key)) {
      report('is the name of an option that carve makes itself', 'choose another name');
    } else if (earlier !== undefined) {
      report(`is the same as in row ${earlier}`, 'give each option a name of its own');
    } else {
      rowOf.set(key, row);
      scenarios.push({
        row,
        name,
        weights: weights[index] ?? '',
        rules: rules[index] ?? '',
        note: note[index] ?? '',
      });
    }
  });
  return { scenarios, problems: inRowOrder(problems) };
}
