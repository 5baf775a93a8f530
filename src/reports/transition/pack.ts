import { inCurrency } from '../../model/currency.js';
import type { Deal } from '../../transition/deals.js';
import type { Handover } from '../../transition/handovers.js';
import type { RepQuota } from '../../transition/quota.js';
import type { Transition } from '../../transition/transition.js';
import {
  type ColumnOf,
  type Document,
  list,
  note,
  paragraph,
  type Section,
  section,
  sectionIf,
  table,
  textColumn,
  words,
} from '../document/blocks.js';
import { withCurrency } from '../document/figures.js';
import { compactNumber, numberWords } from '../document/numbers.js';
import { andList, counted, plural } from '../document/words.js';
import { longDate } from './letter-language.js';
import type { WrittenLetter } from './letters.js';
import type { Names } from './names.js';
import type { Playbook } from './playbooks.js';
import { roleSummary, roleTable } from './roles.js';
import {
  byDate,
  dayText,
  dealWords,
  moneyFigure,
  moneyWords,
  taskWords,
  twoDecimals,
  who,
} from './tables.js';
import { type PackReader, packWarnings } from './transition-json.js';

/** The pack in short: what changes, what is not ready, what happens when. */
function packSummary(
  transition: Transition,
  names: Names,
  warnings: readonly string[],
  reader: PackReader,
): Document {
  const text =
    transition.handovers.length === 0 ? nobodyMoves(transition) : whoMoves(transition, names);
  return {
    headline: { text },
    sections: [
      section('Not ready', ...notReadyBlocks(transition, warnings, reader)),
      ...roleSummary(transition, names),
      section(
        'What happens when',
        timelineTable(transition),
        transition.roleHandovers.length === 0
          ? undefined
          : paragraph(
              'Accounts are those whose rep changes. Whoever is new in a role goes by the same days: role-handovers.csv has them.',
              { tone: 'quiet' },
            ),
      ),
      section('Quotas', ...quotaBlocks(transition, names, reader)),
      ...dealSections(transition, names),
    ],
  };
}

/** How many change hands, who of them, and how many had no owner before, as the plan counts them. */
function whoMoves({ handovers, letters, inputs }: Transition, names: Names): string {
  const day = longDate(inputs.effective);
  const first = handovers.filter(({ hadOwner }) => !hadOwner).length;
  const had = handovers.length - first;
  const firstOwner = `${plural(first, 'gets its', 'get their')} first owner`;
  if (had === 0) return `${counted(first, 'account')} ${firstOwner} on ${day}`;
  const nobody = handovers.filter(({ rep }) => rep < 0).length;
  const customers = letters.length;
  const arr = letters.reduce((sum, { handover }) => sum + inputs.problem.arr[handover.account], 0);
  const worth =
    arr > 0
      ? ` with ${inCurrency(compactNumber(names.amount(arr)), names.currency('arr'))} of ARR`
      : '';
  const among =
    customers === 0
      ? 'none of them a customer'
      : `${counted(customers, 'customer')}${worth} among them`;
  return [
    `${counted(had, 'account')} ${plural(had, 'changes', 'change')} hands on ${day}, ${among}`,
    ...(nobody > 0 ? [`${numberWords(nobody)} ${plural(nobody, 'goes', 'go')} to nobody`] : []),
    ...(first > 0 ? [`${numberWords(first)} more ${firstOwner}`] : []),
  ].join('; ');
}

/** What changes where no account changes its rep. */
function nobodyMoves({ roleHandovers }: Transition): string {
  const count = new Set(roleHandovers.map(({ account }) => account)).size;
  if (count === 0) return 'No account changes hands';
  return `No account changes its rep; ${counted(count, 'account')} ${plural(count, 'gets', 'get')} somebody else in a role`;
}

