import { filledColumn, filledNumbers } from '../../model/table.js';
import type { Contact } from '../../transition/contacts.js';
import type { Deal } from '../../transition/deals.js';
import type { Handover } from '../../transition/handovers.js';
import type { RepQuota } from '../../transition/quota.js';
import type { Transition } from '../../transition/transition.js';
import {
  type Block,
  type Document,
  type Item,
  list,
  type Pair,
  paragraph,
  type Section,
  section,
  sectionIf,
  table,
  words,
} from '../document/blocks.js';
import { andList, counted, plural, sentence } from '../document/words.js';
import { longDate, weekdayDate } from './letters.js';
import type { Names } from './names.js';
import { dayText, twoDecimals } from './tables.js';
import { whyMoved } from './why-moved.js';

/** What one rep is handed: what comes, what goes, their quota, their days. */
export interface Playbook {
  readonly rep: number;
  readonly document: Document;
}

/** What playbooks are drawn from. */
export interface PlaybookParts {
  readonly transition: Transition;
  readonly names: Names;
  readonly isAtRisk: (account: number) => boolean;
}

/** A playbook for each rep whose accounts change, in the order of the rep file. */
export function playbooksOf(parts: PlaybookParts, order: readonly number[]): readonly Playbook[] {
  const { handovers } = parts.transition;
  return order.flatMap((rep): Playbook[] => {
    const comes = handovers.filter((one) => one.rep === rep);
    const goes = handovers.filter((one) => one.previous === rep);
    const looksAfter = handovers.filter((one) => one.interim === rep && one.previous !== rep);
    if (comes.length + goes.length + looksAfter.length === 0) return [];
    return [{ rep, document: playbookOf(parts, rep, { comes, goes, looksAfter }) }];
  });
}

/** A rep's accounts that change hands. */
interface RepHandovers {
  readonly comes: readonly Handover[];
  readonly goes: readonly Handover[];
  /** Until their reps are ready. */
  readonly looksAfter: readonly Handover[];
}

export function playbookTitle(names: Names, rep: number): string {
  return `Handover playbook: ${names.repName(rep)}`;
}

function playbookOf(parts: PlaybookParts, rep: number, of: RepHandovers): Document {
  const { comes, goes, looksAfter } = of;
  const { effective } = parts.transition.inputs;
  const { names } = parts;
  const numbers = [
    ...(comes.length > 0
      ? [`${counted(comes.length, 'account')} ${plural(comes.length, 'comes', 'come')} to you`]
      : []),
    ...(goes.length > 0 ? [`${numberOf(goes, comes)} ${plural(goes.length, 'goes', 'go')}`] : []),
    ...(looksAfter.length > 0
      ? [`you look after ${counted(looksAfter.length, 'account')} for a while`]
      : []),
  ];
  const risky = comes.filter(({ account }) => parts.isAtRisk(account));
  return {
    headline: { text: `${sentence(andList(numbers))} on ${weekdayDate(effective)}` },
    sections: [
      ...(risky.length === 0
        ? []
        : [
            section(
              undefined,
              paragraph(
                `At risk of leaving us, so first of all: ${andList(risky.map(({ account }) => nameAlone(names, account)))}.`,
                { tone: 'bad' },
              ),
            ),
          ]),
      ...comingSections(parts, comes),
      ...sectionIf(
        looksAfter.length > 0,
        'You look after these until their rep is ready',
        list(inOrder(parts, looksAfter).map((one) => interimItem(parts, one))),
      ),
      ...sectionIf(
        goes.length > 0,
        'What goes, and what to hand over',
        list(inOrder(parts, goes).map((one) => goingItem(parts, one))),
      ),
      quotaSection(parts, rep, of),
      section('Your days', dayTable(parts, of)),
    ],
  };
}

function numberOf(goes: readonly Handover[], comes: readonly Handover[]): string {
  return comes.length === 0 ? counted(goes.length, 'account') : String(goes.length);
}

/** Without its id, which every list of accounts has but once. */
function nameAlone(names: Names, account: number): string {
  const name = names.accountName(account);
  return name === names.accountId(account) ? 'one marked below' : name;
}

