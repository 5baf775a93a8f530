import type { Against } from '../../measures/against.js';
import { deviation } from '../../measures/balance.js';
import { eachMeasure } from '../../measures/index.js';
import { plannedOnly, repLoads } from '../../measures/loads.js';
import {
  added,
  type BrokenRow,
  once,
  type Step,
  type Tracked,
  type Tracking,
  touched,
} from '../../measures/tracked.js';
import type { Assignment } from '../../model/assignment.js';
import { groupBy } from '../../model/grouping.js';
import type {
  BalanceMeasure,
  MeasureBase,
  MeasureRow,
  Problem,
  RepGroups,
} from '../../model/problem.js';
import { objectiveOf, termSources } from '../terms.js';
import { kmTravelled } from '../travelled.js';
import type { Term } from '../types.js';

/** What a term or a row has against one account going elsewhere. */
export interface Objection {
  /** The row that it comes from; undefined for what no row measures. */
  readonly row: MeasureRow;
  /** The term's name. */
  readonly name: string;
  /** What the measure says of it; undefined for what no row and no default balance measures. */
  readonly against: Against | undefined;
}

/** One term before and after some accounts go elsewhere. */
export interface TermChange extends Term {
  /** What its value is after less what it is. */
  readonly change: number;
}

/** Changes of the weighted terms below this are rounding. */
const rounding = 1e-12;

interface TrackedRow {
  readonly tracked: Tracked;
  readonly measure: MeasureBase;
  readonly against: (step: Step) => Against;
}

interface TrackedTerm {
  readonly term: Term;
  readonly tracked: Tracked;
  readonly row: TrackedRow | undefined;
}

/**
 * An assignment's terms and rows, added up once, so that what becomes of them
 * if a few accounts go elsewhere is told without judging all others again. It
 * is the difference of two full evaluations but for rounding; tests hold it to
 * that.
 */
export class Ledger {
  readonly objective: number;
  private readonly terms: readonly TrackedTerm[];
  /** The rows that any step may break, and those that are about one rep alone. */
  private readonly rows: readonly TrackedRow[];
  private readonly rowsOfRep: ReadonlyMap<number, readonly TrackedRow[]>;
  private readonly assignment: Assignment;
  private readonly weights: number;
  private readonly loadsByRep = new Map<Float64Array, Float64Array>();

  constructor(
    readonly problem: Problem,
    given: Assignment,
  ) {
    this.assignment = plannedOnly(given, problem.state);
    const tracking: Tracking = {
      problem,
      assignment: this.assignment,
      loads: (amounts, groups) => this.loads(amounts, groups),
    };
    const byMeasure = new Map(
      eachMeasure(problem, (family, measure): [MeasureBase, TrackedRow] => {
        const against = once(() => family.against(measure, tracking));
        return [
          measure,
          {
            tracked: family.tracked(measure, tracking),
            measure,
            against: (step) => against()(step),
          },
        ];
      }),
    );
    // A max_accounts is about one rep: nobody else's steps can break it.
    const alone = groupBy(problem.limits, ({ row, groups }) =>
      typeof row === 'string' ? groups.of.indexOf(0) : undefined,
    );
    const apart = new Set<MeasureBase>([...alone.values()].flat());
    this.rows = [...byMeasure].flatMap(([measure, row]) => (apart.has(measure) ? [] : [row]));
    this.rowsOfRep = new Map(
      [...alone].map(([rep, measures]) => [
        rep,
        measures.flatMap((measure) => byMeasure.get(measure) ?? []),
      ]),
    );
    const km = kmTravelled(problem, this.assignment);
    this.terms = termSources(problem).flatMap(({ name, weight, measure, ...source }) => {
      const value = source.value(this.assignment, km);
      if (value === undefined) return [];
      const known = measure && byMeasure.get(measure);
      const tracked = known?.tracked ?? source.tracked(tracking);
      return [{ term: { name, value, weight }, tracked, row: known }];
    });
    this.objective = objectiveOf(this.terms.map(({ term }) => term));
    this.weights = this.terms.reduce((sum, { term }) => sum + term.weight, 0);
  }

