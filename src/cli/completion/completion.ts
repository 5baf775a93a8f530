import type { Command } from 'commander';
import { InputError } from '../../model/input-problem.js';
import { visibleText } from '../../reports/document/visible-text.js';
import { exitCodes } from '../exit-codes.js';
import { listed } from '../flags/option.js';
import type { World } from '../world.js';
import { askedFor } from './asked.js';
import { candidatesFor } from './candidates.js';
import { completionScripts, type Shell, shells } from './scripts.js';

/** `carve completion SHELL`: the script that the shell is to run. */
export async function completionCommand(world: World, shell: string): Promise<number> {
  world.stdout.write(completionScripts[shellNamed(shell)]);
  return exitCodes.done;
}

/** `carve complete SHELL -- WORDS`: what those scripts ask. Nobody reads what is wrong there, so nothing is. */
export async function completeCommand(
  world: World,
  program: Command,
  shell: string,
  words: readonly string[],
): Promise<number> {
  const isBash = shellNamed(shell) === 'bash';
  const last = words.at(-1) ?? '';
  // The others hand over words as they are meant, but for a quote that is still open.
  const { joined, cut } = isBash
    ? bashWords(words)
    : { joined: [...words.slice(0, -1), last.replace(/^["']/, '')], cut: 0 };
  const asked = askedFor(program, joined);
  const found = await candidatesFor(world, asked);
  const lines = found
    .map(({ value, meaning }) => ({ value: `${asked.before}${value}`.slice(cut), meaning }))
    .filter(({ value }) => value !== '' && !/[\t\n\r]/.test(value))
    .map(({ value, meaning }) => `${visibleText(value)}\t${visibleText(meaning).slice(0, 80)}\n`);
  world.stdout.write(lines.join(''));
  return exitCodes.done;
}

function shellNamed(name: string): Shell {
  const shell = shells.find((one) => one === name);
  if (shell !== undefined) return shell;
  const what = 'is no shell that carve knows';
  throw new InputError([
    { file: 'carve completion', what, value: name, remedy: `use ${listed(shells)}` },
  ]);
}

/**
 * Bash parts words at `=` and `:` and hands over quotes and backslashes as they are typed; it puts a
 * candidate in the place of what stands behind the last such sign.
 *
 * @returns the words as they are meant, and how much of the last one bash keeps.
 */
function bashWords(words: readonly string[]): {
  readonly joined: readonly string[];
  readonly cut: number;
} {
  const joined: string[] = [];
  let cut = 0;
  let open = false;
  for (const word of words) {
    const isSign = /^[=:]+$/.test(word);
    const before = joined.at(-1);
    if (before !== undefined && (isSign || open)) {
      cut = isSign ? before.length + word.length : before.length;
      joined[joined.length - 1] = `${before}${unquoted(word)}`;
    } else {
      cut = 0;
      joined.push(unquoted(word));
    }
    open = isSign;
  }
  // What was typed before the cursor ends with a new word, which is empty.
  if (open && words.at(-1) === '') cut = joined.at(-1)?.length ?? 0;
  return { joined, cut };
}

function unquoted(word: string): string {
  const quote = /^["']/.exec(word)?.[0];
  if (quote === undefined) return word.replace(/\\(.)/g, '$1');
  const inner = word.slice(1);
  return inner.endsWith(quote) ? inner.slice(0, -1) : inner;
}
