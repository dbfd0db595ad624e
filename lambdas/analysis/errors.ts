/** The story of a request is not in the items table. */
export class MissingItemError extends Error {
  override readonly name = "MissingItemError";
}

/** Others changed the same buckets in every attempt, until the time was up. */
export class ContentionError extends Error {
  override readonly name = "ContentionError";
}
