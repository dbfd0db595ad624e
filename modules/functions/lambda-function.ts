import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group/index.js";
import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy/index.js";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role/index.js";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment/index.js";
import {
  LambdaFunction as AwsLambdaFunction,
  type LambdaFunctionConfig,
} from "@cdktf/provider-aws/lib/lambda-function/index.js";
import type { S3Object } from "@cdktf/provider-aws/lib/s3-object/index.js";
import { Construct } from "constructs";
import type { LambdaContract } from "../../lambdas/shared/contract/index.ts";
import type { Naming } from "../naming/naming.ts";
import type { Artifact } from "../packaging/artifact.ts";
import { policyDocument, trustPolicy } from "../security/policy-document.ts";
import { checkCollectorLayer } from "./collector-layer.ts";
import { checkContract } from "./contract-check.ts";
import { environmentVariables, type SettingValues } from "./environment-variables.ts";
import { expectCode } from "./newer-attributes.ts";
import { permissions } from "./permissions-from-contract.ts";
import { platform } from "./platform.ts";
import { offered, type ReachableResources } from "./resources.ts";

export interface LambdaFunctionProps {
  readonly contract: LambdaContract;
  readonly artifact: Artifact;
  /** The uploaded zip. */
  readonly code: S3Object;
  readonly environment: string;
  readonly region: string;
  readonly naming: Naming;
  readonly resources: ReachableResources;
  readonly settings: SettingValues;
  readonly logRetentionDays: number;
  /** Managed policy that lets a role write traces. */
  readonly tracePolicyArn: string;
  /** Layer with the OpenTelemetry collector; used where the contract traces with OpenTelemetry. */
  readonly collectorLayerArn: string;
}

/** A function as its contract says: log group, role with exactly the permissions that it needs, code. */
export class LambdaFunction extends Construct {
  readonly contract: LambdaContract;
  readonly role: IamRole;
  readonly resource: AwsLambdaFunction;
  readonly logGroupName: string;

  constructor(scope: Construct, id: string, props: LambdaFunctionProps) {
    super(scope, id);
    const { contract, naming, resources } = props;
    checkContract(contract);
    this.contract = contract;
    const functionName = naming("Lambda function", contract.name);
    const logGroup = new CloudwatchLogGroup(this, "log-group", {
      name: `/aws/lambda/${functionName}`,
      retentionInDays: props.logRetentionDays,
    });
    this.logGroupName = logGroup.name;
    this.role = this.executionRole(props, logGroup);
    this.resource = new AwsLambdaFunction(this, "function", {
      functionName,
      description: contract.purpose,
      role: this.role.arn,
      runtime: platform.runtime,
      architectures: [platform.architecture],
      handler: platform.handler,
      s3Bucket: props.code.bucket,
      s3Key: props.code.key,
      sourceCodeHash: props.artifact.sha256Base64,
      timeout: contract.timeoutSeconds,
      memorySize: contract.memoryMegabytes,
      reservedConcurrentExecutions: contract.reservedConcurrency,
      environment: { variables: environmentVariables(contract, props.environment, props.settings, resources) },
      tracingConfig: { mode: "Active" },
      loggingConfig: {
        logFormat: "JSON",
        logGroup: logGroup.name,
        applicationLogLevel: "INFO",
        systemLogLevel: "INFO",
      },
      ...collectorLayer(props),
      ...deadLetterConfig(contract, resources),
      dependsOn: [logGroup, ...this.node.findAll().filter((node) => node instanceof IamRolePolicyAttachment)],
    });
    expectCode(this.resource, props.artifact.sha256Base64);
  }

  private executionRole(props: LambdaFunctionProps, logGroup: CloudwatchLogGroup): IamRole {
    const { contract, naming, resources, region } = props;
    const role = new IamRole(this, "role", {
      name: naming("IAM role", `${contract.name}-lambda-role`),
      assumeRolePolicy: trustPolicy({ Service: "lambda.amazonaws.com" }),
    });
    const policy = new IamPolicy(this, "policy", {
      name: naming("IAM policy", contract.name),
      description: `What ${contract.name} needs by its contract`,
      policy: policyDocument(permissions(contract, resources, logGroup.arn, region)),
    });
    new IamRolePolicyAttachment(this, "policy-attachment", { role: role.name, policyArn: policy.arn });
    new IamRolePolicyAttachment(this, "trace-policy-attachment", { role: role.name, policyArn: props.tracePolicyArn });
    return role;
  }
}

function collectorLayer(props: LambdaFunctionProps): Pick<LambdaFunctionConfig, "layers"> {
  if (props.contract.tracing !== "open-telemetry") return {};
  checkCollectorLayer(props.collectorLayerArn, { region: props.region, architecture: platform.architecture });
  return { layers: [props.collectorLayerArn] };
}

function deadLetterConfig(
  contract: LambdaContract,
  resources: ReachableResources,
): Pick<LambdaFunctionConfig, "deadLetterConfig"> {
  const queue = contract.deadLetterQueue;
  if (queue === undefined) return {};
  const { arn } = offered(`${contract.name} contract, deadLetterQueue`, "queues", queue.name, resources);
  return { deadLetterConfig: { targetArn: arn } };
}
