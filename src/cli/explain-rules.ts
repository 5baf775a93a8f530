import { allRows, type NamedRows, rowNamed } from '../assembly/without-rows.js';
import type { Answer } from '../library/explain.js';
import type { PlannedEvaluation } from '../library/planned.js';
import { InputError } from '../model/input-problem.js';
import { rulesJson } from '../reports/explain/explain-json.js';
import { ruleCostDocument, rulesCostDocument } from '../reports/explain/rule-cost-text.js';
import type { ExplainFlags, Question } from './flags/explain-flags.js';
import { ruleCosts } from './rule-costs.js';
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
  const told = await ruleCosts(world, planned, rows, flags);
  if (told === undefined) return undefined;
  return {
    document: () =>
      question.about === 'rules'
        ? rulesCostDocument(problem, told)
        : ruleCostDocument(problem, told[0]),
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
