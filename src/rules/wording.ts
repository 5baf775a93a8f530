import type { Condition, Filter, Rule, RuleBound } from '../model/rule.js';

const operatorWords: Record<Condition['operator'], string> = {
  '=': 'is',
  '!=': 'is not',
  '<': 'is below',
  '<=': 'is at most',
  '>': 'is above',
  '>=': 'is at least',
  '~': 'contains',
};

function sayCondition(condition: Condition): string {
  const column = condition.column.replace(/^owner\./i, "owner's ");
  if (condition.values.length === 1 && condition.values[0] === '') {
    return `${column} ${condition.operator === '!=' ? 'is filled' : 'is empty'}`;
  }
  return `${column} ${operatorWords[condition.operator]} ${orList(condition.values)}`;
}

/** "accounts whose segment is Enterprise or Strategic", or "all accounts". */
export function sayAccounts(filter: Filter, noun = 'accounts'): string {
  return sayFiltered(noun, filter);
}

/** "reps whose region is East", or "any rep". */
export function sayReps(filter: Filter): string {
  return filter.conditions.length === 0 ? 'any rep' : sayFiltered('reps', filter);
}

function sayFiltered(things: string, filter: Filter): string {
  if (filter.conditions.length === 0) return `all ${things}`;
  return `${things} whose ${filter.conditions.map(sayCondition).join(' and ')}`;
}

/** "a", "a or b", "a, b or c". */
export function orList(values: readonly string[]): string {
  const shown = values.length > 6 ? [...values.slice(0, 5), `${values.length - 5} more`] : values;
  if (shown.length <= 1) return shown.join('');
  return `${shown.slice(0, -1).join(', ')} or ${shown[shown.length - 1]}`;
}

/** "30 %" or "30". */
export function sayBound(bound: RuleBound): string {
  return bound.percent ? `${plainNumber(bound.amount * 100)} %` : plainNumber(bound.amount);
}

/** "at least 3 and at most 30". */
export function sayRange(min: RuleBound | undefined, max: RuleBound | undefined): string {
  const parts: string[] = [];
  if (min !== undefined) parts.push(`at least ${sayBound(min)}`);
  if (max !== undefined) parts.push(`at most ${sayBound(max)}`);
  return parts.join(' and ');
}

/** "must" or "should", for the start of a sentence. */
export function sayLevel(rule: Rule): string {
  return rule.level === 'must' ? 'must' : 'should';
}

/** A number with thousands separated, at most 3 significant decimals below 100. */
export function plainNumber(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  const text = (Number.isInteger(value) ? value.toFixed(0) : value.toFixed(digits)).replace(
    /(\.\d*?)0+$/,
    '$1',
  );
  const [whole, part] = text.replace(/\.$/, '').split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return part === undefined ? grouped : `${grouped}.${part}`;
}
