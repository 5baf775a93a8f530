import { accountName } from '../../evaluation/account-name.js';
import type { RegisterRow } from '../../inputs/csv/register.js';
import { isByHandTooMuch, mostByHand } from '../../model/review.js';
import { isoDate } from '../../model/table.js';
import {
  type ColumnOf,
  firstOf,
  note,
  paragraph,
  type Section,
  section,
  table,
  textColumn,
  words,
} from '../document/blocks.js';
import { percentWords } from '../document/numbers.js';
import { counted } from '../document/words.js';
import { repName } from '../explain/names.js';
import type { ReportParts, ReportRoom } from '../report/parts.js';
import { registerFile } from './review-tables.js';
import { priceWords } from './review-text.js';

export const roundTitle = "The managers' round";

/** How much was decided by hand, and whether that is too much: the alarm first. */
export function roundSentences({ made: { review } }: ReportParts): readonly string[] {
  if (review === undefined) return [];
  const { taken, by_hand: byHand, open, conflicts, price } = review;
  const left = [
    ...(conflicts > 0 ? [`${counted(conflicts, 'conflict')} not settled`] : []),
    ...(open > 0 ? [`${counted(open, 'account')} nobody answered for`] : []),
  ];
  const of = `${percentWords(100 * byHand)} of what changed hands`;
  const isTooMuch = taken > 0 && isByHandTooMuch(byHand);
  const hand =
    taken === 0
      ? 'Nothing was changed by hand'
      : isTooMuch
        ? `Too much was decided by hand: ${counted(taken, 'account')}, ${of}, more than ${percentWords(100 * mostByHand)}`
        : `${counted(taken, 'account')} decided by hand, ${of}`;
  const cost = taken === 0 ? [] : [`All of it together changed the score by ${priceWords(price)}.`];
  const alarm = isTooMuch ? ['The rules do not say what managers want.'] : [];
  return [`${hand}${left.length === 0 ? '' : `; ${left.join(', ')}`}.`, ...alarm, ...cost];
}

/** What managers decided by hand and was taken, in the order of the register. */
export function decidedByHand({ register = [] }: ReportParts): readonly RegisterRow[] {
  return register.filter(({ decision, status }) => decision !== 'accept' && status === 'taken');
}

/** Who decided what, why, at which price and until when. */
export function roundColumns({ problem }: ReportParts): readonly ColumnOf<RegisterRow>[] {
  const accountOf = new Map(problem.accountIds.map((id, account) => [id, account]));
  const repOf = new Map(problem.repIds.map((id, rep) => [id, rep]));
  return [
    words(
      'Account',
      ({ account }) => {
        const at = accountOf.get(account);
        return at === undefined ? account : accountName(problem, at);
      },
      { flexible: true, least: 10 },
    ),
    words('Decision', ({ decision }) => decision),
    words('Goes to', ({ rep }) => repName(problem, repOf.get(rep) ?? -1), {
      flexible: true,
      least: 8,
    }),
    words('Decided by', ({ by, manager }) => by || manager, { flexible: true, least: 8 }),
    words('Why', ({ why }) => why),
    textColumn('Score', ({ price }) => priceWords(price)),
    words('Until', ({ expires }) => (expires === undefined ? '' : isoDate(expires))),
  ];
}

/** Where lines are narrow a decision has a line of its own for who, why and until when. */
function narrowColumns(parts: ReportParts): readonly ColumnOf<RegisterRow>[] {
  const narrow = new Set(['Account', 'Decision', 'Goes to', 'Score']);
  return roundColumns(parts).filter(({ title }) => narrow.has(title));
}

function remarkOn({ why, by, manager, expires }: RegisterRow): string {
  const until = expires === undefined ? '' : `, until ${isoDate(expires)}`;
  return `${why} (${by || manager}${until})`;
}

/** The round of a plan that came of one; names stand for others where they are masked, so that decisions are not told. */
export function roundSection(
  parts: ReportParts,
  { rules: most, isWide }: ReportRoom,
): readonly Section[] {
  const [first, ...others] = roundSentences(parts);
  if (first === undefined) return [];
  const { shown, more } = firstOf(
    parts.masked ? [] : decidedByHand(parts),
    most,
    `in ${registerFile}`,
  );
  return [
    section(
      roundTitle,
      paragraph(first),
      others.map((text) => paragraph(text)),
      shown.length === 0
        ? undefined
        : isWide
          ? table(shown, roundColumns(parts))
          : table(shown, narrowColumns(parts), { remarks: shown.map(remarkOn) }),
      note(more),
    ),
  ];
}
