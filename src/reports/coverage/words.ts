import type { Books, IcpSource } from '../../analytics/books.js';
import type { RepCoverage } from '../../analytics/coverage.js';
import type { Priority } from '../../analytics/priorities.js';
import type { Rate } from '../../analytics/rates.js';
import type { CauseFacts } from '../../measures/breach.js';
import { isoDate } from '../../model/table.js';
import { compactNumber, numberWords, percentWords } from '../document/numbers.js';
import { counted } from '../document/words.js';

/** What is called ICP here. */
export function icpWords(from: IcpSource, filter: string | undefined): string {
  switch (from) {
    case 'filter':
      return filter ?? '';
    case 'icp':
      return 'icp is yes';
    case 'fit':
      return 'fit of 70 or more';
    case 'tier':
      return 'tier 1 or 2';
    case 'every account':
      return 'every account';
  }
}

/** Why a rep is below what is asked, with the figures that say so; '' for one who is not. */
export function causeWords(facts: CauseFacts | undefined): string {
  if (facts === undefined) return '';
  const { cause, activities, median, anyTouched, touched, icp } = facts;
  const days = `in ${numberWords(facts.window)} days`;
  const done = facts.from === 'activities' ? 'completed activities' : 'accounts contacted';
  switch (cause) {
    case 'inactivity':
      return activities === 0
        ? `inactivity: no ${done} ${days}`
        : `inactivity: ${numberWords(activities)} ${done} ${days}, where half the pool has ${numberWords(median)} or more`;
    case 'prioritisation':
      return `prioritisation: ${numberWords(anyTouched - touched)} of ${counted(anyTouched, 'account')} touched are not ICP`;
    case 'bandwidth':
      return `bandwidth: as active as the pool and on the right accounts, yet ${numberWords(touched)} of ${counted(icp, 'ICP account')} touched: this pace reaches no more`;
  }
}

/** The next thing to do with an account, as a plain phrase. */
export function stepWords({ step, last, due, account }: Priority, books: Books): string {
  const { asOf, intent, signalAge, touched } = books;
  const days = Number.isNaN(last) ? undefined : asOf - last;
  const ago = days === undefined ? 'never contacted' : `last contact ${daysAgo(days)}`;
  switch (step) {
    case 'close':
      if (touched[account] === 1) return 'move the open deal forward';
      return days === undefined
        ? 'call about the open deal: no contact on record'
        : `pick the open deal up again: ${ago}`;
    case 'care':
      return `check in with the customer: ${ago}`;
    case 'strike': {
      const shown = intent?.[account] ?? Number.NaN;
      const why =
        signalAge[account] <= 30
          ? `signal ${daysAgo(signalAge[account])}`
          : `intent ${numberWords(shown)}`;
      return `call this week: ${why}, ${ago}`;
    }
    case 'open':
      return 'make the first contact';
    case 'resume':
      return `get in touch again: ${ago}`;
    case 'wait':
      return `keep in touch: due ${isoDate(due)}`;
  }
}

function daysAgo(days: number): string {
  return days === 0 ? 'today' : `${counted(days, 'day')} ago`;
}

/** `short`, or that it is not; nothing where nobody can tell. */
export function verdictOf(rep: RepCoverage): string {
  return rep.onLeave ? '' : rep.isShortNow ? 'short' : 'ok';
}

export function pipelineVerdictOf(rep: RepCoverage): string {
  if (rep.onLeave || rep.quotaLeft === undefined) return '';
  return rep.isShort ? 'short' : 'ok';
}

/** A rate and where it is from. */
export function sourceWords(rate: Rate, what: string): string {
  switch (rate.from) {
    case 'assumed':
      return 'from --assumptions';
    case 'file':
      return `from ${counted(rate.of ?? 0, what)}`;
    case 'default':
      return "carve's default";
    case 'win rate':
      return 'the win rate: the file does not tell';
    case 'none':
      return 'not known';
  }
}

export function shareWords(share: number | undefined): string {
  return share === undefined ? '–' : percentWords(100 * share);
}

export function amountWords(amount: number | undefined): string {
  return amount === undefined || Number.isNaN(amount) ? '–' : compactNumber(amount);
}
