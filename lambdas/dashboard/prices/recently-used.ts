/** Values by name, of which the least recently used is dropped above a number of entries. */
export function recentlyUsed<V>(maximumEntries: number): {
  get(name: string): V | undefined;
  set(name: string, value: V): void;
} {
  // A map keeps the order in which names were set: the first is the one that was not used for longest.
  const values = new Map<string, V>();
  const set = (name: string, value: V) => {
    values.delete(name);
    values.set(name, value);
    const [oldest] = values.keys();
    if (values.size > maximumEntries && oldest !== undefined) values.delete(oldest);
  };
  return {
    get(name) {
      const value = values.get(name);
      if (value !== undefined) set(name, value);
      return value;
    },
    set,
  };
}
