// Spans of a text that was changed by hand: where they are now.

/**
 * Where a place of the text before is in the text after, if one stretch was changed, which ends at the caret. What
 * begins at a place goes behind words that are put in there; what ends there does not.
 */
export function shift(before, after, caret) {
  const shorter = Math.min(before.length, after.length);
  const behind = Math.min(shorter, after.length - caret);
  let tail = 0;
  while (tail < behind && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  let head = 0;
  while (head < shorter - tail && before[head] === after[head]) head += 1;
  const end = before.length - tail;
  return (at, begins) => {
    if (at < head || (at === head && !begins)) return at;
    if (at >= end) return at + after.length - before.length;
    return begins ? after.length - tail : head;
  };
}

/** An answer on the text before, as of the text after: what was cut out is gone. */
export function shifted(value, to) {
  if (Array.isArray(value)) return value.map((item) => shifted(item, to)).filter((item) => item !== gone);
  if (typeof value !== "object" || value === null) return value;
  const moved = Object.fromEntries(Object.entries(value).map(([name, item]) => [name, shifted(item, to)]));
  if (!("start" in moved)) return moved;
  const [start, end] = [to(moved.start, true), to(moved.end, false)];
  return start < end ? { ...moved, start, end } : gone;
}

const gone = undefined;
