/** An event that asks for nothing that this function does. Says which fields are wrong, never what they hold. */
export class EventError extends Error {
  override readonly name = "EventError";
}

/** All mails of the day were sent. Nothing went out. */
export class QuotaExceededError extends Error {
  override readonly name = "QuotaExceededError";
}

/** The request for a mail was sent, and no answer came: nobody knows whether the mail goes out. */
export class UnansweredMailError extends Error {
  override readonly name = "UnansweredMailError";
}

/** The mail service answered with a status that is neither an error nor an acceptance. Nothing goes out. */
export class NotAcceptedError extends Error {
  override readonly name = "NotAcceptedError";
}

/** Digests that are due were not sent. A retry sends them, and no other twice. */
export class UnsentDigestsError extends Error {
  override readonly name = "UnsentDigestsError";
}
