/** Metrics that AWS services publish, with every set of dimensions under which an alarm finds values. */
export interface PublishedMetric {
  readonly dimensions: readonly (readonly string[])[];
  /** Page of the AWS documentation that says so. */
  readonly source: string;
}

const lambdaMetrics = "AWS Lambda developer guide, Types of metrics for Lambda functions";
const lambdaUrls = "AWS Lambda developer guide, Monitoring Lambda function URLs";
const dynamoDb = "Amazon DynamoDB developer guide, DynamoDB metrics and dimensions";
const apiGateway = "Amazon API Gateway developer guide, Amazon API Gateway dimensions and metrics";
const sns = "Amazon SNS developer guide, Monitoring Amazon SNS topics using CloudWatch";
const sqs = "Amazon SQS developer guide, Available CloudWatch metrics for Amazon SQS";
const billing = "Amazon CloudWatch user guide, Create a billing alarm to monitor your estimated AWS charges";
const lambdaConcurrency = "AWS Lambda developer guide, Monitoring concurrency: metrics of a region, without dimensions";
const usage = "Amazon CloudWatch user guide, CloudWatch usage metrics; AWS KMS developer guide, Request quotas";
const xRay = "AWS X-Ray developer guide, Configuring groups: that groups have metrics; the name is unconfirmed";

const perFunction = { dimensions: [["FunctionName"], ["FunctionName", "Resource"]], source: lambdaMetrics };
const perUrl = { dimensions: [["FunctionName"], ["FunctionName", "Resource"]], source: lambdaUrls };
const perTable = { dimensions: [["TableName"], ["GlobalSecondaryIndexName", "TableName"]], source: dynamoDb };
const perOperation = { dimensions: [["Operation", "TableName"]], source: dynamoDb };
const perStage = { dimensions: [["ApiName"], ["ApiName", "Stage"]], source: apiGateway };
const perTopic = { dimensions: [["TopicName"]], source: sns };

/** By namespace and name. */
export const publishedMetrics: Readonly<Record<string, PublishedMetric>> = {
  "AWS/Lambda Invocations": perFunction,
  "AWS/Lambda Errors": perFunction,
  "AWS/Lambda Throttles": perFunction,
  "AWS/Lambda Duration": perFunction,
  "AWS/Lambda UrlRequestCount": perUrl,
  "AWS/Lambda Url4xxCount": perUrl,
  "AWS/Lambda Url5xxCount": perUrl,
  "AWS/Lambda UrlRequestLatency": perUrl,
  "AWS/DynamoDB ConsumedReadCapacityUnits": perTable,
  "AWS/DynamoDB ConsumedWriteCapacityUnits": perTable,
  "AWS/DynamoDB ReadThrottleEvents": perTable,
  "AWS/DynamoDB WriteThrottleEvents": perTable,
  "AWS/DynamoDB SystemErrors": perOperation,
  "AWS/DynamoDB ThrottledRequests": perOperation,
  "AWS/DynamoDB UserErrors": { dimensions: [[]], source: dynamoDb },
  "AWS/ApiGateway 4XXError": perStage,
  "AWS/ApiGateway 5XXError": perStage,
  "AWS/ApiGateway Count": perStage,
  "AWS/ApiGateway Latency": perStage,
  "AWS/ApiGateway IntegrationLatency": perStage,
  "AWS/SNS NumberOfMessagesPublished": perTopic,
  "AWS/SNS NumberOfNotificationsDelivered": perTopic,
  "AWS/SNS NumberOfNotificationsFailed": perTopic,
  "AWS/SQS ApproximateNumberOfMessagesVisible": { dimensions: [["QueueName"]], source: sqs },
  "AWS/Billing EstimatedCharges": { dimensions: [["Currency"], ["Currency", "ServiceName"]], source: billing },
  "AWS/Lambda ClaimedAccountConcurrency": { dimensions: [[]], source: lambdaConcurrency },
  "AWS/Lambda ConcurrentExecutions": { dimensions: [[], ["FunctionName"]], source: lambdaConcurrency },
  "AWS/Usage CallCount": { dimensions: [["Class", "Resource", "Service", "Type"]], source: usage },
  "AWS/X-Ray ApproximateTraceCount": { dimensions: [["GroupName"]], source: xRay },
};
