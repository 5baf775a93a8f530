import { parseNumber } from '../../inputs/cells/number.js';
import type { InputProblem } from '../../model/input-problem.js';
import { fold } from '../../model/table.js';
import type { Tell } from './option.js';

/** Weights by term, as `potential=4,disruption=1` (or with semicolons); what is wrong is put into `problems` with its place. */
export function weightsFrom(
  text: string,
  place: Pick<InputProblem, 'file' | 'row' | 'column'>,
  problems: InputProblem[],
): ReadonlyMap<string, number> {
  const weights = new Map<string, number>();
  const named = new Set<string>();
  for (const part of text.split(/[,;]/)) {
    if (part.trim() === '') continue;
    const equals = part.lastIndexOf('=');
    const name = part.slice(0, equals).trim();
    const weight = parseNumber(part.slice(equals + 1));
    if (equals <= 0 || name === '' || weight === undefined || weight.value < 0) {
      problems.push({
        ...place,
        what: 'is no NAME=WEIGHT with a weight of 0 or more',
        value: part.trim(),
        remedy: 'write for example potential=4,disruption=1',
      });
    } else if (named.has(fold(name))) {
      problems.push({
        ...place,
        what: 'gives a weight twice',
        value: name,
        remedy: 'keep one of the two',
      });
    } else {
      named.add(fold(name));
      weights.set(name, weight.value);
    }
  }
  return weights;
}

/** Weights by term of a flag that is given once. */
export function weightsOf(texts: readonly string[], tell: Tell): ReadonlyMap<string, number> {
  const problems: InputProblem[] = [];
  if (texts.length > 1) {
    tell({
      what: 'is given twice',
      value: texts.join(' --weights '),
      remedy: 'write it once, with commas: --weights potential=4,disruption=1',
    });
    return new Map();
  }
  const weights = weightsFrom(texts[0] ?? '', { file: '--weights' }, problems);
  for (const { file: _, ...fault } of problems) tell(fault);
  return weights;
}
