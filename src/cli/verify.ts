import { join } from 'node:path';
import { loadPageKit } from '../library/page-kit.js';
import { readAgain } from '../library/planned.js';
import { version } from '../planning/version.js';
import { problemLine } from '../reports/problems-text.js';
import { verificationJson, verificationText } from '../reports/verification-text.js';
import { verify } from '../verification/verify.js';
import { exitCodes } from './exit-codes.js';
import { readOptions } from './flags/option.js';
import { verifyOptions } from './options.js';
import { packAlone } from './pack-folder.js';
import { planChain } from './plan-chain.js';
import { planFolderNamed, readPlanFolder, unlistedFiles } from './plan-folder.js';
import { planAgain } from './plan-sources.js';
import { findInputs } from './planned-problem.js';
import { terminalOf } from './terminal.js';
import { verifyPack } from './verify-pack.js';
import type { World } from './world.js';

/** `carve verify PLAN`: works a plan folder out again and says what disagrees. */
export async function verifyCommand(
  world: World,
  named: string,
  given: Readonly<Record<string, unknown>>,
): Promise<number> {
  const flags = readOptions('verify', verifyOptions, given);
  const pack = await packAlone(world, named);
  if (pack !== undefined) return verifyPack(world, pack, flags);
  const folder = planFolderNamed(named);
  const { plan, files, missing } = await readPlanFolder(world, folder);
  const { inputs, unreadable } = await findInputs(world, folder, plan, flags);
  const { read, faults } = await readAgain(
    join(folder, 'plan.json'),
    plan,
    inputs,
    false,
    files.get('assignments.csv'),
  );
  const { again, lacks } =
    read === undefined ? {} : await planAgain(world, { folder, plan, files, inputs, read });
  const verification = verify(
    {
      plan,
      files,
      missing,
      unlisted: await unlistedFiles(world, folder, plan),
      inputs,
      read,
      chain: await planChain(world, folder, plan),
      again,
      lacks,
      pageKit: read && (await loadPageKit(read.problem)),
      unreadable: [...unreadable, ...faults.slice(0, mostFaults)].map(problemLine),
    },
    version,
    flags.format === 'json' ? Number.POSITIVE_INFINITY : undefined,
  );
  if (flags.format === 'json') world.stdout.write(verificationJson(verification));
  else if (!flags.quiet) {
    const { columns = 80, colour } = terminalOf(world, flags);
    world.stdout.write(verificationText(verification, { folder, plan, columns, colour }));
  }
  if (verification.disagreements.length > 0) return exitCodes.finding;
  return verification.unchecked.length > 0 ? exitCodes.badInput : exitCodes.done;
}

/** Of an input that cannot be read, this much says enough. */
const mostFaults = 5;
