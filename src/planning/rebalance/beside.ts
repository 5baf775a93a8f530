import {
  type EventRow,
  readEvents,
  readFreeze,
  readHolidays,
} from '../../inputs/csv/calendar-files.js';
import type { InputProblem } from '../../model/input-problem.js';
import { andList } from '../../reports/document/words.js';
import type { AdoptedPlan } from '../adopted/adopted-plan.js';
import { contents, type KnownIds, type NamedBytes } from '../inputs.js';
import { type Event, eventKinds, type ToldEvent } from './events.js';

/** The small files that a rebalance may be given besides its inputs. */
export const besideRoles = ['events', 'freeze', 'holidays'] as const;
export type BesideRole = (typeof besideRoles)[number];

/** Events, freezes and holidays, as far as they were given. */
export interface Beside {
  readonly events: readonly EventRow[];
  /** Until when accounts are frozen, by id; day numbers. */
  readonly freezes: ReadonlyMap<string, number>;
  readonly holidays: ReadonlySet<number>;
  readonly files: ReadonlyMap<BesideRole, NamedBytes & { readonly rows: number }>;
}

export const noneBeside: Beside = {
  events: [],
  freezes: new Map(),
  holidays: new Set(),
  files: new Map(),
};

/** Reads those that are there, with all that is wrong in them. */
export function readBeside(given: ReadonlyMap<string, NamedBytes>): {
  readonly value: Beside;
  readonly problems: readonly InputProblem[];
} {
  const [events, freeze, holidays] = besideRoles.map((role) => given.get(role));
  const told = events && readEvents(...contents(events), [...eventKinds, 'none']);
  const frozen = freeze && readFreeze(...contents(freeze));
  const free = holidays && readHolidays(...contents(holidays));
  const rows = {
    events: told?.value.length ?? 0,
    freeze: frozen?.value.size ?? 0,
    holidays: free?.value.size ?? 0,
  };
  return {
    value: {
      events: told?.value ?? [],
      freezes: frozen?.value ?? new Map(),
      holidays: free?.value ?? new Set(),
      files: new Map(
        besideRoles.flatMap((role) => {
          const file = given.get(role);
          return file === undefined ? [] : [[role, { ...file, rows: rows[role] }]];
        }),
      ),
    },
    problems: [told, frozen, free].flatMap((one) => one?.problems ?? []),
  };
}

/** What people told of events. */
export function toldEvents(rows: readonly EventRow[]): readonly ToldEvent[] {
  return rows.map(({ row: _, kind, ...event }): ToldEvent => {
    const found = eventKinds.find((one) => one === kind);
    return { ...event, kind: found ?? 'none' };
  });
}

/** Events of nobody and nothing that the plan or today's files know. */
export function unknownEvents(
  { events, files }: Beside,
  { accounts, reps, name }: AdoptedPlan,
  today: KnownIds,
): readonly InputProblem[] {
  const ofAccounts = new Set([...today.accounts, ...accounts.keys()]);
  const all = new Set([...ofAccounts, ...today.reps, ...reps.keys()]);
  const file = files.get('events')?.name ?? '--events';
  return events.flatMap(({ row, kind, id, into }): InputProblem[] => {
    const problems: InputProblem[] = [];
    if (kind !== 'rule' && kind !== 'none' && id !== '' && !all.has(id)) {
      const what = `is no rep or account of ${name} or of today`;
      const remedy = 'write a rep_id or an account_id as the files have it';
      problems.push({ file, row, column: 'id', value: id, what, remedy });
    }
    if (into !== '' && !ofAccounts.has(into)) {
      const what = `is no account of ${name} or of today`;
      const remedy = 'write an account_id as the files have it';
      problems.push({ file, row, column: 'into_id', value: into, what, remedy });
    }
    return problems;
  });
}

/** A sentence on freezes of accounts that nobody knows: a typo there would leave an account free. */
export function unknownFreezes({ freezes, files }: Beside, today: KnownIds): readonly string[] {
  const unknown = [...freezes.keys()].filter((id) => id !== '' && !today.accounts.has(id));
  if (unknown.length === 0) return [];
  const who = andList(unknown, 3);
  const are = unknown.length === 1 ? 'is no account' : 'are no accounts';
  return [
    `warning: ${files.get('freeze')?.name ?? '--freeze'}: ${who} ${are} of today, and nothing is frozen by that`,
  ];
}

/** A sentence on accounts that are told to be gone while the account file has them: they are planned all the same. */
export function goneButThere({ events, files }: Beside, today: KnownIds): readonly string[] {
  const ids = events.flatMap(({ kind, id }) =>
    kind === 'gone' && today.accounts.has(id) ? [id] : [],
  );
  if (ids.length === 0) return [];
  const [are, they] = ids.length === 1 ? ['is', 'it stays'] : ['are', 'they stay'];
  return [
    `warning: ${files.get('events')?.name ?? '--events'}: ${andList(ids, 3)} ${are} told to be gone, and the account file still has ${ids.length === 1 ? 'it' : 'them'}: ${they} in the plan until taken out there`,
  ];
}

/** From these on it is told: fewer are the changes of a quarter. */
const manyOthers = { accounts: 5, share: 0.2 };

/** A sentence where so many accounts are with others than the plan gave them to that the plan was hardly loaded yet. */
export function olderExport(
  events: readonly Pick<Event, 'kind'>[],
  accountCount: number,
): readonly string[] {
  const others = events.filter(({ kind }) => kind === 'drift' || kind === 'unowned').length;
  if (others < manyOthers.accounts || others < manyOthers.share * accountCount) return [];
  return [
    `warning: ${others} of ${accountCount} accounts have another owner in the account file than the plan gave them, or none: if it was exported before the plan was loaded, name the plan as the account file too (carve rebalance PLAN PLAN REPS)`,
  ];
}
