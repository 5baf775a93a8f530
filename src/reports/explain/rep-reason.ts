import type { RepReason } from '../../evaluation/explain/rep.js';
import type { Problem } from '../../model/problem.js';
import { rowNames } from '../row-words.js';

/**
 * Why a rep gains or loses an account, fit to be handed to them: nothing of
 * anyone else's figures or status.
 */
export function repReasonWords(problem: Problem, why: RepReason, gained: boolean): string {
  switch (why.kind) {
    case 'unowned':
      return 'had no owner';
    case 'owner gone':
      return 'needed a new owner';
    case 'takes none':
      return 'your accounts are handed over';
    case 'nobody':
      return 'no rep may have it under the rules';
    case 'assigned':
      return `assigned ${gained ? 'to you' : 'elsewhere'}${because(problem, why.row)}`;
    case 'released':
      return `goes to the house pool${because(problem, why.row)}`;
    case 'family':
      return 'goes with the companies it belongs to';
    case 'rules':
      return `${rowNames(why.rows)} ${why.rows.length === 1 ? 'asks' : 'ask'} for another owner${noteOf(problem, why.rows[0])}`;
    case 'balance':
      return gained
        ? `you held less ${why.metric} than your share`
        : `you held more ${why.metric} than your share`;
    case 'exchange':
      return 'part of an exchange that evens out the team';
  }
}

function because(problem: Problem, row: number): string {
  return ` (row ${row})${noteOf(problem, row)}`;
}

/** The row's own note says best why it is there. */
function noteOf(problem: Problem, row: number): string {
  const note = problem.rules.find((rule) => rule.row === row)?.note.trim() ?? '';
  return note === '' || /^drafted:/i.test(note) ? '' : `: ${note}`;
}
