import type { ColumnBuilder, ColumnHead } from './column-builder.js';
import type { CellKind } from './column-spec.js';
import { DateBuilder } from './date-column.js';
import type { Findings } from './findings.js';
import { FlagBuilder } from './flag-column.js';
import { NumberBuilder } from './number-column.js';
import { OwnOrderDateBuilder } from './own-order-date-column.js';
import { type CellSpelling, TextBuilder } from './text-column.js';

/** A builder for cells of a kind; what it cannot read goes to `findings`. */
export function columnBuilder(
  head: ColumnHead,
  cells: CellKind,
  findings: Findings,
  unguard: boolean,
  spelling: CellSpelling,
): ColumnBuilder {
  switch (cells.kind) {
    case 'text':
    case 'id':
    case 'reference':
      return new TextBuilder(head, { kind: cells.kind, unguard, spelling }, findings);
    case 'number':
      return new NumberBuilder(head, cells, findings, spelling.decimal);
    case 'date':
      return cells.ownOrder === true && spelling.dates === undefined
        ? new OwnOrderDateBuilder(head, findings)
        : new DateBuilder(head, findings, spelling.dates);
    case 'flag':
      return new FlagBuilder(head, findings);
  }
}
