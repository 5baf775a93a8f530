import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDate } from '../../../src/inputs/cells/date.js';
import { cellsOf, surveyOf } from './joined.js';

interface Deal {
  readonly account: string;
  readonly owner: string;
  readonly stage: string;
  readonly amount: number | undefined;
  readonly actual: number | undefined;
  readonly close: string;
  readonly probability: number | undefined;
}

const ids = ['A', 'B', 'C'];
const outcome: Readonly<Record<string, 'open' | 'won' | 'lost'>> = {
  Prospecting: 'open',
  'Negotiation/Review': 'open',
  'Closed Won': 'won',
  'Closed Lost': 'lost',
};

const day = fc.integer({ min: 0, max: 60 }).map((n) => {
  const date = new Date(Date.UTC(2026, 0, 1 + n)).toISOString();
  return date.slice(0, 10);
});

const deal: fc.Arbitrary<Deal> = fc.record({
  account: fc.constantFrom(...ids, 'nowhere', ''),
  owner: fc.constantFrom('R1', 'Bo', 'gone', ''),
  stage: fc.constantFrom(...Object.keys(outcome)),
  amount: fc.option(fc.integer({ min: 0, max: 9 }), { nil: undefined }),
  actual: fc.option(fc.integer({ min: 0, max: 9 }), { nil: undefined }),
  close: fc.oneof(day, fc.constant('')),
  probability: fc.option(fc.integer({ min: 2, max: 99 }), { nil: undefined }),
});

const asOf = '2026-01-20';
const repIds: Readonly<Record<string, string>> = { R1: 'R1', Bo: 'R2' };
const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

/** The aggregates of one account, from the words of docs/files.md alone. */
function naive(deals: readonly Deal[], account: string): string[] {
  const mine = deals.filter((one) => one.account === account);
  const of = (what: string): Deal[] => mine.filter(({ stage }) => outcome[stage] === what);
  const amount = (one: Deal): number => one.amount ?? 0;
  const [open, won, lost] = [of('open'), of('won'), of('lost')];
  const late = open.filter(
    (one) => one.stage.startsWith('Negotiation') || (one.probability ?? 0) >= 70,
  );
  const next = open.map(({ close }) => close).filter((close) => close >= asOf);
  const closes = won.map(({ close }) => close).filter(Boolean);
  const held = open
    .filter(({ owner }) => owner !== '')
    .map((one) => ({ ...one, holder: repIds[one.owner] ?? one.owner }))
    .sort(
      (a, b) =>
        amount(b) - amount(a) ||
        (parseDate(b.close) ?? -1) - (parseDate(a.close) ?? -1) ||
        (a.holder < b.holder ? -1 : 1),
    );
  return [
    String(sum(open.map(amount))),
    String(sum(late.map(amount))),
    next.sort()[0] ?? '',
    held[0]?.holder ?? '',
    String(open.length),
    String(sum(won.map((one) => one.actual ?? amount(one)))),
    won.length + lost.length === 0 ? '' : String(won.length / (won.length + lost.length)),
    closes.sort().at(-1) ?? '',
  ];
}

const columns = [
  'open_pipeline',
  'late_stage_pipeline',
  'next_close_date',
  'opportunity_owner',
  'open_opportunities',
  'won_amount',
  'win_rate',
  'last_won',
];

test('the columns are what a naive reading of the rows gives', () => {
  fc.assert(
    fc.property(fc.array(deal, { maxLength: 30 }), (deals) => {
      const rows = deals.map((one) =>
        [one.account, one.owner, one.stage, one.amount, one.actual, one.close, one.probability]
          .map((cell) => cell ?? '')
          .join(','),
      );
      const header = 'account_id,owner,stage,amount,actual_amount,close_date,probability';
      // A row that names an account keeps the columns there, whatever the others hold.
      const known = 'A,R1,Closed Lost,1,1,2026-01-01,50';
      const surveyed = surveyOf({
        accounts: 'account_id\nA\nB\nC\n',
        reps: 'rep_id,rep_name\nR1,Ann\nR2,Bo\n',
        opportunities: [header, known, ...rows, ''].join('\n'),
        asOf,
      });
      const first: Deal = {
        account: 'A',
        owner: 'R1',
        stage: 'Closed Lost',
        amount: 1,
        actual: 1,
        close: '2026-01-01',
        probability: 50,
      };
      const all = [first, ...deals];
      expect(surveyed.problems).toEqual([]);
      expect(cellsOf(surveyed, columns)).toEqual(
        Object.fromEntries(ids.map((id) => [id, naive(all, id)])),
      );
    }),
    { numRuns: 200 },
  );
});

test('the rep with the most opportunities is the owner', () => {
  const row = fc.record({
    account: fc.constantFrom(...ids),
    rep: fc.constantFrom('R1', 'R2', 'R3', 'gone'),
    close: fc.oneof(day, fc.constant('')),
    created: fc.oneof(day, fc.constant('')),
  });
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 25 }), (rows) => {
      const text = rows.map((one) => `${one.account},${one.rep},Won,${one.close},${one.created}`);
      const surveyed = surveyOf({
        accounts: 'account_id\nA\nB\nC\n',
        reps: 'rep_id\nR1\nR2\nR3\n',
        opportunities: ['account_id,owner,stage,close_date,created_date', ...text, ''].join('\n'),
        ownerFrom: 'opportunities',
      });
      const ownerOf = (account: string): string => {
        const found = ['R1', 'R2', 'R3'].map((rep) => {
          const own = rows.filter((one) => one.account === account && one.rep === rep);
          const days = own.map(({ close, created }) => close || created).sort();
          return { rep, count: own.length, latest: days.at(-1) ?? '' };
        });
        found.sort(
          (a, b) =>
            b.count - a.count || b.latest.localeCompare(a.latest) || a.rep.localeCompare(b.rep),
        );
        return found[0].count === 0 ? '' : found[0].rep;
      };
      expect(cellsOf(surveyed, ['owner'])).toEqual(
        Object.fromEntries(ids.map((id) => [id, [ownerOf(id)]])),
      );
    }),
    { numRuns: 200 },
  );
});
