import { accountName } from '../../evaluation/account-name.js';
import { explainReps, type RepExplanation } from '../../evaluation/explain/rep.js';
import type { Problem } from '../../model/problem.js';
import { type Item, list, type Section, section } from '../document/blocks.js';
import { signedPercentCellShown } from '../document/figures.js';
import { documentMarkdown, sectionMarkdown } from '../document/markdown.js';
import { compactNumber } from '../document/numbers.js';
import { fitted } from '../document/text-width.js';
import { counted, andList as listed, plural } from '../document/words.js';
import { repAndId } from '../explain/names.js';
import { bookWords, byReason } from '../explain/rep-text.js';
import { ownPieces } from '../pieces-words.js';
import { verdictHeadline } from '../plan-words.js';
import type { ReportParts, ReportRoom } from './parts.js';
import { reportSections } from './sections.js';

const accountsNamed = 6;
const longestName = 60;

/** A section for each rep, to be handed to them: what they have, gain and lose, and why; nobody else's figures. */
function repSections({ planSummary, problem, plan }: ReportParts): readonly Section[] {
  const reps = planSummary.reps.map(({ rep }) => rep);
  return explainReps(problem, plan.evaluation, reps).map((reported) =>
    section(
      repAndId(problem, reported.rep),
      list([
        {
          text: bookWords(reported),
          details: [territoryWords(reported), ...reported.pieces.map(ownPieces)],
        },
        ...accountItems(problem, reported, 'gains'),
        ...accountItems(problem, reported, 'losses'),
      ]),
    ),
  );
}

/** "potential 6.50k → 13.7k of a fair share of 13.7k, against it -52 % → 0.0 %". */
function territoryWords({ territory: own }: RepExplanation): string {
  const potential = `potential ${compactNumber(own.potential_before)} → ${compactNumber(own.potential)}`;
  if (!own.live || own.potential_target === 0) return potential;
  const [was, is] = [own.potential_deviation_before_pct, own.potential_deviation_pct].map(
    signedPercentCellShown,
  );
  return `${potential} of a fair share of ${compactNumber(own.potential_target)}, against it ${was} → ${is}`;
}

function accountItems(
  problem: Problem,
  reported: RepExplanation,
  side: 'gains' | 'losses',
): Item[] {
  const gained = side === 'gains';
  return byReason(problem, reported[side], gained).map(([why, group]) => {
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

/** GitHub takes comments of 65,536 characters; in bytes it is safe elsewhere too. */
const mostBytes = 64_000;

const inComment: ReportRoom = { reps: 60, flows: 20, rules: 60, notes: 30, isWide: true };

/** What is left out is said in one line. */
const leftOutAtMost = 200;

/**
 * The story of a plan as Markdown for a pull request or a wiki, below 64 KB
 * whatever the plan: sections that would pass it are left out, and that is said.
 */
export function reportMarkdown(parts: ReportParts): string {
  const headline = { text: verdictHeadline(parts).text };
  const all = [...reportSections(parts, inComment), ...repSections(parts)];
  const head = documentMarkdown('carve report', { headline, sections: [] });
  const kept: Section[] = [];
  let bytes = Buffer.byteLength(head) + leftOutAtMost;
  let left = 0;
  for (const section of all) {
    const size = Buffer.byteLength(sectionMarkdown(section)) + 2;
    if (bytes + size > mostBytes) left++;
    else {
      bytes += size;
      kept.push(section);
    }
  }
  const text = documentMarkdown('carve report', { headline, sections: kept });
  if (left === 0) return text;
  return `${text}\n_${left} more ${plural(left, 'section is', 'sections are')} left out to keep this below 64 KB; carve explain has a page for each rep_\n`;
}
