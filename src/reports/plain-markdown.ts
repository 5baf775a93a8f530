import { visibleText } from './visible-text.js';

/** Text that Markdown and HTML leave as it is, within one cell of a table; nobody is called, nothing becomes a link. */
export function plainMarkdown(text: string): string {
  return (
    visibleText(text)
      .replace(/&/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/[\\`*_[\]|~#]/g, '\\$&')
      // A word joiner is not seen, and ends what GitHub takes for a name or an address.
      .replace(/@(?=\w)|(?<=\w:)(?=\/\/)|(?<=\bwww)(?=\.)/gi, '$&\u2060')
  );
}
