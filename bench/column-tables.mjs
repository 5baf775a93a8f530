// npm run docs: writes the tables of columns in docs/files.md, and those of the CRMs' headers in
// docs/crm-headers.md, from what carve itself knows of them.

import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const place = /(<!-- columns of (\w+) -->\n).*?(<!-- end of columns -->)/gs;

/** A page with the tables between its marks written anew, from what is known of each file's columns. */
export function withColumnTables(page, fileRoles, holdsOf) {
  return page.replace(
    place,
    (_, mark, file, end) => `${mark}\n${columnTable(fileRoles[file].columns, holdsOf)}\n\n${end}`,
  );
}

/** Columns that hold and mean the same share a row, where the first of them stands. */
function columnTable(columns, holdsOf) {
  const rows = new Map();
  for (const column of columns) {
    const { name, use } = column;
    const output = use === undefined ? holdsOf(column) : `${holdsOf(column)} | ${use}`;
    rows.set(output, [...(rows.get(output) ?? []), `\`${name}\``]);
  }
  const heads = columns.some(({ use }) => use !== undefined)
    ? ['column', 'cells', 'used for']
    : ['column', 'cells'];
  return [
    `| ${heads.join(' | ')} |`,
    `|${heads.map(() => '---').join('|')}|`,
    ...[...rows].map(([output, names]) => `| ${names.join(', ')} | ${output} |`),
  ].join('\n');
}

const fileNames = {
  accounts: 'accounts',
  reps: 'reps',
  ofAccounts: 'opportunities, activities, contacts: their account',
  opportunities: 'opportunities',
  activities: 'activities',
  contacts: 'contacts',
};

/** A page with the tables between its marks written anew: what each CRM calls the columns. */
export function withHeaderTables(page, crmHeaders) {
  return page.replace(
    /(<!-- headers -->\n).*?(<!-- end of headers -->)/gs,
    (_, mark, end) => `${mark}\n${crmHeaders.map(headerTable).join('\n\n')}\n\n${end}`,
  );
}

function headerTable({ label, ...files }) {
  const cells = (headers = []) => headers.map((header) => `\`${header}\``).join(', ');
  const rows = Object.entries(files).flatMap(([file, columns]) =>
    Object.entries(columns).map(
      ([column, { strong, weak }]) =>
        `| ${fileNames[file]} | \`${column}\` | ${cells(strong)} | ${cells(weak)} |`,
    ),
  );
  const head = '| file | column | headers | where none of those is there |\n|---|---|---|---|';
  return `## ${label}\n\n${head}\n${rows.join('\n')}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { fileRoles } = await import('../dist/inputs/csv/file-roles.js');
  const { holdsOf } = await import('../dist/inputs/csv/column-spec.js');
  const path = fileURLToPath(new URL('../docs/files.md', import.meta.url));
  writeFileSync(path, withColumnTables(readFileSync(path, 'utf8'), fileRoles, holdsOf));
  const { crmHeaders } = await import('../dist/inputs/csv/crm-headers/index.js');
  const headers = fileURLToPath(new URL('../docs/crm-headers.md', import.meta.url));
  writeFileSync(headers, withHeaderTables(readFileSync(headers, 'utf8'), crmHeaders));
}