function notReadyBlocks(transition: Transition, warnings: readonly string[], reader: PackReader) {
  const {
    dealsWithoutCloseDate,
    repsWithoutQuota,
    roleLettersWithoutContact = 0,
  } = transition.notReady;
  const lettersWithoutContact =
    transition.notReady.lettersWithoutContact + roleLettersWithoutContact;
  const empty = [
    ...(transition.notReady.lettersWithoutContact > 0 ? ['letters.csv'] : []),
    ...(roleLettersWithoutContact > 0 ? ['role-letters.csv'] : []),
  ];
  const lines = [
    ...(lettersWithoutContact > 0
      ? [
          transition.inputs.contacts === undefined
            ? `${counted(lettersWithoutContact, 'letter')} without an addressee: ${reader === 'runner' ? 'give the contacts with --contacts FILE' : 'no contacts were given'}`
            : `${counted(lettersWithoutContact, 'letter')} without an addressee: ${andList(empty)} ${plural(empty.length, 'has', 'have')} an empty contact there`,
        ]
      : []),
    ...(dealsWithoutCloseDate > 0
      ? [
          `${counted(dealsWithoutCloseDate, 'open deal')} without a close date: ${plural(dealsWithoutCloseDate, 'it goes', 'they go')} with the account`,
        ]
      : []),
    ...(repsWithoutQuota > 0
      ? [
          `${counted(repsWithoutQuota, 'active rep')} without a quota: quota.csv has no change there`,
        ]
      : []),
    ...packWarnings(transition, reader),
    ...warnings,
  ];
  return lines.length === 0 ? [paragraph('Nothing: all of it is there.')] : [list(lines)];
}

function timelineTable({ tasks }: Transition) {
  return table([...tasks].sort(byDate), [
    words('date', ({ date }) => dayText(date)),
    textColumn('day', ({ day }) => (day === undefined ? '' : String(day))),
    words('who', who, { flexible: true, least: 10 }),
    words('what', taskWords, { flexible: true, least: 30 }),
    textColumn('accounts', ({ accounts }) => numberWords(accounts)),
  ]);
}

function quotaBlocks({ quotas }: Transition, names: Names, reader: PackReader) {
  const money = (amount: number | undefined): string =>
    amount === undefined ? '–' : moneyFigure(names, amount);
  const inQuota = (
    title: string,
    of: (quota: RepQuota) => number | undefined,
  ): ColumnOf<RepQuota> => {
    const column = textColumn<RepQuota>(title, (quota) => money(of(quota)));
    return withCurrency(column, names.currency('quota'));
  };
  const rows = quotas.reps.filter(({ out, in: into, credit }) => out + into + credit > 0);
  const flags = { show: 'show the rep', adjust: 'to adjust', '': '' } as const;
  const how = {
    prorate: `Quota follows the accounts for the rest of the fiscal year (${quotas.year.left.toFixed(4)} of it).`,
    whole: 'Quota follows the accounts as a whole.',
    keep: 'Quotas stay as they are.',
  } as const;
  const guarantee =
    quotas.guaranteeDays > 0
      ? `For ${quotas.guaranteeDays} days reps get quota credit for the three greatest customers that leave them; it is no pay.`
      : quotas.mode === 'keep'
        ? 'No guarantee.'
        : `No guarantee: relief from the quota of what goes takes its place${reader === 'runner' ? ' (--guarantee DAYS gives one all the same)' : ''}.`;
  return [
    paragraph(`${how[quotas.mode]} ${guarantee}`),
    table(rows, [
      words<RepQuota>('rep', ({ rep }) => names.repName(rep), { flexible: true, least: 10 }),
      inQuota('before', ({ before }) => before),
      inQuota('out', ({ out }) => out),
      inQuota('in', ({ in: into }) => into),
      inQuota('after', ({ after }) => after),
      textColumn('change', ({ changePct }) =>
        changePct === undefined ? '–' : `${twoDecimals(changePct)} %`,
      ),
      words<RepQuota>('', ({ flag }) => flags[flag], { dispensable: true }),
      ...(quotas.guaranteeDays > 0 ? [inQuota('credit', ({ credit }) => credit)] : []),
    ]),
    note(
      quotas.unassigned > 0
        ? `${moneyWords(names, 'quota', quotas.unassigned)} of quota goes with accounts that nobody gets.`
        : undefined,
    ),
  ];
}

function dealsSentence({ deals, dealsKept, inputs }: Transition, names: Names): string {
  const kept = deals.filter(({ fate }) => fate === 'kept').length;
  const gone = deals.length - kept;
  const goes = plural(gone, 'goes', 'go');
  if (kept === 0) return `${deals.length > 1 ? 'all ' : 'it '}${goes} with the account.`;
  const amount = moneyWords(names, 'amount', dealsKept);
  return `${gone === 0 ? 'none goes' : `${numberWords(gone)} ${goes}`} with the account, ${numberWords(kept)} (${amount}) ${plural(kept, 'stays', 'stay')} with whoever is to close ${plural(kept, 'it', 'them')}, up to ${counted(inputs.holdover, 'day')}. Quotas are not adjusted for ${plural(kept, 'it', 'those')}.`;
}

function dealSections(transition: Transition, names: Names): Section[] {
  const { deals } = transition;
  return sectionIf(
    deals.length > 0,
    'Deals in flight',
    paragraph(`${counted(deals.length, 'open deal')}: ${dealsSentence(transition, names)}`),
  );
}

