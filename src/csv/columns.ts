import type { ColumnBuilder, ColumnHead } from './column-builder.js';
import type { CellKind } from './column-spec.js';
import { DateBuilder } from './date-column.js';
import type { Findings } from './findings.js';
import { FlagBuilder } from './flag-column.js';
import { NumberBuilder } from './number-column.js';
import { OwnOrderDateBuilder } from './own-order-date-column.js';
import { TextBuilder } from './text-column.js';

/** A builder for cells of a kind; what it cannot read goes to `findings`. */
export function columnBuilder(
  head: ColumnHead,
  cells: CellKind,
  findings: Findings,
  unguard: boolean,
): ColumnBuilder {
  switch (cells.kind) {
    case 'text':
    case 'id':
    case 'reference':
      return new TextBuilder(head, { kind: cells.kind, unguard }, findings);
    case 'number':
      return new NumberBuilder(head, cells, findings);
    case 'date':
      return cells.ownOrder === true
        ? new OwnOrderDateBuilder(head, findings)
        : new DateBuilder(head, findings);
    case 'flag':
      return new FlagBuilder(head, findings);
  }
}
