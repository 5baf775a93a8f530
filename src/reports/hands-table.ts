import type { ChangingHands, HandsFigures } from '../evaluation/types.js';
import type { Problem } from '../model/problem.js';
import { moneyColumn } from './currency.js';
import { type ColumnOf, figures, words } from './document/blocks.js';

/** How accounts change hands, in words, with what they come to. */
export interface HandsRow {
  readonly how: string;
  readonly figures: HandsFigures;
}

/** A line for each way in which any account changes hands, then all of them; first owners stand apart. */
export function handsRows(hands: ChangingHands): readonly HandsRow[] {
  const { moved, orphaned, released, total } = hands;
  const ways: readonly HandsRow[] = [
    { how: 'leave a rep who stays', figures: moved },
    { how: 'had an owner who is gone', figures: orphaned },
    { how: 'go to the house pool', figures: released },
  ].filter((row) => row.figures.accounts > 0);
  const first = { how: 'besides, first owners', figures: hands.new };
  return [
    ...ways,
    ...(total.accounts > 0 ? [{ how: 'all that changes hands', figures: total }] : []),
    ...(hands.new.accounts > 0 ? [first] : []),
  ];
}

/** The columns that the files have something for. */
export function handsColumns(
  problem: Problem,
  { total }: ChangingHands,
): readonly ColumnOf<HandsRow>[] {
  const money = (
    title: string,
    column: 'arr' | 'open_pipeline' | 'won_amount',
  ): readonly ColumnOf<HandsRow>[] =>
    total[column] === null
      ? []
      : [
          moneyColumn(
            problem,
            column,
            figures<HandsRow>(title, 'amount', (row) => row.figures[column] ?? undefined),
          ),
        ];
  return [
    words('', ({ how }) => how, { flexible: true, least: 24, width: 40 }),
    figures('Accounts', 'count', (row) => row.figures.accounts),
    ...money('ARR', 'arr'),
    ...money('Pipeline', 'open_pipeline'),
    ...money('Won', 'won_amount'),
    ...(total.renewals_90d === null
      ? []
      : [
          figures<HandsRow>(
            'Renewals 90 d',
            'count',
            (row) => row.figures.renewals_90d ?? undefined,
            { dispensable: true },
          ),
        ]),
    ...(total.renewals_90d_arr === null
      ? []
      : [
          moneyColumn(
            problem,
            'arr',
            figures<HandsRow>(
              'their ARR',
              'amount',
              (row) => row.figures.renewals_90d_arr ?? undefined,
              { dispensable: true },
            ),
          ),
        ]),
  ];
}
