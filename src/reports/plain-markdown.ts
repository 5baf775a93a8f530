import { visibleText } from './visible-text.js';

/** Text that Markdown and HTML leave as it is, within one cell of a table. */
export function plainMarkdown(text: string): string {
  return visibleText(text)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/[\\`*_[\]|~#]/g, '\\$&');
}
