import { join } from 'node:path';
import { isAtRisk } from '../planning/transition.js';
import { list, paragraph, section } from '../reports/document/blocks.js';
import { terminalText } from '../reports/document/terminal.js';
import { pageOf } from '../reports/document/terminal-page.js';
import { counted } from '../reports/document/words.js';
import { maskedNames, plainNames } from '../reports/transition/names.js';
import { transitionFiles } from '../reports/transition/transition-files.js';
import { exitCodes } from './exit-codes.js';
import { readNamedFile } from './files.js';
import type { Values } from './flags/option.js';
import { templatesIn } from './letter-templates.js';
import type { verifyOptions } from './options.js';
import { handoverOfPack, type Pack } from './pack-folder.js';
import { terminalOf } from './terminal.js';
import type { World } from './world.js';

/** So many differences are shown; the JSON has all. */
const shown = 20;

/** A file of a pack that is not what its plan gives, by the first line that differs. */
interface Difference {
  readonly file: string;
  readonly line: number;
  readonly is: string;
  readonly expected: string;
}

/** Works every file of a handover out again from its plan, and says which differ. */
export async function verifyPack(
  world: World,
  pack: Pack,
  flags: Values<typeof verifyOptions>,
): Promise<number> {
  const { folder, json } = pack;
  const made = await handoverOfPack(world, pack, flags);
  const { problem } = made.planned.read;
  const { plan, inputs, options } = json;
  const templates = inputs.templates && join(folder, inputs.templates);
  const expected = transitionFiles({
    transition: made.transition,
    names: (options.masked ? maskedNames : plainNames)(problem, made.opportunities),
    templates: await templatesIn(world, templates),
    isAtRisk: isAtRisk(problem.accounts),
    origin: {
      version: json.carve,
      plan,
      inputs,
      fiscalStart: options.fiscal_start,
      map: options.map ?? [],
      reading: options.reading,
    },
  });
  const differences: Difference[] = [];
  for (const [file, text] of expected) {
    const { file: found } = await readNamedFile(world, join(folder, file));
    const written = found === undefined ? undefined : Buffer.from(found.bytes).toString('utf8');
    if (written !== text) differences.push(firstDifference(file, written, text));
  }
  tell(world, differences, expected.size, folder, flags);
  return differences.length > 0 ? exitCodes.finding : exitCodes.done;
}

function firstDifference(file: string, written: string | undefined, text: string): Difference {
  if (written === undefined) return { file, line: 0, is: 'not there', expected: 'there' };
  const [is, expected] = [written.split('\n'), text.split('\n')];
  const at = expected.findIndex((line, index) => line !== is[index]);
  const line = at < 0 ? expected.length : at;
  return { file, line: line + 1, is: is[line] ?? '', expected: expected[line] ?? '' };
}

function tell(
  world: World,
  differences: readonly Difference[],
  files: number,
  folder: string,
  flags: Values<typeof verifyOptions>,
): void {
  const verified = differences.length === 0;
  if (flags.format === 'json') {
    world.stdout.write(`${JSON.stringify({ verified, files, differences }, undefined, 2)}\n`);
    return;
  }
  if (flags.quiet) return;
  const headline = verified
    ? `Verified: all ${files} files of ${folder} are what the plan gives`
    : `${counted(differences.length, 'file')} of ${files} ${differences.length === 1 ? 'is' : 'are'} not what the plan gives`;
  const lines = differences
    .slice(0, shown)
    .map(({ file, line, is, expected }) =>
      line === 0 ? `${file}: is not there` : `${file}:${line}: is ${is}, should be ${expected}`,
    );
  const rest = differences.length - lines.length;
  const more = rest > 0 ? [paragraph(`… and ${rest} more`)] : [];
  world.stdout.write(
    terminalText(pageOf(terminalOf(world, flags)), {
      headline: { text: headline, tone: verified ? 'good' : 'bad', toneOf: 'lead' },
      sections: verified ? [] : [section(undefined, list(lines), more)],
    }),
  );
}
