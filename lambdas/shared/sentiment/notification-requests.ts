/** Asks for the mail that signs a person in. The token stands nowhere else in clear text. */
export interface MagicLinkRequest {
  readonly notification_type: "magic_link";
  readonly email: string;
  readonly token: string;
  readonly expires_in_minutes: number;
}

/** Asks to look at the alerts of tickers whose sentiment may have changed. */
export interface AlertEvaluationRequest {
  readonly notification_type: "evaluate_alerts";
  /** Upper case, each once. */
  readonly tickers: readonly string[];
}

/** A message of the topic of notifications. */
export type NotificationRequest = MagicLinkRequest | AlertEvaluationRequest;
