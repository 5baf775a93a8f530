import { InputError } from '../../model/input-problem.js';
import { recordsAsFiled } from '../../model/table.js';
import type { Transition } from '../../transition/transition.js';
import { documentHtml } from '../document/html-page.js';
import { calendarText } from './calendar.js';
import { fileNames } from './file-names.js';
import { handoutMarkdown } from './handout-markdown.js';
import {
  type LetterTemplates,
  letterMarkdown,
  lettersCsv,
  silentWarnings,
  writtenLetters,
  writtenRoleLetters,
} from './letters.js';
import type { Names } from './names.js';
import { packDocument } from './pack.js';
import { playbooksOf, playbookTitle } from './playbooks.js';
import { roleHandoversCsv } from './roles.js';
import { dealsCsv, quotaCsv, timelineCsv } from './tables.js';
import { type PackOrigin, transitionJsonText } from './transition-json.js';

/** The files of every pack; those of playbooks and letters come besides. */
export const packFileNames = [
  'deals.csv',
  'quota.csv',
  'timeline.csv',
  'timeline.ics',
  'letters.csv',
  'role-handovers.csv',
  'role-letters.csv',
  'pack.html',
  'transition.json',
] as const;

export interface PackParts {
  readonly transition: Transition;
  readonly names: Names;
  readonly templates: LetterTemplates;
  readonly isAtRisk: (account: number) => boolean;
  readonly origin: PackOrigin;
}

/**
 * The files of a handover by name, transition.json last.
 *
 * @throws InputError with everything that is wrong in the letters' templates.
 */
export function transitionFiles(parts: PackParts): ReadonlyMap<string, string> {
  const { transition, names, templates, origin } = parts;
  const order = recordsAsFiled(transition.inputs.problem.reps);
  const { letters, problems } = writtenLetters(transition, names, templates);
  const toldOfRoles = writtenRoleLetters(transition, names, templates);
  const faults = [...problems, ...toldOfRoles.problems];
  if (faults.length > 0) throw new InputError(faults);
  const hasRoles = (transition.inputs.evaluation.roles ?? []).length > 0;
  const warnings = silentWarnings(transition, templates);
  const playbooks = playbooksOf(parts, order);
  const repFiles = fileNames(playbooks.map(({ rep }) => names.repId(rep)));
  const files = new Map<string, string>([
    ['deals.csv', dealsCsv(transition, names)],
    ['quota.csv', quotaCsv(transition, names, order)],
    ['timeline.csv', timelineCsv(transition)],
    ['timeline.ics', calendarText(transition, origin.plan.sha256)],
    ['letters.csv', lettersCsv(letters, names)],
    ...(hasRoles
      ? ([
          ['role-handovers.csv', roleHandoversCsv(transition, names)],
          ['role-letters.csv', lettersCsv(toldOfRoles.letters, names)],
        ] as const)
      : []),
    ...playbooks.flatMap(({ rep, document }, at): [string, string][] => {
      const title = playbookTitle(names, rep);
      return [
        [`playbooks/${repFiles[at]}.md`, handoutMarkdown(title, document)],
        [`playbooks/${repFiles[at]}.html`, documentHtml(title, document)],
      ];
    }),
    ...letters.map((letter): [string, string] => [
      `letters/${letter.file}.md`,
      letterMarkdown(letter, names),
    ]),
    ...toldOfRoles.letters.map((letter): [string, string] => [
      `role-letters/${letter.file}.md`,
      letterMarkdown(letter, names),
    ]),
    [
      'pack.html',
      documentHtml(
        'Handover of accounts',
        packDocument(transition, names, playbooks, [...letters, ...toldOfRoles.letters], warnings),
      ),
    ],
  ]);
  const json = transitionJsonText(transition, names, origin, {
    playbooks: playbooks.length,
    files,
    warnings,
  });
  return files.set('transition.json', json);
}
