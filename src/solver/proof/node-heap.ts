/** A binary heap, least bound first; ties in the order of arrival. */
export class NodeHeap<Node extends { readonly bound: number; readonly order: number }> {
  readonly #nodes: Node[] = [];

  get size(): number {
    return this.#nodes.length;
  }

  least(): Node | undefined {
    return this.#nodes[0];
  }

  push(node: Node): void {
    const nodes = this.#nodes;
    let at = nodes.length;
    nodes.push(node);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!before(node, nodes[parent])) break;
      nodes[at] = nodes[parent];
      at = parent;
    }
    nodes[at] = node;
  }

  pop(): Node | undefined {
    const nodes = this.#nodes;
    const least = nodes[0];
    const last = nodes.pop();
    if (last === undefined || nodes.length === 0) return least;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= nodes.length) break;
      if (child + 1 < nodes.length && before(nodes[child + 1], nodes[child])) child++;
      if (!before(nodes[child], last)) break;
      nodes[at] = nodes[child];
      at = child;
    }
    nodes[at] = last;
    return least;
  }
}

function before(
  a: { readonly bound: number; readonly order: number },
  b: { readonly bound: number; readonly order: number },
): boolean {
  return a.bound === b.bound ? a.order < b.order : a.bound < b.bound;
}
