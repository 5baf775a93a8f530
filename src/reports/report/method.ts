import { type Item, list, note, type Section, section, sectionIf } from '../document/blocks.js';
import { percentWords } from '../document/numbers.js';
import { counted } from '../document/words.js';
import { termTitle } from '../rule-words.js';
import { scoreWords } from '../score-words.js';
import type { ReportParts } from './parts.js';

/** What the score is made of, and what was assumed. */
export function methodSection({ planSummary, made, problem }: ReportParts, most: number): Section {
  const { better } = planSummary;
  const terms = better.terms.map(
    ({ name, value, weight, share }) =>
      `${termTitle(problem, name)}: ${scoreWords(value)}, weight ${weight}, ${percentWords(100 * share)} of the score`,
  );
  return section(
    'Method and assumptions',
    list([
      {
        text: `the plan has the lowest score that was found: ${scoreWords(better.objective)}, the weighted mean of`,
        details: terms,
      },
      'a fair share (target) is a rep’s share, by capacity, of what may be theirs; above or below it is load ÷ target − 1',
      `dates are counted from ${made.options.as_of}; territories are shared by ${made.options.share_by}`,
      ...(made.options.drafted
        ? ['the rules were drafted from the data; rules-used.csv has the reason of each']
        : []),
      ...made.assumptions.slice(0, most),
    ]),
  );
}

/** What a reader must know before relying on it. */
export function warningSection({ made, notes }: ReportParts, most: number): Section[] {
  const all = [...notes, ...made.warnings];
  const rest = all.length - most;
  return sectionIf(
    all.length > 0,
    'What to know',
    list(all.slice(0, most)),
    note(rest > 0 ? `… and ${rest} more in plan.json` : undefined),
  );
}

/** What it was made from, so that it can be made again. */
export function inputSection({ made, masked }: ReportParts): Section {
  const files = Object.entries(made.inputs).flatMap(([role, file]): Item[] => {
    if (file === undefined) return [];
    const rows = counted(file.rows, 'row');
    return masked
      ? [{ text: `${role}: ${rows}` }]
      : [{ text: `${role}: ${file.path}, ${rows}`, details: [`sha256 ${file.sha256}`] }];
  });
  const { seed, effort } = made.options;
  return section(
    'Made from',
    list([...files, `carve ${made.carve}, seed ${seed}, effort ${effort}`]),
  );
}
