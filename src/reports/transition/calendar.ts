import { createHash } from 'node:crypto';
import ical, { ICalCalendarMethod } from 'ical-generator';
import type { Transition } from '../../transition/transition.js';
import { counted } from '../document/words.js';
import { byDate, taskWords, who } from './tables.js';

const dayMilliseconds = 86_400_000;

/**
 * timeline.ics: the tasks as all-day events (RFC 5545). What tells events apart
 * and when they were made come from the data, so that a calendar takes the file
 * of a second run for the same events.
 *
 * @param plan the plan's own checksum.
 */
export function calendarText({ tasks, inputs }: Transition, plan: string): string {
  const calendar = ical({
    name: 'Handover of accounts',
    prodId: { company: 'carve', product: 'transition', language: 'EN' },
    method: ICalCalendarMethod.PUBLISH,
  });
  for (const task of [...tasks].sort(byDate)) {
    const key = `${plan}\t${task.kind}\t${task.wave ?? ''}`;
    calendar.createEvent({
      id: `${createHash('sha256').update(key).digest('hex').slice(0, 32)}@carve`,
      stamp: new Date(inputs.asOf * dayMilliseconds),
      start: new Date(task.date * dayMilliseconds),
      end: new Date((task.date + 1) * dayMilliseconds),
      allDay: true,
      summary: taskWords(task),
      description: `${who(task)}; ${counted(task.accounts, 'account')}`,
    });
  }
  return `${calendar.toString()}\r\n`;
}
