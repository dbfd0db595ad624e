import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy/index.js";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket/index.js";
import { S3Object } from "@cdktf/provider-aws/lib/s3-object/index.js";
import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import type { Environment } from "../../environments/schema.ts";
import { sentiment } from "../../lambdas/shared/sentiment/system.ts";
import * as tableDefinitions from "../../lambdas/shared/sentiment/tables.ts";
import { Table } from "../../modules/data/table.ts";
import { LambdaFunction } from "../../modules/functions/lambda-function.ts";
import { policyDocument, xRayWriteActions } from "../../modules/functions/permissions.ts";
import { naming } from "../../modules/naming/naming.ts";
import type { Artifact } from "../../modules/packaging/artifact.ts";
import { addAwsProvider } from "../../modules/terraform/aws-provider.ts";
import { addStateBackend } from "../../modules/terraform/state.ts";
import * as functions from "./functions.ts";

export interface SentimentStackProps {
  readonly environment: Environment;
  readonly artifacts: readonly Artifact[];
}

/** The sentiment system in one environment. */
export class SentimentStack extends TerraformStack {
  constructor(scope: Construct, { environment, artifacts }: SentimentStackProps) {
    const stackName = `${sentiment.name}-${environment.name}`;
    super(scope, stackName);
    addAwsProvider(this, {
      region: environment.region,
      accountId: environment.accountId,
      tags: { Environment: environment.name },
    });
    addStateBackend(this, stackName, { bucket: environment.state.bucket, region: environment.region });
    const name = naming({ environment: environment.name, system: sentiment.name });
    const tables = Object.values(tableDefinitions).map(
      (definition) =>
        [
          definition.name,
          new Table(this, `table-${definition.name}`, { definition, naming: name, protect: environment.protectData }),
        ] as const,
    );
    const tracePolicy = new IamPolicy(this, "trace-policy", {
      name: name("IAM policy", "xray-write"),
      policy: policyDocument([{ Sid: "WriteTraces", Effect: "Allow", Action: xRayWriteActions, Resource: ["*"] }]),
    });
    const artifactBucket = new S3Bucket(this, "artifact-bucket", { bucket: name("S3 bucket", "lambda-deployments") });
    for (const contract of Object.values(functions)) {
      const artifact = artifacts.find(({ functionName }) => functionName === contract.name);
      if (artifact === undefined) throw new Error(`No artifact of function ${contract.name}`);
      new LambdaFunction(this, contract.name, {
        contract,
        artifact,
        code: new S3Object(this, `artifact-${contract.name}`, {
          bucket: artifactBucket.bucket,
          key: `${contract.name}/${artifact.sha256}.zip`,
          source: `\${path.module}/../../artifacts/${artifact.fileName}`,
        }),
        environment: environment.name,
        region: environment.region,
        naming: name,
        resources: {
          tables: Object.fromEntries(
            tables.map(([key, { resource }]) => [key, { name: resource.name, arn: resource.arn }]),
          ),
          topics: {},
          secrets: {},
          queues: {},
          functionUrl: () => "",
          keyArn: "",
        },
        settings: environment.settings[contract.name] ?? {},
        logRetentionDays: environment.logRetentionDays.functions[contract.name] ?? environment.logRetentionDays.default,
        tracePolicyArn: tracePolicy.arn,
        collectorLayerArn: environment.collectorLayerArn,
      });
    }
  }
}
