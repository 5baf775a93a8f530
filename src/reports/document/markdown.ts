import { type Block, type Document, isRight, type Section, type Table } from './blocks.js';
import { cellTexts } from './figures.js';
import { visibleText } from './visible-text.js';

/** Text that Markdown and HTML leave as it is, within one cell of a table; nobody is called, nothing becomes a link. */
export function plainMarkdown(text: string): string {
  return (
    visibleText(text)
      .replace(/&/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/[\\`*_[\]|~#]/g, '\\$&')
      // At the start of a line GitHub's log takes two colons for a command.
      .replace(/^(\s*):(?=:)/, '$1\\:')
      // A word joiner is not seen, and ends what GitHub takes for a name or an address.
      .replace(/@(?=\w)|(?<=\w:)(?=\/\/)|(?<=\bwww)(?=\.)/gi, '$&\u2060')
  );
}

/** A document as Markdown for a pull-request comment; `title` is its heading. */
export function documentMarkdown(title: string, { headline, sections }: Document): string {
  const blocks = [
    `### ${plainMarkdown(title)}`,
    ...(headline === undefined ? [] : [`${plainMarkdown(headline.text)}.`]),
    ...sections.map(sectionMarkdown),
  ];
  return `${blocks.join('\n\n')}\n`;
}

/** One section as Markdown, without a line end. */
export function sectionMarkdown({ title, blocks }: Section): string {
  return [
    ...(title === undefined ? [] : [`**${plainMarkdown(title)}**`]),
    ...blocks.flatMap(blockMarkdown),
  ].join('\n\n');
}

function blockMarkdown(block: Block): string[] {
  switch (block.is) {
    case 'paragraph':
      return [plainMarkdown(block.text)];
    case 'note':
      return [`_${plainMarkdown(block.text)}_`];
    case 'table':
      return block.rows.length === 0 ? [] : [tableMarkdown(block)];
    case 'list':
      return [
        block.items
          .flatMap(({ text, details = [] }) => [
            `- ${plainMarkdown(text)}`,
            ...details.map((detail) => `  - ${plainMarkdown(detail)}`),
          ])
          .join('\n'),
      ];
    // Bars are for terminals.
    case 'chart':
      return [];
  }
}

/** A table with its rules; what would end a cell is escaped. */
export function tableMarkdown(
  { columns, rows }: Table,
  plain: (text: string) => string = plainMarkdown,
): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const cells = columns.map((column, at) =>
    cellTexts(
      column,
      rows.map((row) => row[at]),
    ),
  );
  return [
    line(columns.map(({ title }) => plain(title))),
    `|${columns.map((column) => (isRight(column) ? '--:' : '---')).join('|')}|`,
    // Padding is for terminals.
    ...rows.map((_, row) =>
      line(cells.map((column) => plain(column[row].trim().replace(/ +/g, ' ')))),
    ),
  ].join('\n');
}
