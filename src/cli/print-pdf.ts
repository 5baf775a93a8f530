import { type ChildProcess, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { InputError } from '../model/input-problem.js';
import { interruptible } from './interrupt.js';

/** A browser that has not printed a page by then will not. */
const longestMilliseconds = 120_000;

/**
 * A page as a PDF, printed by a browser without a window from a copy that is
 * taken away again. Undefined where the user broke it off.
 *
 * @throws InputError where the browser does not print it.
 */
export async function printPdf(
  browser: string,
  html: string,
  limit = longestMilliseconds,
): Promise<Uint8Array | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'carve-pdf-'));
  const running: { child?: ChildProcess } = {};
  const stop = interruptible(() => running.child?.kill('SIGKILL'));
  const onExit = (): void => {
    running.child?.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', onExit);
  try {
    const page = join(folder, 'report.html');
    const pdf = join(folder, 'report.pdf');
    await writeFile(page, html);
    const fault = await run(
      browser,
      [...flags(folder, pdf), pathToFileURL(page).href],
      limit,
      (child) => {
        running.child = child;
      },
    );
    if (stop.requested()) return undefined;
    const bytes = await readFile(pdf).catch(() => undefined);
    if (bytes?.subarray(0, 5).toString('latin1') === '%PDF-') return bytes;
    throw new InputError([
      {
        file: browser,
        what: `did not print the page${fault === '' ? '' : `: ${fault}`}`,
        remedy: 'name another browser in CHROME_PATH, or use --format html and print that',
      },
    ]);
  } finally {
    stop.release();
    process.off('exit', onExit);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function flags(folder: string, pdf: string): string[] {
  return [
    '--headless=new',
    '--disable-gpu',
    '--no-first-run',
    '--disable-extensions',
    '--disable-background-networking',
    '--no-pdf-header-footer',
    `--user-data-dir=${join(folder, 'profile')}`,
    `--print-to-pdf=${pdf}`,
    // Chromium refuses to run as root inside its sandbox; the page is carve's own.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ];
}

/** Runs the browser to its end, and returns what it said where it failed. */
function run(
  browser: string,
  args: readonly string[],
  limit: number,
  onStart: (child: ChildProcess) => void,
): Promise<string> {
  return new Promise((done) => {
    const child = spawn(browser, [...args], {
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: limit,
      killSignal: 'SIGKILL',
    });
    onStart(child);
    let printed = '';
    child.stderr.on('data', (data: Buffer) => {
      printed = `${printed}${data.toString('utf8')}`.slice(-2000);
    });
    child.on('error', (error) => done(error.message));
    child.on('close', (code, signal) => {
      if (code === 0) done('');
      else if (signal !== null) done(`it was still at it after ${limit / 1000} s`);
      else done(printed.trim().split('\n').at(-1) ?? `it left with ${code}`);
    });
  });
}
