/** A mail that is ready to be sent. */
export interface Mail {
  /** Name of its template, for traces. */
  readonly template: "alert" | "magic_link" | "digest";
  readonly to: string;
  readonly subject: string;
  /** The whole message as plain text. */
  readonly text: string;
  /** The same as HTML. */
  readonly html: string;
}
