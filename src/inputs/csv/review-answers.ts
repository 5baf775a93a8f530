import type { InputProblem } from '../../model/input-problem.js';
import { type DecisionWord, decisionWords } from '../../model/review.js';
import { shortened } from './findings.js';
import { headerKey } from './header-key.js';
import { readOwn } from './read-own.js';
import { inRowOrder } from './records.js';

/** One row of a manager's sheet as it came back; cells are empty where nothing stands there. */
export interface AnswerRow {
  readonly file: string;
  readonly row: number;
  readonly manager: string;
  readonly account: string;
  /** Whom the sheet says the account comes from and goes to. */
  readonly from: string;
  readonly to: string;
  readonly decision: DecisionWord | '';
  readonly toRep: string;
  readonly why: string;
  readonly by: string;
  readonly correction: string;
}

const columns = ['account_id', 'decision'] as const;

/** Reads a manager's sheet; columns in any order and spelling, rows without anything in them passed over. */
export function readAnswers(
  file: string,
  bytes: Uint8Array,
): { readonly answers: readonly AnswerRow[]; readonly problems: readonly InputProblem[] } {
  const { own, problems: found } = readOwn(file, bytes, columns);
  // A file without these columns is another file: nothing else about it is worth telling.
  const headerAlone = found.filter(({ what }) => what.startsWith('has no column'));
  if (found.length > 0) {
    return { answers: [], problems: headerAlone.length > 0 ? headerAlone : found };
  }
  const byKey = new Map([...own.columns].map(([name, cells]) => [headerKey(name), cells]));
  const problems: InputProblem[] = [];
  const answers: AnswerRow[] = [];
  own.rowNumbers.forEach((row, at) => {
    const cell = (name: string): string => byKey.get(headerKey(name))?.[at] ?? '';
    const written = cell('decision');
    const decision = decisionWords.find((word) => word === written.toLowerCase());
    const account = cell('account_id');
    const toRep = cell('to_rep_id');
    const correction = cell('correction');
    if (written !== '' && decision === undefined) {
      problems.push({
        file,
        row,
        column: 'decision',
        what: 'is no decision',
        value: shortened(written),
        remedy: 'write accept, reject or move, or leave it empty',
      });
    }
    if (account === '') {
      if (`${written}${toRep}${correction}` === '') return;
      const remedy = 'write the id of the account that is meant, or empty the row';
      problems.push({ file, row, column: 'account_id', what: 'is empty', remedy });
      return;
    }
    answers.push({
      file,
      row,
      manager: cell('manager'),
      account,
      from: cell('from'),
      to: cell('to'),
      decision: decision ?? '',
      toRep,
      why: cell('why'),
      by: cell('by'),
      correction,
    });
  });
  return { answers, problems: inRowOrder(problems) };
}
