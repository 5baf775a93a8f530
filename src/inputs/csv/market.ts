import { filledColumn } from '../../model/table.js';
import { marketColumns } from './market-columns.js';
import { inRowOrder } from './records.js';
import { readTable, type TableOptions, type TableReading } from './table-reader.js';

/** Reads market.csv; only the columns that carve knows are kept. */
export function readMarket(
  file: string,
  bytes: Uint8Array,
  options: Pick<TableOptions, 'mappings' | 'form'>,
): TableReading {
  const reading = readTable(file, bytes, 'market', marketColumns, {
    ...options,
    onlyKnown: true,
    mayBeEmpty: true,
  });
  const { table, header } = reading;
  if (header === undefined || table.size === 0 || filledColumn(table, 'companies') !== undefined) {
    return reading;
  }
  const missing = {
    file,
    what: 'has no column companies with numbers in it',
    remedy: `add one, or say which it is with --map "market.companies=HEADER"; the headers are ${header
      .filter((name) => name !== '')
      .slice(0, 30)
      .map((name) => `"${name}"`)
      .join(', ')}`,
  };
  return { ...reading, problems: inRowOrder([...reading.problems, missing]) };
}
