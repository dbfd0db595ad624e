/** A tag as most services write it. */
export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

/** Tags of resources, by ARN. */
export interface TagStore {
  /** Adds tags, or replaces their values. */
  add(arn: string, tags: readonly Tag[]): void;
  remove(arn: string, keys: readonly string[]): void;
  /** Forgets all tags of a resource. */
  forget(arn: string): void;
  /** Tags as a list, in the order in which they came. */
  list(arn: string): readonly Tag[];
  /** Tags as an object. */
  values(arn: string): Readonly<Record<string, string>>;
}

/** Begins without any tag. */
export function tagStore(): TagStore {
  const tags = new Map<string, ReadonlyMap<string, string>>();
  const of = (arn: string) => tags.get(arn) ?? new Map<string, string>();
  return {
    add: (arn, added) =>
      void tags.set(arn, new Map([...of(arn), ...added.map(({ Key, Value }) => [Key, Value] as const)])),
    remove: (arn, keys) => void tags.set(arn, new Map([...of(arn)].filter(([key]) => !keys.includes(key)))),
    forget: (arn) => void tags.delete(arn),
    list: (arn) => [...of(arn)].map(([Key, Value]) => ({ Key, Value })),
    values: (arn) => Object.fromEntries(of(arn)),
  };
}

/** Tags that are written as an object, as a list. */
export function tagList(tags: unknown): readonly Tag[] {
  return Object.entries((tags ?? {}) as Readonly<Record<string, string>>).map(([Key, Value]) => ({ Key, Value }));
}
