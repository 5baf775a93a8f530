import { z } from 'zod';
import { cellText, filledColumn, type Table } from '../../model/table.js';
import { quotaModes } from '../../transition/quota.js';
import type { RoleHandover } from '../../transition/role-handovers.js';
import type { Transition } from '../../transition/transition.js';
import { sha256 } from '../checksums.js';
import { counted, plural } from '../document/words.js';
import { inputFile } from '../plan-json.js';
import type { Names } from './names.js';
import { losingBoth } from './roles.js';
import { dayText } from './tables.js';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const checksum = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.int().min(0);
const money = z.number().describe('With two decimals.');

const form = z.object({
  encoding: z.string().optional(),
  sheet: z.string().optional(),
  decimal: z.enum(['.', ',']).optional(),
  dates: z.enum(['mdy', 'dmy']).optional(),
});

/** The shape of transition.json. */
export const transitionSchema = z.object({
  carve: z.string().describe('The version of carve that made the pack.'),
  plan: z.object({
    path: z.string().describe('The plan folder, relative to the pack, with forward slashes.'),
    sha256: checksum.describe('The value `sha256` in its plan.json.'),
  }),
  inputs: z
    .object({
      opportunities: inputFile.optional(),
      activities: inputFile.optional(),
      contacts: inputFile.optional(),
      holidays: inputFile.optional(),
      templates: z.string().optional().describe('The folder of letter templates.'),
    })
    .describe('Files that were given besides the plan.'),
  options: z.object({
    as_of: day,
    effective: day,
    quota: z.enum(quotaModes),
    guarantee: count.describe('Days; 0: none.'),
    holdover: count.describe('Days.'),
    fiscal_start: z.string().regex(/^\d{2}-\d{2}$/),
    map: z.array(z.string()).optional().describe('Values of --map.'),
    reading: z
      .partialRecord(z.enum(['opportunities', 'activities', 'contacts', 'holidays']), form)
      .optional()
      .describe('What the files do not say of themselves.'),
    masked: z.boolean(),
  }),
  fiscal_year: z
    .object({
      start: day,
      end: day.describe('Its last day.'),
      days: count,
      left: z.number().describe('The part from the effective date on, that day included.'),
    })
    .describe('The one that holds the effective date.'),
  accounts: z.object({
    changing_hands: count.describe('Rows of moves.csv: those that get their first owner as well.'),
    with_new_rep: count,
    waves: z.object({ 1: count, 2: count, 3: count }),
  }),
  deals: z.object({ in_flight: count, kept: count }),
  deals_kept: money.describe('Σ amount of the deals that stay with whoever closes them.'),
  quota: z.object({
    before: money.describe('Σ over the reps.'),
    after: money.describe('Σ over the reps.'),
    unassigned: money.describe('What goes to nobody: before = after + unassigned.'),
    show: count.describe('Reps whose quota changes by 5 % or more.'),
    adjust: count.describe('Reps whose quota changes by 10 % or more.'),
  }),
  guarantee: z.object({ days: count, credit: money }),
  letters: count,
  playbooks: count,
  not_ready: z.object({
    letters_without_contact: count,
    deals_without_close_date: count,
    reps_without_quota: count.describe('Active reps.'),
    role_letters_without_contact: count.optional().describe('Only where the plan has roles.'),
  }),
  roles: z
    .object({
      handovers: z.array(
        z.object({
          role: z.string(),
          accounts: count.describe('That get another holder, or their first, or none any more.'),
          replaced: count.describe('That had one and get another.'),
          with_new_rep: count.describe('Whose rep changes as well.'),
        }),
      ),
      letters: count.describe('To customers whose rep stays.'),
      losing_both: z
        .object({ customers: count, arr: money })
        .describe('Customers who lose their rep and whoever had a role there at once.'),
    })
    .optional()
    .describe('Who else looks after the accounts, where the plan has roles.'),
  warnings: z.array(z.string()),
  files: z.record(z.string(), checksum),
});

export type TransitionJson = z.infer<typeof transitionSchema>;

/** The JSON Schema (draft 2020-12) of transition.json. */
export function transitionJsonSchema(): object {
  const { $schema, ...rest } = z.toJSONSchema(transitionSchema);
  return { $schema, title: 'transition.json of carve transition', ...rest };
}

/** What a pack says of itself besides its facts. */
export interface PackOrigin {
  readonly version: string;
  readonly plan: TransitionJson['plan'];
  readonly inputs: TransitionJson['inputs'];
  /** MM-DD. */
  readonly fiscalStart: string;
  readonly map: readonly string[];
  readonly reading: TransitionJson['options']['reading'];
}

