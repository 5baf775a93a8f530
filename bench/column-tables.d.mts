import type { CrmHeaders } from '../src/inputs/csv/crm-headers/crm-headers.js';

interface DocumentedColumn {
  readonly name: string;
  readonly use?: string;
}

/** A page with the tables between its marks written anew, from what is known of each file's columns. */
export declare function withColumnTables<Column extends DocumentedColumn>(
  page: string,
  fileRoles: Readonly<Record<string, { readonly columns?: readonly Column[] }>>,
  holdsOf: (column: Column) => string,
): string;

export function withHeaderTables(page: string, crmHeaders: readonly CrmHeaders[]): string;
