import type { KnownRep } from '../../evaluation/known-there.js';
import type { Problem } from '../../model/problem.js';
import { moneyColumn } from '../currency.js';
import { note, type Section, sectionIf, table, textColumn, words } from '../document/blocks.js';
import { numberWords } from '../document/numbers.js';
import { cutTo, narrowest } from './names.js';

const repsAtMost = 8;

/** Who is known at an account: each rep's share of what is known, and what it is made of. */
export function knownSection(problem: Problem, known: readonly KnownRep[]): Section[] {
  const { shown, rest } = cutTo([...known], repsAtMost);
  const amount = (title: string, of: 'won' | 'open' | 'touches') =>
    textColumn<KnownRep>(title, ({ records }) =>
      records === undefined || records[of] === 0 ? '–' : numberWords(records[of]),
    );
  const hasRecords = known.some(({ records }) => records !== undefined);
  return sectionIf(
    known.length > 0,
    'Who is known there',
    table(shown, [
      words('Rep', ({ rep }) => problem.repNames[rep], narrowest),
      textColumn('Relationship', ({ strength }) => `${numberWords(strength)} of 1`),
      ...(hasRecords
        ? [
            moneyColumn(problem, 'won_amount', amount('Won', 'won')),
            moneyColumn(problem, 'open_pipeline', amount('Open', 'open')),
            amount('Activities', 'touches'),
          ]
        : []),
    ]),
    rest > 0 ? note(`… and ${rest} more: --format json has all`) : undefined,
  );
}

/** The same for programs. */
export function knownJson(
  known: readonly KnownRep[],
  repOf: (rep: number) => {
    readonly rep_id: string;
    readonly rep_name: string;
  },
) {
  return known.map(({ rep, strength, records }) => ({
    ...repOf(rep),
    strength,
    ...(records !== undefined && {
      won_amount: records.won,
      open_pipeline: records.open,
      activities: records.touches,
    }),
  }));
}
