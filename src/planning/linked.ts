import type { FileForms } from '../inputs/csv/file-form.js';
import { readLinked } from '../inputs/csv/linked-files.js';
import type { Mapping } from '../inputs/csv/mapping.js';
import { type StageWords, unusedStageWords } from '../inputs/csv/stage-mapping.js';
import type { TableReading } from '../inputs/csv/table-reader.js';
import { joinLinked, type Linked } from '../inputs/opportunities/join.js';
import type { InputProblem } from '../model/input-problem.js';
import { filledColumn, type Table } from '../model/table.js';
import type { DayNumber } from '../model/units.js';
import { linkedNotes } from './linked-notes.js';
import { contents, type InputFiles } from './named-bytes.js';

/** The files of a problem, and what is asked of those that are read beside accounts and reps. */
export interface LinkedInputs extends InputFiles {
  /** Encodings, decimal marks, date orders; default: as the files tell. */
  readonly forms?: FileForms | undefined;
  /** Accounts without an owner take the rep with the most opportunities. */
  readonly ownerFrom?: 'opportunities' | undefined;
  /** Opportunities are taken as they stood on this day (`--at`); default: as they are. */
  readonly opportunitiesAt?: DayNumber | undefined;
  /** Whether to keep the opportunities' columns that carve does not know, for their export. */
  readonly wholeOpportunities?: boolean | undefined;
}

/** Those files, read. */
export interface LinkedReadings {
  readonly opportunities: TableReading | undefined;
  readonly activities: TableReading | undefined;
  readonly problems: readonly InputProblem[];
}

export function readLinkedFiles(
  inputs: LinkedInputs,
  mappings: readonly Mapping[],
  stages: StageWords,
): LinkedReadings {
  const { opportunities: deals, activities: touches, wholeOpportunities: whole, forms } = inputs;
  const opportunities =
    deals &&
    readLinked(...contents(deals), 'opportunities', {
      mappings,
      whole,
      form: forms?.opportunities,
    });
  const activities =
    touches &&
    readLinked(...contents(touches), 'activities', { mappings, form: forms?.activities });
  const isRead = opportunities === undefined || opportunities.problems.length === 0;
  const unused = isRead ? unusedStageWords(stages, opportunities && stagesOf(opportunities)) : [];
  const problems = [...(opportunities?.problems ?? []), ...(activities?.problems ?? []), ...unused];
  return { opportunities, activities, problems };
}

/** The headers of the files that are given, for `unusedMappings`. */
export function linkedHeaders({ opportunities, activities }: LinkedReadings) {
  return {
    ...(opportunities && { opportunities: opportunities.header }),
    ...(activities && { activities: activities.header }),
  };
}

/** The words of stage and status. */
function stagesOf({ table }: TableReading): string[] {
  const words = ['stage', 'status'].flatMap((name) => {
    const column = filledColumn(table, name);
    return column?.kind === 'text' ? column.words.slice(1) : [];
  });
  return [...new Set(words)];
}

/** accounts.csv with what the files add, and what is to be said of it. */
export function joinReadings(
  accounts: Table,
  reps: Table,
  readings: LinkedReadings,
  options: {
    readonly asOf: DayNumber;
    readonly stages: StageWords;
    readonly ownerFrom: LinkedInputs['ownerFrom'];
    readonly at?: LinkedInputs['opportunitiesAt'];
  },
): { readonly accounts: Table; readonly linked: Linked; readonly notes: readonly string[] } {
  const { opportunities, activities } = readings;
  const { accounts: joined, linked } = joinLinked(
    accounts,
    reps,
    { opportunities: opportunities?.table, activities: activities?.table },
    {
      asOf: options.asOf,
      stages: options.stages,
      ownerFrom: options.ownerFrom === 'opportunities',
      at: options.at,
    },
  );
  return { accounts: joined, linked, notes: linkedNotes(accounts, linked) };
}
