import type { SecretDefinition } from "../../lambdas/shared/contract/index.ts";

/** A text that stands in the value of every secret, so that it can be searched for. */
export const secretMarker = "s3cr3tPlumbago";

/** Value of one field of a secret: long enough to sign tokens with. */
export function secretField({ name }: SecretDefinition, field: string): string {
  return `${secretMarker}-${name}-${field}-0123456789abcdef0123456789abcdef`;
}

/** The JSON that is stored as a secret's value. */
export function secretText(secret: SecretDefinition): string {
  return JSON.stringify(Object.fromEntries(secret.fields.map((field) => [field, secretField(secret, field)])));
}
