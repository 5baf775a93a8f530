/** What each word of a kind means. */
export declare const words: Readonly<Record<string, string>>;

/** The CSV text of a problem of a kind (words joined by '-'); without rules where the kind has none. */
export declare function makeKind(options: {
  readonly kind: string;
  readonly accounts: number;
  readonly reps: number;
  readonly seed?: number;
}): { readonly accounts: string; readonly reps: string; readonly rules: string | undefined };
