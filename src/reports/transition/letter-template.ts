import Mustache from 'mustache';
import type { InputProblem } from '../../model/input-problem.js';

/** What a template may name: a text, whether something is so, nothing, or several of a kind, each with names of its own. */
export interface LetterView {
  readonly [name: string]: string | boolean | readonly LetterView[];
}

/** A letter's template. */
export interface LetterTemplate {
  /** As letters.csv names it: `letter-leaver`, `de/letter-leaver`. */
  readonly name: string;
  /** The file, for messages. */
  readonly file: string;
  readonly text: string;
}

/** A letter as it goes out. */
export interface LetterText {
  readonly subject: string;
  readonly body: string;
}

const parts = /^\s*Subject:[ \t]*(.*)\r?\n([\s\S]*)$/i;

/** A letter is no web page. */
const asItIs = { escape: (text: unknown): string => String(text) };

/** The names of all templates that carve looks for. */
export const letterTemplates = [
  'letter-realigned',
  'letter-leaver',
  'letter-interim',
  'letter-role',
] as const;

/**
 * Fills a template in. A placeholder outside of a section about itself must have
 * a value: a letter with a hole is worse than none.
 *
 * @param of the account, for messages.
 */
export function filledIn(
  { file, text }: LetterTemplate,
  view: LetterView,
  of: string,
): { readonly letter?: LetterText; readonly problems: readonly InputProblem[] } {
  const tokens = parsed(file, text);
  if (!('tokens' in tokens)) return { problems: [tokens.problem] };
  const problems = holes(tokens.tokens, view, { file, of });
  if (problems.length > 0) return { problems };
  const whole = Mustache.render(text, view, undefined, asItIs);
  const [, subject = '', body = ''] = parts.exec(whole) ?? [];
  if (subject.trim() === '' || body.trim() === '') {
    const what = 'has no line "Subject: …" with a letter below it';
    return { problems: [{ file, what, remedy: 'begin it with Subject: and what it is about' }] };
  }
  return {
    letter: {
      subject: subject.trim(),
      body: `${body
        .replace(/\r\n?/g, '\n')
        .trim()
        .replace(/\n{3,}/g, '\n\n')}\n`,
    },
    problems: [],
  };
}

/** A piece of a template: its kind, and what it names or holds; sections have pieces of their own. */
type Token = readonly [kind: string, value: string, start: number, end: number, ...rest: unknown[]];

function parsed(
  file: string,
  text: string,
): { readonly tokens: readonly Token[] } | { readonly problem: InputProblem } {
  try {
    // The library types its tokens as arrays of anything.
    return { tokens: Mustache.parse(text) as readonly Token[] };
  } catch (error) {
    const what = `is no template: ${error instanceof Error ? error.message : String(error)}`;
    return { problem: { file, what, remedy: 'close every section that it opens' } };
  }
}

function holes(
  tokens: readonly Token[],
  view: LetterView,
  where: { readonly file: string; readonly of: string },
): InputProblem[] {
  return tokens.flatMap(([kind, name, , , inner]): InputProblem[] => {
    if (kind === 'text' || kind === '!' || kind === '=') return [];
    const { file } = where;
    if (kind === '>') {
      const remedy = 'write what it holds into the template itself';
      return [{ file, what: 'takes a part from elsewhere', value: name, remedy }];
    }
    const value = Object.hasOwn(view, name) ? view[name] : undefined;
    if (kind === '#' || kind === '^') {
      if (value === undefined) return [unknown(file, name, view)];
      const several = typeof value === 'object' ? value : undefined;
      const isSo = several === undefined ? value !== '' && value !== false : several.length > 0;
      if (isSo !== (kind === '#') || !Array.isArray(inner)) return [];
      if (several === undefined || !isSo) return holes(inner, view, where);
      return several.flatMap((one) => holes(inner, { ...view, ...one }, where));
    }
    if (value === undefined) return [unknown(file, name, view)];
    if (value !== '') return [];
    return [
      {
        file,
        column: name,
        what: `is empty for the account ${where.of}`,
        remedy: `fill it in, or put {{#${name}}} … {{/${name}}} around it`,
      },
    ];
  });
}

function unknown(file: string, name: string, view: LetterView): InputProblem {
  const remedy = `use a column of the accounts or one of ${Object.keys(view).slice(0, 30).join(', ')}`;
  return { file, column: name, what: 'is nothing that a letter knows', remedy };
}
