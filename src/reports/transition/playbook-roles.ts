import { groupBy } from '../../model/grouping.js';
import type { RoleHandover } from '../../transition/role-handovers.js';
import { type Item, list, paragraph, type Section, sectionIf } from '../document/blocks.js';
import { longDate, weekdayDate } from './letter-language.js';
import { contactAlone, contactNames, headOf, lastContact, worth } from './playbook-accounts.js';
import type { PlaybookParts } from './playbook-parts.js';
import { isHolderThere, whyHolder } from './why-moved.js';

// What a playbook says of the accounts that somebody has a role at: an SDR's, a CSM's.

/** What comes to a holder and what goes, role by role. */
export function roleSections(
  parts: PlaybookParts,
  comes: readonly RoleHandover[],
  goes: readonly RoleHandover[],
): Section[] {
  const { names } = parts;
  const byRole = groupBy([...comes, ...goes], ({ role }) => role);
  return [...byRole.keys()].flatMap((role): Section[] => {
    const name = names.roleName(role.role);
    const coming = inOrder(
      parts,
      comes.filter((one) => one.role === role),
    );
    const going = inOrder(
      parts,
      goes.filter((one) => one.role === role),
    );
    return [
      ...sectionIf(
        coming.length > 0,
        `What comes to you as ${name}`,
        list(coming.map((one) => comingItem(parts, one))),
      ),
      ...sectionIf(
        going.length > 0,
        `What goes from you as ${name}, and what to hand over`,
        paragraph('For each, leave in the CRM’s notes what was promised and what comes next.'),
        list(going.map((one) => goingItem(parts, one))),
      ),
    ];
  });
}

/** By wave and day; those first who lose their rep as well, then the greatest. */
function inOrder(
  { transition, names }: PlaybookParts,
  handovers: readonly RoleHandover[],
): readonly RoleHandover[] {
  const { arr } = transition.inputs.problem;
  const alone = ({ withRep }: RoleHandover): number => (withRep === undefined ? 1 : 0);
  return [...handovers].sort(
    (a, b) =>
      a.wave - b.wave ||
      a.due - b.due ||
      alone(a) - alone(b) ||
      arr[b.account] - arr[a.account] ||
      (names.accountId(a.account) < names.accountId(b.account) ? -1 : 1),
  );
}

function comingItem(parts: PlaybookParts, handover: RoleHandover): Item {
  const { transition, names } = parts;
  const { account, hadHolder, due, withRep } = handover;
  const people = transition.inputs.contacts?.get(account) ?? [];
  const rep = names.repName(transition.inputs.evaluation.assignment[account]) || 'nobody';
  const who = people.length === 0 ? '' : ` ${contactAlone(names, people[0])}`;
  const before = isHolderThere(handover) ? `speak to ${names.previousHolder(handover)}, then ` : '';
  return {
    ...headOf(parts, account),
    details: [
      `First step: ${before}call${who} on ${weekdayDate(due)}`,
      withRep === undefined
        ? `Its rep: ${rep}, as before`
        : `Its rep: ${rep}, new as well${withRep.rep < 0 ? '' : ': go there together'}`,
      `Until now: ${hadHolder ? names.previousHolder(handover) : 'nobody'}`,
      hadHolder ? `Why: ${whyHolder(names, handover)}` : '',
      worth(parts, account),
      transition.inputs.contacts === undefined || people.length === 0
        ? ''
        : `Contacts: ${contactNames(names, people)}`,
      `Last contact: ${lastContact(parts, account)}`,
    ].filter((text) => text !== ''),
  };
}

function goingItem(parts: PlaybookParts, handover: RoleHandover): Item {
  const { transition, names } = parts;
  const { account, holder, effective } = handover;
  const people = transition.inputs.contacts?.get(account) ?? [];
  const to = names.repName(holder);
  const taker = to === '' ? 'your manager' : to;
  return {
    ...headOf(parts, account),
    details: [
      `To ${to || 'nobody'} on ${longDate(effective)}: ${whyHolder(names, handover)}`,
      people.length === 0
        ? `Hand over: tell ${taker} who decides there, and put a contact into the CRM`
        : `Hand over: introduce ${taker} to ${contactAlone(names, people[0])}`,
    ],
  };
}
