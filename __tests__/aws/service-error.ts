/** An error that a service answers with. `details` are members of the answer beside type and message. */
export class ServiceError extends Error {
  override readonly name = "ServiceError";
  readonly type: string;
  readonly details: Readonly<Record<string, unknown>>;
  /** HTTP status. */
  readonly status: number;

  constructor(type: string, message: string, details: Readonly<Record<string, unknown>> = {}, status = 400) {
    super(message);
    this.type = type;
    this.details = details;
    this.status = status;
  }
}

/** DynamoDB's answer to a request that can never succeed as it is. */
export function validationError(message: string): ServiceError {
  return new ServiceError("ValidationException", message);
}
