import { Random } from '../../src/model/random.js';
import type {
  LeavingLoad,
  LoadCost,
  Program,
  RepLoad,
  SoftFamily,
} from '../../src/solver/model/program.js';

export interface Sizes {
  readonly units: number;
  readonly reps: number;
}

/** A small program with any mixture of features, the same for the same seed. */
export function randomProgram(seed: number, most: Sizes = { units: 6, reps: 3 }): Program {
  return new ProgramMaker(seed, most).make();
}

class ProgramMaker {
  readonly #random: Random;
  readonly #units: number;
  readonly #reps: number;

  constructor(seed: number, most: Sizes) {
    this.#random = new Random(seed, 77);
    this.#units = 1 + this.#random.below(most.units);
    this.#reps = 1 + this.#random.below(most.reps);
  }

  make(): Program {
    const sets = this.#sets();
    const homes = this.#homes();
    return {
      unitCount: this.#units,
      repCount: this.#reps,
      constant: this.#maybe(0.3) ? this.#random.fraction() * 0.1 : 0,
      setOf: this.#array(Int32Array, () => this.#random.below(sets.length)),
      sets,
      homes,
      penalties: this.#penalties(),
      distance: this.#maybe(0.5) ? this.#distances() : undefined,
      repLoads: this.#times(this.#random.below(4), (i) => this.#repLoad(`load:${i}`)),
      leavingLoads: this.#times(this.#maybe(0.35) ? 1 + this.#random.below(2) : 0, (i) =>
        this.#leavingLoad(`budget:${i}`, homes.rep),
      ),
      families: this.#families(),
    };
  }

  #maybe(chance: number): boolean {
    return this.#random.fraction() < chance;
  }

  #times<T>(count: number, make: (i: number) => T): T[] {
    return Array.from({ length: count }, (_, i) => make(i));
  }

  #array<A extends Int32Array | Float64Array>(
    type: { from(source: ArrayLike<number>, map: (v: number, k: number) => number): A },
    make: (i: number) => number,
    length = this.#units,
  ): A {
    return type.from({ length }, (_, i) => make(i));
  }

  #someReps(): number[] {
    const reps = this.#times(this.#reps, (j) => j).filter(() => this.#maybe(0.7));
    return reps.length > 0 ? reps : [this.#random.below(this.#reps)];
  }

  #sets(): Int32Array[] {
    const all = Int32Array.from({ length: this.#reps }, (_, j) => j);
    const others = this.#times(this.#random.below(3), () => Int32Array.from(this.#someReps()));
    return [all, ...others];
  }

  #starts(chance: number, most: number): Int32Array {
    const start = new Int32Array(this.#units + 1);
    for (let u = 0; u < this.#units; u++) {
      start[u + 1] = start[u] + (this.#maybe(chance) ? 1 + this.#random.below(most) : 0);
    }
    return start;
  }

  #homes(): Program['homes'] {
    const start = new Int32Array(this.#units + 1);
    const rep: number[] = [];
    for (let u = 0; u < this.#units; u++) {
      if (this.#maybe(0.7)) {
        const owners = this.#maybe(0.15) ? this.#someReps() : [this.#random.below(this.#reps)];
        rep.push(...owners);
      }
      start[u + 1] = rep.length;
    }
    return {
      start,
      rep: Int32Array.from(rep),
      leavingCost: this.#array(Float64Array, () => this.#random.fraction() * 0.2, rep.length),
    };
  }

  #penalties(): Program['penalties'] {
    const accepted = this.#times(2, () => {
      const reps = this.#someReps();
      return Uint8Array.from({ length: this.#reps }, (_, j) => (reps.includes(j) ? 1 : 0));
    });
    const start = this.#starts(0.3, 2);
    const entries = start[this.#units];
    return {
      start,
      set: this.#array(Int32Array, () => this.#random.below(2), entries),
      cost: this.#array(Float64Array, () => this.#random.fraction() * 0.2, entries),
      accepted,
    };
  }

  #distances(): Program['distance'] {
    const start = this.#starts(0.8, 2);
    const places = start[this.#units];
    const point = (): [number, number, number] => {
      const latitude = (this.#random.fraction() - 0.5) * Math.PI;
      const longitude = this.#random.fraction() * 2 * Math.PI;
      const flat = Math.cos(latitude);
      return [flat * Math.cos(longitude), flat * Math.sin(longitude), Math.sin(latitude)];
    };
    const unitPoints = this.#times(places, point);
    const repPoints = this.#times(this.#reps, () =>
      this.#maybe(0.2) ? [Number.NaN, Number.NaN, Number.NaN] : point(),
    );
    return {
      start,
      x: Float64Array.from(unitPoints, (p) => p[0]),
      y: Float64Array.from(unitPoints, (p) => p[1]),
      z: Float64Array.from(unitPoints, (p) => p[2]),
      cost: this.#array(Float64Array, () => this.#random.fraction() * 1e-5, places),
      fallback: this.#array(Float64Array, () => this.#random.fraction() * 0.05, places),
      repX: Float64Array.from(repPoints, (p) => p[0]),
      repY: Float64Array.from(repPoints, (p) => p[1]),
      repZ: Float64Array.from(repPoints, (p) => p[2]),
      table: this.#maybe(0.2)
        ? this.#array(Float64Array, () => this.#random.fraction() * 5000, places * this.#reps)
        : undefined,
    };
  }

  #groups(): Int32Array {
    const kind = this.#random.below(3);
    if (kind === 0) return Int32Array.from({ length: this.#reps }, (_, j) => j);
    if (kind === 1) return this.#array(Int32Array, () => this.#random.below(2), this.#reps);
    const counted = this.#array(Int32Array, () => this.#random.below(3) - 1, this.#reps);
    return counted;
  }

  #repLoad(name: string): RepLoad {
    const kind = this.#random.below(4);
    const groupOf = this.#groups();
    const amount = this.#array(Float64Array, () => {
      if (kind === 0) return 1;
      if (kind === 1) return this.#maybe(0.5) ? 1 : 0;
      if (kind === 2) return Math.round((this.#random.fraction() * 3 - 1) * 100) / 100;
      return Math.round(Math.exp(3 * this.#random.fraction()) * 100) / 100;
    });
    return { name, amount, groupOf, costs: this.#costs(groupOf, amount) };
  }

  #leavingLoad(name: string, owners: Int32Array): LeavingLoad {
    const groupOf = this.#maybe(0.5) ? new Int32Array(this.#reps) : this.#groups();
    const amount = this.#array(Float64Array, () => this.#random.below(4), owners.length);
    return { name, amount, groupOf, costs: this.#costs(groupOf, amount) };
  }

  #costs(groupOf: Int32Array, amount: Float64Array): LoadCost[] {
    const groups = Math.max(...groupOf, 0) + 1;
    const total = amount.reduce((sum, a) => sum + a, 0);
    return this.#times(groups, () => this.#cost(total / groups));
  }

  #cost(target: number): LoadCost {
    const scale = Math.max(1, Math.abs(target));
    const kind = this.#random.below(5);
    const hard = this.#maybe(0.35);
    const slack = scale * (0.05 + this.#random.fraction());
    const must = {
      low: hard && this.#maybe(0.6) ? target - slack : -Infinity,
      high: hard && this.#maybe(0.8) ? target + slack : Infinity,
      tolerance: 1e-9 * scale,
      violationScale: scale,
    };
    if (kind === 0) {
      return {
        knots: Float64Array.of(0),
        slopes: new Float64Array(2),
        valueAtFirstKnot: 0,
        ...must,
      };
    }
    const band = scale * 0.1;
    const w = 0.2 + this.#random.fraction();
    if (kind === 1) {
      const slopes = Float64Array.of(0, w / scale);
      return { knots: Float64Array.of(target), slopes, valueAtFirstKnot: 0, ...must };
    }
    const knots = [target - band, target, target + band];
    const slopes = [-w, -w / 5, w / 5, w];
    let first = (w * 0.1) / 5;
    if (kind === 2) {
      knots.unshift(target - 3 * band);
      knots.push(target + 3 * band);
      slopes.unshift(-10 * w);
      slopes.push(10 * w);
      first += w * 0.2;
    }
    return {
      knots: Float64Array.from(knots),
      slopes: Float64Array.from(slopes, (slope) => slope / scale),
      valueAtFirstKnot: first,
      ...must,
    };
  }

  #families(): SoftFamily[] {
    if (this.#units < 2 || !this.#maybe(0.4)) return [];
    return this.#times(1 + this.#random.below(2), () => {
      const units = new Set<number>([this.#random.below(this.#units)]);
      while (units.size < Math.min(this.#units, 2 + this.#random.below(2))) {
        units.add(this.#random.below(this.#units));
      }
      return { units: Int32Array.from(units).sort(), splitCost: this.#random.fraction() * 0.2 };
    });
  }
}
