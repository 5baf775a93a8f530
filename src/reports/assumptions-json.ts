import { assumptionNames } from '../inputs/csv/assumptions.js';

/** The JSON Schema of an assumptions file that is JSON; as CSV it has the same names in `name`. */
export function assumptionsJsonSchema(): object {
  const share = { type: 'number', minimum: 0, maximum: 1 };
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'carve assumptions',
    description:
      'What is taken for given, for every command; stage:NAME is the share won of open deals in a stage. null leaves it open.',
    type: 'object',
    properties: Object.fromEntries(
      Object.entries(assumptionNames).map(([name, { help, ...one }]) => [
        name,
        { description: help, ...shapeOf(one) },
      ]),
    ),
    patternProperties: { '^stage:': share },
    additionalProperties: false,
  };
}

function shapeOf(one: {
  readonly form: 'share' | 'number' | 'range' | 'shares';
  readonly least?: number;
  readonly most?: number;
  readonly isWhole?: boolean;
  readonly count?: number;
}): object {
  const { form, least, most, isWhole, count } = one;
  const isShare = form === 'share' || form === 'shares';
  const limit = most ?? (isShare ? 1 : undefined);
  const number = {
    type: isWhole === true ? 'integer' : 'number',
    ...(least === undefined ? { minimum: 0 } : { exclusiveMinimum: 0 }),
    ...(limit !== undefined && { maximum: limit }),
  };
  switch (form) {
    case 'share':
    case 'number':
      return { anyOf: [number, { type: ['string', 'null'] }] };
    case 'shares': {
      const items = count === undefined ? { minItems: 1 } : { minItems: count, maxItems: count };
      return {
        anyOf: [{ type: 'array', items: number, ...items }, { type: ['string', 'null'] }],
      };
    }
    case 'range': {
      const ends = { low: number, likely: number, high: number };
      const range = { type: 'object', properties: ends, required: Object.keys(ends) };
      return {
        anyOf: [number, { ...range, additionalProperties: false }, { type: ['string', 'null'] }],
      };
    }
  }
}