/** In the order to call: wave by wave, those at risk first, then the next renewals, then the greatest. */
function inOrder(
  { transition, names, isAtRisk }: PlaybookParts,
  handovers: readonly Handover[],
): readonly Handover[] {
  const { arr } = transition.inputs.problem;
  const renewal = dateOf(transition, 'renewal_date');
  const rank = (one: Handover) => {
    const days = (renewal(one.account) ?? Number.NaN) - transition.inputs.asOf;
    return {
      risk: isAtRisk(one.account) ? 0 : 1,
      renewal: days >= 0 && days <= 90 ? days : Number.MAX_SAFE_INTEGER,
      arr: arr[one.account],
      id: names.accountId(one.account),
    };
  };
  return handovers
    .map((one) => ({ one, is: rank(one) }))
    .sort(
      ({ one: a, is: x }, { one: b, is: y }) =>
        a.wave - b.wave ||
        x.risk - y.risk ||
        a.due - b.due ||
        x.renewal - y.renewal ||
        y.arr - x.arr ||
        (x.id < y.id ? -1 : 1),
    )
    .map(({ one }) => one);
}

function comingSections(parts: PlaybookParts, comes: readonly Handover[]): Section[] {
  return ([1, 2, 3] as const).flatMap((wave) => {
    const own = inOrder(
      parts,
      comes.filter((one) => one.wave === wave),
    );
    const days = [...new Set(own.map(({ due }) => due))];
    const when = days.length === 1 ? `, to be called on ${weekdayDate(days[0])}` : '';
    return sectionIf(
      own.length > 0,
      `What comes: wave ${wave}${when}`,
      list(own.map((one) => comingItem(parts, one))),
    );
  });
}

function headOf({ names, isAtRisk }: PlaybookParts, { account }: Handover): Item {
  const [id, name] = [names.accountId(account), names.accountName(account)];
  return {
    label: name,
    text: name === id ? '' : `(${id})`,
    ...(isAtRisk(account) && { tail: 'AT RISK', tailTone: 'bad' }),
  };
}

function comingItem(parts: PlaybookParts, handover: Handover): Item {
  const { transition, names } = parts;
  const { problem, evaluation, contacts } = transition.inputs;
  const { account } = handover;
  const people = contacts?.get(account) ?? [];
  const deals = dealsFor(transition, account);
  return {
    ...headOf(parts, handover),
    details: [
      firstStep(parts, handover, people),
      `Until now: ${hadBy(parts, handover)}`,
      `Why: ${whyMoved(problem, names, handover, evaluation.reasonOf(account), handover.rep)}`,
      worth(parts, account),
      contactLine(parts, handover, people),
      `Last contact: ${lastContact(parts, account)}`,
      ...dealLines(parts, deals),
    ].filter((text) => text !== ''),
  };
}

function firstStep(
  { names }: PlaybookParts,
  { account: _, due, interim, interimUntil, liveOwner, rep }: Handover,
  people: readonly Contact[],
): string {
  const who = people.length === 0 ? '' : ` ${contactAlone(names, people[0])}`;
  if (interim >= 0 && interim !== rep) {
    const until = interimUntil === undefined ? '' : ` until ${longDate(interimUntil)}`;
    return `First step: ${names.repName(interim)} looks after it${until}; meet${who === '' ? ' the customer' : who} together with ${names.repName(interim)}`;
  }
  const before = liveOwner >= 0 ? `speak to ${names.repName(liveOwner)}, then call` : 'call';
  return `First step: ${before}${who} on ${weekdayDate(due)}`;
}

function contactAlone(names: Names, contact: Contact): string {
  return names.contactName(contact) || names.contactEmail(contact);
}

/** So many contacts are named. */
const mostContacts = 5;

function andContacts(names: Names, people: readonly Contact[]): string {
  const texts = people.map((one) =>
    [names.contactName(one), names.contactTitle(one), names.contactEmail(one)]
      .filter((text) => text !== '')
      .join(', '),
  );
  const shown = texts.slice(0, mostContacts).join('; ');
  return texts.length > mostContacts ? `${shown}; and ${texts.length - mostContacts} more` : shown;
}

