import { isRemark, ruleColumns } from '../../model/rule.js';
import { fold } from '../../model/table.js';
import type { Finding } from '../finding.js';
import type { Inspection } from '../inspection.js';

/** Names and notes say nothing to a plan, and a level may be left out: the rule itself knows it. */
const saying = ruleColumns.filter((column) => !isRemark(column) && column !== 'level');

/** Rows that say what an earlier row says. */
export function repeatedRules({ rules, rulesFile, drafted }: Inspection): readonly Finding[] {
  if (drafted) return [];
  const firstRow = new Map<string, number>();
  return rules.flatMap((rule): Finding[] => {
    const meaning = JSON.stringify([
      ...saying.map((column) => fold(rule.text[column])),
      rule.level,
    ]);
    const first = firstRow.get(meaning);
    if (first === undefined) {
      firstRow.set(meaning, rule.row);
      return [];
    }
    return [
      {
        kind: 'rule-repeated',
        severity: 'warning',
        file: rulesFile,
        rows: [rule.row],
        facts: { rule: rule.kind, first },
      },
    ];
  });
}
