import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jamOf } from '../../../src/solver/feasibility/greatest-flow.js';

const transport = fc
  .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }))
  .chain(([sources, sinks]) =>
    fc.record({
      supply: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: sources, maxLength: sources }),
      room: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: sinks, maxLength: sinks }),
      masks: fc.array(fc.integer({ min: 1, max: 2 ** sinks - 1 }), {
        minLength: sources,
        maxLength: sources,
      }),
    }),
  );

describe('the greatest flow', () => {
  it('is short of the supply by what some sources have above the room they reach (Hall)', () => {
    fc.assert(
      fc.property(transport, ({ supply, room, masks }) => {
        const above = (chosen: number): number => {
          let brought = 0;
          let reached = 0;
          supply.forEach((amount, source) => {
            if ((chosen >> source) & 1) {
              brought += amount;
              reached |= masks[source];
            }
          });
          return (
            brought - room.reduce((sum, free, s) => ((reached >> s) & 1 ? sum + free : sum), 0)
          );
        };
        const short = Math.max(
          ...Array.from({ length: 2 ** supply.length }, (_, set) => above(set)),
        );
        const jam = jamOf({
          supply: Float64Array.from(supply),
          room: Float64Array.from(room),
          reaches: masks.map((mask) =>
            Int32Array.from([...room.keys()].filter((sink) => (mask >> sink) & 1)),
          ),
        });
        expect(jam?.short ?? 0).toBe(short);
        if (jam === undefined) return;
        expect(above(jam.sources.reduce((set, source) => set | (1 << source), 0))).toBe(short);
        const reached = jam.sources.reduce((all, source) => all | masks[source], 0);
        expect(jam.sinks).toEqual([...room.keys()].filter((sink) => (reached >> sink) & 1));
      }),
      { seed: 1, numRuns: 500 },
    );
  });
});