/** pack.html: the summary, the tables, and every playbook to print. */
export function packDocument(
  transition: Transition,
  names: Names,
  playbooks: readonly Playbook[],
  letters: readonly WrittenLetter[],
  warnings: readonly string[],
): Document {
  const summary = packSummary(transition, names, warnings, 'page');
  return {
    ...summary,
    sections: [
      ...summary.sections,
      ...dealTable(transition, names),
      ...sectionIf(
        transition.handovers.length > 0,
        accountTitle(transition),
        accountTable(transition, names),
      ),
      ...roleTable(transition, names),
      ...playbooks.flatMap(({ rep, document }): Section[] => [
        {
          ...section(
            `Playbook: ${names.repName(rep)}`,
            ...(document.headline === undefined ? [] : [paragraph(`${document.headline.text}.`)]),
          ),
          startsPage: true,
        },
        ...document.sections.map((one): Section => ({ ...one, isPart: true })),
      ]),
      ...sectionIf(
        letters.length > 0,
        'Letters',
        list(
          letters.map(({ letter, subject, body, template }) => ({
            label: subject,
            text: `– to ${addressees(letter, names)}, on ${longDate(letter.sendOn)} (${template})`,
            details: body
              .split('\n\n')
              .map((part) => part.trim())
              .filter((part) => part !== ''),
          })),
        ),
      ).map((one): Section => ({ ...one, startsPage: true })),
    ],
  };
}

function addressees({ contact, copies }: WrittenLetter['letter'], names: Names): string {
  if (contact === undefined) return 'nobody yet';
  return andList(
    [contact, ...copies].map((one) => names.contactName(one) || names.contactEmail(one)),
  );
}

function dealTable({ deals, inputs }: Transition, names: Names): Section[] {
  return sectionIf(
    deals.length > 0,
    'Every deal in flight',
    table(deals, [
      words<Deal>('account', ({ handover }) => names.accountName(handover.account), {
        flexible: true,
      }),
      words('stage', ({ row }) => names.stage(row)),
      withCurrency(
        textColumn<Deal>('amount', ({ amount }) =>
          amount === undefined ? '–' : moneyFigure(names, amount),
        ),
        names.currency('amount'),
      ),
      words('closes', ({ close }) => dayText(close)),
      words('kept by', ({ keeper }) => names.repName(keeper)),
      words('until', ({ keepUntil }) => dayText(keepUntil)),
      words('then', ({ next }) => names.repName(next)),
      words('why', (deal) => dealWords(deal, inputs.holdover)),
    ]),
  );
}

/** What all of the accounts are that are listed. */
function accountTitle({ handovers }: Transition): string {
  const first = handovers.filter(({ hadOwner }) => !hadOwner).length;
  if (first === 0) return 'Accounts that change hands';
  return first === handovers.length
    ? 'Accounts that get their first owner'
    : 'Accounts that change hands or get their first owner';
}

function accountTable({ handovers }: Transition, names: Names) {
  return table<Handover>(handovers, [
    words('account', ({ account }) => {
      const [id, name] = [names.accountId(account), names.accountName(account)];
      return id === name ? id : `${name} (${id})`;
    }),
    words('from', ({ account }) => names.previousName(account) || 'nobody'),
    words('to', ({ rep }) => names.repName(rep) || 'nobody'),
    textColumn('wave', ({ wave }) => String(wave)),
    words('to be called on', ({ rep, due }) => (rep < 0 ? '' : dayText(due))),
    ...(handovers.some(({ interim }) => interim >= 0)
      ? [
          words<Handover>('in the meantime', ({ interim }) => names.repName(interim)),
          words<Handover>('until', ({ interimUntil }) => dayText(interimUntil)),
        ]
      : []),
  ]);
}

/** What goes to the terminal after the pack is written. */
export function packText(
  transition: Transition,
  names: Names,
  out: string,
  files: readonly string[],
  warnings: readonly string[],
): Document {
  const summary = packSummary(transition, names, warnings, 'runner');
  const many = (...folders: readonly string[]): number =>
    files.filter((name) => folders.includes(name.split('/')[0]) && name.endsWith('.md')).length;
  const plain = files.filter((name) => !name.includes('/'));
  return {
    ...summary,
    sections: [
      ...summary.sections,
      section(
        undefined,
        paragraph(
          `${out} holds ${andList([...plain, counted(many('playbooks'), 'playbook'), counted(many('letters', 'role-letters'), 'letter')])}.`,
        ),
      ),
    ],
  };
}
