import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { logText } from '../reports/document/terminal.js';
import type { World } from './world.js';

/** Runs a command with `--open`, and then shows the page that it wrote; nothing that goes wrong there fails the command. */
export async function openingPage(
  world: World,
  run: (world: World) => Promise<number>,
): Promise<number> {
  const pages: string[] = [];
  const code = await run({
    ...world,
    wrote: (folder, names) => {
      world.wrote?.(folder, names);
      // Those in folders below belong to one option or one rep.
      const found = names.filter((name) => /^[^/\\]+\.html?$/i.test(name));
      pages.push(...found.map((name) => join(folder, name)));
    },
  });
  const [page] = pages;
  const fault =
    page === undefined
      ? 'no page was written, so there is nothing to open; --out plan.html writes one'
      : await openPage(world, page);
  if (fault !== undefined) world.stderr.write(logText([fault], world.stderr.columns, 2));
  return code;
}

/** @returns what went wrong, in a sentence. */
async function openPage(world: World, page: string): Promise<string | undefined> {
  const { program, args } = opener(process.platform, resolve(world.cwd, page));
  const env = world.environment;
  return new Promise((settle) => {
    const child = spawn(program, args, { detached: true, stdio: 'ignore', env: { ...env } });
    child.once('error', () => settle(`${page} could not be opened (there is no ${program} here)`));
    child.once('spawn', () => {
      child.unref();
      settle(undefined);
    });
  });
}

/** What a system opens a file with. */
export function opener(
  platform: NodeJS.Platform,
  path: string,
): { readonly program: string; readonly args: readonly string[] } {
  switch (platform) {
    case 'darwin':
      return { program: 'open', args: [path] };
    case 'win32':
      return { program: 'explorer.exe', args: [path] };
    default:
      return { program: 'xdg-open', args: [path] };
  }
}
