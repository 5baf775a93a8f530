import {
  type EventRow,
  readEvents,
  readFreeze,
  readHolidays,
} from '../../inputs/csv/calendar-files.js';
import { InputError, type InputProblem } from '../../model/input-problem.js';
import type { AdoptedPlan } from '../adopted/adopted-plan.js';
import { contents, type NamedBytes, type ReadProblem } from '../inputs.js';
import { eventKinds, type ToldEvent } from './events.js';

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

/**
 * What people told of events.
 *
 * @throws InputError where an event is of nobody and nothing that is known.
 */
export function toldEvents(
  rows: readonly EventRow[],
  { accounts, reps, name }: AdoptedPlan,
  { problem }: Pick<ReadProblem, 'problem'>,
): readonly ToldEvent[] {
  const known = new Set([
    ...problem.accountIds,
    ...problem.repIds,
    ...accounts.keys(),
    ...reps.keys(),
  ]);
  const problems: InputProblem[] = [];
  const told = rows.map(({ row, kind, ...event }): ToldEvent => {
    if (kind !== 'rule' && kind !== 'none' && !known.has(event.id)) {
      const place = { file: '--events', row, column: 'id', value: event.id };
      const remedy = 'write a rep_id or an account_id as the files have it';
      problems.push({ ...place, what: `is no rep or account of ${name} or of today`, remedy });
    }
    const found = eventKinds.find((one) => one === kind);
    return { ...event, kind: found ?? 'none' };
  });
  if (problems.length > 0) throw new InputError(problems);
  return told;
}