function dateOf({ inputs }: Transition, column: string): (account: number) => number | undefined {
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
  const who = names.previousName(account);
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

function worth({ transition, names }: PlaybookParts, account: number): string {
  const { problem, accounts } = transition.inputs;
  const pipeline = filledNumbers(accounts, 'open_pipeline')?.[account] ?? 0;
  const renewal = dateOf(transition, 'renewal_date')(account);
  const arr = problem.arr[account];
  const parts = [
    ...(arr > 0 ? [`ARR ${moneyWords(names.amount(arr))}`] : []),
    ...(pipeline > 0 ? [`open pipeline ${moneyWords(names.amount(pipeline))}`] : []),
    ...(renewal === undefined ? [] : [`renewal on ${longDate(renewal)}`]),
  ];
  return parts.length === 0 ? '' : `What it is worth: ${parts.join('; ')}`;
}

function lastContact({ transition }: PlaybookParts, account: number): string {
  const last = dateOf(transition, 'last_contacted')(account);
  const { asOf } = transition.inputs;
  if (last === undefined) return 'none on record';
  return last > asOf ? longDate(last) : `${longDate(last)}, ${counted(asOf - last, 'day')} ago`;
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
          `And ${counted(rest.length, 'more open deal')}, ${moneyWords(parts.names.amount(amount))} together, in deals.csv`,
        ]),
  ];
}

/** Nothing is said of contacts where none were given at all. */
function contactLine(
  { transition, names }: PlaybookParts,
  { liveOwner }: Handover,
  people: readonly Contact[],
): string {
  if (transition.inputs.contacts === undefined) return '';
  if (people.length > 0) return `Contacts: ${andContacts(names, people)}`;
  return liveOwner < 0
    ? 'Contacts: none on file; look the company up first'
    : `Contacts: none on file; ask ${names.repName(liveOwner)} before you call`;
}

function dealText({ names }: PlaybookParts, deal: Deal): string {
  const parts = [
    names.stage(deal.row),
    ...(deal.amount === undefined ? [] : [moneyWords(names.amount(deal.amount))]),
    deal.close === undefined ? 'no close date' : `due to close on ${longDate(deal.close)}`,
  ].filter((text) => text !== '');
  const kept =
    deal.keepUntil === undefined
      ? ''
      : `; ${names.repName(deal.keeper)} keeps it until ${longDate(deal.keepUntil)}`;
  return `${parts.join(', ')}${kept}`;
}

function interimItem(parts: PlaybookParts, handover: Handover): Item {
  const { names, transition } = parts;
  const people = transition.inputs.contacts?.get(handover.account) ?? [];
  const until =
    handover.interimUntil === undefined
      ? 'until told otherwise'
      : `until ${longDate(handover.interimUntil)}`;
  return {
    ...headOf(parts, handover),
    details: [
      `From ${longDate(handover.effective)} ${until}, then ${names.repName(handover.rep) || 'nobody'} has it`,
      ...(people.length === 0 ? [] : [`Contacts: ${andContacts(names, people)}`]),
      ...dealLines(parts, dealsFor(transition, handover.account)),
    ],
  };
}

function goingItem(parts: PlaybookParts, handover: Handover): Item {
  const { transition, names } = parts;
  const { problem, evaluation, contacts } = transition.inputs;
  const { account, rep, interim, previous } = handover;
  const people = contacts?.get(account) ?? [];
  const deals = dealsFor(transition, account);
  const kept = deals.filter(({ keepUntil }) => keepUntil !== undefined);
  const credit = transition.quotas.credits.find((one) => one.account === account);
  const to =
    rep < 0
      ? 'To nobody: it is not assigned'
      : `To ${names.repName(rep)} on ${longDate(handover.effective)}`;
  const until =
    handover.interimUntil === undefined
      ? 'until they are ready'
      : `until ${longDate(handover.interimUntil)}`;
  return {
    ...headOf(parts, handover),
    details: [
      to,
      ...(interim < 0
        ? []
        : [
            interim === previous
              ? `You look after it ${until}`
              : `${names.repName(interim)} looks after it ${until}`,
          ]),
      `Why: ${whyMoved(problem, names, handover, evaluation.reasonOf(account), previous)}`,
      `Hand over: ${handOver(parts, handover, people, deals.length - kept.length)}`,
      ...keptLines(parts, kept),
      ...(credit === undefined ? [] : [creditText(parts, account, credit.factor, credit.amount)]),
    ],
  };
}