/** transition.json: the pack in figures, with the checksums of its other files. */
export function transitionJsonText(
  transition: Transition,
  names: Names,
  origin: PackOrigin,
  pack: {
    readonly playbooks: number;
    readonly files: ReadonlyMap<string, string>;
    /** Besides those that the facts give. */
    readonly warnings: readonly string[];
  },
): string {
  const { inputs, handovers, deals, dealsKept, quotas, letters, notReady } = transition;
  const two = (amount: number): number => Number(names.amount(amount).toFixed(2));
  const sum = (of: (rep: (typeof quotas.reps)[number]) => number): number =>
    two(quotas.reps.reduce((total, rep) => total + of(rep), 0));
  const inWave = (wave: number): number => handovers.filter((one) => one.wave === wave).length;
  const flagged = (flag: string): number => quotas.reps.filter((one) => one.flag === flag).length;
  const { year } = quotas;
  const json: TransitionJson = {
    carve: origin.version,
    plan: origin.plan,
    inputs: origin.inputs,
    options: {
      as_of: dayText(inputs.asOf),
      effective: dayText(inputs.effective),
      quota: quotas.mode,
      guarantee: quotas.guaranteeDays,
      holdover: inputs.holdover,
      fiscal_start: origin.fiscalStart,
      ...(origin.map.length > 0 && { map: [...origin.map] }),
      ...(Object.keys(origin.reading ?? {}).length > 0 && { reading: origin.reading }),
      masked: names.isMasked,
    },
    fiscal_year: {
      start: dayText(year.start),
      end: dayText(year.end - 1),
      days: quotas.days,
      left: Number(year.left.toFixed(4)),
    },
    accounts: {
      changing_hands: handovers.length,
      with_new_rep: handovers.filter(({ rep }) => rep >= 0).length,
      waves: { 1: inWave(1), 2: inWave(2), 3: inWave(3) },
    },
    deals: {
      in_flight: deals.length,
      kept: deals.filter(({ fate }) => fate === 'kept').length,
    },
    deals_kept: two(dealsKept),
    quota: {
      before: sum(({ before = 0 }) => before),
      after: sum(({ after }) => after),
      unassigned: two(quotas.unassigned),
      show: flagged('show'),
      adjust: flagged('adjust'),
    },
    guarantee: {
      days: quotas.guaranteeDays,
      credit: two(quotas.credits.reduce((total, { amount }) => total + amount, 0)),
    },
    letters: letters.length,
    playbooks: pack.playbooks,
    not_ready: {
      letters_without_contact: notReady.lettersWithoutContact,
      deals_without_close_date: notReady.dealsWithoutCloseDate,
      reps_without_quota: notReady.repsWithoutQuota,
      ...(notReady.roleLettersWithoutContact !== undefined && {
        role_letters_without_contact: notReady.roleLettersWithoutContact,
      }),
    },
    ...((inputs.evaluation.roles ?? []).length > 0 && { roles: rolesJson(transition, names, two) }),
    warnings: [...packWarnings(transition, 'runner'), ...pack.warnings],
    files: Object.fromEntries([...pack.files].map(([name, text]) => [name, sha256(text)])),
  };
  return `${JSON.stringify(json, undefined, 2)}\n`;
}

function rolesJson(
  transition: Transition,
  names: Names,
  two: (amount: number) => number,
): NonNullable<TransitionJson['roles']> {
  const { inputs, roleHandovers, roleLetters } = transition;
  const both = losingBoth(transition);
  return {
    handovers: (inputs.evaluation.roles ?? []).map((role) => {
      const own = roleHandovers.filter((one) => one.role === role);
      return {
        role: names.roleName(role.role),
        accounts: own.length,
        replaced: own.filter(({ hadHolder, holder }) => hadHolder && holder >= 0).length,
        with_new_rep: own.filter(({ withRep }) => withRep !== undefined).length,
      };
    }),
    letters: roleLetters.length,
    losing_both: {
      customers: both.length,
      arr: two(both.reduce((sum, account) => sum + inputs.problem.arr[account], 0)),
    },
  };
}

/** Who is told: whoever runs the command, who knows its flags, or whoever reads the page. */
export type PackReader = 'runner' | 'page';

