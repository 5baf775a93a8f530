import type { RelationshipFigures } from '../evaluation/relationship.js';
import { compactNumber, numberWords } from './document/numbers.js';
import { plural } from './document/words.js';

/** What becomes of who is known where, in a sentence; undefined where nobody is known anywhere. */
export function relationshipWords(figures: RelationshipFigures | undefined): string | undefined {
  if (figures === undefined || figures.known === 0) return undefined;
  const { known, kept, won_moved: won } = figures;
  const lost =
    won > 0 ? `; where others have won more than the new owner, ${compactNumber(won)} was won` : '';
  return `relationships: of ${numberWords(known)} ${plural(known, 'account', 'accounts')} where somebody is known, ${numberWords(kept)} ${plural(kept, 'stays', 'stay')} with the owner or ${plural(kept, 'goes', 'go')} to whoever is known best${lost}`;
}
