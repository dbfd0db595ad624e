/**
 * Names of services in the provider's `endpoints` block, by the beginning of the kinds that call them; the longest
 * beginning counts. Source: the provider's guide "Custom Service Endpoint Configuration".
 */
const keysByBeginning: Readonly<Record<string, readonly string[]>> = {
  aws_api_gateway_: ["apigateway"],
  aws_autoscaling_: ["autoscaling"],
  aws_backup_: ["backup"],
  aws_budgets_: ["budgets"],
  aws_caller_identity: ["sts"],
  aws_ce_: ["ce"],
  aws_cloudwatch_: ["cloudwatch"],
  aws_cloudwatch_event_: ["events"],
  aws_cloudwatch_log_: ["logs"],
  aws_cloudwatch_query_definition: ["logs"],
  aws_cognito_: ["cognitoidp"],
  aws_cognito_identity_: ["cognitoidentity"],
  aws_dynamodb_: ["dynamodb"],
  aws_fis_: ["fis"],
  aws_iam_: ["iam"],
  aws_kms_: ["kms"],
  aws_lambda_: ["lambda"],
  aws_launch_template: ["ec2"],
  aws_partition: [],
  aws_region: [],
  aws_rum_: ["rum"],
  aws_s3_: ["s3", "s3control"],
  aws_scheduler_: ["scheduler"],
  aws_secretsmanager_: ["secretsmanager"],
  aws_servicequotas_: ["servicequotas"],
  aws_sns_: ["sns"],
  aws_sqs_: ["sqs"],
  aws_ssm_: ["ssm"],
  aws_xray_: ["xray"],
};

/** Longest beginnings first. */
const beginnings = Object.keys(keysByBeginning).sort((a, b) => b.length - a.length);

/** Names of the services that a kind of resource or data source calls; undefined where the kind is not known here. */
export function endpointKeysOf(kind: string): readonly string[] | undefined {
  const beginning = beginnings.find((each) => kind.startsWith(each));
  return beginning === undefined ? undefined : keysByBeginning[beginning];
}
