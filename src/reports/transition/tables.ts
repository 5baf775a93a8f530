import { guardFormula } from '../../inputs/csv/formula-guard.js';
import { loaderPieces } from '../../inputs/csv/write.js';
import { inCurrency } from '../../model/currency.js';
import { isoDate } from '../../model/table.js';
import { dayNumber } from '../../model/units.js';
import type { Deal } from '../../transition/deals.js';
import type { RepQuota } from '../../transition/quota.js';
import type { Task } from '../../transition/timeline.js';
import type { Transition } from '../../transition/transition.js';
import type { Names, PackMoney } from './names.js';

/** A cell: words, a count, money or a percentage (two decimals), a day. */
export type PackCell =
  | string
  | undefined
  | { readonly count: number }
  | { readonly money: number | undefined }
  | { readonly day: number | undefined };

/** Two decimals, as money and percentages have; nothing is minus nothing. */
export function twoDecimals(value: number): string {
  const text = value.toFixed(2);
  return text === '-0.00' ? '0.00' : text;
}

/** A day number as YYYY-MM-DD; empty for none. */
export function dayText(day: number | undefined): string {
  return day === undefined ? '' : isoDate(dayNumber(day));
}

/** Figures stay bare; words that a spreadsheet would run get a `'` in front. */
function cellText(cell: PackCell): string {
  if (cell === undefined) return '';
  if (typeof cell === 'string') return guardFormula(cell);
  if ('count' in cell) return String(cell.count);
  if ('day' in cell) return dayText(cell.day);
  return cell.money === undefined ? '' : twoDecimals(cell.money);
}

export function packCsv(
  columns: readonly string[],
  rows: readonly (readonly PackCell[])[],
): string {
  const texts = rows.map((row) => row.map(cellText));
  return Array.from(loaderPieces([...columns], texts)).join('');
}

const dealColumns = [
  'opportunity_id',
  'account_id',
  'amount',
  'stage',
  'close_date',
  'keeper_rep_id',
  'next_rep_id',
  'keep_until',
  'why',
] as const;

/** deals.csv: deals in flight, with who closes them. */
export function dealsCsv({ deals, inputs }: Transition, names: Names): string {
  return packCsv(
    dealColumns,
    deals.map((deal) => [
      names.opportunityId(deal.row),
      names.accountId(deal.handover.account),
      { money: deal.amount === undefined ? undefined : names.amount(deal.amount) },
      names.stage(deal.row),
      { day: deal.close },
      names.repId(deal.keeper),
      names.repId(deal.next),
      { day: deal.keepUntil },
      dealWords(deal, inputs.holdover),
    ]),
  );
}

/** Why a deal stays or goes, in one phrase. */
export function dealWords({ fate }: Pick<Deal, 'fate'>, holdover: number): string {
  switch (fate) {
    case 'kept':
      return 'late stage and due to close soon: whoever worked it closes it';
    case 'no live owner':
      return 'goes with the account: its owner is not there';
    case 'early stage':
      return 'goes with the account: not in a late stage';
    case 'no close date':
      return 'goes with the account: it has no close date';
    case 'too late':
      return `goes with the account: due to close more than ${holdover} days after the effective date`;
    case 'over':
      return 'goes with the account: it should have closed by now';
  }
}

const quotaColumns = [
  'rep_id',
  'quota_before',
  'out',
  'in',
  'quota_after',
  'change_pct',
  'flag',
  'guarantee_credit',
] as const;

/** quota.csv: what quotas become, in the order of the rep file; what goes to nobody last. */
export function quotaCsv({ quotas }: Transition, names: Names, order: readonly number[]): string {
  const money = (amount: number | undefined): PackCell => ({
    money: amount === undefined ? undefined : names.amount(amount),
  });
  const row = (one: RepQuota): PackCell[] => [
    names.repId(one.rep),
    money(one.before),
    money(one.out),
    money(one.in),
    money(one.after),
    { money: one.changePct },
    one.flag,
    money(one.credit),
  ];
  const nobody: PackCell[] = [
    '',
    '',
    '',
    money(quotas.unassigned),
    money(quotas.unassigned),
    '',
    '',
    '',
  ];
  return packCsv(quotaColumns, [...order.map((rep) => row(quotas.reps[rep])), nobody]);
}

const timelineColumns = ['date', 'day', 'wave', 'who', 'task', 'accounts'] as const;

/** timeline.csv: what is done when, and by whom. */
export function timelineCsv({ tasks }: Transition): string {
  return packCsv(
    timelineColumns,
    [...tasks].sort(byDate).map((task) => {
      const { date, day, wave, accounts } = task;
      const count = (one: number | undefined): PackCell =>
        one === undefined ? '' : { count: one };
      return [
        { day: date },
        count(day),
        count(wave),
        who(task),
        taskWords(task),
        { count: accounts },
      ];
    }),
  );
}

/** By date, then day, then who. */
export function byDate(a: Task, b: Task): number {
  const day = ({ day: at }: Task): number => at ?? Number.MAX_SAFE_INTEGER;
  return a.date - b.date || day(a) - day(b) || (who(a) < who(b) ? -1 : who(a) > who(b) ? 1 : 0);
}

/** Who does a task. */
export function who({ kind }: Pick<Task, 'kind'>): string {
  switch (kind) {
    case 'brief managers':
      return 'RevOps, managers';
    case 'hand out playbooks':
      return 'managers';
    case 'change owners':
    case 'look back':
      return 'RevOps';
    case 'send letters':
      return 'old reps, managers';
    case 'call':
    case 'meet':
      return 'new reps';
    case 'end holdovers':
      return 'old, new reps';
  }
}

/** What a task is, as a sentence without its full stop. */
export function taskWords({ kind, wave }: Pick<Task, 'kind' | 'wave'>): string {
  switch (kind) {
    case 'brief managers':
      return 'Managers are briefed';
    case 'hand out playbooks':
      return 'Reps get their playbooks';
    case 'change owners':
      return 'Owners change in the CRM';
    case 'send letters':
      return `Letters of wave ${wave} go out`;
    case 'call':
      return wave === 1 ? 'Calls to wave 1' : `Letters and calls to wave ${wave}`;
    case 'meet':
      return 'Every Tier 1 and 2 account met';
    case 'end holdovers':
      return 'The last kept deal goes over';
    case 'look back':
      return 'Look back: coverage and check';
  }
}

/** Two decimals, thousands apart: "1,200.00". */
export function moneyFigure(names: Names, amount: number): string {
  return twoDecimals(names.amount(amount)).replace(/\B(?=(\d{3})+\.)/g, ',');
}

/** The same in its currency: "$1,200.00". */
export function moneyWords(names: Names, of: PackMoney, amount: number): string {
  return inCurrency(moneyFigure(names, amount), names.currency(of));
}
