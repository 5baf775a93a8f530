import { caseSafeId } from '../../inputs/cells/salesforce-id.js';
import { filledColumn, type Table } from '../../model/table.js';
import { likeliest } from './slips.js';

/**
 * The account, by its name or else its id, that an unknown text was likely meant
 * to be; undefined for Salesforce ids too: a letter apart they are two records.
 */
export function likelyAccount(text: string, accounts: Table): string | undefined {
  if (caseSafeId(text) !== undefined) return undefined;
  for (const name of ['account_name', 'account_id']) {
    const column = filledColumn(accounts, name);
    const likely = column?.kind === 'text' ? likeliest(text, column.words) : undefined;
    if (likely !== undefined) return likely;
  }
  return undefined;
}
