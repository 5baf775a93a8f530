import { exampleAccounts } from './accounts.js';
import { exampleReadme } from './readme.js';
import { exampleReps } from './reps.js';
import { exampleRules } from './rules.js';

const millisecondsInDay = 86_400_000;

/**
 * The files of the example by name, with dates counted from `today`
 * (`YYYY-MM-DD`), so that its renewals are as near on any day.
 */
export function exampleFiles(today: string): ReadonlyMap<string, string> {
  return new Map([
    ['accounts.csv', withDates(exampleAccounts, today)],
    ['reps.csv', withDates(exampleReps, today)],
    ['rules.csv', exampleRules],
    ['README.md', exampleReadme],
  ]);
}

/** Puts the day that lies as many days from today in place of `{+12}` or `{-40}`. */
function withDates(text: string, today: string): string {
  const start = Date.parse(`${today}T00:00:00Z`);
  return text.replace(/\{([+-]\d+)\}/g, (_, days: string) =>
    new Date(start + Number(days) * millisecondsInDay).toISOString().slice(0, 10),
  );
}
