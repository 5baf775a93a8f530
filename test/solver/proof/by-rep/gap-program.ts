import type { Program } from '../../../../src/solver/model/program.js';

/** A generalised assignment problem: every unit costs and weighs something else at each rep, who can bear so much. */
export interface Gap {
  /** By rep, then unit. */
  readonly cost: readonly (readonly number[])[];
  readonly weight: readonly (readonly number[])[];
  readonly capacity: readonly number[];
}

/** Its form as files have it: reps, units, then rows of costs, rows of weights, capacities. */
export function readGap(text: string): Gap {
  const numbers = text.trim().split(/\s+/).map(Number);
  const [reps, units] = numbers;
  let next = 2;
  const take = (count: number): number[] => {
    next += count;
    return numbers.slice(next - count, next);
  };
  const rows = (): number[][] => Array.from({ length: reps }, () => take(units));
  return { cost: rows(), weight: rows(), capacity: take(reps) };
}

export function gapProgram({ cost, weight, capacity }: Gap): Program {
  const repCount = capacity.length;
  const unitCount = cost[0].length;
  const zeros = (length: number): Float64Array => new Float64Array(length);
  return {
    unitCount,
    repCount,
    constant: 0,
    setOf: new Int32Array(unitCount),
    sets: [Int32Array.from(capacity, (_, j) => j)],
    homes: { start: new Int32Array(unitCount + 1), rep: new Int32Array(0), leavingCost: zeros(0) },
    penalties: {
      start: new Int32Array(unitCount + 1),
      set: new Int32Array(0),
      cost: zeros(0),
      accepted: [],
    },
    distance: {
      start: Int32Array.from({ length: unitCount + 1 }, (_, u) => u),
      x: zeros(unitCount),
      y: zeros(unitCount),
      z: zeros(unitCount),
      cost: zeros(unitCount).fill(1),
      fallback: zeros(unitCount),
      repX: zeros(repCount),
      repY: zeros(repCount),
      repZ: zeros(repCount),
      table: Float64Array.from(
        { length: unitCount * repCount },
        (_, at) => cost[at % repCount][Math.floor(at / repCount)],
      ),
    },
    repLoads: capacity.map((high, rep) => ({
      name: `limit:${rep}`,
      amount: Float64Array.from(weight[rep]),
      groupOf: Int32Array.from(capacity, (_, other) => (other === rep ? 0 : -1)),
      costs: [
        {
          knots: Float64Array.of(high),
          slopes: zeros(2),
          valueAtFirstKnot: 0,
          low: -Infinity,
          high,
          tolerance: 1e-9 * high,
          violationScale: high,
        },
      ],
    })),
    leavingLoads: [],
    families: [],
  };
}
