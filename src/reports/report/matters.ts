import { accountName } from '../../evaluation/account-name.js';
import type { Pull, WeightyAccount } from '../../evaluation/story/accounts-that-matter.js';
import { compactNumber } from '../compact-number.js';
import { repName } from '../explain/names.js';
import { percentWords } from '../number-words.js';
import type { Section } from '../sections/section.js';
import { sourceName } from './flows.js';
import type { ReportParts } from './parts.js';

/** The accounts that change hands and matter most, with what each does. */
export function matterSection({ story, problem }: ReportParts): Section[] {
  if (story.matters.length === 0) return [];
  return [
    {
      title: `The ${story.matters.length === 1 ? 'account that matters' : `${story.matters.length} accounts that matter`} most, by share of potential${problem.hasArr ? ' or ARR' : ''}`,
      items: story.matters.map((one) => ({
        text: `${accountName(problem, one.account)}: ${sourceName(problem, one.from)} → ${repName(problem, one.to)}, ${sizeWords(one, problem.hasArr)}`,
        details: [one.reason, ...pullWords(problem.repNames, one)],
      })),
    },
  ];
}

function sizeWords(one: WeightyAccount, hasArr: boolean): string {
  const said = `${compactNumber(one.potential)} potential${shareWords(one.potentialPct)}`;
  return hasArr ? `${said}, ${compactNumber(one.arr)} ARR${shareWords(one.arrPct)}` : said;
}

/** " (1.6 % of all)"; nothing where it would read as none. */
function shareWords(percent: number): string {
  return percent < 0.05 ? '' : ` (${percentWords(percent)} of all)`;
}

/** "worth 12 % of Ann's target and 8 % of Bo's". */
function pullWords(names: readonly string[], { giver, taker }: WeightyAccount): string[] {
  const words = [taker, giver]
    .filter((pull): pull is Pull => pull !== undefined && Math.abs(pull.points) >= 0.05)
    .map(({ rep, points }) => `${percentWords(Math.abs(points))} of the target of ${names[rep]}`);
  return words.length === 0 ? [] : [`worth ${words.join(' and ')}`];
}
