import { type CsvTable, type WrittenCell, writeCsv } from '../inputs/csv/write.js';
import { type RuleColumn, type RuleText, ruleColumns } from '../model/rule.js';

const numberColumns: ReadonlySet<RuleColumn> = new Set<RuleColumn>(['top', 'min', 'max', 'weight']);
const plainNumber = /^-?\d+(\.\d+)?$/;

/**
 * rules-used.csv: the rules as planned with. Each stands in the very row that
 * plan.json names it by; rows that were comments or blank are comments here.
 * The defaults, which no file holds (rows below 1), are left out.
 */
export function rulesUsedTable(rules: readonly RuleText[]): CsvTable {
  return { columns: ruleColumns, rows: () => rows(rules) };
}

/** The same as text: a rules file. */
export function rulesFileText(rules: readonly RuleText[]): string {
  return writeCsv(ruleColumns, rows(rules));
}

function* rows(rules: readonly RuleText[]): Generator<WrittenCell[]> {
  let next = 2;
  for (const rule of rules) {
    if (rule.row < 1) continue;
    for (; next < rule.row; next++) yield ruleColumns.map((_, index) => (index === 0 ? '#' : ''));
    yield ruleColumns.map((column) => cell(rule, column));
    next++;
  }
}

/** A number is written bare even where it begins with a minus. */
function cell(text: RuleText, column: RuleColumn): WrittenCell {
  const written = text[column].trim();
  return numberColumns.has(column) && plainNumber.test(written) ? Number(written) : text[column];
}
