import type { RelationshipFigures } from '../evaluation/relationship.js';
import { moneyWords } from './currency.js';
import { numberWords } from './document/numbers.js';
import { plural } from './document/words.js';

/** What becomes of who is known where, in a sentence; undefined where nobody is known anywhere. */
export function relationshipWords(
  figures: RelationshipFigures | undefined,
  currency: string | undefined,
): string | undefined {
  if (figures === undefined || figures.known === 0) return undefined;
  const { known, kept, won_moved: won } = figures;
  const lost =
    won > 0
      ? `; accounts with ${moneyWords(won, currency)} of past wins go to a rep who has won less there than somebody else`
      : '';
  return `Of the ${numberWords(known)} ${plural(known, 'account', 'accounts')} where a rep is known, ${numberWords(kept)} ${plural(kept, 'stays', 'stay')} with the owner or ${plural(kept, 'goes', 'go')} to whoever is known best${lost}.`;
}
