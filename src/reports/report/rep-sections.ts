import { accountName } from '../../evaluation/account-name.js';
import { explainReps, type RepExplanation } from '../../evaluation/explain/rep.js';
import type { Problem } from '../../model/problem.js';
import { type Item, list, type Section, section } from '../document/blocks.js';
import { signedPercentCellShown } from '../document/figures.js';
import { compactNumber } from '../document/numbers.js';
import { fitted } from '../document/text-width.js';
import { counted, andList as listed } from '../document/words.js';
import { repAndId } from '../explain/names.js';
import { bookWords, byReason } from '../explain/rep-text.js';
import type { ReportParts } from './parts.js';

const accountsNamed = 6;
const longestName = 60;

/** A section for each rep, to be handed to them: what they have, gain and lose, and why; nobody else's figures. */
export function repSections({ story, problem, plan }: ReportParts): readonly Section[] {
  const reps = story.reps.map(({ rep }) => rep);
  return explainReps(problem, plan.evaluation, reps).map((told) =>
    section(
      repAndId(problem, told.rep),
      list([
        { text: bookWords(told), details: [territoryWords(told)] },
        ...accountItems(problem, told, 'gains'),
        ...accountItems(problem, told, 'losses'),
      ]),
    ),
  );
}

/** "potential 6.50k → 13.7k of a target of 13.7k, off target -52 % → 0.0 %". */
function territoryWords({ territory: own }: RepExplanation): string {
  const potential = `potential ${compactNumber(own.potential_before)} → ${compactNumber(own.potential)}`;
  if (!own.live || own.potential_target === 0) return potential;
  const [was, is] = [own.potential_deviation_before_pct, own.potential_deviation_pct].map(
    signedPercentCellShown,
  );
  return `${potential} of a target of ${compactNumber(own.potential_target)}, off target ${was} → ${is}`;
}

function accountItems(problem: Problem, told: RepExplanation, side: 'gains' | 'losses'): Item[] {
  const gained = side === 'gains';
  return byReason(problem, told[side], gained).map(([why, group]) => {
    const names = group.map(
      ({ account }) =>
        `${fitted(accountName(problem, account), longestName)} (${compactNumber(problem.potential[account])})`,
    );
    return {
      text: `${gained ? 'comes to you' : 'goes to others'}, ${counted(group.length, 'account')}: ${why}`,
      details: [listed(names, accountsNamed)],
    };
  });
}
