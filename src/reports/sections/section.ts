import type { Page } from '../terminal/page.js';
import type { Align } from '../terminal/table.js';

/** A column of a table; a flexible one is cut where the page is narrow. */
export interface SectionColumn {
  readonly title: string;
  readonly align: Align;
  readonly flexible?: boolean;
  /** Left out where the page is too narrow for all. */
  readonly dispensable?: boolean;
}

/** One part of a comparison, whatever it is printed on: a table, or a list of things with details. */
export interface Section {
  readonly title: string;
  readonly columns?: readonly SectionColumn[];
  readonly rows?: readonly (readonly string[])[];
  readonly items?: readonly SectionItem[];
  /** What only a terminal shows, below the table. */
  readonly drawing?: (page: Page) => readonly string[];
  /** What was left out, below everything else. */
  readonly more?: string;
}

export interface SectionItem {
  readonly text: string;
  readonly details: readonly string[];
}

/** The first of a list, and what to say of the rest. */
export function firstOf<One>(
  all: readonly One[],
  most: number,
  things: string,
): { readonly shown: readonly One[]; readonly more?: string } {
  const rest = all.length - most;
  if (rest <= 0) return { shown: all };
  return { shown: all.slice(0, most), more: `… and ${rest} more ${things}` };
}
