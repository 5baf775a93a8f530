import { spelledTwice } from '../inputs/places/alike.js';
import type { RuleText } from '../model/rule.js';
import { fold, type Table } from '../model/table.js';
import { parseFilter } from '../rules/filter.js';

/** Columns of which a mixed spelling is told; reps' patches are compared by the same names. */
const columns = ['state', 'country'] as const;

/** So many places are named in a note; the rest are counted. */
const mostNamed = 3;

/**
 * Sentences on states and countries that the files and the filters write in
 * several ways: that they are taken for one, or what to do so that they are.
 * Without rules (they are drafted) every such column is told, else those that rules read.
 */
export function spellingNotes(
  tables: readonly Table[],
  rules: readonly RuleText[] | undefined,
  samePlaces: boolean,
): readonly string[] {
  return columns.flatMap((name) => {
    if (rules !== undefined && !rules.some((rule) => reads(rule, name))) return [];
    const mixed = spelledTwice(name, tables, (rules ?? []).flatMap(valuesAsked(name)));
    if (mixed.length === 0) return [];
    const shown = mixed.slice(0, mostNamed).map((spellings) => spellings.join(' = '));
    const rest = mixed.length > mostNamed ? `, and ${mixed.length - mostNamed} more` : '';
    const spelledOut = `${name}: ${shown.join(', ')}${rest}`;
    return [
      samePlaces
        ? `${spelledOut}: taken for one value each (--same-places)`
        : `${spelledOut}: compared as written; --same-places takes them for one value each`,
    ];
  });
}

/** The values that a rule's filters compare a column with. */
function valuesAsked(column: string): (rule: RuleText) => readonly string[] {
  return ({ accounts, reps }) =>
    [accounts, reps].flatMap((text) =>
      (parseFilter(text).filter?.conditions ?? [])
        .filter((condition) => [column, `owner.${column}`].includes(fold(condition.column)))
        .flatMap(({ values }) => values),
    );
}

function reads(rule: RuleText, column: string): boolean {
  const word = new RegExp(`\\b${column}\\b`, 'i');
  return [rule.accounts, rule.reps, rule.metric, rule.by].some((text) => word.test(text));
}
