import type { InputProblem } from '../../model/input-problem.js';
import { fold } from '../../model/table.js';
import { shortened } from './shortened.js';

/** Names that a header holds more than once, letter case aside. */
export function headerProblems(
  file: string,
  header: readonly string[],
  row: number,
): InputProblem[] {
  const first = new Map<string, number>();
  const problems: InputProblem[] = [];
  header.forEach((name, index) => {
    if (name === '') return;
    const earlier = first.get(fold(name));
    if (earlier === undefined) {
      first.set(fold(name), index);
      return;
    }
    problems.push({
      file,
      row,
      column: name,
      what: `is the name of column ${index + 1} and of column ${earlier + 1}`,
      value: shortened(name),
      remedy: 'rename or delete one of the two',
    });
  });
  return problems;
}
