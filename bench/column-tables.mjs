// npm run docs: writes the tables of columns in docs/files.md from what carve itself knows of them.

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

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { fileRoles } = await import('../dist/inputs/csv/file-roles.js');
  const { holdsOf } = await import('../dist/inputs/csv/column-spec.js');
  const path = fileURLToPath(new URL('../docs/files.md', import.meta.url));
  writeFileSync(path, withColumnTables(readFileSync(path, 'utf8'), fileRoles, holdsOf));
}
