/**
 * The greatest flow from sources through a bipartite graph to sinks (Dinic
 * 1970), with real capacities; arcs between the two carry anything.
 */
export interface Transport {
  readonly supply: Float64Array;
  /** For each source, the sinks it reaches. */
  readonly reaches: readonly Int32Array[];
  readonly room: Float64Array;
}

/**
 * What of the supply cannot flow, and the sources and sinks that a least cut
 * leaves on the side of the supply: all that these sources bring has to go to
 * these sinks, and it is `short` more than they have room for. Undefined where
 * everything flows, to a billionth of it.
 */
export interface Jam {
  readonly sources: readonly number[];
  readonly sinks: readonly number[];
  readonly short: number;
}

export function jamOf({ supply, reaches, room }: Transport): Jam | undefined {
  const sources = supply.length;
  const left = Float64Array.from(supply);
  const free = Float64Array.from(room);
  const flow = reaches.map((sinks) => new Float64Array(sinks.length));
  const total = supply.reduce((sum, amount) => sum + amount, 0);
  const least = 1e-12 * Math.max(total, 1e-300);
  /** For each sink, the arcs that come in. */
  const into: { source: number; at: number }[][] = Array.from(room, () => []);
  reaches.forEach((sinks, source) => {
    sinks.forEach((sink, at) => {
      into[sink].push({ source, at });
    });
  });
  const level = new Int32Array(sources + room.length);
  for (;;) {
    const found = layer();
    if (!found) break;
    const next = new Int32Array(level.length);
    for (let source = 0; source < sources; source++) {
      while (left[source] > least) {
        const sent = push(source, left[source], next);
        if (sent <= least) break;
        left[source] -= sent;
      }
    }
  }
  const short = left.reduce((sum, amount) => sum + amount, 0);
  if (short <= 1e-9 * total) return undefined;
  const nodes = Array.from(level.keys()).filter((node) => level[node] >= 0);
  return {
    sources: nodes.filter((node) => node < sources),
    sinks: nodes.filter((node) => node >= sources).map((node) => node - sources),
    short,
  };

  /** Levels from all sources with supply left; true where one reaches room. */
  function layer(): boolean {
    level.fill(-1);
    let queue: number[] = [];
    for (let source = 0; source < sources; source++) {
      if (left[source] <= least) continue;
      level[source] = 0;
      queue.push(source);
    }
    let found = false;
    while (queue.length > 0) {
      const further: number[] = [];
      const visit = (node: number, depth: number): void => {
        if (level[node] >= 0) return;
        level[node] = depth;
        further.push(node);
      };
      for (const node of queue) {
        const depth = level[node] + 1;
        if (node < sources) for (const sink of reaches[node]) visit(sources + sink, depth);
        else {
          if (free[node - sources] > least) found = true;
          for (const { source, at } of into[node - sources]) {
            if (flow[source][at] > least) visit(source, depth);
          }
        }
      }
      queue = further;
    }
    return found;
  }

  function push(node: number, most: number, next: Int32Array): number {
    if (node >= sources) {
      const sink = node - sources;
      if (free[sink] > least) {
        const taken = Math.min(most, free[sink]);
        free[sink] -= taken;
        return taken;
      }
      for (; next[node] < into[sink].length; next[node]++) {
        const { source, at } = into[sink][next[node]];
        if (flow[source][at] <= least || level[source] !== level[node] + 1) continue;
        const sent = push(source, Math.min(most, flow[source][at]), next);
        if (sent <= least) continue;
        flow[source][at] -= sent;
        return sent;
      }
      return 0;
    }
    for (; next[node] < reaches[node].length; next[node]++) {
      const sink = reaches[node][next[node]];
      if (level[sources + sink] !== level[node] + 1) continue;
      const sent = push(sources + sink, most, next);
      if (sent <= least) continue;
      flow[node][next[node]] += sent;
      return sent;
    }
    return 0;
  }
}
