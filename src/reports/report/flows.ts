import type { FlowSource } from '../../evaluation/story/flows.js';
import type { Problem } from '../../model/problem.js';
import { compactNumber } from '../compact-number.js';
import { repName } from '../explain/names.js';
import { numberWords } from '../number-words.js';
import { firstOf, type Section } from '../sections/section.js';
import type { ReportParts } from './parts.js';

/** What flows from whom to whom, greatest potential first. */
export function flowSection({ story, problem }: ReportParts, most: number): Section[] {
  if (story.flows.length === 0) return [];
  const { shown, more } = firstOf(story.flows, most, 'flows, in moves.csv');
  return [
    {
      title: 'What moves, from whom to whom',
      columns: [
        { title: 'From', align: 'left', flexible: true },
        { title: 'To', align: 'left', flexible: true },
        { title: 'Accounts', align: 'right' },
        { title: 'Potential', align: 'right' },
        ...(problem.hasArr ? [{ title: 'ARR', align: 'right' as const }] : []),
      ],
      rows: shown.map(({ from, to, accounts, potential, arr }) => [
        sourceName(problem, from),
        repName(problem, to),
        numberWords(accounts),
        compactNumber(potential),
        ...(problem.hasArr ? [compactNumber(arr)] : []),
      ]),
      ...(more !== undefined && { more }),
    },
  ];
}

/** Who hands accounts over, in words. */
export function sourceName(problem: Problem, from: FlowSource): string {
  switch (from.kind) {
    case 'rep':
      return problem.repNames[from.rep];
    case 'departed':
      return `${from.owner} (no rep)`;
    case 'unowned':
      return 'nobody (unowned)';
  }
}
