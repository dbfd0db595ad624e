/** The day has no mail left for anybody. Nothing went out. */
export class QuotaExceededError extends Error {
  override readonly name = "QuotaExceededError";
}

/** A person got as many mails as one may get in a day. Nothing went out. */
export class PersonalLimitError extends Error {
  override readonly name = "PersonalLimitError";
}

/** No connection to the mail service came about. Nothing goes out. */
export class UnreachableError extends Error {
  override readonly name = "UnreachableError";
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

/** Alerts were not looked at or not sent. A retry does, and sends no other twice. */
export class UnsentAlertsError extends Error {
  override readonly name = "UnsentAlertsError";
}

/** The time of the invocation is up before a request was begun, or before its mail could be sent. Nothing goes out. */
export class OutOfTimeError extends Error {
  override readonly name = "OutOfTimeError";
}
