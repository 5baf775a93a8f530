import { parse } from 'csv-parse/sync';

/** A second, naive reading of what a handover holds, from the files alone. */

export type Row = Readonly<Record<string, string>>;

export function csv(text: string): Row[] {
  return parse(text, { columns: true, relax_column_count: false });
}

export interface NaiveInputs {
  readonly accounts: readonly Row[];
  readonly reps: readonly Row[];
  readonly opportunities: readonly Row[];
  readonly contacts: readonly Row[];
  readonly holidays: readonly string[];
  readonly assignments: readonly Row[];
  readonly moves: readonly Row[];
  readonly asOf: string;
  readonly effective: string;
  readonly quota: 'prorate' | 'whole' | 'keep';
  readonly guarantee: number;
  readonly holdover: number;
  readonly fiscalStart: string;
}

const millis = 86_400_000;
export const dayOf = (text: string): number => Date.parse(`${text}T00:00:00Z`) / millis;
export const textOf = (day: number): string => new Date(day * millis).toISOString().slice(0, 10);

function isFree(day: number, holidays: readonly string[]): boolean {
  const weekday = new Date(day * millis).getUTCDay();
  return weekday === 0 || weekday === 6 || holidays.includes(textOf(day));
}

export function workingDay(from: number, count: number, holidays: readonly string[]): number {
  let day = from;
  let left = Math.abs(count);
  while (left > 0) {
    day += count < 0 ? -1 : 1;
    if (!isFree(day, holidays)) left--;
  }
  return day;
}

/** First day and length of the fiscal year of a day. */
export function fiscalYear(day: number, start: string): { start: number; days: number } {
  const year = Number(textOf(day).slice(0, 4));
  const begins = [year - 1, year, year + 1].map((one) => dayOf(`${one}-${start}`));
  const at = begins[1] <= day ? 1 : 0;
  return { start: begins[at], days: begins[at + 1] - begins[at] };
}

const late = /negotiation|proposal/i;
const closed = /closed|won|lost/i;

const two = (value: number): string => {
  const text = value.toFixed(2);
  return text === '-0.00' ? '0.00' : text;
};

function isLive(rep: Row | undefined): boolean {
  return rep !== undefined && rep.status !== 'left' && rep.status !== 'leaving';
}