/** Deals that a rep keeps for now: each, or where there are many, together. */
function keptLines(parts: PlaybookParts, kept: readonly Deal[]): string[] {
  if (kept.length <= mostDeals) return kept.map((deal) => `You keep: ${keptText(parts, deal)}`);
  const amount = kept.reduce((sum, one) => sum + (one.amount ?? 0), 0);
  const last = Math.max(...kept.map(({ keepUntil = 0 }) => keepUntil));
  return [
    `You keep ${counted(kept.length, 'deal')}, ${moneyWords(parts.names.amount(amount))} together, the last until ${longDate(last)}: deals.csv has them one by one`,
  ];
}

function keptText({ names }: PlaybookParts, deal: Deal): string {
  const parts = [
    names.stage(deal.row),
    ...(deal.amount === undefined ? [] : [moneyWords(names.amount(deal.amount))]),
  ].filter((text) => text !== '');
  return `${parts.join(', ') || 'the open deal'}, until ${dayWords(deal.keepUntil)}; close it, or pass it on by then`;
}

function dayWords(day: number | undefined): string {
  return day === undefined ? '' : longDate(day);
}

function handOver(
  parts: PlaybookParts,
  { account, rep, interim }: Handover,
  people: readonly Contact[],
  deals: number,
): string {
  const { names, transition } = parts;
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
    ...(renewal === undefined ? [] : [`say where the renewal of ${longDate(renewal)} stands`]),
    'leave what was promised in the notes',
  ].join('; ');
}

function creditText(
  { transition, names }: PlaybookParts,
  account: number,
  factor: number,
  credit: number,
): string {
  const { ofAccount, guaranteeDays, days } = transition.quotas;
  const own = moneyWords(names.amount(ofAccount[account]));
  return `Guarantee: ${factor.toFixed(4)} × ${own} of quota × ${guaranteeDays} ÷ ${days} days = ${moneyWords(names.amount(credit))} of quota credit`;
}

/** Two decimals, thousands apart. */
export function moneyWords(amount: number): string {
  return twoDecimals(amount).replace(/\B(?=(\d{3})+\.)/g, ',');
}

function quotaSection(parts: PlaybookParts, rep: number, of: RepHandovers): Section {
  const { transition, names } = parts;
  const { quotas } = transition;
  const quota = quotas.reps[rep];
  const money = (amount: number): string => moneyWords(names.amount(amount));
  const lines = [
    quota.before === undefined
      ? 'Quota today: none is on file for you'
      : `Quota today: ${money(quota.before)}`,
    ...movedLines(parts, of),
    `Quota after: ${money(quota.before ?? 0)} − ${money(quota.out)} + ${money(quota.in)} = ${money(quota.after)}${changeWords(quota)}`,
    ...flagLines(quota),
    ...guaranteeLines(parts, quota),
  ];
  return section('Your quota', list(lines));
}

