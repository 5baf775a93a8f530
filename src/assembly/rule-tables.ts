import type { InputProblem } from '../model/input-problem.js';
import type { Filter, Rule, RuleColumn } from '../model/rule.js';
import { type Column, fold, numbersOf } from '../model/table.js';
import { CircularColumn, type ColumnSource, type TableColumns } from '../rules/column-source.js';
import { applyCondition } from '../rules/matching.js';
import { nearest } from '../rules/nearest.js';
import type { AccountColumns } from './account-columns.js';

/** Rules applied to the two files: who passes, and how much; faults are collected, once a cell. */
export class RuleTables {
  private readonly masks = new Map<string, Uint8Array>();
  private readonly numbers = new Map<Column, Float64Array>();
  private ones: Float64Array | undefined;
  private readonly reported = new Set<string>();

  constructor(
    readonly accounts: AccountColumns,
    private readonly reps: TableColumns,
    private readonly rulesFile: string,
    private readonly problems: InputProblem[],
  ) {}

  /** 1 for each account that passes the row's filter. */
  accountsPassing(rule: Rule): Uint8Array {
    return this.passing(rule, 'accounts', rule.accounts, this.accounts);
  }

  /** 1 for each rep that passes the row's filter, live or not. */
  repsPassing(rule: Rule): Uint8Array {
    return this.passing(rule, 'reps', rule.reps, this.reps);
  }

  /** The metric's value by account, NaN where empty. `accounts` is 1 each. */
  values(rule: Rule, metric: string): Float64Array {
    const size = this.accounts.size;
    if (fold(metric) === 'accounts') {
      this.ones ??= new Float64Array(size).fill(1);
      return this.ones;
    }
    const column = this.find(rule, 'metric', metric, this.accounts);
    if (column === undefined) return new Float64Array(size);
    const values = this.numbers.get(column) ?? numbersOf(column, size);
    if (values !== undefined) {
      this.numbers.set(column, values);
      return values;
    }
    this.fault(
      rule,
      'metric',
      'is no number column',
      metric,
      'name a column whose cells are all numbers',
    );
    return new Float64Array(size);
  }

  /** A column that a row names, or undefined with a fault reported. */
  find(rule: Rule, cell: RuleColumn, name: string, source: ColumnSource) {
    try {
      const column = source.column(name);
      if (column === undefined) {
        this.fault(rule, cell, 'names an unknown column', name, this.knownColumns(source, name));
      }
      return column;
    } catch (error) {
      if (!(error instanceof CircularColumn)) throw error;
      this.fault(
        rule,
        cell,
        `goes in a circle (${error.message})`,
        name,
        'use a column that does not depend on this row',
      );
      return undefined;
    }
  }

  /** Reports a fault of a rule's cell, the same one only once. */
  fault(rule: Rule, column: RuleColumn, what: string, value: string, remedy: string): void {
    const key = `${rule.row}|${column}|${what}|${value}`;
    if (this.reported.has(key)) return;
    this.reported.add(key);
    const file = this.rulesFile;
    this.problems.push({
      file,
      ...(rule.row > 0 && { row: rule.row }),
      column,
      what,
      value,
      remedy,
    });
  }

  private passing(
    rule: Rule,
    cell: 'accounts' | 'reps',
    filter: Filter,
    source: ColumnSource,
  ): Uint8Array {
    const key = `${rule.row}|${cell}`;
    const known = this.masks.get(key);
    if (known !== undefined) return known;
    const mask = new Uint8Array(source.size).fill(1);
    for (const condition of filter.conditions) {
      const column = this.find(rule, cell, condition.column, source);
      if (column === undefined) continue;
      const fault = applyCondition(column, condition, mask);
      if (fault !== undefined) this.fault(rule, cell, fault.what, fault.value, fault.remedy);
    }
    this.masks.set(key, mask);
    return mask;
  }

  private knownColumns(source: ColumnSource, name: string): string {
    const names = source === this.accounts ? this.accounts.names() : this.reps.names();
    const shown = names.slice(0, 30).join(', ');
    const meant = nearest(name, names);
    const asked = meant === undefined ? '' : `did you mean ${meant}? `;
    return `${asked}there are ${shown}${names.length > 30 ? ' …' : ''}`;
  }
}
