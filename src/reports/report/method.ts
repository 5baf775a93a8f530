import { scoreWords } from '../explain/score-words.js';
import { percentWords } from '../number-words.js';
import { counted } from '../outcome-words.js';
import type { Section, SectionItem } from '../sections/section.js';
import type { ReportParts } from './parts.js';

const plain = (text: string): SectionItem => ({ text, details: [] });

/** What the score is made of, and what was assumed. */
export function methodSection({ story, made }: ReportParts, most: number): Section {
  const { better } = story;
  const drafted = made.options.drafted
    ? [plain('the rules were drafted from the data; rules-used.csv has the reason of each')]
    : [];
  return {
    title: 'Method and assumptions',
    items: [
      {
        text: `the plan has the lowest score that was found: ${scoreWords(better.objective)}, the weighted mean of`,
        details: better.terms.map(
          ({ name, value, weight, share }) =>
            `${name}: ${scoreWords(value)}, weight ${weight}, ${percentWords(100 * share)} of the score`,
        ),
      },
      plain(
        'a target is a rep’s share, by capacity, of what may be theirs; off target is load ÷ target − 1',
      ),
      plain(
        `dates are counted from ${made.options.as_of}; territories are shared by ${made.options.share_by}`,
      ),
      ...drafted,
      ...made.assumptions.slice(0, most).map(plain),
    ],
  };
}

/** What a reader must know before relying on it. */
export function warningSection({ made, notes }: ReportParts, most: number): Section[] {
  const all = [...notes, ...made.warnings];
  if (all.length === 0) return [];
  const rest = all.length - most;
  return [
    {
      title: 'What to know',
      items: all.slice(0, most).map(plain),
      ...(rest > 0 && { more: `… and ${rest} more in plan.json` }),
    },
  ];
}

/** What it was made from, so that it can be made again. */
export function inputSection({ made, masked }: ReportParts): Section {
  const files = Object.entries(made.inputs).flatMap(([role, file]): SectionItem[] => {
    if (file === undefined) return [];
    const rows = counted(file.rows, 'row');
    return masked
      ? [plain(`${role}: ${rows}`)]
      : [{ text: `${role}: ${file.path}, ${rows}`, details: [`sha256 ${file.sha256}`] }];
  });
  const { seed, effort } = made.options;
  return {
    title: 'Made from',
    items: [...files, plain(`carve ${made.carve}, seed ${seed}, effort ${effort}`)],
  };
}
