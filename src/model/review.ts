/** What a manager can decide of an account that changes hands. */
export const decisionWords = ['accept', 'reject', 'move'] as const;
export type DecisionWord = (typeof decisionWords)[number];

/** What became of a decision. */
export const decisionStatuses = ['taken', 'conflict', 'expired'] as const;
export type DecisionStatus = (typeof decisionStatuses)[number];

/** More of what changes hands than this is too much to be decided by hand. */
export const mostByHand = 0.1;

export function isByHandTooMuch(share: number, most = mostByHand): boolean {
  return share > most;
}
