import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { shipped } from '../library/shipped.js';
import { InputError } from '../model/input-problem.js';
import type { LetterTemplate } from '../reports/transition/letter-template.js';
import { letterTemplates } from '../reports/transition/letter-template.js';
import { codeOf, readingFault, readNamedFile } from './files.js';
import type { World } from './world.js';

/** The templates that carve ships, by name. */
export async function shippedTemplates(): Promise<ReadonlyMap<string, LetterTemplate>> {
  const found = await Promise.all(
    letterTemplates.map(async (name): Promise<[string, LetterTemplate]> => {
      const text = await readFile(shipped(`../templates/${name}.md`), 'utf8');
      return [name, { name, file: `${name}.md`, text }];
    }),
  );
  return new Map(found);
}

/**
 * The templates that letters are written with: those of a folder, with one
 * folder within it for each further language, and carve's own for what it lacks.
 *
 * @throws InputError where the folder cannot be read, or holds no template.
 */
export async function templatesIn(
  world: World,
  folder: string | undefined,
): Promise<ReadonlyMap<string, LetterTemplate>> {
  const templates = new Map(await shippedTemplates());
  if (folder === undefined) return templates;
  const remedy = 'carve init --templates DIR writes templates to start from';
  const entries = await readdir(resolve(world.cwd, folder), { withFileTypes: true }).catch(
    (error: unknown) => {
      const code = codeOf(error);
      const what = code === 'ENOTDIR' ? 'is no folder' : readingFault(code).what;
      throw new InputError([{ file: folder, what, remedy }]);
    },
  );
  const languages = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  let found = 0;
  for (const language of ['', ...languages]) {
    const within = language === '' ? folder : join(folder, language);
    const names = new Set(await readdir(resolve(world.cwd, within)).catch(() => []));
    for (const template of letterTemplates) {
      if (!names.has(`${template}.md`)) continue;
      const file = join(within, `${template}.md`);
      const reading = await readNamedFile(world, file);
      if (reading.file === undefined) throw new InputError([reading.problem]);
      const name = language === '' ? template : `${language.toLowerCase()}/${template}`;
      const text = Buffer.from(reading.file.bytes)
        .toString('utf8')
        .replace(/^\ufeff/, '');
      templates.set(name, { name, file, text });
      found++;
    }
  }
  if (found === 0) {
    const what = `holds none of ${letterTemplates.map((name) => `${name}.md`).join(', ')}`;
    throw new InputError([{ file: folder, what, remedy }]);
  }
  return templates;
}
