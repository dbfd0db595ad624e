/**
 * Makes each value once and hands it out again for a while, also to those who ask while it is being made. A failure is
 * not kept. For few keys: nothing is dropped before it is asked for again.
 *
 * The values live as long as the execution environment; another environment has its own.
 */
export function keptFor<K, V>(
  milliseconds: number,
  make: (key: K, now: number) => Promise<V>,
): (key: K, now: number) => Promise<V> {
  const kept = new Map<K, { readonly value: Promise<V>; readonly until: number }>();
  return (key, now) => {
    const known = kept.get(key);
    if (known !== undefined && now < known.until) return known.value;
    const value = make(key, now);
    kept.set(key, { value, until: now + milliseconds });
    value.catch(() => kept.delete(key));
    return value;
  };
}
