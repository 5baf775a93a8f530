import { fold } from '../../model/table.js';
import { ruleKind } from '../definition.js';
import { plainNumber } from '../wording.js';

/** The terms that no row measures. */
export const weighedTerms: ReadonlySet<string> = new Set([
  'disruption',
  'distance',
  'relationship',
]);

/** Sets how much disruption, distance or relationship counts. */
export const weight = ruleKind({
  kind: 'weight',
  setsWeightOf: (rule) => fold(rule.metric),
  setTwice: { how: 'weighed', remedy: 'keep one of the two rows' },
  uses: ['metric', 'weight'],
  levels: ['should'],
  check(rule, report) {
    const metric = fold(rule.metric);
    if (!weighedTerms.has(metric)) {
      report(
        'metric',
        'is neither disruption, distance nor relationship',
        rule.metric,
        'other weights stand on their own rows',
      );
    }
    if (rule.weight === undefined && rule.text.weight.trim() === '') {
      report('weight', 'is missing', '', 'write the weight, such as 3; 0 switches it off');
    }
  },
  say(rule) {
    return `${rule.metric} counts with weight ${plainNumber(rule.weight ?? 0)}`;
  },
});
