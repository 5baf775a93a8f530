import type { Overview } from '../../evaluation/explain/overview.js';
import {
  type Document,
  type Item,
  list,
  section,
  table,
  textColumn,
  words,
} from '../document/blocks.js';
import { numberWords, percentWords, signedCompact } from '../document/numbers.js';
import { verdict } from '../plan-words.js';
import { termTitle } from '../rule-words.js';
import { scoreWords } from '../score-words.js';
import { goodness, moveSection, type SummaryParts } from '../summary.js';
import { narrowest } from './names.js';

/** A plan at a glance: what it does, what drives its score, the greatest moves, and what to ask next. */
export function overviewDocument(parts: SummaryParts, overview: Overview): Document {
  const score = scoreWords(parts.plan.evaluation.objective);
  return {
    headline: { text: verdict(parts) },
    sections: [
      section(
        `What drives its score of ${score} (lower is better)`,
        table(overview.terms, [
          words('Term', ({ name }) => termTitle(parts.problem, name), narrowest),
          textColumn('Value', ({ value }) => scoreWords(value)),
          textColumn('Weight', ({ weight }) => numberWords(weight)),
          textColumn('In the score', ({ points }) => scoreWords(points)),
          textColumn('Share', ({ share }) => percentWords(100 * share)),
        ]),
      ),
      ...moveSection(parts),
      goodness(parts),
      section(
        'What to ask next',
        list(questions(parts, overview), { gap: 3, overflow: 'below label' }),
      ),
    ],
  };
}

function questions({ problem, out }: SummaryParts, { moves, reps }: Overview): Item[] {
  return [
    ...reps.map(({ rep, gain }) => ({
      label: command(out, problem.repIds[rep]),
      text: `${problem.repNames[rep]}: ${signedCompact(gain)} potential`,
    })),
    ...moves.accounts.slice(0, 1).map((account) => ({
      label: command(out, problem.accountIds[account]),
      text: 'the greatest account that changes hands',
    })),
    { label: `${command(out)} --rules-cost`, text: 'what each rule costs, by planning again' },
  ];
}

/** A command to type: what a shell would take apart is quoted. */
function command(...words: readonly string[]): string {
  const quoted = words.map((word) =>
    /^[\w@.:/-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`,
  );
  return ['carve explain', ...quoted].join(' ');
}
