import { InputError } from '../model/input-problem.js';
import { allRows, type NamedRows, rowNamed } from '../planning/rule-costs/rows.js';
import { planWithout, type WithoutRow } from '../planning/rule-costs/without-row.js';
import { rulesJson } from '../reports/explain/explain-json.js';
import { ruleCostText, rulesCostText } from '../reports/explain/rule-cost-text.js';
import { rowLabel } from '../reports/row-words.js';
import { solveInBackground } from '../solver/background/in-background.js';
import type { Answer } from './explain-answer.js';
import type { ExplainFlags, Question } from './flags/explain-flags.js';
import type { PlannedEvaluation } from './planned-evaluation.js';
import { beginSearch } from './search-run.js';
import type { World } from './world.js';

/** What one row costs, or each of them; undefined where it was interrupted. */
export async function explainRules(
  world: World,
  planned: PlannedEvaluation,
  question: Extract<Question, { readonly about: 'rule' | 'rules' }>,
  flags: ExplainFlags,
): Promise<Answer | undefined> {
  const { problem } = planned.read;
  const rows = question.about === 'rules' ? allRows(problem) : [oneRow(planned, question.text)];
  const told = await costsOf(world, planned, rows, flags);
  if (told === undefined) return undefined;
  return {
    text: (page) =>
      question.about === 'rules'
        ? rulesCostText(page, problem, told)
        : ruleCostText(page, problem, told[0]),
    json: () => rulesJson(problem, told),
  };
}

function oneRow({ read: { problem } }: PlannedEvaluation, text: string): NamedRows {
  const found = rowNamed(problem, text);
  if (found !== undefined) return found;
  const numbers = problem.rules.map(({ row }) => row);
  const remedy =
    numbers.length === 0
      ? 'this plan has no rules'
      : `name a row of rules-used.csv, from ${Math.min(...numbers)} to ${Math.max(...numbers)}, or accounts.csv:ROW of a locked account, reps.csv:ROW of a rep with max_accounts`;
  throw new InputError([
    { file: '--rule', what: 'names no row of this plan', value: text, remedy },
  ]);
}

async function costsOf(
  world: World,
  { plan, read, evaluation, status, proven }: PlannedEvaluation,
  rows: readonly NamedRows[],
  flags: ExplainFlags,
): Promise<readonly WithoutRow[] | undefined> {
  const { seed, effort, time_limit_s } = plan.options;
  const tell = (text: string): void => {
    if (!flags.quiet) world.stderr.write(`${text}\n`);
  };
  const what =
    rows.length === 1
      ? `without ${rowLabel(rows[0].name)}`
      : `${rows.length} times, each without a row`;
  tell(`Planning again ${what}, as the plan was made (seed ${seed}, effort ${effort}).`);
  let current = '';
  const asked = {
    quiet: flags.quiet,
    seed,
    effort,
    threads: flags.threads,
    timeLimit: time_limit_s ?? undefined,
  };
  const run = await beginSearch(world, asked, 'without an answer', () => current);
  const told: WithoutRow[] = [];
  try {
    for (const [index, row] of rows.entries()) {
      current = `${index + 1} of ${rows.length}, without ${rowLabel(row.name)}`;
      const compared = { problem: read.problem, evaluation, status, proven };
      const again = {
        plan: compared,
        inputs: read.assembled,
        options: run.options,
        solve: solveInBackground,
      };
      told.push(await planWithout(again, row));
      if (run.stop.requested()) return undefined;
    }
    return told;
  } finally {
    run.progress.clear();
    run.stop.release();
  }
}
