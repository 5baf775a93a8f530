import type { Random } from '../../../../src/model/random.js';
import { layOut } from '../../../../src/solver/model/layout.js';
import type { ByRep, Program, RepGrid } from '../../../../src/solver/model/program.js';

/** Any prices of units, and any grids of loads that are a rep's own, coarse or fine. */
export function randomByRep(program: Program, random: Random): ByRep {
  return {
    prices: Float64Array.from({ length: program.unitCount }, () => 0.6 * random.fraction() - 0.1),
    grids: Array.from({ length: program.repCount }, (_, rep) => randomGrid(program, rep, random)),
  };
}

function randomGrid(program: Program, rep: number, random: Random): RepGrid | undefined {
  const { loadCount, repCount, slotOf } = layOut(program);
  const own = Array.from({ length: loadCount }, (_, l) => l).filter((l) => {
    const slot = slotOf[l * repCount + rep];
    const isShared = slotOf.filter((other) => other === slot).length > 1;
    return slot >= 0 && !isShared && program.repLoads[l].amount.every((amount) => amount >= 0);
  });
  if (own.length === 0 || random.below(4) === 0) return undefined;
  const load = own[random.below(own.length)];
  const steps = [0.01, 0.1, 0.37, 1, 5];
  return {
    slot: slotOf[load * repCount + rep],
    step: steps[random.below(steps.length)],
    cells: random.below(40),
  };
}
