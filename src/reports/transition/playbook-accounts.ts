import { filledColumn, filledNumbers } from '../../model/table.js';
import type { Contact } from '../../transition/contacts.js';
import type { Deal } from '../../transition/deals.js';
import type { Handover } from '../../transition/handovers.js';
import type { Credit } from '../../transition/quota.js';
import type { EarlyRenewal } from '../../transition/renewals.js';
import type { Transition } from '../../transition/transition.js';
import type { Item } from '../document/blocks.js';
import { andList, counted, plural } from '../document/words.js';
import { longDate, weekdayDate } from './letter-language.js';
import type { Names } from './names.js';
import type { PlaybookParts } from './playbook-parts.js';
import { elseThere } from './roles.js';
import { moneyWords } from './tables.js';
import { isBareId, isThere, whyMoved } from './why-moved.js';

// What a playbook says of one account: of one that comes, of one that goes, of one looked after for a while.

export function headOf({ names, isAtRisk }: PlaybookParts, account: number): Item {
  const [id, name] = [names.accountId(account), names.accountName(account)];
  return {
    label: name,
    text: name === id ? '' : `(${id})`,
    ...(isAtRisk(account) && { tail: 'AT RISK', tailTone: 'bad' }),
  };
}

export function comingItem(parts: PlaybookParts, handover: Handover): Item {
  const { transition, names } = parts;
  const { contacts } = transition.inputs;
  const { account } = handover;
  const people = contacts?.get(account) ?? [];
  const deals = dealsFor(transition, account);
  return {
    ...headOf(parts, handover.account),
    details: [
      renewalAhead(parts, handover),
      firstStep(parts, handover, people),
      `Until now: ${hadBy(parts, handover)}`,
      handover.hadOwner ? `Why: ${whyMoved(transition, names, handover, handover.rep)}` : '',
      elseThere(transition, names, account),
      worth(parts, account),
      contactLine(parts, handover, people),
      `Last contact: ${lastContact(parts, account)}`,
      ...dealLines(parts, deals),
      quotaLine(parts, handover, 'Quota that comes with it'),
    ].filter((text) => text !== ''),
  };
}

function earlyRenewalOf(
  { earlyRenewals }: Transition,
  { account }: Handover,
): EarlyRenewal | undefined {
  return earlyRenewals.find(({ handover }) => handover.account === account);
}

/** Told to whoever gets the account, where they call after its renewal; else ''. */
function renewalAhead({ transition, names }: PlaybookParts, handover: Handover): string {
  const early = earlyRenewalOf(transition, handover);
  if (early === undefined) return '';
  const day = longDate(early.day);
  if (early.before === 'call')
    return `Renews on ${day}, before the day of the first call: call before`;
  const { previous, liveOwner, effective } = handover;
  const start = `Renews on ${day}, before the handover of ${longDate(effective)}`;
  if (liveOwner >= 0)
    return `${start}: ${names.repName(previous)} has it until then; ask how it stands`;
  return isThere(transition, previous)
    ? `${start}: agree with ${names.repName(previous)}, who is leaving, who calls before`
    : `${start}, and nobody has it until then: agree with your manager who calls before`;
}

function firstStep(
  { transition, names }: PlaybookParts,
  { due, interim, interimUntil, liveOwner, previous, rep }: Handover,
  people: readonly Contact[],
): string {
  const who = people.length === 0 ? '' : ` ${contactAlone(names, people[0])}`;
  if (interim >= 0 && interim !== rep) {
    const until = interimUntil === undefined ? '' : ` until ${longDate(interimUntil)}`;
    return `First step: ${names.repName(interim)} looks after it${until}; have ${names.repName(interim)} introduce you to${who === '' ? ' the customer' : who}`;
  }
  const before = isThere(transition, previous)
    ? `speak to ${names.repName(previous)}${liveOwner < 0 ? ', who is leaving' : ''}, then call`
    : 'call';
  return `First step: ${before}${who} on ${weekdayDate(due)}`;
}

export function contactAlone(names: Names, contact: Contact): string {
  return names.contactName(contact) || names.contactEmail(contact);
}

/** So many contacts are named. */
const mostContacts = 5;

export function contactNames(names: Names, people: readonly Contact[]): string {
  const texts = people.map((one) =>
    [names.contactName(one), names.contactTitle(one), names.contactEmail(one)]
      .filter((text) => text !== '')
      .join(', '),
  );
  const shown = texts.slice(0, mostContacts).join('; ');
  return texts.length > mostContacts ? `${shown}; and ${texts.length - mostContacts} more` : shown;
}

export function dateOf(
  { inputs }: Transition,
  column: string,
): (account: number) => number | undefined {
  const found = filledColumn(inputs.accounts, column);
  if (found?.kind !== 'date') return () => undefined;
  return (account) => (Number.isNaN(found.days[account]) ? undefined : found.days[account]);
}

function hadBy(
  { transition, names }: PlaybookParts,
  { account, hadOwner, effective }: Handover,
): string {
  if (!hadOwner) return 'nobody';
  const since = dateOf(transition, 'owner_since')(account);
  const name = names.previousName(account);
  const who = isBareId(name) ? 'somebody who is not on the roster' : name;
  return since === undefined || since > effective
    ? who
    : `${who}, for ${durationWords(effective - since)}`;
}

