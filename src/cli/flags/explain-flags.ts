import type { Question as AboutPlan } from '../../library/explain.js';
import { InputError, type InputProblem } from '../../model/input-problem.js';
import { explainOptions } from '../options.js';
import { readOptions, type Values } from './option.js';

export type ExplainFlags = Values<typeof explainOptions>;

/** What is asked of a plan on the command line: what its rows cost as well. */
export type Question =
  | AboutPlan
  | { readonly about: 'rule'; readonly text: string }
  | { readonly about: 'rules' };

/**
 * Checks the flags of `carve explain`, and what they ask together with WHO.
 *
 * @throws InputError with every flag that does not fit, or where two things are asked at once.
 */
export function readExplainFlags(
  who: string | undefined,
  given: Readonly<Record<string, unknown>>,
): { readonly flags: ExplainFlags; readonly question: Question } {
  const flags = readOptions('explain', explainOptions, given);
  const { account, rep, to, rule, rulesCost } = flags;
  const asked: readonly { readonly flag: string; readonly question: Question }[] = [
    ...(who === undefined
      ? []
      : [{ flag: who, question: { about: 'who', text: who, to } as const }]),
    ...(account === undefined
      ? []
      : [{ flag: '--account', question: { about: 'account', text: account, to } as const }]),
    ...(rep === undefined
      ? []
      : [{ flag: '--rep', question: { about: 'rep', text: rep } as const }]),
    ...(rule === undefined
      ? []
      : [{ flag: '--rule', question: { about: 'rule', text: rule } as const }]),
    ...(rulesCost ? [{ flag: '--rules-cost', question: { about: 'rules' } as const }] : []),
  ];
  const problems: InputProblem[] = [];
  if (asked.length > 1) {
    problems.push({
      file: asked[1].flag,
      what: `asks for something else than ${asked[0].flag}`,
      remedy: 'ask one thing at a time',
    });
  }
  const question = asked[0]?.question ?? { about: 'plan' };
  if (to !== undefined && !('to' in question)) {
    problems.push({
      file: '--to',
      what: 'does not say which account is to go there',
      value: to,
      remedy: 'name an account: carve explain PLAN ACCOUNT --to REP',
    });
  }
  if (problems.length > 0) throw new InputError(problems);
  return { flags, question };
}
