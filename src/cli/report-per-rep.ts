import { InputError } from '../model/input-problem.js';
import { logText } from '../reports/document/terminal.js';
import { counted } from '../reports/document/words.js';
import { perRepFiles } from '../reports/report/per-rep.js';
import { exitCodes } from './exit-codes.js';
import type { ReportFlags } from './flags/report-flags.js';
import { interruptible } from './interrupt.js';
import { outputProblems } from './output-folder.js';
import { planFolderNamed } from './plan-folder.js';
import { readPlannedEvaluation } from './planned-problem.js';
import { filesRead, tellNotes } from './reported-plan.js';
import type { World } from './world.js';
import { writeFolder } from './write-folder.js';

/** `carve report PLAN --per-rep DIR`: a file for each rep, all of them or none. */
export async function reportPerRep(
  world: World,
  named: string,
  out: string,
  flags: ReportFlags,
): Promise<number> {
  const folder = planFolderNamed(named);
  const planned = await readPlannedEvaluation(world, folder, flags);
  tellNotes(world, planned, flags);
  const format = flags.format === 'markdown' ? 'markdown' : 'html';
  const files = perRepFiles(planned.read.problem, planned.evaluation, format);
  const faults = await outputProblems(world, {
    out,
    names: [...files.keys()],
    inputs: filesRead(folder, planned, flags),
  });
  if (faults.length > 0) {
    throw new InputError(faults.map((fault) => ({ ...fault, file: '--per-rep' })));
  }
  const stop = interruptible();
  await writeFolder(world, out, files).finally(stop.release);
  if (stop.requested()) return exitCodes.interrupted;
  if (!flags.quiet) {
    const text = `wrote ${counted(files.size, 'file')}, one for each rep, to ${out}`;
    world.stderr.write(logText([text], undefined, 2));
  }
  return exitCodes.done;
}