/** "2 years and 3 months", by months of 30.44 days. */
function durationWords(days: number): string {
  const months = Math.floor(days / 30.436875);
  if (months < 1) return counted(days, 'day');
  const [years, rest] = [Math.floor(months / 12), months % 12];
  return andList([
    ...(years > 0 ? [counted(years, 'year')] : []),
    ...(rest > 0 ? [counted(rest, 'month')] : []),
  ]);
}

export function worth({ transition, names }: PlaybookParts, account: number): string {
  const { problem, accounts } = transition.inputs;
  const pipeline = filledNumbers(accounts, 'open_pipeline')?.[account] ?? 0;
  const renewal = dateOf(transition, 'renewal_date')(account);
  const arr = problem.arr[account];
  const parts = [
    ...(arr > 0 ? [`ARR ${moneyWords(names, 'arr', arr)}`] : []),
    ...(pipeline > 0 ? [`open pipeline ${moneyWords(names, 'open_pipeline', pipeline)}`] : []),
    ...(renewal === undefined ? [] : [`renewal on ${longDate(renewal)}`]),
  ];
  return parts.length === 0 ? '' : `What it is worth: ${parts.join('; ')}`;
}

/** What of a quota goes along with an account; nothing where none does. */
function quotaLine(
  { transition, names }: PlaybookParts,
  handover: Handover,
  words: string,
): string {
  const { quotas } = transition;
  const moved = quotas.share(handover) * quotas.ofAccount[handover.account];
  return moved > 0 ? `${words}: ${moneyWords(names, 'quota', moved)}` : '';
}

export function lastContact({ transition }: PlaybookParts, account: number): string {
  const last = dateOf(transition, 'last_contacted')(account);
  const { asOf } = transition.inputs;
  if (last === undefined) return 'none on record';
  // A playbook is read on another day than it is made.
  return last > asOf
    ? longDate(last)
    : `${longDate(last)}, ${last === asOf ? 'the day of' : `${counted(asOf - last, 'day')} before`} the plan`;
}

function dealsFor({ deals }: Transition, account: number): readonly Deal[] {
  return deals.filter(({ handover }) => handover.account === account);
}

/** So many deals of an account are told one by one. */
const mostDeals = 5;

/** The kept ones, and the greatest of the others; how many more there are. */
function dealLines(parts: PlaybookParts, deals: readonly Deal[]): string[] {
  const isKept = ({ keepUntil }: Deal): number => (keepUntil === undefined ? 0 : 1);
  const ordered = [...deals].sort(
    (a, b) => isKept(b) - isKept(a) || (b.amount ?? 0) - (a.amount ?? 0) || a.row - b.row,
  );
  const rest = ordered.slice(mostDeals);
  const amount = rest.reduce((sum, one) => sum + (one.amount ?? 0), 0);
  return [
    ...ordered.slice(0, mostDeals).map((deal) => `Open deal: ${dealText(parts, deal)}`),
    ...(rest.length === 0
      ? []
      : [
          `And ${counted(rest.length, 'more open deal')}, ${moneyWords(parts.names, 'amount', amount)} together, in deals.csv`,
        ]),
  ];
}

/** Nothing is said of contacts where none were given at all. */
function contactLine(
  { transition, names }: PlaybookParts,
  { previous }: Handover,
  people: readonly Contact[],
): string {
  if (transition.inputs.contacts === undefined) return '';
  if (people.length > 0) return `Contacts: ${contactNames(names, people)}`;
  return isThere(transition, previous)
    ? `Contacts: none on file; ask ${names.repName(previous)} before you call`
    : 'Contacts: none on file; look the company up first';
}

function dealText({ names }: PlaybookParts, deal: Deal): string {
  const parts = [
    names.stage(deal.row),
    ...(deal.amount === undefined ? [] : [moneyWords(names, 'amount', deal.amount)]),
    deal.close === undefined ? 'no close date' : `due to close on ${longDate(deal.close)}`,
  ].filter((text) => text !== '');
  const kept =
    deal.keepUntil === undefined
      ? ''
      : `; ${names.repName(deal.keeper)} keeps it until ${longDate(deal.keepUntil)}`;
  return `${parts.join(', ')}${kept}`;
}

function interimStep(
  { transition, names }: PlaybookParts,
  { due, previous, rep }: Handover,
  people: readonly Contact[],
): string {
  const who = people.length === 0 ? '' : ` ${contactAlone(names, people[0])}`;
  const before = isThere(transition, previous) ? `speak to ${names.repName(previous)}, then ` : '';
  const last = rep < 0 ? '' : `; introduce ${names.repName(rep)} when they take over`;
  return `First step: ${before}call${who} on ${weekdayDate(due)}${last}`;
}

