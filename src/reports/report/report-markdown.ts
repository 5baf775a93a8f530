import type { Section } from '../document/blocks.js';
import { documentMarkdown, sectionMarkdown } from '../document/markdown.js';
import { plural } from '../document/words.js';
import { verdict } from '../plan-words.js';
import type { ReportParts } from './parts.js';
import { repSections } from './rep-sections.js';
import { type ReportRoom, reportSections } from './sections.js';

/** GitHub takes comments of 65,536 characters; in bytes it is safe elsewhere too. */
const mostBytes = 64_000;

const inComment: ReportRoom = { reps: 60, flows: 20, rules: 60, notes: 30 };

/** What is left out is said in one line. */
const leftOutAtMost = 200;

/**
 * The story of a plan as Markdown for a pull request or a wiki, below 64 KB
 * whatever the plan: sections that would pass it are left out, and that is said.
 */
export function reportMarkdown(parts: ReportParts): string {
  const headline = { text: verdict(parts) };
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
