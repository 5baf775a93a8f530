import type { Multipliers, Proof } from '../solver/program.js';
import type { Plan } from './plan.js';

/** A proof in the words of the inputs: account and rep ids instead of indices. */
type WrittenProof =
  | { readonly prices: number; readonly impossible?: true }
  | {
      readonly account: string;
      readonly cases: readonly { readonly reps: readonly string[]; readonly proof: WrittenProof }[];
    };

/**
 * certificate.json: what the bound of a plan follows from by plain arithmetic.
 * Its form is documented in docs/certificate.md. An infeasible plan has a
 * proof only where it is proven that no plan keeps the must rules.
 */
export function certificateText(plan: Plan): string {
  const { problem, solution, translation } = plan;
  const { program, repLoadGroups, leavingLoadGroups } = translation;
  const impossible = solution.bound === Number.POSITIVE_INFINITY;
  const proven = plan.proven !== undefined || (plan.status === 'infeasible' && impossible);
  const sets: (readonly (readonly number[])[])[] = [];
  const setOf = new Map<Multipliers, number>();
  const written = (proof: Proof): WrittenProof => {
    if ('cases' in proof) {
      return {
        account: problem.accountIds[translation.members[proof.unit][0]],
        cases: proof.cases.map(({ reps, proof: inner }) => ({
          reps: reps.map((rep) => problem.repIds[rep]),
          proof: written(inner),
        })),
      };
    }
    let index = setOf.get(proof.multipliers);
    if (index === undefined) {
      index = sets.length;
      setOf.set(proof.multipliers, index);
      const { rep, leaving } = proof.multipliers;
      sets.push([...rep, ...leaving].map((prices) => Array.from(prices, plain)));
    }
    return 'impossible' in proof ? { prices: index, impossible: true } : { prices: index };
  };
  const proof = proven ? written(solution.proof) : null;
  const loads = [
    ...program.repLoads.map(({ name }, index) => ({
      name,
      of: 'reps',
      groups: repLoadGroups[index],
    })),
    ...program.leavingLoads.map(({ name }, index) => ({
      name,
      of: 'owners',
      groups: leavingLoadGroups[index],
    })),
  ];
  const body = {
    form: 'carve-certificate-1',
    ...(plan.proven !== undefined && { bound: plan.proven.bound }),
    loads,
    prices: sets,
    proof,
  };
  return `${JSON.stringify(body)}\n`;
}

/** JSON has no -0. */
function plain(value: number): number {
  return value === 0 ? 0 : value;
}
