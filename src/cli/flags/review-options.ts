import { parseNumber } from '../../inputs/cells/number.js';
import { mostByHand } from '../../model/review.js';
import { oneOf, onOff, single } from './option.js';

export const reviewFlags = {
  cap: single(
    '--cap <share>',
    'exit 1 where more of what moves is decided by hand (default: 10%)',
    {
      read: (text: string) => {
        const reading = parseNumber(text);
        if (reading === undefined || reading.value < 0) return undefined;
        return reading.value > 1 && !reading.percent ? undefined : reading.value;
      },
      remedy: 'write a percentage or a number up to 1, such as 10% or 0.1',
    },
    { absent: mostByHand },
  ),
  silence: single(
    '--silence <accept>',
    'accounts that nobody answered for are taken as accepted',
    oneOf(['accept']),
  ),
  replan: onOff('--replan', 'plan the rest anew around what was decided'),
};