export function naive(inputs: NaiveInputs) {
  const { accounts, reps, opportunities, assignments, moves, holidays } = inputs;
  const [asOf, effective] = [dayOf(inputs.asOf), dayOf(inputs.effective)];
  const accountOf = new Map(accounts.map((one) => [one.account_id, one]));
  const repOf = new Map(reps.map((one) => [one.rep_id, one]));
  const open = opportunities.filter((one) => !closed.test(one.stage));
  const planned = assignments.filter(
    ({ change }) => change !== 'excluded' && change !== 'released',
  );

  // Tiers: the accounts' own, else by potential.
  const hasTiers = planned.some(({ tier }) => tier !== '');
  const ranked = [...planned].sort(
    (a, b) => Number(b.potential) - Number(a.potential) || (a.account_id < b.account_id ? -1 : 1),
  );
  const tierOf = (id: string): number => {
    if (hasTiers) {
      const text = planned.find((one) => one.account_id === id)?.tier ?? '';
      return text === '1' ? 1 : text === '2' ? 2 : 3;
    }
    const at = ranked.findIndex((one) => one.account_id === id);
    if (at < 0) return 3;
    if (at < Math.ceil(ranked.length / 10)) return 1;
    return at < Math.ceil((4 * ranked.length) / 10) ? 2 : 3;
  };
  const waveOf = (row: Row): number => {
    const account = accountOf.get(row.account_id);
    const hasLate = open.some(
      (one) => one.account_id === row.account_id && late.test(one.stage) && Number(one.amount) > 0,
    );
    if (hasLate && isLive(repOf.get(row.previous_rep_id))) return 3;
    const renewal = account?.renewal_date ?? '';
    const days = renewal === '' ? -1 : dayOf(renewal) - asOf;
    if (tierOf(row.account_id) === 1 || hasLate || (days >= 0 && days <= 90)) return 1;
    return tierOf(row.account_id) === 2 ? 2 : 3;
  };

  const deals = open.flatMap((deal) => {
    const move = moves.find(
      (one) => one.account_id === deal.account_id && one.previous_rep_id !== '',
    );
    if (move === undefined) return [];
    const end = effective + inputs.holdover;
    const close = deal.close_date === '' ? Number.NaN : dayOf(deal.close_date);
    const until = Math.min(close + 14, end);
    const stays =
      isLive(repOf.get(move.previous_rep_id)) &&
      late.test(deal.stage) &&
      close <= end &&
      until > effective;
    return [
      {
        opportunity_id: deal.opportunity_id,
        account_id: deal.account_id,
        amount: deal.amount === '' ? '' : two(Number(deal.amount)),
        stage: deal.stage,
        close_date: deal.close_date,
        keeper_rep_id: stays ? move.previous_rep_id : '',
        next_rep_id: move.rep_id,
        keep_until: stays ? textOf(until) : '',
      },
    ];
  });

  // Quotas.
  const year = fiscalYear(effective, inputs.fiscalStart);
  const share =
    inputs.quota === 'keep'
      ? 0
      : inputs.quota === 'whole'
        ? 1
        : (year.start + year.days - effective) / year.days;
  const excluded = new Set(
    assignments.filter(({ change }) => change === 'excluded').map(({ account_id }) => account_id),
  );
  const hasOwn = accounts.some(({ quota = '' }) => quota !== '');
  const q = (id: string): number => {
    const row = assignments.find((one) => one.account_id === id);
    const rep = repOf.get(row?.previous_rep_id ?? '');
    if (row === undefined || rep === undefined || (rep.quota ?? '') === '') return 0;
    if (hasOwn) return Number(accountOf.get(id)?.quota || 0);
    const whole = assignments
      .filter((one) => one.previous_rep_id === rep.rep_id && !excluded.has(one.account_id))
      .reduce((sum, one) => sum + Number(one.potential), 0);
    return whole === 0 ? 0 : (Number(rep.quota) * Number(row.potential)) / whole;
  };
  const now = fiscalYear(asOf, inputs.fiscalStart);
  const elapsed = (asOf - now.start) / now.days;
  const quota = reps.map((rep) => {
    const sumOf = (rows: readonly Row[]): number =>
      rows.reduce((sum, row) => sum + share * q(row.account_id), 0);
    const out = sumOf(moves.filter((one) => one.previous_rep_id === rep.rep_id));
    const into = sumOf(moves.filter((one) => one.rep_id === rep.rep_id));
    const before = (rep.quota ?? '') === '' ? undefined : Number(rep.quota);
    const after = (before ?? 0) - out + into;
    const pct = before ? (after / before - 1) * 100 : undefined;
    const size = Math.abs(pct ?? 0) + 1e-9;
    const due = (before ?? 0) * elapsed;
    const factor =
      (rep.attained ?? '') === '' || due === 0 ? 1 : Math.min(1, Number(rep.attained) / due);
    const lost = !isLive(rep)
      ? []
      : moves
          .filter(
            (one) =>
              one.previous_rep_id === rep.rep_id && Number(accountOf.get(one.account_id)?.arr) > 0,
          )
          .sort(
            (a, b) =>
              Number(accountOf.get(b.account_id)?.arr) - Number(accountOf.get(a.account_id)?.arr) ||
              (a.account_id < b.account_id ? -1 : 1),
          )
          .slice(0, 3);
    const credit = lost.reduce(
      (sum, one) => sum + (factor * q(one.account_id) * inputs.guarantee) / year.days,
      0,
    );
    return {
      rep_id: rep.rep_id,
      quota_before: before === undefined ? '' : two(before),
      out: two(out),
      in: two(into),
      quota_after: two(after),
      change_pct: pct === undefined ? '' : two(pct),
      flag:
        pct === undefined
          ? into > 0
            ? 'adjust'
            : ''
          : size >= 10
            ? 'adjust'
            : size >= 5
              ? 'show'
              : '',
      guarantee_credit: two(credit),
    };
  });
  const unassigned = moves
    .filter(({ rep_id }) => rep_id === '')
    .reduce((sum, row) => sum + share * q(row.account_id), 0);

  const placed = moves.filter(({ rep_id }) => rep_id !== '');
  const letters = placed.filter(({ account_id, change }) => {
    const account = accountOf.get(account_id);
    const customer = /^\s*customer/i.test(account?.type ?? '') || Number(account?.arr) > 0;
    return customer && (change === 'moved' || change === 'orphaned');
  });
  const kept = deals.filter(({ keep_until }) => keep_until !== '');
  const on = (day: number): string => textOf(workingDay(effective, day, holidays));
  const inWave = (rows: readonly Row[], wave: number): number =>
    rows.filter((row) => waveOf(row) === wave).length;
  const timeline = [
    [on(-10), '-10', '', moves.length],
    [on(-5), '-5', '', moves.length],
    [on(0), '0', '', moves.length],
    [on(0), '0', '1', inWave(letters, 1)],
    [on(1), '1', '1', inWave(placed, 1)],
    [on(5), '5', '2', inWave(placed, 2)],
    [on(15), '15', '3', inWave(placed, 3)],
    [on(30), '30', '', placed.filter(({ account_id }) => tierOf(account_id) <= 2).length],
    ...(kept.length === 0
      ? []
      : [
          [
            kept
              .map(({ keep_until }) => keep_until)
              .sort()
              .at(-1) ?? '',
            '',
            '',
            new Set(kept.map(({ account_id }) => account_id)).size,
          ],
        ]),
    [textOf(effective + 90), '', '', placed.length],
  ].map((cells) => cells.map(String));
  const contactsOf = (id: string): readonly Row[] =>
    inputs.contacts
      .filter((one) => one.account_id === id)
      .sort(
        (a, b) =>
          Number(b.primary === 'yes') - Number(a.primary === 'yes') ||
          (a.contact_id < b.contact_id ? -1 : 1),
      );
  const contactOf = (id: string): Row | undefined => contactsOf(id)[0];
  /** Other primary contacts' addresses, of three at most together. */
  const copiesOf = (id: string): string => {
    const primary = contactsOf(id).filter((one) => one.primary === 'yes');
    if (primary.length > 3) return '';
    return primary
      .slice(1)
      .map(({ email }) => email)
      .filter((email) => email !== '')
      .join('; ');
  };
  return {
    deals,
    quota,
    unassigned: two(unassigned),
    timeline,
    letters: letters.map((row) => {
      const wave = waveOf(row);
      const live = isLive(repOf.get(row.previous_rep_id));
      return {
        account_id: row.account_id,
        contact: contactOf(row.account_id)?.contact_name ?? '',
        email: contactOf(row.account_id)?.email ?? '',
        template: live ? 'letter-realigned' : 'letter-leaver',
        send_on: on(wave === 1 ? 0 : wave === 2 ? 5 : 15),
      };
    }),
    copies: letters.map(({ account_id }) => copiesOf(account_id)),
    notReady: {
      letters_without_contact: letters.filter(({ account_id }) => !contactOf(account_id)).length,
      deals_without_close_date: deals.filter(({ close_date }) => close_date === '').length,
      reps_without_quota: reps.filter((rep) => isLive(rep) && (rep.quota ?? '') === '').length,
    },
    kept: Number(kept.reduce((sum, { amount }) => sum + Number(amount || 0), 0).toFixed(2)),
  };
}
