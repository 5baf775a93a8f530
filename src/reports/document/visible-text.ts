/**
 * Control and format characters (soft hyphens, zero-width spaces, marks that
 * turn the reading direction), line and paragraph separators: any of them in a
 * cell could break a line, forge one, or hide in it.
 */
const unseen = /[\p{Cc}\p{Cf}\u2028\u2029]/gu;

/** Joiners belong to the spelling in some scripts, and hold an emoji together. */
const joined =
  /[\p{M}\p{Emoji_Modifier}\p{Extended_Pictographic}\p{Script=Arabic}][\u200c\u200d][\p{L}\p{Extended_Pictographic}]/u;

const short: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** More of one text than this nobody reads, and megabytes of it would drown what is said of it. */
const longest = 10_000;

/**
 * Text from outside, safe to print within one line: a line break shows as `\n`,
 * an escape as `\x1b`. What is longer than ten thousand characters is cut, with an ellipsis.
 */
export function visibleText(text: string): string {
  if (text.length <= longest) return wholeText(text);
  return wholeText(`${text.slice(0, longest).replace(/[\ud800-\udbff]$/, '')}…`);
}

/** As `visibleText`, however long: for what is no prose, such as the lines of a map. */
export function wholeText(text: string): string {
  return text.replace(unseen, (found, at: number) => {
    if (joins(text, at)) return found;
    return short[found] ?? escapeOf(found.codePointAt(0) ?? 0);
  });
}

/** A colour of ours, where one may be. */
const colour = /^\p{Cc}\[\d+m$/u;
const unseenInLines = /\p{Cc}\[\d+m|[\p{Cc}\p{Cf}\u2028\u2029]/gu;

/**
 * Lines of text, safe to print whatever made them: control characters are made
 * visible but for the ends of lines, and nothing can give a command to whoever
 * keeps the log. What comes from cells has gone through `visibleText` before;
 * this is what is left where somebody forgot.
 *
 * @param mayColour lets colours pass
 */
export function safeLines(text: string, mayColour: boolean): string {
  const visible = text.replace(unseenInLines, (found, at: number) => {
    if (found === '\n' || joins(text, at)) return found;
    if (mayColour && found.startsWith('\u001b') && colour.test(found)) return found;
    return found.startsWith('\n') ? `\n${visibleText(found.slice(1))}` : visibleText(found);
  });
  return withoutCommands(visible);
}

/**
 * Text that gives no command to a log: GitHub and Azure read `::` at the start
 * of a line and `##[`, `##vso[` anywhere in it. A backslash breaks the word.
 */
export function withoutCommands(text: string): string {
  return text.replace(/##(?=\w*\[)/g, '##\\').replace(/^([^\S\n]*):(?=:)/gm, '$1\\:');
}

/** A joiner between two Latin letters, though, joins nothing: there it only hides. */
function joins(text: string, at: number): boolean {
  if (text[at] !== '\u200c' && text[at] !== '\u200d') return false;
  return joined.test(text.slice(Math.max(0, at - 2), at + 3));
}

function escapeOf(code: number): string {
  const hex = code.toString(16);
  if (code < 0x100) return `\\x${hex.padStart(2, '0')}`;
  return code < 0x10000 ? `\\u${hex.padStart(4, '0')}` : `\\u{${hex}}`;
}
