import type { Fetched } from "./provider.ts";

/** Some calls of a source failed. Named after the first failure, so that traces say what went wrong. */
export class SourceError extends Error {
  readonly fetched: Fetched;

  constructor(fetched: Fetched) {
    const [first] = fetched.errors;
    super(`${fetched.errors.length} failures of ${fetched.source}, the first: ${first?.message}`, { cause: first });
    this.name = first?.name ?? "SourceError";
    this.fetched = fetched;
  }
}

/** No source answered a single call. */
export class AllSourcesFailedError extends Error {
  override readonly name = "AllSourcesFailedError";
}

/** A provider answered with something that is not a list of articles. Quotes nothing of it. */
export class DocumentError extends Error {
  override readonly name = "DocumentError";
}

/** Calls were not made because the source failed too often lately. */
export class CircuitOpenError extends Error {
  override readonly name = "CircuitOpenError";
}

/** Calls were not made because the source asked to be left alone for a while. */
export class RetryAfterError extends Error {
  override readonly name = "RetryAfterError";
}

/** Calls were not made because they are beyond what the source's plan allows. */
export class QuotaExceededError extends Error {
  override readonly name = "QuotaExceededError";
}

/** The invocation has no time left for what was still to be done; a later run does it. */
export class OutOfTimeError extends Error {
  override readonly name = "OutOfTimeError";
}

/** A story changed under every attempt to store it. */
export class StoryConflictError extends Error {
  override readonly name = "StoryConflictError";
}

/** New stories were stored, but the requests for their scores were not published. */
export class UnscoredStoriesError extends Error {
  override readonly name = "UnscoredStoriesError";
}
