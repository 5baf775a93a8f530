import { plainMarkdown } from '../plain-markdown.js';
import type { Section } from './section.js';

/** A verdict and sections as Markdown for a pull-request comment; `title` is its heading. */
export function sectionsMarkdown(
  title: string,
  verdict: string,
  sections: readonly Section[],
): string {
  const blocks = [
    `### ${plainMarkdown(title)}`,
    `${plainMarkdown(verdict)}.`,
    ...sections.map(sectionMarkdown),
  ];
  return `${blocks.join('\n\n')}\n`;
}

/** One section as Markdown, without a line end. */
export function sectionMarkdown({ title, columns, rows, items, more }: Section): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const parts = [`**${plainMarkdown(title)}**`];
  if (columns !== undefined && rows !== undefined && rows.length > 0) {
    parts.push(
      [
        line(columns.map((column) => plainMarkdown(column.title))),
        `|${columns.map(({ align }) => (align === 'right' ? '--:' : '---')).join('|')}|`,
        // Padding is for terminals.
        ...rows.map((row) =>
          line(row.map((cell) => plainMarkdown(cell.trim().replace(/ +/g, ' ')))),
        ),
      ].join('\n'),
    );
  }
  if (items !== undefined) {
    const lines = items.flatMap(({ text, details }) => [
      `- ${plainMarkdown(text)}`,
      ...details.map((detail) => `  - ${plainMarkdown(detail)}`),
    ]);
    parts.push(lines.join('\n'));
  }
  if (more !== undefined) parts.push(`_${plainMarkdown(more)}_`);
  return parts.join('\n\n');
}
