/**
 * Something in a policy or a request that is not understood here. Who meets it must refuse: permissions that nobody can
 * work out are permissions that nobody has.
 */
export class NotUnderstoodError extends Error {
  override readonly name = "NotUnderstoodError";
}
