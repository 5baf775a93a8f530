import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { delimiter, resolve } from 'node:path';
import { InputError } from '../model/input-problem.js';
import type { World } from './world.js';

/** What Chromium and its kin are called. */
const names = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'chrome',
  'microsoft-edge',
  'chrome.exe',
  'msedge.exe',
];

/** Where they lie on systems that do not put them on the PATH. */
const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/**
 * The browser that prints a page: the one that CHROME_PATH names, else the first
 * there is.
 *
 * @throws InputError where there is none.
 */
export async function findBrowser({
  environment,
  cwd,
}: Pick<World, 'environment' | 'cwd'>): Promise<string> {
  const { CHROME_PATH: given, PATH: path = '' } = environment;
  if (given !== undefined && given !== '') {
    const named = resolve(cwd, given);
    if (await isProgram(named)) return named;
    const remedy = 'name the program of Chromium or Chrome, or unset it';
    throw new InputError([{ file: 'CHROME_PATH', what: 'names no program', value: given, remedy }]);
  }
  const folders = path.split(delimiter).filter((folder) => folder !== '');
  const candidates = names.flatMap((name) => folders.map((folder) => resolve(cwd, folder, name)));
  for (const candidate of [...candidates, ...places]) {
    if (await isProgram(candidate)) return candidate;
  }
  throw new InputError([
    {
      file: '--format',
      what: 'needs Chromium or Chrome to print the page, and none was found',
      value: 'pdf',
      remedy:
        'install one, name it in the environment variable CHROME_PATH, or use --format html and print that',
    },
  ]);
}

async function isProgram(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile() !== true) return false;
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