export function interimItem(parts: PlaybookParts, handover: Handover): Item {
  const { names, transition } = parts;
  const people = transition.inputs.contacts?.get(handover.account) ?? [];
  const until =
    handover.interimUntil === undefined
      ? 'until told otherwise'
      : `until ${longDate(handover.interimUntil)}`;
  return {
    ...headOf(parts, handover.account),
    details: [
      ...[renewalAhead(parts, handover)].filter((text) => text !== ''),
      interimStep(parts, handover, people),
      `From ${longDate(handover.effective)} ${until}, then ${names.repName(handover.rep) || 'nobody'} has it`,
      ...(people.length === 0 ? [] : [`Contacts: ${contactNames(names, people)}`]),
      ...dealLines(parts, dealsFor(transition, handover.account)),
    ],
  };
}

export function goingItem(parts: PlaybookParts, handover: Handover): Item {
  const { transition, names } = parts;
  const { problem, contacts } = transition.inputs;
  const { account, rep, interim, previous } = handover;
  const people = contacts?.get(account) ?? [];
  const deals = dealsFor(transition, account);
  const kept = deals.filter(({ keepUntil }) => keepUntil !== undefined);
  const credit = transition.quotas.credits.find((one) => one.account === account);
  const to = rep < 0 ? 'To nobody' : `To ${names.repName(rep)}`;
  const why = whyMoved(transition, names, handover, previous);
  const until =
    handover.interimUntil === undefined
      ? 'until they are ready'
      : `until ${longDate(handover.interimUntil)}`;
  return {
    ...headOf(parts, handover.account),
    details: [
      `${to} on ${longDate(handover.effective)}: ${why}`,
      ...(interim < 0
        ? []
        : [
            interim === previous
              ? `You look after it ${until}`
              : `${names.repName(interim)} looks after it ${until}`,
          ]),
      `Hand over: ${handOver(parts, handover, people, deals.length - kept.length)}`,
      ...keptLines(parts, kept),
      // Whoever leaves has no quota to look after.
      problem.live[previous] === 1 ? quotaLine(parts, handover, 'Quota that goes with it') : '',
      credit === undefined ? '' : creditText(parts, credit),
    ].filter((text) => text !== ''),
  };
}

/** Deals that a rep keeps for now: each, or where there are many, together. */
function keptLines(parts: PlaybookParts, kept: readonly Deal[]): string[] {
  if (kept.length <= mostDeals) return kept.map((deal) => `You keep: ${keptText(parts, deal)}`);
  const amount = kept.reduce((sum, one) => sum + (one.amount ?? 0), 0);
  const last = Math.max(...kept.map(({ keepUntil = 0 }) => keepUntil));
  return [
    `You keep ${counted(kept.length, 'deal')}, ${moneyWords(parts.names, 'amount', amount)} together, the last until ${longDate(last)}: deals.csv has them one by one`,
  ];
}

function keptText({ names }: PlaybookParts, deal: Deal): string {
  const parts = [
    names.stage(deal.row),
    ...(deal.amount === undefined ? [] : [moneyWords(names, 'amount', deal.amount)]),
  ].filter((text) => text !== '');
  return `${parts.join(', ') || 'the open deal'}, until ${dayWords(deal.keepUntil)}; close it, or pass it on by then`;
}

function dayWords(day: number | undefined): string {
  return day === undefined ? '' : longDate(day);
}

function handOver(
  parts: PlaybookParts,
  handover: Handover,
  people: readonly Contact[],
  deals: number,
): string {
  const { names, transition } = parts;
  const { account, rep, interim } = handover;
  const taker = interim >= 0 && interim !== rep ? interim : rep;
  const to = taker < 0 ? 'your manager' : names.repName(taker);
  const renewal = dateOf(transition, 'renewal_date')(account);
  return [
    people.length === 0
      ? `tell ${to} who decides there, and put a contact into the CRM`
      : `introduce ${to} to ${contactAlone(names, people[0])}`,
    ...(deals > 0
      ? [
          `pass on the open ${plural(deals, 'deal and its next step', 'deals and the next step of each')}`,
        ]
      : []),
    ...(renewal === undefined
      ? []
      : [renewalHandedOver(longDate(renewal), earlyRenewalOf(transition, handover), to)]),
  ].join('; ');
}

/** A renewal that comes first is for whoever still has the account. */
function renewalHandedOver(day: string, early: EarlyRenewal | undefined, to: string): string {
  switch (early?.before) {
    case 'handover':
      return `see to the renewal of ${day}, which is before you hand over, and say how it ended`;
    case 'call':
      return `say where the renewal of ${day} stands, and that ${to} has to call before it`;
    case undefined:
      return `say where the renewal of ${day} stands`;
  }
}

function creditText({ transition, names }: PlaybookParts, credit: Credit): string {
  const { ofAccount, guaranteeDays, days } = transition.quotas;
  const money = (amount: number): string => moneyWords(names, 'quota', amount);
  const { pace, factor } = credit;
  const made =
    pace === undefined || factor === 1 ? '' : `${money(pace.made)} ÷ ${money(pace.due)} × `;
  return `Guarantee: ${made}${money(ofAccount[credit.account])} of quota × ${guaranteeDays} ÷ ${days} days = ${money(credit.amount)} of quota credit`;
}
