import { blankText } from '../../assembly/default-rows.js';
import type { RegisterRow } from '../../inputs/csv/register.js';
import { overrideRow, type RuleText } from '../../model/rule.js';
import { isoDate } from '../../model/table.js';
import type { DayNumber } from '../../model/units.js';
import { quoteValue } from '../../rules/filter.js';

/**
 * A register as rules: each reject or move that is taken and has not expired is an assign
 * row, which comes before all others and is known as `overrides.csv:ROW`.
 */
export function overrideRules(
  rows: readonly RegisterRow[],
  { asOf, acceptedToo }: { readonly asOf: DayNumber; readonly acceptedToo: boolean },
): readonly RuleText[] {
  return (
    rows
      .filter((one) => holds(one, asOf) && (one.decision !== 'accept' || acceptedToo))
      // An accepted account that nobody gets stays as the rules have it.
      .filter(({ rep }) => rep !== '')
      .map((one) =>
        blankText(overrideRow(one.row), {
          rule: 'assign',
          name: `${names[one.decision]}: ${one.account}`,
          accounts: `account_id = ${quoteValue(one.account)}`,
          reps: `rep_id = ${quoteValue(one.rep)}`,
          note: [priceWords(one.price), one.why, one.by && `by ${one.by}`, untilWords(one)]
            .filter((text) => text !== '')
            .join('; '),
        }),
      )
  );
}

const names = { accept: 'Accepted', reject: 'Rejected move', move: 'Moved by hand' };

/** Its last day counts. */
function holds({ status, expires }: RegisterRow, asOf: DayNumber): boolean {
  return status === 'taken' && (expires === undefined || expires >= asOf);
}

/** Its last day; nothing where it has none. */
function untilWords({ expires }: RegisterRow): string {
  return expires === undefined ? '' : `until ${isoDate(expires)}`;
}

function priceWords(price: number | undefined): string {
  if (price === undefined) return '';
  return `price ${price > 0 ? '+' : ''}${Number(price.toFixed(6))}`;
}
