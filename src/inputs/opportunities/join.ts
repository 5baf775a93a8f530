import { type Column, filledColumn, type Table } from '../../model/table.js';
import { activityAggregates } from './activities.js';
import { type OpportunityRows, opportunityAggregates } from './aggregates.js';
import { holdersOf } from './holders.js';
import { type OwnedAccounts, ownersFromOpportunities } from './owner-from.js';
import { type SaidStages, statesOf } from './states.js';
import { type Whose, whoseRows } from './whose.js';

/** Files that are read beside accounts and reps, as far as they are given. */
export interface LinkedFiles {
  readonly opportunities: Table | undefined;
  readonly activities: Table | undefined;
}

export interface JoinOptions {
  /** Day number that counts as today. */
  readonly asOf: number;
  readonly stages: SaidStages;
  /** Whether accounts without an owner take one from opportunities. */
  readonly ownerFrom: boolean;
}

/** What became of the files. */
export interface Linked {
  readonly opportunities?: OpportunityRows & { readonly whose: Whose };
  readonly activities?: {
    readonly table: Table;
    readonly whose: Whose;
    readonly notDone: number;
    readonly toCome: number;
  };
  readonly owned?: OwnedAccounts;
  /** Columns that accounts.csv fills itself, so that the files' are not taken. */
  readonly kept: readonly { readonly column: Column; readonly file: string }[];
}

/**
 * accounts.csv with the columns that opportunities and activities give. A
 * column that has a value in accounts.csv stays as it is.
 */
export function joinLinked(
  accounts: Table,
  reps: Table,
  files: LinkedFiles,
  options: JoinOptions,
): { readonly accounts: Table; readonly linked: Linked } {
  const kept: { readonly column: Column; readonly file: string }[] = [];
  const columns = new Map(accounts.columns);
  const add = (file: string, derived: readonly Column[]): void => {
    for (const column of derived) {
      const own = filledColumn(accounts, column.name);
      if (own === undefined) columns.set(column.name, column);
      else kept.push({ column: own, file });
    }
  };
  const { opportunities: deals, activities } = files;
  const opportunities = deals && opportunityRows(deals, accounts, reps, options.stages);
  if (opportunities !== undefined) {
    const { file } = opportunities.table;
    add(file, opportunityAggregates(opportunities, accounts.size, options.asOf));
  }
  const touched = activities && whoseRows(activities, accounts);
  const contact =
    activities &&
    touched &&
    activityAggregates(activities, touched.account, accounts.size, options.asOf);
  if (activities !== undefined && contact !== undefined) add(activities.file, contact.columns);
  const joined: Table = { ...accounts, columns };
  const owned =
    opportunities !== undefined && options.ownerFrom
      ? ownersFromOpportunities(joined, reps, opportunities)
      : undefined;
  return {
    accounts: owned?.accounts ?? joined,
    linked: {
      ...(opportunities && { opportunities }),
      ...(activities &&
        touched &&
        contact && {
          activities: {
            table: activities,
            whose: touched,
            notDone: contact.notDone,
            toCome: contact.toCome,
          },
        }),
      ...(owned && { owned }),
      kept,
    },
  };
}

function opportunityRows(
  table: Table,
  accounts: Table,
  reps: Table,
  stages: SaidStages,
): OpportunityRows & { readonly whose: Whose } {
  const whose = whoseRows(table, accounts);
  const states = statesOf(table, stages);
  return { table, account: whose.account, whose, states, holders: holdersOf(table, reps) };
}
