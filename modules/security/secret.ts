import { SecretsmanagerSecret } from "@cdktf/provider-aws/lib/secretsmanager-secret/index.js";
import { Construct } from "constructs";
import type { SecretDefinition } from "../../lambdas/shared/contract/index.ts";

/** Days in which a deleted secret can be brought back. */
const recoveryWindowDays = 7;

export interface SecretProps {
  readonly definition: SecretDefinition;
  /** First parts of the secret's name, which is a path. */
  readonly path: string;
  readonly keyArn: string;
  /** Whether the secret refuses to be destroyed. */
  readonly protect: boolean;
}

/** The place of a secret. Its value is set outside of Terraform, whose state and plans would show it. */
export class Secret extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, { definition, path, keyArn, protect }: SecretProps) {
    super(scope, id);
    this.arn = new SecretsmanagerSecret(this, "secret", {
      name: `${path}/${definition.name}`,
      description: `JSON with the keys ${definition.fields.join(", ")}; its value is set by hand`,
      kmsKeyId: keyArn,
      recoveryWindowInDays: recoveryWindowDays,
      lifecycle: { preventDestroy: protect },
    }).arn;
  }
}
