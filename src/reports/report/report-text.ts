import { pageText } from '../sections/page-text.js';
import type { Section } from '../sections/section.js';
import type { Page } from '../terminal/page.js';
import { verdict } from '../terminal/verdict.js';
import { flowSection } from './flows.js';
import { glance } from './glance.js';
import { matterSection } from './matters.js';
import { inputSection, methodSection, warningSection } from './method.js';
import type { ReportParts } from './parts.js';
import { repSection } from './reps.js';
import { ruleSection } from './rules.js';

/** How many of each are told at most. */
export interface ReportRoom {
  readonly reps: number;
  readonly flows: number;
  readonly rules: number;
  readonly notes: number;
}

const onPage: ReportRoom = { reps: 40, flows: 12, rules: 40, notes: 20 };

/** The story of a plan as text for a terminal. */
export function reportText(page: Page, parts: ReportParts): string {
  return pageText(page, verdict(parts), reportSections(parts, onPage));
}

/** The story in the order in which it is read, but for the reps' own sections. */
export function reportSections(parts: ReportParts, room: ReportRoom): readonly Section[] {
  return [
    glance(parts),
    repSection(parts, room.reps),
    ...matterSection(parts),
    ...flowSection(parts, room.flows),
    ...ruleSection(parts, room.rules),
    methodSection(parts, room.notes),
    ...warningSection(parts, room.notes),
    inputSection(parts),
  ];
}
