/** The expressions of a request to DynamoDB. */
interface Expressions {
  readonly ConditionExpression?: string;
  readonly FilterExpression?: string;
  readonly KeyConditionExpression?: string;
  readonly ProjectionExpression?: string;
  readonly UpdateExpression?: string;
}

/**
 * Says what the placeholders in the expressions of a request stand for: `#status` is the attribute `status`. So no
 * reserved word can stand in them, and no placeholder can be missing or left over.
 */
export function withNames<const R extends Expressions>(
  request: R,
): R & { readonly ExpressionAttributeNames: Record<string, string> } {
  const { ConditionExpression, FilterExpression, KeyConditionExpression, ProjectionExpression, UpdateExpression } =
    request;
  const text = [ConditionExpression, FilterExpression, KeyConditionExpression, ProjectionExpression, UpdateExpression];
  const names = text.join(" ").match(/#\w+/g) ?? [];
  return { ...request, ExpressionAttributeNames: Object.fromEntries(names.map((name) => [name, name.slice(1)])) };
}
