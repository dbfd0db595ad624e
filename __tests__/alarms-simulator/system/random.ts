/** Numbers that look random, and are the same for the same key. */
export interface Random {
  /** From 0 up to, not including, 1. */
  next(): number;
  between(low: number, high: number): number;
  /** Whether something of this probability happens. */
  happens(probability: number): boolean;
  /** How often something happens that happens so often on average. */
  count(average: number): number;
}

/** @param key what the numbers are for, such as a seed, a name and a minute. */
export function random(...key: readonly (string | number)[]): Random {
  let state = hash(key.join(" "));
  const next = () => {
    // Mulberry32, public domain.
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    next,
    between: (low, high) => low + (high - low) * next(),
    happens: (probability) => probability > 0 && next() < probability,
    count(average) {
      const limit = Math.exp(-average);
      let [count, product] = [0, next()];
      while (product > limit) {
        count++;
        product *= next();
      }
      return count;
    },
  };
}

function hash(text: string): number {
  let value = 2_166_136_261;
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 16_777_619);
  return value;
}
