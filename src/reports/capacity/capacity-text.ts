import type { CapacityMonth } from '../../analytics/capacity.js';
import { monthText } from '../../analytics/fiscal-months.js';
import {
  type Block,
  type Document,
  figures,
  type Headline,
  note,
  paragraph,
  section,
  sectionIf,
  table,
  textColumn,
  words,
} from '../document/blocks.js';
import { compactNumber, numberWords, percentWords } from '../document/numbers.js';
import { andList, counted } from '../document/words.js';
import type { CapacityParts } from './capacity-files.js';

/** Headcount against the goal, to read: how far the team gets, by month, and what hiring would take. */
export function capacityDocument(
  parts: CapacityParts,
  { out, isDrawn = false }: { readonly out?: string; readonly isDrawn?: boolean },
): Document {
  const { capacity, assumptions } = parts;
  return {
    headline: headline(parts),
    sections: [
      section(
        'By month',
        monthTable(parts, isDrawn),
        paragraph(
          'reps: people there, attrition not counted; ramped: in full-time reps, ramp and attrition counted; *: the month of the as-of day.',
          { tone: 'quiet' },
        ),
      ),
      section('What it takes', hiresBlocks(parts)),
      section(
        'What it costs',
        paragraph(
          `Reps still ramping cost ${compactNumber(capacity.rampCost)} of bookings this fiscal year, and leaving unannounced ${compactNumber(capacity.attritionCost)}.`,
        ),
        paragraph(
          `Quota on the street is ${compactNumber(capacity.streetQuota)}${assumptions.goal > 0 ? `, ${numberWords(capacity.streetQuota / assumptions.goal)} times the goal` : ''}.`,
        ),
        attainedBlock(parts),
        accountsBlock(parts),
      ),
      ...sectionIf(
        parts.by !== undefined,
        `By ${parts.by ?? ''}`,
        table(capacity.groups, [
          words(parts.by ?? '', ({ name }) => name ?? 'to be hired', { flexible: true, least: 8 }),
          figures('reps', 'count', ({ heads }) => heads),
          textColumn('ramped', ({ productive }) => productive.toFixed(1)),
          figures('bookings', 'amount', ({ bookings }) => bookings),
        ]),
        note('Ramped is the mean of the months, in full-time reps. The goal is not split.'),
      ),
      section(
        'What this rests on',
        paragraph(assumptionWords(parts)),
        out === undefined ? undefined : paragraph(`Written to ${out}.`),
      ),
    ],
  };
}

function headline({ capacity, assumptions }: CapacityParts): Headline {
  const { bookings, shortfall, hires } = capacity;
  const goal = compactNumber(assumptions.goal);
  if (shortfall === 0) {
    return {
      text: `The team gets there: ${compactNumber(bookings)} of bookings this fiscal year against a goal of ${goal}`,
      tone: 'good',
      toneOf: 'lead',
    };
  }
  const first = hires.find(({ needed }) => needed !== undefined);
  const how =
    first?.needed === undefined
      ? 'nobody hired now adds anything before the year is over'
      : `${counted(first.needed, 'hire')} in ${monthText(first.month)} would close it, besides refilling the seats of those who are named as leaving`;
  return {
    text: `Short by ${compactNumber(shortfall)}: ${compactNumber(bookings)} of bookings this fiscal year against a goal of ${goal}; ${how}`,
    tone: 'bad',
    toneOf: 'lead',
  };
}

const barLength = 20;

function monthTable({ capacity }: CapacityParts, isDrawn: boolean) {
  const { months, now } = capacity;
  const last = months[months.length - 1];
  const most = Math.max(last.goal, last.cumulative, Number.MIN_VALUE);
  const bar = ({ cumulative, goal }: CapacityMonth): string => {
    const [filled, due] = [cumulative, goal].map((one) => Math.round((barLength * one) / most));
    return Array.from({ length: barLength }, (_, at) =>
      at < filled ? '#' : at < due ? '.' : ' ',
    ).join('');
  };
  return table(months, [
    words('month', ({ month }, at) => `${monthText(month)}${at === now ? ' *' : ''}`),
    figures<CapacityMonth>('reps', 'count', ({ heads }) => heads),
    textColumn('ramped', ({ productive }) => productive.toFixed(1)),
    figures<CapacityMonth>('bookings', 'amount', ({ bookings }) => bookings),
    figures<CapacityMonth>('to date', 'amount', ({ cumulative }) => cumulative),
    figures<CapacityMonth>('goal to date', 'amount', ({ goal }) => goal),
    ...(isDrawn ? [] : [words('# booked, . still to the goal', bar, { dispensable: true })]),
  ]);
}

function hiresBlocks({ capacity }: CapacityParts): Block[] {
  const { hires, shortfall } = capacity;
  if (shortfall === 0) return [paragraph('No hires beyond the seats that fall free.')];
  return [
    table(hires, [
      words('if they all start in', ({ month }) => monthText(month)),
      textColumn('hires', ({ needed }) => (needed === undefined ? '–' : numberWords(needed))),
      figures('one adds', 'amount', ({ addsEach }) => addsEach),
      figures('together', 'amount', ({ needed, covers }) =>
        needed === undefined ? undefined : covers,
      ),
    ]),
    paragraph(
      'The seats of people named as leaving are counted as refilled; whoever else leaves (the attrition) is not replaced in these figures, so hires of either kind close the gap.',
      { tone: 'quiet' },
    ),
  ];
}

function attainedBlock({ capacity }: CapacityParts) {
  const { attained, months, now } = capacity;
  if (attained === undefined) return undefined;
  const modelled = now === 0 ? 0 : months[now - 1].cumulative;
  return paragraph(
    `The reps have booked ${compactNumber(attained)} so far; the model has ${compactNumber(modelled)} for the months before this one.`,
  );
}

function accountsBlock({ accounts, capacity }: CapacityParts) {
  if (accounts === undefined) return undefined;
  const reps = Math.ceil(accounts.count / accounts.perRep);
  const there = capacity.months[capacity.now].heads;
  return paragraph(
    `${counted(accounts.count, 'account')} at ${numberWords(accounts.perRep)} a rep ask for ${counted(reps, 'rep')}; ${numberWords(there)} are there.`,
  );
}

function assumptionWords({ capacity, assumptions, noSellers }: CapacityParts): string {
  const { attainment, attrition, vacancy, ramp, season, quota } = assumptions;
  const quotaFrom = quota === undefined ? 'the median of those who are there' : '--quota';
  const percents = (shares: readonly number[]): string =>
    shares.map((share) => numberWords(100 * share, 1)).join(', ');
  return [
    `A ramped rep books ${percentWords(100 * attainment)} of quota; a quota of ${compactNumber(capacity.standardQuota)} (${quotaFrom}) where a rep has none.`,
    `New reps are worth ${percents(ramp)} % month by month, and stay at the last.`,
    `${percentWords(100 * attrition)} of the team leave in a year; a seat stays empty for ${counted(vacancy, 'month')}.`,
    `The quarters bring ${percents(season)} % of a year.`,
    ...(noSellers.length === 0
      ? []
      : [
          `Counted as sellers although their title says otherwise: ${andList(noSellers, 5)}; take them out of the rep file, or set their capacity to 0, if they carry no quota.`,
        ]),
  ].join(' ');
}
