import { type ComparisonTextOptions, comparisonText } from './comparison-text.js';
import type { ScenarioParts } from './parts.js';

/** As wide as pull requests show without a scroll bar. */
const columns = 100;

/** The options side by side as Markdown: the tables as they stand, in a block of their own. */
export function comparisonMarkdown(
  parts: ScenarioParts,
  options: Pick<ComparisonTextOptions, 'out' | 'interrupted'>,
): string {
  const text = comparisonText(parts, { ...options, columns, colour: false });
  // A fence longer than any in the text ends only where it is meant to.
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((ticks) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `### carve scenarios\n\n${fence}text\n${text}${fence}\n`;
}
