import { list, paragraph, type Section, section } from './document/blocks.js';

/** A command, and what it is for. */
export type NextCommand = readonly [command: string, purpose: string];

/**
 * What somebody does next, as commands to paste: the last thing that a screen says.
 *
 * @param besides where to find the rest, in a line
 */
export function nextSection(commands: readonly NextCommand[], besides?: string): Section {
  const items = commands.map(([label, text]) => ({ label, text, tone: 'quiet' }) as const);
  return section(
    'Next',
    list(items, { overflow: 'below label' }),
    besides === undefined ? undefined : paragraph(besides, { tone: 'quiet' }),
  );
}
