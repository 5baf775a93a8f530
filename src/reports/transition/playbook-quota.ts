import type { Handover } from '../../transition/handovers.js';
import type { RepQuota } from '../../transition/quota.js';
import { list, type Pair, type Section, section } from '../document/blocks.js';
import { counted, plural } from '../document/words.js';
import { longDate } from './letter-language.js';
import type { PlaybookParts, RepHandovers } from './playbook-parts.js';
import { moneyWords, twoDecimals } from './tables.js';

// A rep's quota and guarantee as arithmetic that a sales person checks.

export function quotaSection(parts: PlaybookParts, rep: number, of: RepHandovers): Section {
  const { transition, names } = parts;
  const { quotas } = transition;
  const quota = quotas.reps[rep];
  const money = (amount: number): string => moneyWords(names, 'quota', amount);
  if (of.comes.length + of.goes.length === 0) {
    const own = quota.before === undefined ? 'none is on file for you' : money(quota.before);
    const lines = [`Quota: ${own}`, 'It stays: accounts that you look after for others carry none'];
    return section('Your quota', list(lines));
  }
  if (quota.before === undefined && quota.out + quota.in === 0) {
    return section('Your quota', list(['None is on file for you, and none comes or goes']));
  }
  const lines = [
    quota.before === undefined
      ? 'Quota today: none is on file for you'
      : `Quota today: ${money(quota.before)}`,
    ...movedLines(parts, of),
    `Quota after: ${money(quota.before ?? 0)} − ${money(quota.out)} + ${money(quota.in)} = ${money(quota.after)}${changeWords(quota)}`,
    ...(transition.inputs.problem.live[rep] === 1 ? flagLines(quota) : []),
    ...guaranteeLines(parts, quota),
  ];
  return section('Your quota', list(lines));
}

function movedLines(parts: PlaybookParts, { comes, goes }: RepHandovers): string[] {
  const { transition } = parts;
  const { quotas, inputs } = transition;
  if (quotas.mode === 'keep')
    return ['Quotas stay as they are until the year is over, whoever has the accounts'];
  const left = Math.round(quotas.year.left * quotas.days);
  return [
    quotas.mode === 'whole'
      ? 'Quota follows the accounts as a whole'
      : `Quota follows the accounts for the rest of the fiscal year: ${left} of its ${quotas.days} days from ${longDate(inputs.effective)}, ${left} ÷ ${quotas.days} = ${quotas.year.left.toFixed(4)}`,
    ...movedLine(parts, goes, ['goes', 'go']),
    ...movedLine(parts, comes, ['comes', 'come']),
  ];
}

/** What accounts carry along, with the days themselves for a factor: a rounded one gives another amount. */
function movedLine(
  { transition, names }: PlaybookParts,
  handovers: readonly Handover[],
  [one, many]: Pair<string>,
): string[] {
  if (handovers.length === 0) return [];
  const { quotas } = transition;
  if (handovers.every(({ account }) => quotas.ofAccount[account] === 0)) {
    return [
      `The ${counted(handovers.length, 'account')} that ${plural(handovers.length, one, many)} ${plural(handovers.length, 'carries', 'carry')} no quota`,
    ];
  }
  const of = `Quota of the ${counted(handovers.length, 'account')} that ${plural(handovers.length, one, many)}`;
  const moved = handovers.reduce(
    (sum, handover) => sum + quotas.share(handover) * quotas.ofAccount[handover.account],
    0,
  );
  const total = moneyWords(names, 'quota', moved);
  if (quotas.mode === 'whole') return [`${of}: ${total}`];
  // Accounts of a rebalanced plan may change hands on days of their own.
  const wholeByDays = new Map<string, number>();
  for (const handover of handovers) {
    const { left, of: days } = quotas.daysLeft(handover);
    const share = `${left} ÷ ${days}`;
    const whole = wholeByDays.get(share) ?? 0;
    wholeByDays.set(share, whole + quotas.ofAccount[handover.account]);
  }
  const terms = [...wholeByDays].map(
    ([share, whole]) => `${share} × ${moneyWords(names, 'quota', whole)}`,
  );
  return [`${of}, ${terms.join(' + ')} a year: ${total}`];
}

function changeWords({ changePct }: RepQuota): string {
  if (changePct === undefined) return '';
  const size = twoDecimals(Math.abs(changePct));
  if (size === '0.00') return ', no change';
  return `, ${changePct < 0 ? '−' : '+'}${size} %`;
}

function flagLines({ flag, before }: RepQuota): string[] {
  if (before === undefined && flag === 'adjust')
    return ['Accounts with quota come to you: ask your manager for a quota of your own'];
  if (flag === 'adjust')
    return ['10 % or more: your quota is to be adjusted; talk to your manager'];
  return flag === 'show' ? ['5 % or more: go through it with your manager'] : [];
}

function guaranteeLines(
  { transition, names }: PlaybookParts,
  { rep, out, credit }: RepQuota,
): string[] {
  const { quotas } = transition;
  if (quotas.guaranteeDays === 0 && transition.inputs.problem.live[rep] === 0) return [];
  if (quotas.guaranteeDays === 0) {
    return quotas.mode === 'keep'
      ? []
      : out > 0
        ? ['No guarantee: the quota of what goes is taken off instead']
        : [];
  }
  const own = quotas.credits.filter((one) => one.rep === rep);
  if (transition.inputs.problem.live[rep] === 0) return ['Guarantee: it is for those who stay'];
  if (own.length === 0) return ['Guarantee: no customer with ARR leaves you, so none is due'];
  const [{ factor, pace }] = own;
  const { asOf } = transition.inputs;
  const sum = own.map(({ amount }) => moneyWords(names, 'quota', amount)).join(' + ');
  const total = moneyWords(names, 'quota', credit);
  return [
    ...(pace === undefined
      ? []
      : [
          `Your pace: ${moneyWords(names, 'quota', pace.made)} attained of ${moneyWords(names, 'quota', pace.due)} due by ${longDate(asOf)}${factor === 1 ? ', so 1' : ` = ${factor.toFixed(4)}`}`,
        ]),
    `Guarantee for ${quotas.guaranteeDays} days, for your greatest customers that leave: ${own.length > 1 ? `${sum} = ` : ''}${total} of quota credit; it counts towards quota and is no pay`,
  ];
}
