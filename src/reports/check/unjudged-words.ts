import type { Check } from '../../evaluation/check/types.js';
import { counted } from '../outcome-words.js';
import { checkLabel, checkSaid } from './check-words.js';
import type { CheckParts } from './parts.js';

/** A row, or a part of one, that was not judged. */
export interface Unjudged {
  readonly label: string;
  readonly said: string;
  readonly why: string;
}

/** Where rows about accounts that leave their owner have nothing to compare today's owners with. */
export const needsBaseline = 'not judged (needs --baseline or --assignments)';

/** Why a check is not judged; undefined where it is. */
export function unjudgedWhy({ unjudged }: Check): string | undefined {
  if (unjudged === undefined) return undefined;
  return unjudged === 'nothing-moved' ? needsBaseline : 'not judged (it has no max)';
}

/** "8 accounts outside it that a keep row or a lock holds where they are"; empty for none. */
export function heldAsideWords({ heldAside }: Check): string {
  if (heldAside === 0) return '';
  return `${counted(heldAside, 'account')} outside it that a keep row or a lock holds where ${heldAside === 1 ? 'it is' : 'they are'}`;
}

/** All that was not judged, in the order of the checks. */
export function unjudgedList({ problem, result }: CheckParts): Unjudged[] {
  return result.checks.flatMap((check): Unjudged[] => {
    const label = checkLabel(check);
    const why = unjudgedWhy(check);
    if (why !== undefined) return [{ label, said: checkSaid(problem, check), why }];
    const aside = heldAsideWords(check);
    return aside === '' ? [] : [{ label, said: aside, why: needsBaseline }];
  });
}
