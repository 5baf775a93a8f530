import type { Block, Document, Item, Section } from '../document/blocks.js';
import { tableMarkdown } from '../document/markdown.js';
import { visibleText } from '../document/visible-text.js';

/**
 * Text as Markdown shows it. Handouts are read and copied from by those they are
 * for: addresses stay whole, and so do ids with an underscore within.
 */
function plain(text: string): string {
  return visibleText(text)
    .replace(/[\\`*[\]|<]/g, '\\$&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/&(?=#?\w+;)/g, '\\&')
    .replace(/^(\s*)([#>+-]|\d+[.)])(?=\s)/, '$1\\$2');
}

/** A document as Markdown to be handed out: with headings, and lists that can be ticked off by eye. */
export function handoutMarkdown(title: string, { headline, sections }: Document): string {
  const blocks = [
    `# ${plain(title)}`,
    ...(headline === undefined ? [] : [`**${plain(headline.text)}**`]),
    ...sections.flatMap(sectionMarkdown),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function sectionMarkdown({ title, blocks }: Section): string[] {
  return [...(title === undefined ? [] : [`## ${plain(title)}`]), ...blocks.flatMap(blockMarkdown)];
}

function blockMarkdown(block: Block): string[] {
  switch (block.is) {
    case 'paragraph':
      return [plain(block.text)];
    case 'note':
      return [`_${plain(block.text)}_`];
    case 'table':
      return block.rows.length === 0 ? [] : [tableMarkdown(block, plain)];
    case 'list':
      return [block.items.map(itemMarkdown).join('\n')];
    // Bars are for terminals.
    case 'chart':
      return [];
  }
}

function itemMarkdown({ text, label, tail, details = [] }: Item): string {
  const first = [
    ...(label === undefined ? [] : [`**${plain(label)}**`]),
    ...(text === '' ? [] : [plain(text)]),
    ...(tail === undefined ? [] : [`**${plain(tail)}**`]),
  ].join(' ');
  return [`- ${first}`, ...details.map((detail) => `  - ${plain(detail)}`)].join('\n');
}
