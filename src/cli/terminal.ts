import type { BarSigns } from '../reports/document/terminal-page.js';
import type { World } from './world.js';

/** How stdout is laid out: its width, whether it has colour, what bars are drawn with. */
export interface Terminal {
  readonly columns: number | undefined;
  readonly colour: boolean;
  readonly bars: BarSigns | undefined;
}

/** What stdout can show; a file or a pipe gets the same whatever the terminal is. */
export function terminalOf(
  { stdout, environment }: Pick<World, 'stdout' | 'environment'>,
  flags: { readonly color: boolean },
): Terminal {
  const { columns, isTerminal } = stdout;
  if (!isTerminal) return { columns: undefined, colour: false, bars: undefined };
  return {
    columns,
    colour: flags.color && !environment.NO_COLOR,
    bars: showsBlocks(environment) ? 'blocks' : 'ascii',
  };
}

/** Whether a terminal shows what is beyond ASCII: by its locale, and on Windows by its make. */
function showsBlocks(environment: World['environment']): boolean {
  const { LC_ALL, LC_CTYPE, LANG, TERM, WT_SESSION, TERM_PROGRAM } = environment;
  if (TERM === 'dumb' || TERM === 'linux') return false;
  const locale = LC_ALL || LC_CTYPE || LANG;
  if (locale) return /utf-?8/i.test(locale);
  return Boolean(WT_SESSION) || TERM_PROGRAM === 'vscode';
}