  /** The rep of a planned account; -1: nobody. */
  repOf(account: number): number {
    return this.assignment[account];
  }

  /** Accounts as steps to a rep, those left out that are there already. */
  stepsTo(accounts: Iterable<number>, to: number): readonly Step[] {
    const steps: Step[] = [];
    for (const account of accounts) {
      const from = this.assignment[account];
      if (from !== to) steps.push({ account, from, to });
    }
    return steps;
  }

  /** Every term with its change, in the order of plan.json. */
  termChanges(steps: readonly Step[]): readonly TermChange[] {
    return this.terms.map(({ term, tracked }) => ({ ...term, change: tracked.change(steps) }));
  }

  /** The change of the objective: what the steps cost. NaN where the distances file has no such pair. */
  price(steps: readonly Step[]): number {
    let sum = 0;
    for (const { term, tracked } of this.terms) {
      if (term.weight > 0) sum += term.weight * tracked.change(steps);
    }
    return sum / this.weights;
  }

  /** The must rows that the steps break or break further: rows of the rules ascending, then those of other files. */
  breaks(steps: readonly Step[]): readonly BrokenRow[] {
    const found = new Set(this.rowsFor(steps).flatMap(({ tracked }) => tracked.breaks(steps)));
    const numbers = [...found].filter((row) => typeof row === 'number').sort((a, b) => a - b);
    return [...numbers, ...[...found].filter((row) => typeof row === 'string').sort()];
  }

  /** The must rows that the steps break, in the order of {@link breaks}, as they concern one of them. */
  broken(steps: readonly Step[], about: Step): readonly Objection[] {
    const rows = this.rowsFor(steps);
    return this.breaks(steps).flatMap((row) => {
      const broken = rows.find(({ tracked }) => tracked.breaks(steps).includes(row));
      return broken === undefined
        ? []
        : [{ row, name: broken.measure.name, against: broken.against(about) }];
    });
  }

  /** The term that the steps make worse most, by weight times change, as it concerns one of them. */
  worstTerm(steps: readonly Step[], about: Step): Objection | undefined {
    let worst: { readonly by: number; readonly term: TrackedTerm } | undefined;
    for (const term of this.terms) {
      const by = term.term.weight > 0 ? term.term.weight * term.tracked.change(steps) : 0;
      if (by > Math.max(rounding, worst?.by ?? 0)) worst = { by, term };
    }
    if (worst === undefined) return undefined;
    const { term, row } = worst.term;
    return { row: row?.measure.row, name: term.name, against: row?.against(about) };
  }

  private rowsFor(steps: readonly Step[]): readonly TrackedRow[] {
    if (this.rowsOfRep.size === 0) return this.rows;
    const reps = new Set(steps.flatMap(({ from, to }) => [from, to]));
    return [...this.rows, ...[...reps].flatMap((rep) => this.rowsOfRep.get(rep) ?? [])];
  }

  /** Deviation of each group of a balance row, now and after the steps. */
  deviations(
    measure: BalanceMeasure,
    steps: readonly Step[],
  ): readonly { readonly group: number; readonly before: number; readonly after: number }[] {
    const { amounts, groups, target } = measure;
    const changed = new Set(touched(groups.of, steps));
    return Array.from(this.loads(amounts, groups), (load, group) => {
      const before = deviation(load, target[group]);
      if (!changed.has(group)) return { group, before, after: before };
      const more = added(amounts, groups.of, group, steps);
      return { group, before, after: deviation(load + more, target[group]) };
    });
  }

  /** Limits of single reps are many, all over the same amounts: one pass over the accounts serves them all. */
  private loads(amounts: Float64Array, groups: RepGroups): Float64Array {
    const held =
      this.loadsByRep.get(amounts) ?? repLoads(amounts, this.problem.repCount, this.assignment);
    this.loadsByRep.set(amounts, held);
    const loads = new Float64Array(groups.names.length);
    groups.of.forEach((group, rep) => {
      if (group >= 0) loads[group] += held[rep];
    });
    return loads;
  }
}
