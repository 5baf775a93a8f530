import { isSamePlace } from '../../inputs/places/alike.js';
import type { Condition, Rule } from '../../model/rule.js';
import { type Column, comparableText } from '../../model/table.js';
import { CircularColumn, type ColumnSource } from '../../rules/column-source.js';
import { applyCondition, comparableLists } from '../../rules/matching.js';
import type { Finding } from '../finding.js';
import type { Inspection } from '../inspection.js';
import { likeliest } from '../names/slips.js';
import { conditionText } from './column-uses.js';

/** Filters that nobody passes, and single values in them that no cell holds: mostly a value spelled otherwise in the data. */
export function filterValues(inspection: Inspection): readonly Finding[] {
  const { context, rules, drafted } = inspection;
  if (context === undefined || drafted) return [];
  return rules.flatMap((rule) => [
    ...ofFilter(inspection, rule, 'account', context.columns),
    ...ofFilter(inspection, rule, 'rep', context.repColumns),
  ]);
}

function ofFilter(
  { rulesFile }: Inspection,
  rule: Rule,
  of: 'account' | 'rep',
  source: ColumnSource,
): Finding[] {
  const cell = of === 'account' ? 'accounts' : 'reps';
  const filter = rule[cell];
  const place = { file: rulesFile, rows: [rule.row], column: cell, severity: 'warning' } as const;
  const readings = filter.conditions.map((condition) => reading(condition, source));
  if (readings.some((one) => one === undefined)) return [];
  const together = new Uint8Array(source.size).fill(1);
  const unseen: Finding[] = [];
  let culprit: string | undefined;
  let likely: string | undefined;
  for (const one of readings) {
    if (one === undefined) continue;
    one.passing.forEach((passes, record) => {
      if (passes === 0) together[record] = 0;
    });
    const { condition, column, isEmpty } = one;
    const strange = isEmpty || condition.values.length > 1 ? unseenValues(condition, column) : [];
    if (isEmpty) {
      culprit ??= conditionText(condition);
      likely ??= likelyOf(strange[0], column);
      continue;
    }
    for (const value of strange) {
      unseen.push({
        ...place,
        kind: 'value-never-seen',
        value,
        facts: {
          of,
          rule: rule.kind,
          filterColumn: column.header,
          likely: likelyOf(value, column),
        },
      });
    }
  }
  if (filter.conditions.length === 0 || together.includes(1)) return unseen;
  return [
    {
      ...place,
      kind: 'filter-matches-nothing',
      value: filter.text,
      facts: { of, rule: rule.kind, culprit, likely },
    },
    ...unseen,
  ];
}

interface Reading {
  readonly condition: Condition;
  readonly column: Column;
  readonly passing: Uint8Array;
  readonly isEmpty: boolean;
}

/** What one condition lets through by itself; undefined where it cannot be read, which is told as an error. */
function reading(condition: Condition, source: ColumnSource): Reading | undefined {
  try {
    const column = source.column(condition.column);
    if (column === undefined) return undefined;
    const passing = new Uint8Array(source.size).fill(1);
    if (applyCondition(column, condition, passing) !== undefined) return undefined;
    return { condition, column, passing, isEmpty: !passing.includes(1) };
  } catch (error) {
    if (error instanceof CircularColumn) return undefined;
    throw error;
  }
}

/** The alternatives of an equality on text that no cell equals. */
function unseenValues({ operator, values }: Condition, column: Column): readonly string[] {
  const equality = operator === '=' || operator === '!=';
  if (!equality || column.kind !== 'text' || column.wordNumbers || column.wordDays) return [];
  const form = (text: string): string => comparableText(column, text);
  const held = new Set([...comparableLists(column).flat(), ...column.words.map(form)]);
  return values.filter((value) => value !== '' && !held.has(form(value)));
}

function likelyOf(value: string | undefined, column: Column): string | undefined {
  if (value === undefined || column.kind !== 'text') return undefined;
  const otherwise = column.words.find((word) => isSamePlace(column.name, word, value));
  return otherwise ?? likeliest(value, column.words);
}
