import { compare, differs } from '../evaluation/diff/compare.js';
import { merge, openConflicts } from '../evaluation/diff/merge.js';
import { csvPieces } from '../inputs/csv/write.js';
import { InputError } from '../model/input-problem.js';
import { version } from '../planning/version.js';
import { diffCsv, mergeTable, threeWayCsv } from '../reports/diff/csv.js';
import { threeWayJson, twoWayJson } from '../reports/diff/json.js';
import type { DiffParts, NamedSide } from '../reports/diff/parts.js';
import { diffVerdict } from '../reports/diff/parts.js';
import { diffSections, type Room } from '../reports/diff/sections.js';
import {
  type ThreeWayParts,
  threeWaySections,
  threeWayVerdict,
} from '../reports/diff/three-way.js';
import type { Section } from '../reports/document/blocks.js';
import { documentMarkdown } from '../reports/document/markdown.js';
import { terminalText } from '../reports/document/terminal.js';
import { pageOf } from '../reports/document/terminal-page.js';
import { counted } from '../reports/document/words.js';
import { notesText } from '../reports/notes-text.js';
import { readSides } from './diff-sides.js';
import { exitCodes } from './exit-codes.js';
import { type DiffFlags, readDiffFlags } from './flags/diff-flags.js';
import { withMapFile } from './map-file.js';
import { type OutputFile, outputFileProblems, writeOutputFile } from './output-file.js';
import { terminalOf } from './terminal.js';
import type { World } from './world.js';

/** `carve diff A B`, or three-way with `--base`: what differs, and the merge. */
export async function diffCommand(
  world: World,
  a: string,
  b: string,
  given: Readonly<Record<string, unknown>>,
): Promise<number> {
  const read = readDiffFlags(given);
  const files = read.reps === undefined ? (['accounts'] as const) : undefined;
  const flags = await withMapFile(world, read, files);
  const names = flags.base === undefined ? [a, b] : [a, b, flags.base];
  const { sides, inputs, notes } = await readSides(world, names, flags);
  const problems =
    flags.merge === undefined
      ? []
      : await outputFileProblems(world, mergeFile(flags.merge), inputs);
  if (flags.by === 'rule' && sides.some(({ side }) => side.plan === undefined)) {
    const what = 'needs plan folders on every side';
    problems.push({ file: '--by', what, value: flags.by, remedy: 'use rep or account' });
  }
  if (problems.length > 0) throw new InputError(problems);
  tell(world, flags, notes);
  const [first, second, base] = sides;
  return base === undefined
    ? twoWay(world, flags, first, second)
    : threeWay(world, flags, { base, mine: first, theirs: second });
}

function twoWay(world: World, flags: DiffFlags, a: NamedSide, b: NamedSide): number {
  const parts: DiffParts = { a, b, comparison: compare(a.side, b.side) };
  const differ = differs(parts.comparison);
  print(world, flags, differ, {
    verdict: () => diffVerdict(parts),
    sections: (room) => diffSections(parts, flags.by, room),
    csv: () => diffCsv(parts, flags.by ?? 'account'),
    json: () => twoWayJson(parts, version),
  });
  return differ && flags.exitCode ? exitCodes.finding : exitCodes.done;
}

async function threeWay(
  world: World,
  flags: DiffFlags,
  sides: Readonly<Record<'base' | 'mine' | 'theirs', NamedSide>>,
): Promise<number> {
  const { base, mine, theirs } = sides;
  const merged = merge(
    {
      base: base.side.holdings,
      mine: mine.side.holdings,
      theirs: theirs.side.holdings,
    },
    flags.prefer,
  );
  const changes = {
    mine: compare(base.side, mine.side),
    theirs: compare(base.side, theirs.side),
  };
  const parts: ThreeWayParts = { ...sides, changes, merged, prefer: flags.prefer };
  const open = openConflicts(merged);
  if (flags.merge !== undefined) {
    const { columns, rows } = mergeTable(merged);
    const done = await writeOutputFile(world, mergeFile(flags.merge), csvPieces(columns, rows()));
    if (!done) return exitCodes.interrupted;
    const left = open === 0 ? '' : `, ${counted(open, 'conflict')} left in its column conflict`;
    tell(world, flags, [`wrote the merge to ${flags.merge}${left}`]);
  }
  print(world, flags, differs(changes.mine) || differs(changes.theirs), {
    verdict: () => threeWayVerdict(parts),
    sections: (room) => threeWaySections(parts, flags.by, room),
    csv: () => threeWayCsv(merged),
    json: () => threeWayJson(parts, version),
  });
  const asked = flags.exitCode || flags.merge !== undefined;
  return open > 0 && asked ? exitCodes.finding : exitCodes.done;
}

function mergeFile(name: string): OutputFile {
  return { flag: '--merge', name };
}

/** A comparison in each of the formats, worked out when asked for. */
interface DiffReport {
  readonly verdict: () => string;
  readonly sections: (room: Room) => Section[];
  readonly csv: () => string;
  readonly json: () => object;
}

/** What one can read, on a terminal and in a comment; CSV and JSON have all. */
const onPage: Room = { overview: 12, view: 500 };
const inComment: Room = { overview: 12, view: 200 };

function print(world: World, flags: DiffFlags, differ: boolean, report: DiffReport): void {
  if (flags.format !== 'text') world.stdout.write(formatted(flags.format, report));
  // As of diff and git diff: what is the same leaves nothing on stdout.
  else if (!differ) tell(world, flags, [report.verdict()]);
  else if (!flags.quiet) {
    const page = pageOf(terminalOf(world, flags));
    world.stdout.write(
      terminalText(page, {
        headline: { text: report.verdict() },
        sections: report.sections(onPage),
      }),
    );
  }
}

function formatted(format: Exclude<DiffFlags['format'], 'text'>, report: DiffReport): string {
  switch (format) {
    case 'csv':
      return report.csv();
    case 'json':
      return `${JSON.stringify(report.json(), undefined, 2)}\n`;
    case 'markdown':
      return documentMarkdown('carve diff', {
        headline: { text: report.verdict() },
        sections: report.sections(inComment),
      });
  }
}

/** Sentences on stderr, one a line. */
function tell(world: World, flags: DiffFlags, notes: readonly string[]): void {
  if (flags.quiet) return;
  const problem = { assumptions: [], warnings: [], rules: [] };
  world.stderr.write(notesText({ notes, drafted: [], problem, columns: world.stderr.columns }));
}
