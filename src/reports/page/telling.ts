import { type FlowSource, sourceOf } from '../../evaluation/story/flows.js';
import { OwnerKind, type Problem } from '../../model/problem.js';
import { type Money, moneyOf } from '../currency.js';
import { html, type Markup } from '../document/html.js';
import type { ReportParts } from '../report/parts.js';
import type { PageKit } from './kit.js';

/** What every section of the page is drawn from. */
export interface PageContext extends ReportParts {
  readonly kit: PageKit;
  readonly holders: Holders;
  /** The accounts that the page lists one by one, ascending. */
  readonly listed: readonly number[];
}

/**
 * Who can hold an account, as the page's data numbers them: the reps in their
 * order, then owners who are gone as they come in the file, and nobody last.
 */
export interface Holders {
  readonly names: readonly string[];
  /** Whose an account was. */
  readonly ofSource: (from: FlowSource) => number;
  /** Whose it is; rep -1 is nobody. */
  readonly ofRep: (rep: number) => number;
}

export function holdersOf(problem: Problem): Holders {
  const gone = new Map<string, number>();
  for (let account = 0; account < problem.accountCount; account++) {
    if (problem.ownerKind[account] !== OwnerKind.departed) continue;
    const from = sourceOf(problem, account);
    if (from.kind === 'departed' && !gone.has(from.owner)) {
      gone.set(from.owner, problem.repCount + gone.size);
    }
  }
  const names = [...problem.repNames, ...gone.keys(), 'nobody'];
  const nobody = names.length - 1;
  return {
    names,
    ofSource: (from) => {
      if (from.kind === 'rep') return from.rep;
      return from.kind === 'departed' ? (gone.get(from.owner) ?? nobody) : nobody;
    },
    ofRep: (rep) => (rep < 0 ? nobody : rep),
  };
}

/** Whose an account was, in words. */
export function sourceName(problem: Problem, from: FlowSource): string {
  if (from.kind === 'rep') return problem.repNames[from.rep];
  return from.kind === 'departed' ? from.owner : 'no owner';
}

/** An amount in its currency, with the exact one for whoever copies the page. */
export function money(problem: Problem, name: Money, value: number): Markup {
  return html`<data value="${value}">${moneyOf(problem, name, value)}</data>`;
}
