import type { Headcount, Headcounts } from '../../analytics/headcounts.js';
import {
  type ColumnOf,
  type Document,
  figures,
  list,
  paragraph,
  section,
  sectionIf,
  table,
  textColumn,
  words,
} from '../document/blocks.js';
import { numberWords, percentWords } from '../document/numbers.js';
import { andList, counted } from '../document/words.js';
import { coverOf, teamFileName } from './headcount-files.js';

/** How many reps work, as it is read on a terminal. */
export function headcountDocument(found: Headcounts, out: string): Document {
  const { counts, least, accountsPerRep, now } = found;
  const hasCover = counts.some(({ cover }) => cover !== undefined);
  const shown = counts.find(({ reps }) => reps === least) ?? counts.at(-1);
  return {
    headline: {
      text: verdict(found),
      tone: least === undefined ? 'bad' : 'good',
      toneOf: 'lead',
    },
    sections: [
      section('Each number of reps', table(counts, columns(hasCover))),
      ...sectionIf(
        shown !== undefined && shown.hired.length + shown.without.length > 0,
        shown === undefined ? '' : `Who, with ${counted(shown.reps, 'rep')}`,
        list(shown === undefined ? [] : peopleOf(shown).map((text) => ({ text, mark: '•' }))),
      ),
      section(
        'What this rests on',
        paragraph(
          `${counted(now, 'rep')} may be given accounts today. One full-time rep can work ${numberWords(accountsPerRep)} accounts (accounts_per_rep in --assumptions); a rep to be hired counts as one, fully ramped, with the median quota (where reps have attained some of theirs, what the rest of the year has of it), and shares the territory that is fullest by then. Whoever is left out has the least of what they could work.`,
        ),
        paragraph(
          `${hasCover ? 'Cover is what all together are expected to bring of what is left of all quotas, by the rates of carve coverage.' : 'Pipeline against quota is not told: that takes --opportunities and quotas.'} Plan with one of them: carve plan ACCOUNTS ${out}/${teamFileName(shown?.reps ?? now)}.`,
        ),
        paragraph(`Written to ${out}.`),
      ),
    ],
  };
}

function verdict({ counts, least, now }: Headcounts): string {
  const [first, last] = [counts[0]?.reps, counts.at(-1)?.reps];
  if (least === undefined) {
    return first === last
      ? `${first} reps do not work: ${counts[0] === undefined ? '' : whyNot(counts[0])}`
      : `None of ${first} to ${last} reps works: with ${last}, ${whyNot(counts[counts.length - 1])}`;
  }
  const before = counts.find(({ reps }) => reps === least - 1);
  const more = least - now;
  const change =
    more === 0
      ? 'as many as today'
      : `${numberWords(Math.abs(more))} ${more > 0 ? 'more' : 'fewer'} than today`;
  const short = before === undefined ? '' : `: with ${before.reps}, ${whyNot(before)}`;
  const tried =
    before === undefined && counts.length > 0 && least === first ? ' of those tried' : '';
  return `${counted(least, 'rep')} is the least${tried} that works, ${change}${short}`;
}

/** What keeps a number of reps from working. */
function whyNot(one: Headcount): string {
  const cover = coverOf(one);
  const reasons = [
    ...(one.isFeasible ? [] : ['not every must rule is kept']),
    ...(one.over > 0
      ? [
          `${counted(one.over, 'rep')} ${one.over === 1 ? 'has' : 'have'} more accounts than they can work`,
        ]
      : []),
    ...(cover !== undefined && cover < 1
      ? [`pipeline covers ${cover.toFixed(2)} of what is left of the quotas`]
      : []),
  ];
  return reasons.length === 0 ? 'all is well' : andList(reasons);
}

/** The same in a word each. */
function inShort(one: Headcount): string[] {
  const cover = coverOf(one);
  return [
    ...(one.isFeasible ? [] : ['rules']),
    ...(one.over > 0 ? ['accounts'] : []),
    ...(cover !== undefined && cover < 1 ? ['pipeline'] : []),
  ];
}

function columns(hasCover: boolean): ColumnOf<Headcount>[] {
  return [
    figures('Reps', 'count', ({ reps }) => reps),
    textColumn('Fullest', ({ fullest }) => percentWords(100 * fullest)),
    figures('Over', 'count', ({ over }) => over),
    ...(hasCover ? [textColumn<Headcount>('Cover', (one) => coverOf(one)?.toFixed(2) ?? '–')] : []),
    words('Works', (one) => (one.works ? 'yes' : `no: ${inShort(one).join(', ')}`)),
  ];
}

function peopleOf({ hired, without }: Headcount): string[] {
  return [
    ...hired.map(({ id, like }) => `${id} shares the territory of ${like}`),
    ...without.map((name) => `without ${name}`),
  ];
}
