import { counted } from '../../outcome-words.js';
import type { ReportParts } from '../parts.js';
import { accountSheets } from './account-sheets.js';
import { workbookBytes } from './bytes.js';
import { repSheet, ruleSheet, summarySheet } from './summary-sheets.js';

/** The plan as a workbook to work in: summary, reps, moves, all accounts, a tab a manager, rules. */
export async function reportWorkbook(parts: ReportParts): Promise<Uint8Array> {
  const { sheets, managersLeft } = accountSheets(parts);
  const more =
    managersLeft === 0
      ? []
      : [
          `${counted(managersLeft, 'manager')} more have no tab of their own: filter All accounts by Manager`,
        ];
  const all = [summarySheet(parts, more), repSheet(parts), ...sheets, ruleSheet(parts)];
  return workbookBytes('carve report', all);
}
