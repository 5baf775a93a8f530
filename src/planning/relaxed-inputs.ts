import type { AssemblyInputs } from '../assembly/ground.js';
import { parseNumber } from '../inputs/cells/number.js';
import { InputError, type InputProblem } from '../model/input-problem.js';
import type { Relaxation } from '../model/relaxation.js';
import { type RuleText, ruleColumns } from '../model/rule.js';
import { parseRules } from '../rules/parse.js';

/**
 * The inputs with some cells of the rules, of max_accounts and of locked
 * written anew.
 *
 * @throws InputError where a change names no such cell, or the row makes no sense with it.
 */
export function relaxedInputs(
  inputs: AssemblyInputs,
  relaxations: readonly Relaxation[],
): AssemblyInputs {
  if (relaxations.length === 0) return inputs;
  const problems: InputProblem[] = [];
  const fault = ({ file, row, column, to }: Relaxation, what: string): void => {
    const remedy = 'plan again with --relax';
    problems.push({ file: `${file} (relaxed)`, row, column, what, value: to, remedy });
  };
  const texts = new Map(inputs.rules.map(({ row, text }) => [row, text]));
  const maxAccounts = new Map(inputs.options.maxAccounts);
  const unlocked = new Set(inputs.options.without?.locked);
  const repAt = new Map(Array.from(inputs.reps.rowNumbers, (row, rep) => [row, rep]));
  const accountAt = new Map(Array.from(inputs.accounts.rowNumbers, (row, at) => [row, at]));
  for (const change of relaxations) {
    const { file, row, column, to } = change;
    if (file === 'rules.csv') {
      const text = texts.get(row);
      const known = ruleColumns.find((one) => one === column);
      if (text === undefined || known === undefined) fault(change, 'is no cell of the rules');
      else texts.set(row, { ...text, [known]: to });
    } else if (file === 'reps.csv') {
      const rep = repAt.get(row);
      const most = parseNumber(to)?.value;
      if (rep === undefined || column !== 'max_accounts' || most === undefined) {
        fault(change, 'is no max_accounts of a rep');
      } else maxAccounts.set(rep, most);
    } else {
      const account = accountAt.get(row);
      if (account === undefined || column !== 'locked') fault(change, 'is no locked account');
      else unlocked.add(account);
    }
  }
  const parsed = parseRules(inputs.rulesFile, [...texts.values()] as readonly RuleText[]);
  problems.push(...parsed.problems);
  if (problems.length > 0) throw new InputError(problems);
  const without = {
    locked: unlocked,
    maxAccounts: inputs.options.without?.maxAccounts ?? new Set<number>(),
  };
  const options = { ...inputs.options, maxAccounts, without, relaxed: relaxations };
  return { ...inputs, rules: parsed.rules, options };
}
