import { customersOf } from '../../evaluation/customers.js';
import { inCurrency } from '../../model/currency.js';
import { holdersAt, type RoleHandover } from '../../transition/role-handovers.js';
import type { Transition } from '../../transition/transition.js';
import {
  type Item,
  list,
  note,
  paragraph,
  type Section,
  sectionIf,
  table,
  textColumn,
  words,
} from '../document/blocks.js';
import { compactNumber, numberWords } from '../document/numbers.js';
import { andList, counted, plural } from '../document/words.js';
import type { Names } from './names.js';
import { dayText, packCsv } from './tables.js';
import { whyHolder } from './why-moved.js';

// What a pack tells of who else looks after the accounts: SDRs, CSMs.

const roleHandoverColumns = [
  'role',
  'account_id',
  'account_name',
  'from',
  'to_rep_id',
  'change',
  'rep_id',
  'rep_changes',
  'wave',
  'effective_date',
  'due_date',
  'why',
] as const;

/** role-handovers.csv: every account that gets another holder of a role, role by role. */
export function roleHandoversCsv({ roleHandovers, inputs }: Transition, names: Names): string {
  return packCsv(
    roleHandoverColumns,
    roleHandovers.map((one) => [
      names.roleName(one.role.role),
      names.accountId(one.account),
      names.accountName(one.account),
      one.previous >= 0 ? names.repId(one.previous) : names.previousHolder(one),
      names.repId(one.holder),
      one.change,
      names.repId(inputs.evaluation.assignment[one.account]),
      one.withRep === undefined ? 'no' : 'yes',
      { count: one.wave },
      { day: one.effective },
      { day: one.holder < 0 ? undefined : one.due },
      whyHolder(names, one),
    ]),
  );
}

/** Customers who get another rep and another holder of a role by the same plan: they are to be seen to first. */
export function losingBoth({ roleHandovers, inputs }: Transition): readonly number[] {
  const isCustomer = customersOf(inputs.problem) ?? (() => false);
  const both = roleHandovers.filter(
    ({ account, hadHolder, holder, withRep }) =>
      hadHolder &&
      holder >= 0 &&
      withRep?.hadOwner === true &&
      withRep.rep >= 0 &&
      isCustomer(account),
  );
  return [...new Set(both.map(({ account }) => account))];
}

/** So many accounts are named. */
const mostNamed = 5;

/** Who else is new where, in short; nothing for a plan without roles. */
export function roleSummary(transition: Transition, names: Names): Section[] {
  const { roleHandovers, roleLetters, inputs } = transition;
  const roles = inputs.evaluation.roles ?? [];
  return sectionIf(
    roles.length > 0,
    'Who else looks after the accounts',
    list(
      roles.map((role): Item => {
        const own = roleHandovers.filter((one) => one.role === role);
        return { label: names.roleName(role.role), text: changeWords(own) };
      }),
    ),
    bothBlock(transition, names),
    roleLetters.length === 0
      ? undefined
      : paragraph(
          `${counted(roleLetters.length, 'customer')} ${plural(roleLetters.length, 'keeps its', 'keep their')} rep and ${plural(roleLetters.length, 'gets', 'get')} somebody new in a role: ${plural(roleLetters.length, 'its letter is', 'their letters are')} in role-letters.`,
        ),
  );
}

/** "1 account goes from one to another, and 2 get their first". */
function changeWords(own: readonly RoleHandover[]): string {
  if (own.length === 0) return 'everybody stays where they are';
  const count = (is: (one: RoleHandover) => boolean): number => own.filter(is).length;
  const parts = [
    [
      count(({ hadHolder, holder }) => hadHolder && holder >= 0),
      'goes',
      'go',
      'from one to another',
    ],
    [count(({ hadHolder, holder }) => !hadHolder && holder >= 0), 'gets its', 'get their', 'first'],
    [count(({ holder }) => holder < 0), 'goes', 'go', 'to nobody'],
  ] as const;
  const told = parts.filter(([many]) => many > 0);
  return andList(
    told.map(([many, goes, go, where], at) => {
      const what = at === 0 ? counted(many, 'account') : numberWords(many);
      return `${what} ${plural(many, goes, go)} ${where}`;
    }),
  );
}

function bothBlock(transition: Transition, names: Names) {
  const both = losingBoth(transition);
  if (both.length === 0) return undefined;
  const { arr } = transition.inputs.problem;
  const sum = both.reduce((total, account) => total + arr[account], 0);
  const greatest = [...both].sort((a, b) => arr[b] - arr[a] || a - b).slice(0, mostNamed);
  const rest = both.length - greatest.length;
  const worth =
    sum > 0
      ? ` with ${inCurrency(compactNumber(names.amount(sum)), names.currency('arr'))} of ARR`
      : '';
  return paragraph(
    `${counted(both.length, 'customer')}${worth} ${plural(both.length, 'loses its', 'lose their')} rep and whoever had a role there at once: ${andList([...greatest.map((account) => names.accountName(account)), ...(rest > 0 ? [`${numberWords(rest)} more`] : [])])}. The new ones go there together; one letter names them all.`,
    { tone: 'bad' },
  );
}

/** So many rows are shown to look at; role-handovers.csv has all. */
const mostRows = 500;

/** Every account that gets another holder, to look at. */
export function roleTable({ roleHandovers, inputs }: Transition, names: Names): Section[] {
  const shown = roleHandovers.slice(0, mostRows);
  return sectionIf(
    roleHandovers.length > 0,
    'Accounts with somebody new in a role',
    table<RoleHandover>(shown, [
      words('role', ({ role }) => names.roleName(role.role)),
      words('account', ({ account }) => {
        const [id, name] = [names.accountId(account), names.accountName(account)];
        return id === name ? id : `${name} (${id})`;
      }),
      words('from', (one) => names.previousHolder(one) || 'nobody'),
      words('to', ({ holder }) => names.repName(holder) || 'nobody'),
      words('rep', ({ account, withRep }) => {
        const rep = names.repName(inputs.evaluation.assignment[account]) || 'nobody';
        return withRep === undefined ? rep : `${rep}, new`;
      }),
      textColumn('wave', ({ wave }) => String(wave)),
      words('to be called on', ({ holder, due }) => (holder < 0 ? '' : dayText(due))),
    ]),
    note(
      roleHandovers.length > shown.length
        ? `… and ${numberWords(roleHandovers.length - shown.length)} more in role-handovers.csv`
        : undefined,
    ),
  );
}

/** Who else looks after an account that comes to a rep, and whether they are new there too; nothing without roles. */
export function elseThere(transition: Transition, names: Names, account: number): string {
  const { inputs, roleHandovers } = transition;
  const there = holdersAt(inputs.evaluation.roles ?? [], account).map(({ role, holder }) => {
    const changed = roleHandovers.find((one) => one.role === role && one.account === account);
    const before =
      changed === undefined
        ? ''
        : `, new there${changed.hadHolder ? ` in place of ${names.previousHolder(changed)}: go there together` : ''}`;
    return `${names.roleName(role.role)} ${names.repName(holder)}${before}`;
  });
  return there.length === 0 ? '' : `Who else looks after it: ${andList(there)}`;
}
