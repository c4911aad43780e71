// Spans of a text that was changed by hand: where they are now.

/** Where a place of the text before is in the text after, if one stretch was changed. */
export function shift(before, after) {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  const end = before.length - tail;
  return (at) => (at <= head ? at : at >= end ? at + after.length - before.length : head);
}

/** An answer on the text before, as of the text after: what was cut out is gone. */
export function shifted(value, to) {
  if (Array.isArray(value)) return value.map((item) => shifted(item, to)).filter((item) => item !== gone);
  if (typeof value !== "object" || value === null) return value;
  const moved = Object.fromEntries(Object.entries(value).map(([name, item]) => [name, shifted(item, to)]));
  if (!("start" in moved)) return moved;
  const [start, end] = [to(moved.start), to(moved.end)];
  return start < end ? { ...moved, start, end } : gone;
}

const gone = undefined;
