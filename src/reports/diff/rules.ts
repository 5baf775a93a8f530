import type { RuleChange, RuleState } from '../../evaluation/diff/types.js';
import { firstOf, type Section, type SectionItem } from '../sections/section.js';
import type { DiffParts } from './parts.js';

/**
 * The rules whose state changed.
 *
 * @param all those too that came out the same with other numbers.
 */
export function ruleSection({ comparison }: DiffParts, most: number, all: boolean): Section[] {
  const rules = comparison.plans?.rules ?? [];
  const told = rules.filter(({ kind }) => all || kind !== 'figures');
  if (told.length === 0) return [];
  const { shown, more } = firstOf(told, most, 'rules');
  const title = all ? 'Rules that differ' : 'Rules whose state changed';
  return [{ title, items: shown.map(itemOf), ...(more !== undefined && { more }) }];
}

function itemOf({ kind, a, b }: RuleChange): SectionItem {
  const details = [a?.detail, b?.detail].filter((detail) => detail !== undefined);
  const said =
    details.length === 2 && details[0] !== details[1]
      ? [`before: ${details[0]}`, `after: ${details[1]}`]
      : details.slice(0, 1);
  return { text: `${mark(kind, b ?? a)} ${label(a, b)}: ${stateWords(kind, a, b)}`, details: said };
}

function mark(kind: RuleChange['kind'], rule: RuleState | undefined): string {
  if (kind === 'removed') return '-';
  if (rule?.status === 'met') return '✓';
  return rule?.level === 'must' ? '✗' : '~';
}

/** "row 7 (limit)", and where it has another number in B, both. */
function label(a: RuleState | undefined, b: RuleState | undefined): string {
  const rule = b ?? a;
  const rows = [...new Set([a, b].flatMap((one) => (one === undefined ? [] : [one.row])))];
  const place = rows.map((row) => (typeof row === 'number' ? `row ${row}` : row)).join(' → ');
  return `${place} (${rule?.rule ?? ''})`;
}

function stateWords(
  kind: RuleChange['kind'],
  a: RuleState | undefined,
  b: RuleState | undefined,
): string {
  switch (kind) {
    case 'broken':
    case 'met':
      return `${statusWords(a)} → ${statusWords(b)}`;
    case 'edited':
      return `written otherwise, ${statusWords(b)} as before`;
    case 'added':
      return `new, ${statusWords(b)}`;
    case 'removed':
      return `gone, was ${statusWords(a)}`;
    case 'figures':
      return `${statusWords(b)} as before, other figures`;
  }
}

/** A should rule that is not kept in full is not broken as a must rule is. */
function statusWords(rule: RuleState | undefined): string {
  if (rule?.status !== 'broken') return 'met';
  return rule.level === 'must' ? 'broken' : 'kept only in part';
}
