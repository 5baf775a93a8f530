import type { RuleKind } from '../../model/rule.js';
import type { RuleDefinition } from '../definition.js';
import { potential, workload } from './amount.js';
import { assign } from './assign.js';
import { avoid } from './avoid.js';
import { balance } from './balance.js';
import { budget } from './budget.js';
import { exclude } from './exclude.js';
import { keep } from './keep.js';
import { limit } from './limit.js';
import { match } from './match.js';
import { prefer } from './prefer.js';
import { release } from './release.js';
import { score } from './score.js';
import { tier } from './tier.js';
import { together } from './together.js';
import { weight } from './weight.js';

/** The one list of rule kinds. */
export const definitions: Readonly<Record<RuleKind, RuleDefinition>> = {
  balance,
  limit,
  match,
  avoid,
  assign,
  keep,
  together,
  release,
  exclude,
  budget,
  prefer,
  weight,
  score,
  potential,
  workload,
  tier,
};
