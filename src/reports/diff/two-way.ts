import type { Section } from '../sections/section.js';
import { figureSection } from './figures.js';
import { accountSection, flowSection, repSection } from './hands.js';
import type { DiffParts, DiffView } from './parts.js';
import { ruleSection } from './rules.js';
import { settingSections } from './settings.js';

/** How much of each thing is told: a page shows the greatest, a view asked for shows more. */
export interface Room {
  readonly overview: number;
  readonly view: number;
}

/** The sections of a comparison: an overview, or one view of it in full. */
export function diffSections(parts: DiffParts, by: DiffView | undefined, room: Room): Section[] {
  switch (by) {
    case undefined:
      return [
        ...flowSection(parts, room.overview),
        ...repSection(parts, room.overview),
        ...figureSection(parts),
        ...ruleSection(parts, room.overview, false),
        ...settingSections(parts),
      ];
    case 'account':
      return accountSection(parts, room.view);
    case 'rep':
      return [...repSection(parts, room.view), ...flowSection(parts, room.view)];
    case 'rule':
      return [...ruleSection(parts, room.view, true), ...settingSections(parts)];
  }
}
