import { type Answer, answerTo } from '../library/explain.js';
import { logText, pageOf, terminalText } from '../reports/document/terminal.js';
import { explainText } from '../reports/explain/explain-json.js';
import { exitCodes } from './exit-codes.js';
import { explainRules } from './explain-rules.js';
import { type ExplainFlags, readExplainFlags } from './flags/explain-flags.js';
import { readPlannedEvaluation } from './planned-evaluation.js';
import { terminalOf } from './terminal.js';
import type { World } from './world.js';

/** `carve explain PLAN [WHO]`: why things are as they are, and what would change them at what price. */
export async function explainCommand(
  world: World,
  folder: string,
  who: string | undefined,
  given: Readonly<Record<string, unknown>>,
): Promise<number> {
  const { flags, question } = readExplainFlags(who, given);
  const planned = await readPlannedEvaluation(world, folder, flags);
  if (!flags.quiet) {
    for (const note of planned.notes) world.stderr.write(logText([note], world.stderr.columns, 2));
  }
  const answer =
    question.about === 'rule' || question.about === 'rules'
      ? await explainRules(world, planned, question, flags)
      : answerTo(planned, folder, question);
  if (answer === undefined) return exitCodes.interrupted;
  say(world, flags, answer);
  return exitCodes.done;
}

function say(world: World, flags: ExplainFlags, answer: Answer): void {
  if (flags.format === 'json') {
    world.stdout.write(explainText(answer.json()));
    return;
  }
  world.stdout.write(terminalText(pageOf(terminalOf(world, flags)), answer.document()));
}
