import type { AssemblyContext } from '../../assembly/ground.js';
import { suitabilityOf } from '../../assembly/suitability.js';
import { familyOf, measureOfRow } from '../../measures/index.js';
import type { Problem } from '../../model/problem.js';
import type { Rule } from '../../model/rule.js';
import type { IdleQuestion } from '../../rules/definition.js';
import { definitions } from '../../rules/kinds/index.js';
import type { Finding, Idleness } from '../finding.js';
import type { Inspection } from '../inspection.js';

/** Rows that change nothing, whatever is planned. */
export function idleRules(inspection: Inspection): readonly Finding[] {
  const { rules, rulesFile, drafted, context, problem } = inspection;
  if (drafted || context === undefined || problem === undefined) return [];
  const matchesSomething = (rule: Rule): boolean =>
    context.tables.accountsPassing(rule).includes(1) &&
    context.tables.repsPassing(rule).includes(1);
  return rules.filter(matchesSomething).flatMap((rule): Finding[] => {
    const why = idlenessOf(rule, context, problem);
    if (why === undefined) return [];
    return [
      {
        kind: 'rule-never-binds',
        severity: 'note',
        file: rulesFile,
        rows: [rule.row],
        facts: { rule: rule.kind, why },
      },
    ];
  });
}

function idlenessOf(rule: Rule, context: AssemblyContext, problem: Problem): Idleness | undefined {
  const isTerm = rule.level === 'should' && familyOf(rule.kind)?.alwaysTerm !== true;
  if (rule.weight === 0 && isTerm) return { reason: 'weight-zero' };
  const question: IdleQuestion = {
    rule,
    problem,
    passing: () => context.tables.accountsPassing(rule),
    suitable: (one) => suitabilityOf(one, context.tables, context.repColumns),
    isGiven: (column) => (context.columns.table.columns.get(column)?.filled ?? 0) > 0,
  };
  return (
    definitions[rule.kind].idle?.(question) ??
    measureOfRow(problem, rule.row, (family, measure) => family.idle(measure, question))
  );
}
