/** What a measure has against one account going elsewhere, as facts. */
export type Against =
  | {
      /** A rep, or a group of them, is further from target. */
      readonly is: 'deviation';
      readonly who: string;
      readonly metric: string;
      /** Whether the group has the account then. */
      readonly gains: boolean;
      /** Shares: 0.12 is 12 % above. */
      readonly now: number;
      readonly then: number;
      /** 0: nothing is expected of it. */
      readonly target: number;
    }
  | {
      /** A rep, or a group of them, holds more or less than a limit lets them. */
      readonly is: 'holding';
      readonly who: string;
      readonly metric: string;
      readonly side: 'min' | 'max';
      readonly bound: number;
      /** The bound's share, where it is a percentage of all the group holds. */
      readonly share: number | undefined;
      /** What the group holds today. */
      readonly before: number;
      /** Accounts of its kind that came to the group, greatest first. */
      readonly came: readonly number[];
    }
  /** More leaves its owners than a budget lets go. */
  | {
      readonly is: 'leaving';
      readonly who: string;
      readonly metric: string;
      readonly bound: number;
    }
  /** The rep has as many of its value as they may. */
  | {
      readonly is: 'apart';
      readonly who: string;
      /** "rival Cola" */
      readonly among: string;
      readonly others: readonly number[];
    }
  /** A rep's territory falls into more pieces. */
  | { readonly is: 'pieces'; readonly who: string }
  /** The rep is not one whom the row wants. */
  | { readonly is: 'placement' }
  /** The others of its family, which one rep should have. */
  | { readonly is: 'family'; readonly others: readonly number[] };
