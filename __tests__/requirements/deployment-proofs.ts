/** What no test can see without AWS, and the command that shows it in a deployed environment. */
export interface DeploymentProof {
  readonly title: string;
  /** Why it cannot be proved before. */
  readonly reason: string;
  /** Commands for a shell, with the credentials of the account, after `npm run deploy -- dev`. */
  readonly command: string;
  /** What the command prints where the requirement holds. */
  readonly expected: string;
}

const lastHour = '--start-time "$(date -d "-1 hour" +%s)" --end-time "$(date +%s)"';

/** A stream of the deployed function, and its trace in X-Ray. */
const streamTrace = `url=$(terraform -chdir=cdktf.out/stacks/sentiment-dev output -raw sse-streaming-url)
trace=$(curl -sN --max-time 40 "\${url}api/v2/stream" | grep -om1 '1-[0-9a-f]\\{8\\}-[0-9a-f]\\{24\\}')
sleep 60
aws xray batch-get-traces --trace-ids "$trace" --query 'Traces[].Segments[].Document' --output text`;

export const deploymentProofs = {
  streamInXRay: {
    title: "The trace of a stream in X-Ray",
    reason:
      "whether the collector extension runs for as long as a response is streamed, and what X-Ray makes of its spans, is seen in AWS alone",
    command: streamTrace,
    expected:
      "the segments of the function, and `sse_stream`, `dynamodb_poll`, `sse_event_dispatch` and `DynamoDB` below them, all of one trace",
  },
  serviceMap: {
    title: "One node for each function in the service map",
    reason: "X-Ray draws the map",
    command: `aws xray get-service-graph ${lastHour} --query 'Services[].[Name,Type]' --output text | grep sentiment | sort`,
    expected: "each function's name under `AWS::Lambda` and `AWS::Lambda::Function`, and under no other type",
  },
  hopThroughTopic: {
    title: "Ingestion and analysis in one trace",
    reason:
      "SNS hands the trace on, and the resource policy that lets it write its part is only used by the real service",
    command: `aws xray get-trace-summaries ${lastHour} \\
  --filter-expression 'service("dev-sentiment-ingestion") AND service("dev-sentiment-analysis")' \\
  --query 'length(TraceSummaries)'`,
    expected: "more than 0, where news came in during the hour",
  },
  groupMetric: {
    title: "The metric of the group of errors",
    reason: "X-Ray publishes a group's metric once a trace was counted",
    command:
      "aws cloudwatch list-metrics --namespace AWS/X-Ray --metric-name ApproximateTraceCount --query 'Metrics[].Dimensions[].Value'",
    expected: "`dev-sentiment-errors` among the groups, after the first trace with a fault",
  },
  samplingAtTheStage: {
    title: "A caller cannot make the REST API sample",
    reason: "API Gateway decides, and does not document what it does with a caller's `Sampled=1`",
    command: `api=$(terraform -chdir=cdktf.out/stacks/sentiment-prod output -raw dashboard-api-url)
for _ in $(seq 100); do
  header="Root=1-$(printf %08x "$(date +%s)")-$(openssl rand -hex 12);Sampled=1"
  curl -s -o /dev/null -A sampling-check -H "X-Amzn-Trace-Id: $header" "$api/health"
done
sleep 60
aws xray get-trace-summaries ${lastHour} --filter-expression 'http.useragent = "sampling-check"' \\
  --query 'length(TraceSummaries)'`,
    expected: "about the share that the sampling rules of prod name, not 100",
  },
  collectorLayer: {
    title: "The layer of the collector exists",
    reason: "which versions of the layer a region has, is known to AWS alone",
    command: `npm run synth
grep -oh 'arn:aws:lambda:[^"]*:layer:aws-otel-collector[^"]*' cdktf.out/stacks/*/cdk.tf.json | sort -u |
  xargs -n 1 aws lambda get-layer-version-by-arn --query '[LayerVersionArn,CompatibleArchitectures]' --arn`,
    expected: "each ARN, with the architecture of the functions",
  },
  collectorStart: {
    title: "The collector takes its configuration",
    reason:
      "the layer's program is not part of this project, and the components that it knows are those of its release",
    command: `aws logs filter-log-events --log-group-name /aws/lambda/dev-sentiment-sse-streaming \\
  --filter-pattern '?"failed to get config" ?"cannot unmarshal" ?"failed to build pipelines"' --query 'length(events)'`,
    expected: "0, after a stream was opened",
  },
  billOfXRay: {
    title: "X-Ray's part of the bill is published",
    reason: "the metric exists once billing alerts are switched on by hand, and X-Ray cost something",
    command:
      "aws cloudwatch list-metrics --region us-east-1 --namespace AWS/Billing --metric-name EstimatedCharges --dimensions Name=ServiceName,Value=AWSXRay",
    expected: "one metric, in `USD`",
  },
} satisfies Readonly<Record<string, DeploymentProof>>;
