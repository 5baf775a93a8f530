import type { Problem } from '../../model/problem.js';
import { cellText, fold } from '../../model/table.js';

/** A rep as drop-downs have them: the id, with the name where there is another. */
export function repChoice({ repIds, repNames }: Problem, rep: number): string {
  const [id, name] = [repIds[rep], repNames[rep]];
  return name === '' || name === id ? id : `${id} (${name})`;
}

/**
 * Reads cells that name a rep: exactly a rep_id, a choice of the drop-down, else an
 * e-mail, else a name. Undefined: nobody; 'several': more than one could be meant.
 */
export function repReader(problem: Problem): (cell: string) => number | 'several' | undefined {
  const byId = new Map(problem.repIds.map((id, rep) => [id, rep]));
  const byChoice = new Map(problem.repIds.map((_, rep) => [fold(repChoice(problem, rep)), rep]));
  const byWord = new Map<string, number | 'several'>();
  const emails = problem.reps.columns.get('email');
  const add = (word: string, rep: number): void => {
    if (word === '') return;
    const known = byWord.get(word);
    byWord.set(word, known === undefined || known === rep ? rep : 'several');
  };
  problem.repNames.forEach((name, rep) => {
    add(fold(name), rep);
  });
  const mails = new Map<string, number | 'several'>();
  problem.repIds.forEach((_, rep) => {
    const mail = fold(cellText(emails, rep));
    if (mail !== '') mails.set(mail, mails.has(mail) ? 'several' : rep);
  });
  return (cell) => {
    const word = fold(cell);
    return byId.get(cell) ?? byChoice.get(word) ?? mails.get(word) ?? byWord.get(word);
  };
}
