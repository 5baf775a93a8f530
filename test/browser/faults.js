// What a reader would see cut off, run over, or lying on each other: run in the page.
function faults() {
  const found = [];
  const tell = (what, of) => {
    found.push(`${what}: ${(of.textContent ?? '').trim().slice(0, 60)}`);
  };
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) found.push(`the page is ${root.scrollWidth} wide`);
  for (const details of document.querySelectorAll('details')) details.open = true;
  const boxes =
    '.tiles > div, .besides > div, .sign > div, .answers > div, h1, h2, h3, figcaption, .legend, p';
  for (const box of document.querySelectorAll(boxes)) {
    if (box.clientWidth > 0 && box.scrollWidth > box.clientWidth + 1) tell('runs out', box);
  }
  for (const drawing of document.querySelectorAll('svg')) {
    const edge = drawing.getBoundingClientRect();
    if (edge.width === 0) continue;
    const texts = [...drawing.querySelectorAll('text')]
      .map((text) => ({ text, at: text.getBoundingClientRect() }))
      .filter(({ at }) => at.width > 0);
    for (const { text, at } of texts) {
      const isIn =
        at.left > edge.left - 1 &&
        at.right < edge.right + 1 &&
        at.top > edge.top - 1 &&
        at.bottom < edge.bottom + 1;
      if (!isIn) tell('clipped', text);
    }
    // Turned words have boxes that lie on each other though the words do not.
    const level = texts.filter(({ text }) => !text.closest('[transform*="rotate"]'));
    level.forEach(({ text, at }, index) => {
      for (const { text: other, at: there } of level.slice(index + 1)) {
        const wide = Math.min(at.right, there.right) - Math.max(at.left, there.left);
        const high = Math.min(at.bottom, there.bottom) - Math.max(at.top, there.top);
        if (wide > 1 && high > 4) tell(`lies on "${other.textContent}"`, text);
      }
    });
  }
  return [...new Set(found)];
}

faults();
