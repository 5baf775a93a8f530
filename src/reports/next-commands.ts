import { crmNames } from '../crm/crm.js';
import { list, paragraph, type Section, section } from './document/blocks.js';
import { asWord } from './document/shell-word.js';

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

/** What goes on from a plan folder, as every command that writes or judges one says it. */
export const nextFor = {
  review: (folder) => [`carve review ${asWord(folder)}`, 'a sheet for each manager'],
  transition: (folder) => [`carve transition ${asWord(folder)}`, 'letters, playbooks, dates'],
  export: (folder) => [
    `carve export ${asWord(folder)} --for ${crmNames[0]}`,
    `load files; or for ${crmNames.slice(1).join(', ')}`,
  ],
} as const satisfies Readonly<Record<string, (folder: string) => NextCommand>>;