function movedLines({ transition, names }: PlaybookParts, { comes, goes }: RepHandovers): string[] {
  const { quotas } = transition;
  if (quotas.mode === 'keep')
    return ['Quotas stay as they are until the year is over, whoever has the accounts'];
  const line = (handovers: readonly Handover[], [one, many]: Pair<string>): string[] => {
    if (handovers.length === 0) return [];
    const whole = handovers.reduce((sum, { account }) => sum + quotas.ofAccount[account], 0);
    const moved = handovers.reduce(
      (sum, one) => sum + quotas.share(one) * quotas.ofAccount[one.account],
      0,
    );
    const [first, ...others] = new Set(handovers.map(quotas.share));
    const share = others.length === 0 && quotas.mode === 'prorate' ? `${first.toFixed(4)} × ` : '';
    const of = `${counted(handovers.length, 'account')} that ${plural(handovers.length, one, many)}`;
    const arithmetic =
      share === '' && others.length === 0
        ? moneyWords(names.amount(moved))
        : `${share}${moneyWords(names.amount(whole))} a year = ${moneyWords(names.amount(moved))}`;
    return [`Quota of the ${of}: ${arithmetic}`];
  };
  const left = Math.round(quotas.year.left * quotas.days);
  return [
    ...(quotas.mode === 'whole'
      ? ['Quota follows the accounts as a whole']
      : [
          `Quota follows the accounts for the rest of the fiscal year: ${left} of its ${quotas.days} days from ${longDate(transition.inputs.effective)}, ${left} ÷ ${quotas.days} = ${quotas.year.left.toFixed(4)}`,
        ]),
    ...line(goes, ['goes', 'go']),
    ...line(comes, ['comes', 'come']),
  ];
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

function guaranteeLines({ transition, names }: PlaybookParts, { rep, credit }: RepQuota): string[] {
  const { quotas } = transition;
  if (quotas.guaranteeDays === 0) {
    return quotas.mode === 'keep'
      ? []
      : ['No guarantee: the quota of what goes is taken off instead'];
  }
  const own = quotas.credits.filter((one) => one.rep === rep);
  if (transition.inputs.problem.live[rep] === 0) return ['Guarantee: it is for those who stay'];
  if (own.length === 0) return ['Guarantee: no customer with ARR leaves you, so none is due'];
  const [{ factor, pace }] = own;
  const { asOf } = transition.inputs;
  const sum = own.map(({ amount }) => moneyWords(names.amount(amount))).join(' + ');
  const total = moneyWords(names.amount(credit));
  return [
    ...(pace === undefined
      ? []
      : [
          `Your pace: ${moneyWords(names.amount(pace.made))} attained of ${moneyWords(names.amount(pace.due))} due by ${longDate(asOf)}${factor === 1 ? ', so 1' : ` = ${factor.toFixed(4)}`}`,
        ]),
    `Guarantee for ${quotas.guaranteeDays} days, for your greatest customers that leave: ${own.length > 1 ? `${sum} = ` : ''}${total} of quota credit; it counts towards quota and is no pay`,
  ];
}

/** The days of the handover that concern this rep. */
function dayTable({ transition, names: _ }: PlaybookParts, of: RepHandovers): Block {
  const { comes, goes } = of;
  const rows: { date: number; task: string }[] = [];
  for (const { kind, date, wave } of transition.tasks) {
    if (kind === 'hand out playbooks') rows.push({ date, task: 'You get this playbook' });
    if (kind === 'change owners') rows.push({ date, task: 'Owners change in the CRM' });
    if (kind === 'meet' && comes.some(({ account }) => transition.inputs.tierOf(account) <= 2))
      rows.push({ date, task: 'You have met every Tier 1 and Tier 2 account that came' });
    if (kind === 'call' && wave !== undefined) {
      const called = comes.filter((one) => one.wave === wave);
      for (const day of new Set(called.map(({ due }) => due))) {
        const count = called.filter(({ due }) => due === day).length;
        rows.push({ date: day, task: `Call wave ${wave}: ${counted(count, 'account')}` });
      }
    }
  }
  const leaving = new Set(goes.map(({ account }) => account));
  const letters = transition.letters.filter(
    ({ handover }) => handover.liveOwner >= 0 && leaving.has(handover.account),
  );
  for (const day of new Set(letters.map(({ handover }) => handover.letterOn))) {
    const count = letters.filter(({ handover }) => handover.letterOn === day).length;
    rows.push({
      date: day,
      task: `${counted(count, 'letter')} of yours ${plural(count, 'goes', 'go')} out`,
    });
  }
  const ends = transition.deals.flatMap(({ keepUntil, handover }) =>
    keepUntil !== undefined && leaving.has(handover.account) ? [keepUntil] : [],
  );
  for (const day of new Set(ends)) {
    const count = ends.filter((one) => one === day).length;
    rows.push({
      date: day,
      task: `Last day of ${counted(count, 'deal')} that you keep`,
    });
  }
  rows.sort((a, b) => a.date - b.date);
  return table(rows, [
    words('day', ({ date }) => `${dayText(date)}, ${weekdayDate(date).split(' ')[0]}`),
    words('what', ({ task }) => task),
  ]);
}
