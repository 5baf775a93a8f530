import { allRows, type NamedRows, rowNamed } from '../assembly/without-rows.js';
import { type Answer, answerTo } from '../library/explain.js';
import type { PlannedEvaluation } from '../library/planned.js';
import { InputError } from '../model/input-problem.js';
import { logText, terminalText } from '../reports/document/terminal.js';
import { pageOf } from '../reports/document/terminal-page.js';
import { explainText, rulesJson } from '../reports/explain/explain-json.js';
import { ruleCostDocument, rulesCostDocument } from '../reports/explain/rule-cost-text.js';
import { exitCodes } from './exit-codes.js';
import { type ExplainFlags, type Question, readExplainFlags } from './flags/explain-flags.js';
import { readPlannedEvaluation } from './planned-problem.js';
import { ruleCosts } from './rule-costs.js';
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

/** What one row costs, or each of them; undefined where it was interrupted. */
export async function explainRules(
  world: World,
  planned: PlannedEvaluation,
  question: Extract<Question, { readonly about: 'rule' | 'rules' }>,
  flags: ExplainFlags,
): Promise<Answer | undefined> {
  const { problem } = planned.read;
  const rows = question.about === 'rules' ? allRows(problem) : [oneRow(planned, question.text)];
  const reported = await ruleCosts(world, planned, rows, flags);
  if (reported === undefined) return undefined;
  return {
    document: () =>
      question.about === 'rules'
        ? rulesCostDocument(problem, reported)
        : ruleCostDocument(problem, reported[0]),
    json: () => rulesJson(problem, reported),
  };
}

function oneRow({ read: { problem } }: PlannedEvaluation, text: string): NamedRows {
  const found = rowNamed(problem, text);
  if (found !== undefined) return found;
  const of = problem.roles?.find(({ rules }) =>
    rules.some(({ row }) => String(row) === text.trim()),
  );
  if (of !== undefined) {
    const what = `names a row of the role ${of.name}, which is planned by itself`;
    const remedy = `plan.json has what it costs at most, under roles.${of.name}.rules`;
    throw new InputError([{ file: '--rule', what, value: text, remedy }]);
  }
  const numbers = problem.rules.map(({ row }) => row);
  const remedy =
    numbers.length === 0
      ? 'this plan has no rules'
      : `name a row of rules-used.csv, from ${Math.min(...numbers)} to ${Math.max(...numbers)}, or accounts.csv:ROW of a locked account, reps.csv:ROW of a rep with max_accounts`;
  throw new InputError([
    { file: '--rule', what: 'names no row of this plan', value: text, remedy },
  ]);
}
