import { cellText } from '../../model/table.js';
import { TableColumns } from '../../rules/column-source.js';
import { emptyCountsAsZero } from '../../rules/matching.js';
import type { Finding } from '../finding.js';
import type { Inspection } from '../inspection.js';
import { accountColumn, conditionText, isComparison } from './column-uses.js';

/** Comparisons of numbers and dates that meet empty cells, and what they make of them (contract 4). */
export function emptyComparisons(inspection: Inspection): readonly Finding[] {
  const { accounts, rules, rulesFile, drafted } = inspection;
  if (drafted) return [];
  const columns = new TableColumns(accounts);
  return rules.flatMap((rule) => {
    const reported = new Set<string>();
    return rule.accounts.conditions.flatMap((condition): Finding[] => {
      const column = accountColumn(columns, condition.column);
      if (column === undefined || !isComparison(column, condition)) return [];
      if (condition.values.includes('') || reported.has(column.name)) return [];
      let empty = 0;
      for (let account = 0; account < accounts.size; account++) {
        if (cellText(column, account) === '') empty++;
      }
      if (empty === 0) return [];
      reported.add(column.name);
      const zero = emptyCountsAsZero(column.name);
      return [
        {
          kind: 'comparison-reads-empty',
          severity: 'note',
          file: rulesFile,
          rows: [rule.row],
          column: 'accounts',
          value: conditionText(condition),
          facts: {
            rule: rule.kind,
            field: column.header,
            empty,
            of: accounts.size,
            as: zero ? 'zero' : condition.operator === '!=' ? 'true' : 'false',
          },
        },
      ];
    });
  });
}
