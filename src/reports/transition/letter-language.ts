import { monthNames } from '../../inputs/cells/date.js';
import { andList } from '../document/words.js';

/** How a language that letters are written in joins names and writes days. */
export interface LetterLanguage {
  readonly list: (names: readonly string[]) => string;
  readonly date: (day: number) => string;
}

const english: LetterLanguage = { list: (names) => andList(names), date: longDate };

/** The language of a template by its folder (`de/letter-leaver`); English where that names none. */
export function letterLanguage(template: string): LetterLanguage {
  const [folder, name] = template.split('/');
  const tag = name === undefined ? '' : supported(folder.replace(/_/g, '-'));
  if (tag === '' || /^en(-|$)/.test(tag)) return english;
  const list = new Intl.ListFormat(tag, { type: 'conjunction' });
  const date = new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeZone: 'UTC' });
  return { list: (names) => list.format(names), date: (day) => date.format(dateOf(day)) };
}

function supported(tag: string): string {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(tag)[0] ?? '';
  } catch {
    return '';
  }
}

function dateOf(day: number): Date {
  return new Date(day * 86_400_000);
}

const weekdays = [
  'Sunday',
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
] as const;

/** "4 January 2027". */
export function longDate(day: number): string {
  const date = dateOf(day);
  return `${date.getUTCDate()} ${monthNames[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}

/** "Monday 4 January 2027". */
export function weekdayDate(day: number): string {
  return `${weekdays[dateOf(day).getUTCDay()]} ${longDate(day)}`;
}
