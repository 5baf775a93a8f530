import type { Deal } from './deals.js';
import { type Handover, type Wave, waveDays } from './handovers.js';
import { type Holidays, isWorkingDay, workingDay } from './working-days.js';

/** What is done on a day of the handover. */
export type TaskKind =
  | 'brief managers'
  | 'hand out playbooks'
  | 'change owners'
  | 'send letters'
  | 'call'
  | 'meet'
  | 'end holdovers'
  | 'look back';

export interface Task {
  readonly kind: TaskKind;
  /** Day number. */
  readonly date: number;
  /** Working days from the effective date; undefined where the day is counted otherwise. */
  readonly day: number | undefined;
  readonly wave: Wave | undefined;
  /** How many accounts it is about. */
  readonly accounts: number;
}

/** Calendar days after the effective date on which one looks back. */
const lookBackAfter = 90;

/** The working days of tasks that are about all accounts. */
const [briefing, playbooks, meeting] = [-10, -5, 30];

export interface TimelineFacts {
  readonly effective: number;
  readonly holidays: Holidays;
  readonly handovers: readonly Handover[];
  readonly deals: readonly Deal[];
  /** The accounts that get a letter. */
  readonly letters: readonly Handover[];
  /** 1, 2 or 3 by account. */
  readonly tierOf: (account: number) => number;
}

/** The tasks of a handover from the briefing of managers to the look back after 90 days, in order. */
export function timelineOf(facts: TimelineFacts): readonly Task[] {
  const { effective, holidays, handovers, deals, letters, tierOf } = facts;
  const placed = handovers.filter(({ rep }) => rep >= 0);
  const on = (kind: TaskKind, day: number, accounts: readonly unknown[], wave?: Wave): Task => ({
    kind,
    date: workingDay(effective, day, holidays),
    day,
    wave,
    accounts: accounts.length,
  });
  const inWave = (of: readonly Handover[], wave: Wave): readonly Handover[] =>
    of.filter((one) => one.wave === wave);
  const kept = deals.filter(({ keepUntil }) => keepUntil !== undefined);
  const ends = kept.map(({ keepUntil = 0 }) => keepUntil);
  const unnumbered = (kind: TaskKind, date: number, accounts: number): Task => ({
    kind,
    date,
    day: undefined,
    wave: undefined,
    accounts,
  });
  const tasks = [
    on('brief managers', briefing, handovers),
    on('hand out playbooks', playbooks, handovers),
    on('change owners', 0, handovers),
    on('send letters', waveDays[1].letters, inWave(letters, 1), 1),
    ...([1, 2, 3] as const).map((wave) =>
      on('call', waveDays[wave].calls, inWave(placed, wave), wave),
    ),
    on(
      'meet',
      meeting,
      placed.filter(({ account }) => tierOf(account) <= 2),
    ),
    ...(kept.length === 0
      ? []
      : [
          unnumbered(
            'end holdovers',
            ends.reduce((last, day) => Math.max(last, day)),
            new Set(kept.map(({ handover }) => handover.account)).size,
          ),
        ]),
    unnumbered('look back', effective + lookBackAfter, placed.length),
  ];
  const order = ({ day }: Task): number => day ?? Number.POSITIVE_INFINITY;
  return tasks.sort((a, b) => a.date - b.date || (order(a) === order(b) ? 0 : order(a) - order(b)));
}

/** Tasks on days nobody works: the effective date may be one, and so may days counted by the calendar. */
export function onDaysOff(tasks: readonly Task[], holidays: Holidays): readonly Task[] {
  return tasks.filter(({ date }) => !isWorkingDay(date, holidays));
}
