import type { ToldRule } from '../evaluation/story/rules.js';
import type { RuleOutcome, WorstGroup } from '../evaluation/types.js';
import type { OutcomeVerbs } from '../rules/definition.js';
import { definitionOf } from '../rules/kinds/index.js';
import { numberWords, percentWords, toldApart } from './number-words.js';

/** How a rule row came out, in one plain phrase with its numbers. */
export function outcomeWords(outcome: RuleOutcome): string {
  const { exempt, concerned } = outcome;
  const settled = `${counted(exempt, 'account')} settled otherwise by a rule that comes first`;
  const said =
    exempt === 0
      ? judgedWords(outcome)
      : concerned === 0
        ? settled
        : `${judgedWords(outcome)}; ${settled}`;
  if (outcome.unplaceable === 0) return said;
  const stranded = `leaves ${counted(outcome.unplaceable, 'account')} without any rep who may take ${outcome.unplaceable === 1 ? 'it' : 'them'}`;
  // Where every account that can be placed fits, the stranded ones are the news.
  return outcome.broken === 0 ? stranded : `${said}; ${stranded}`;
}

/** How a rule that is told came out; nothing of one that merely applies. */
export function cameOutWords({ outcome, rows }: ToldRule): string {
  if (outcome === undefined) return counted(rows, 'row');
  return outcome.counts === 'nothing' && outcome.status === 'met' ? '' : outcomeWords(outcome);
}

function judgedWords(outcome: RuleOutcome): string {
  const { counts, concerned, worst } = outcome;
  if (counts === 'nothing') return 'applied';
  if (concerned === 0) return `no ${counts} concerned`;
  if (worst !== undefined) return worstWords(outcome, worst);
  return counts === 'families' ? familyWords(outcome) : placementWords(outcome);
}

function worstWords(outcome: RuleOutcome, worst: WorstGroup): string {
  if (worst.measure === 'deviation') return deviationWords(outcome, worst);
  const others = outcome.broken - 1;
  const more = others > 0 ? ` (and ${others} more ${others === 1 ? 'breaks' : 'break'} it)` : '';
  return `${boundWords(outcome, worst)}${more}`;
}

/** "largest deviation 12.3 % (Bo), at most 15 %". */
function deviationWords(outcome: RuleOutcome, worst: WorstGroup): string {
  const say = (share: number, decimals: number): string =>
    `${numberWords(100 * share, decimals)} %`;
  const size = Math.abs(worst.value);
  if (Number.isNaN(worst.bound)) return `largest deviation ${say(size, 1)} (${worst.who})`;
  const [value, bound] = toldApart(size, worst.bound, say, 1);
  const beyond = outcome.broken > 1 ? `; ${outcome.broken} of ${outcome.concerned} beyond` : '';
  return `largest deviation ${value} (${worst.who}), at most ${bound}${beyond}`;
}

/** "Ann holds 31 accounts, at most 30"; "41 accounts leave their owners, at most 40". */
export function boundWords(
  outcome: Pick<RuleOutcome, 'metric' | 'concerned'>,
  worst: WorstGroup,
): string {
  const [value, bound] = toldApart(worst.value, worst.bound, numberWords, 2);
  const amount = `${value} ${unit(outcome.metric, value)}`;
  const limit = `${worst.side === 'max' ? 'at most' : 'at least'} ${bound}`;
  if (worst.measure === 'loses') {
    const together = worst.who === 'all' && outcome.concerned === 1;
    const verb =
      (outcome.metric ?? 'accounts') === 'accounts' && value !== '1' ? 'change' : 'changes';
    return together
      ? `${amount} ${verb} owner, ${limit}`
      : `${worst.who} loses ${amount}, ${limit}`;
  }
  const share =
    worst.share === undefined ? '' : ` (${percentWords(100 * worst.share)} of the total)`;
  return `${worst.who} holds ${amount}, ${limit}${share}`;
}

function unit(metric: string | undefined, value: string): string {
  if (metric === undefined || metric === 'accounts') return value === '1' ? 'account' : 'accounts';
  return `in ${metric}`;
}

function familyWords({ broken, concerned }: RuleOutcome): string {
  if (broken > 0) {
    return `${numberWords(broken)} of ${counted(concerned, 'family', 'families')} ${broken === 1 ? 'is' : 'are'} split`;
  }
  return concerned === 1
    ? 'the one family has one rep'
    : `all ${concerned} families have one rep each`;
}

const sitting: OutcomeVerbs = {
  fits: 'sits with a rep who fits',
  fit: 'sit with a rep who fits',
  breaks: 'sits outside',
  break: 'sit outside',
};

function placementWords({ rule, broken, concerned }: RuleOutcome): string {
  const say = definitionOf(rule).verbs ?? sitting;
  if (concerned === 1) return `the one account ${broken === 1 ? say.breaks : say.fits}`;
  if (broken > 0) {
    return `${numberWords(broken)} of ${counted(concerned, 'account')} ${broken === 1 ? say.breaks : say.break}`;
  }
  return `all ${numberWords(concerned)} accounts ${say.fit}`;
}

/** "1 account", "1,200 accounts". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${numberWords(count)} ${count === 1 ? one : many}`;
}
