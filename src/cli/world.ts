/** What a command may touch besides files; given in, so that commands can be tested without a process. */
export interface World {
  readonly stdout: Sink;
  readonly stderr: Sink;
  readonly readStdin: () => Promise<Uint8Array>;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The folder that paths are relative to. */
  readonly cwd: string;
  /** Today's date where the user is, `YYYY-MM-DD`. */
  readonly today: () => string;
  readonly cores: number;
  /** Told of every folder that was written and the files in it. */
  readonly wrote?: (folder: string, names: readonly string[]) => void;
  /** Milliseconds from any fixed point. */
  readonly now: () => number;
}

export interface Sink {
  readonly write: (data: string | Uint8Array) => void;
  readonly isTerminal: boolean;
  /** Width in characters where it is a terminal. */
  readonly columns: number | undefined;
}
