import type { Check } from '../../evaluation/check/types.js';
import type { Problem } from '../../model/problem.js';
import { numberWords } from '../number-words.js';
import { counted, outcomeWords } from '../outcome-words.js';
import { unownedSaid } from './breach-words.js';
import type { CheckParts } from './parts.js';
import { unjudgedWhy } from './unjudged-words.js';

/** How a check came out, in one plain phrase; empty where its one breach says it all. */
export function cameOut(parts: CheckParts, check: Check): string {
  const { source, counts, cases } = check;
  const why = unjudgedWhy(check);
  if (why !== undefined) return why;
  const concerned = cases.reduce((sum, one) => sum + one.concerned, 0);
  const breaches = cases.flatMap((one) => one.breaches);
  const [first] = breaches;
  if (source.kind === 'rule' && counts !== 'reps' && counts !== 'owners') {
    const stranded = breaches.filter((one) => one.kind === 'account' && one.stranded).length;
    return outcomeWords({
      row: source.row ?? 0,
      rule: source.rule,
      level: 'must',
      status: breaches.length > 0 ? 'broken' : 'met',
      counts,
      concerned: Math.max(concerned, breaches.length),
      broken: breaches.length - stranded,
      exempt: 0,
      unplaceable: stranded,
      worst: undefined,
      metric: undefined,
    });
  }
  if (first?.kind === 'whole' || (first?.kind === 'reps' && first.who === '')) return '';
  if (first?.kind === 'unowned') return unownedSaid(check, parts.result.unowned);
  const [one, many] = groupNouns(parts.problem, check);
  if (concerned === 0) return `no ${one} concerned`;
  const broken = new Set(breaches.map((one) => (one.kind === 'reps' ? one.who : ''))).size;
  if (broken === 0) {
    return source.kind === 'unowned' || source.kind === 'max-gini'
      ? 'kept'
      : `kept by all ${counted(concerned, one, many)}`.replace(/all (1 )/, 'the $1');
  }
  const verb = source.kind === 'drift' ? 'moved past' : 'past';
  const bound = source.kind === 'drift' ? 'the band' : 'the bound';
  return `${numberWords(broken)} of ${counted(concerned, one, many)} ${verb} ${bound}`;
}

/** What a bound is for: each rep, each owner, or a group of them by a column. */
function groupNouns(problem: Problem, { source, counts }: Check): readonly [string, string] {
  const rule =
    source.kind === 'rule' ? problem.rules.find(({ row }) => row === source.row) : undefined;
  if (rule !== undefined && rule.by !== '') return [`group by ${rule.by}`, `groups by ${rule.by}`];
  return counts === 'owners' ? ['owner', 'owners'] : ['rep', 'reps'];
}
