import type { ColumnSpec } from '../inputs/csv/column-spec.js';
import { joinedHeaders } from '../inputs/csv/header-key.js';
import type { Rule } from '../model/rule.js';
import { fold, type Table } from '../model/table.js';
import { lettersOnly } from '../rules/column-source.js';
import { definitions } from '../rules/kinds/index.js';
import { nearest } from '../rules/nearest.js';

/** Headers that a note names; the rest is counted. */
const named = 12;

/** Which headers of a file neither carve knows nor a rule names: a misspelled one is found there. */
export function unusedHeaders(
  table: Table,
  specs: readonly ColumnSpec[],
  rules: readonly Rule[],
  readBesides: readonly string[] = [],
): readonly string[] {
  const known = new Set([...specs.map(({ name }) => name), ...readBesides]);
  const asked = new Set(
    rules.flatMap(({ kind, accounts, reps, metric, value }) => [
      ...(definitions[kind].givesRole === true ? [lettersOnly(value)] : []),
      ...[...accounts.conditions, ...reps.conditions].map(({ column }) =>
        lettersOnly(fold(column).replace(/^owner\./, '')),
      ),
      ...metric.split('=').map(lettersOnly),
    ]),
  );
  // Two headers may make one column: First Name + Last Name.
  const pairs = [...table.columns.values()]
    .filter(({ header }) => header.includes(joinedHeaders))
    .flatMap(({ header }) => header.split(joinedHeaders));
  // A column of yes and no may say what a column of carve's does: Active the status.
  const taken = new Set(
    [...table.columns.values()].filter(({ name }) => known.has(name)).map(({ header }) => header),
  );
  const unused = [...table.columns.values()]
    .filter(({ name, header, filled }) => {
      if (known.has(name) || taken.has(header) || filled === 0) return false;
      if (pairs.includes(header)) return false;
      return ![name, header].some((one) => asked.has(lettersOnly(one)));
    })
    .map(({ header }) => header);
  if (unused.length === 0) return [];
  const shown = unused.slice(0, named).join(', ');
  const more = unused.length > named ? ` and ${unused.length - named} more` : '';
  return [
    `${table.file}: not used, because neither carve nor a rule knows it: ${shown}${more}`,
    ...slips(table, specs, unused),
  ];
}

/** Headers that are a slip away from a column which the file does not have otherwise. */
function slips(
  { file, columns }: Table,
  specs: readonly ColumnSpec[],
  unused: readonly string[],
): readonly string[] {
  const missing = specs.flatMap(({ name, strong }) =>
    (columns.get(name)?.filled ?? 0) > 0 ? [] : [name, ...strong].map((key) => ({ name, key })),
  );
  return unused.flatMap((header) => {
    const letters = lettersOnly(header);
    if (letters.length < shortestSlip) return [];
    const key = nearest(letters, new Set(missing.map((one) => lettersOnly(one.key))));
    const meant = missing.find((one) => lettersOnly(one.key) === key)?.name;
    if (meant === undefined) return [];
    return [
      `warning: ${file} has no ${meant}: is it "${header}"? then add --map "${meant}=${header}"`,
    ];
  });
}

/** Shorter words are others too often. */
const shortestSlip = 5;
