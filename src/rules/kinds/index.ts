import type { RuleKind, RuleOf } from '../../model/rule.js';
import type { RuleDefinition } from '../definition.js';
import { potential, workload } from './amount.js';
import { apart } from './apart.js';
import { assign } from './assign.js';
import { avoid } from './avoid.js';
import { balance } from './balance.js';
import { budget } from './budget.js';
import { contiguous } from './contiguous.js';
import { exclude } from './exclude.js';
import { keep } from './keep.js';
import { limit } from './limit.js';
import { match } from './match.js';
import { prefer } from './prefer.js';
import { release } from './release.js';
import { role } from './role.js';
import { score } from './score.js';
import { tier } from './tier.js';
import { together } from './together.js';
import { weight } from './weight.js';

/** The one list of rule kinds, in the order of the manual. */
const kinds = [
  balance,
  limit,
  match,
  avoid,
  assign,
  keep,
  together,
  apart,
  contiguous,
  release,
  exclude,
  role,
  budget,
  prefer,
  weight,
  score,
  potential,
  workload,
  tier,
] as const satisfies readonly RuleDefinition[];

/** The kinds by name, for those who have to know all of them. */
export type KnownKind = (typeof kinds)[number]['kind'];

type DefinitionOf<Kind extends KnownKind> = Extract<
  (typeof kinds)[number],
  { readonly kind: Kind }
>;

/** A row of any kind: by its kind one knows which of its columns can hold anything. */
export type KnownRule = {
  [Kind in KnownKind]: RuleOf<Kind, DefinitionOf<Kind>['uses'][number]>;
}[KnownKind];

export const ruleKinds: readonly KnownKind[] = kinds.map(({ kind }) => kind);

/** What is known of each kind of row. */
export const definitions: Readonly<Record<RuleKind, RuleDefinition>> = Object.fromEntries(
  kinds.map((definition) => [definition.kind, definition]),
);

/** What is known of the kind whose rows a lock or a max_accounts of another file is like. */
const like: Readonly<Record<string, RuleDefinition>> = { locked: keep, max_accounts: limit };

/** What is known of the kind of a row, of the rules or of another file. */
export function definitionOf(kind: RuleKind | 'locked' | 'max_accounts'): RuleDefinition {
  return definitions[kind] ?? like[kind];
}