/** What looks wrong about the days and the letters, as sentences. */
export function packWarnings(transition: Transition, reader: PackReader): readonly string[] {
  const { inputs, daysOff, handovers, tasks, deals } = transition;
  const { effective, asOf } = inputs;
  const table = inputs.opportunities?.table;
  const past = tasks.flatMap(({ date }) => (date < asOf ? [date] : []));
  return [
    ...(handovers.length + transition.roleHandovers.length === 0
      ? ['no account changes hands: there is nothing to hand over']
      : []),
    ...(effective < asOf
      ? [`the effective date, ${dayText(effective)}, is before the as-of day, ${dayText(asOf)}`]
      : []),
    ...renewalWarnings(transition, reader),
    ...(deals.length > 0 && table && !filledColumn(table, 'opportunity_id')
      ? ['the opportunities have no ids: deals.csv cannot say which is which']
      : []),
    ...(past.length > 0 && effective >= asOf
      ? [
          `${counted(past.length, 'task')} ${plural(past.length, 'falls', 'fall')} before the as-of day, ${dayText(asOf)}, the first on ${dayText(Math.min(...past))}: a later ${effectiveDay(reader)} leaves time`,
        ]
      : []),
    ...(effective >= asOf &&
    inputs.holidays.size === 0 &&
    handovers.length + transition.roleHandovers.length > 0
      ? ['no holidays were given: working days are Monday to Friday']
      : []),
    ...daysOff
      .filter(({ kind }) => kind === 'change owners')
      .map(({ date }) => `the effective date, ${dayText(date)}, is a weekend or a holiday`),
    // A look back on a Sunday waits for Monday; a deal that goes over then waits for nobody.
    ...daysOff
      .filter(({ kind }) => kind === 'end holdovers')
      .map(({ date }) => `the end of the holdovers, ${dayText(date)}, is a weekend or a holiday`),
    ...letterWarnings(transition),
  ];
}

function effectiveDay(reader: PackReader): string {
  return reader === 'runner' ? '--effective' : 'effective date';
}

/** Renewals that come before the handover or the first call: playbooks name them, here they are counted. */
function renewalWarnings({ earlyRenewals }: Transition, reader: PackReader): readonly string[] {
  return (['handover', 'call'] as const).flatMap((before) => {
    const own = earlyRenewals.filter((one) => one.before === before);
    if (own.length === 0) return [];
    const alone = own.filter(({ handover }) => handover.liveOwner < 0).length;
    const what = `${counted(own.length, 'account')} ${plural(own.length, 'renews', 'renew')}`;
    const first = `${own.length === 1 ? '' : 'the first '}on ${dayText(Math.min(...own.map(({ day }) => day)))}`;
    const whose = plural(own.length, 'its', 'their');
    return before === 'call'
      ? [
          `${what} after the handover but before ${whose} first call, ${first}: call earlier than the wave says`,
        ]
      : [
          `${what} before ${whose} handover, ${first}${alone === 0 ? '' : `, ${alone === own.length ? '' : `${alone} of them `}without an owner who stays`}: name somebody who sees to ${plural(own.length, 'it', 'them')}, or hand over earlier${reader === 'runner' ? ' with --effective' : ''}`,
        ];
  });
}

/** Letters that cannot go out as they are: without an address, or with an id where a name belongs. */
function letterWarnings({ inputs, letters, roleLetters }: Transition): readonly string[] {
  const { accounts, reps } = inputs.problem;
  const unsent = [...letters, ...roleLetters].filter(({ contact }) => contact?.email === '').length;
  const isNamed = (table: Table, column: string, row: number): boolean =>
    row < 0 || cellText(table.columns.get(column), row).trim() !== '';
  const people = (roles: readonly RoleHandover[]): number[] =>
    roles.flatMap(({ holder, previous }) => [holder, previous]);
  const named = [
    ...letters.map(({ handover: { account, rep, interim, liveOwner }, roles }) => ({
      account,
      reps: [rep, interim, liveOwner, ...people(roles)],
    })),
    ...roleLetters.map(({ account, roles }) => ({ account, reps: people(roles) })),
  ];
  const unnamed = named.filter(
    ({ account, reps: all }) =>
      !isNamed(accounts, 'account_name', account) ||
      all.some((one) => !isNamed(reps, 'rep_name', one)),
  ).length;
  return [
    ...(unsent > 0 ? [`${counted(unsent, 'letter')} to a contact without an e-mail address`] : []),
    ...(unnamed > 0
      ? [
          `${counted(unnamed, 'letter')} with an id or an address in place of a name: account_name or rep_name is empty there`,
        ]
      : []),
  ];
}
