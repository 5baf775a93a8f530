import { groupBy } from '../../model/grouping.js';
import type { Handover } from '../../transition/handovers.js';
import {
  type Document,
  list,
  paragraph,
  type Section,
  section,
  sectionIf,
} from '../document/blocks.js';
import { andList, counted, plural, sentence } from '../document/words.js';
import { longDate, weekdayDate } from './letter-language.js';
import type { Names } from './names.js';
import { comingItem, dateOf, goingItem, interimItem } from './playbook-accounts.js';
import { dayTable } from './playbook-days.js';
import { comesLater, type PlaybookParts, type RepHandovers } from './playbook-parts.js';
import { quotaSection } from './playbook-quota.js';
import { roleSections } from './playbook-roles.js';

/** What one rep is handed: what comes, what goes, their quota, their days. */
export interface Playbook {
  readonly rep: number;
  readonly document: Document;
}

/** A playbook for each rep whose accounts change, in the order of the rep file. */
export function playbooksOf(parts: PlaybookParts, order: readonly number[]): readonly Playbook[] {
  const { handovers, roleHandovers } = parts.transition;
  return order.flatMap((rep): Playbook[] => {
    const comes = handovers.filter((one) => one.rep === rep);
    const goes = handovers.filter((one) => one.previous === rep);
    const looksAfter = handovers.filter((one) => one.interim === rep && one.previous !== rep);
    const roleComes = roleHandovers.filter((one) => one.holder === rep);
    const roleGoes = roleHandovers.filter((one) => one.previous === rep);
    const of = { comes, goes, looksAfter, roleComes, roleGoes };
    if (Object.values(of).every((some) => some.length === 0)) return [];
    return [{ rep, document: playbookOf(parts, rep, of) }];
  });
}

export function playbookTitle(names: Names, rep: number): string {
  return `Handover playbook: ${names.repName(rep)}`;
}

function playbookOf(parts: PlaybookParts, rep: number, of: RepHandovers): Document {
  const { comes, goes, looksAfter, roleComes, roleGoes } = of;
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
    ...roleNumbers(parts, of),
  ];
  const risky = comes.filter(({ account }) => parts.isAtRisk(account));
  return {
    headline: {
      text: `${sentence(andList(numbers))} ${comes.length + goes.length + roleComes.length + roleGoes.length === 0 ? 'from' : 'on'} ${weekdayDate(effective)}${laterWords(comes)}`,
    },
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
        paragraph('For each, leave in the CRM’s notes what was promised and what comes next.'),
        list(inOrder(parts, goes).map((one) => goingItem(parts, one))),
      ),
      ...roleSections(parts, roleComes, roleGoes),
      // What a role comes and goes with is no quota.
      ...(comes.length + goes.length + looksAfter.length === 0
        ? []
        : [quotaSection(parts, rep, of)]),
      section('Your days', dayTable(parts, rep, of)),
    ],
  };
}

/** "2 come to you as SDR and 1 goes", a role each. */
function roleNumbers({ names }: PlaybookParts, { roleComes, roleGoes }: RepHandovers): string[] {
  const roles = groupBy([...roleComes, ...roleGoes], ({ role }) => role);
  return [...roles.keys()].flatMap((role) => {
    const name = names.roleName(role.role);
    const count = (of: RepHandovers['roleComes']): number =>
      of.filter((one) => one.role === role).length;
    const [coming, going] = [count(roleComes), count(roleGoes)];
    return [
      ...(coming > 0
        ? [`${counted(coming, 'account')} ${plural(coming, 'comes', 'come')} to you as ${name}`]
        : []),
      ...(going > 0
        ? [`${counted(going, 'account')} ${plural(going, 'goes', 'go')} from you as ${name}`]
        : []),
    ];
  });
}

/** Accounts that others look after first. */
function laterWords(comes: readonly Handover[]): string {
  const later = comes.filter(comesLater);
  if (later.length === 0) return '';
  const days = later.flatMap(({ interimUntil }) => interimUntil ?? []);
  const until =
    days.length < later.length
      ? 'you are ready'
      : longDate(days.reduce((last, day) => Math.max(last, day)));
  return `; others look after ${later.length === comes.length ? plural(comes.length, 'it', 'them') : `${later.length} of them`} until ${until}`;
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
    const days = [...new Set(own.map((one) => (comesLater(one) ? undefined : one.due)))];
    const [first] = days;
    const when =
      days.length === 1 && first !== undefined ? `, to be called on ${weekdayDate(first)}` : '';
    return sectionIf(
      own.length > 0,
      `What comes: wave ${wave}${when}`,
      list(own.map((one) => comingItem(parts, one))),
    );
  });
}
