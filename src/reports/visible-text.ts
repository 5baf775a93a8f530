/**
 * Control characters, line and paragraph separators, and the marks that turn
 * the reading direction: any of them in a cell could break or forge a line.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const unseen = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

const short: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Text from outside, safe to print within one line: a line break shows as `\n`, an escape as `\x1b`. */
export function visibleText(text: string): string {
  return text.replace(unseen, (found) => short[found] ?? escapeOf(found.charCodeAt(0)));
}

function escapeOf(code: number): string {
  const hex = code.toString(16);
  return code < 0x100 ? `\\x${hex.padStart(2, '0')}` : `\\u${hex.padStart(4, '0')}`;
}
