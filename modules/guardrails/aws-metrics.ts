/**
 * Metrics that AWS services publish, by namespace and by the dimensions that tell them apart (the CloudWatch metrics page
 * of each service). Dimensions are sorted and joined by a space; metrics that belong to no set are not published.
 */
export const awsMetrics: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  "AWS/ApiGateway": {
    ApiName: ["4XXError", "5XXError", "CacheHitCount", "CacheMissCount", "Count", "IntegrationLatency", "Latency"],
    "ApiName Stage": [
      "4XXError",
      "5XXError",
      "CacheHitCount",
      "CacheMissCount",
      "Count",
      "IntegrationLatency",
      "Latency",
    ],
    "ApiName Method Resource Stage": ["4XXError", "5XXError", "Count", "IntegrationLatency", "Latency"],
  },
  "AWS/Billing": {
    Currency: ["EstimatedCharges"],
    "Currency ServiceName": ["EstimatedCharges"],
    "Currency LinkedAccount": ["EstimatedCharges"],
    "Currency LinkedAccount ServiceName": ["EstimatedCharges"],
  },
  "AWS/DynamoDB": {
    "": [
      "AccountMaxReads",
      "AccountMaxWrites",
      "AccountMaxTableLevelReads",
      "AccountMaxTableLevelWrites",
      "UserErrors",
    ],
    TableName: [
      "ConditionalCheckFailedRequests",
      "ConsumedReadCapacityUnits",
      "ConsumedWriteCapacityUnits",
      "ProvisionedReadCapacityUnits",
      "ProvisionedWriteCapacityUnits",
      "ReadThrottleEvents",
      "TimeToLiveDeletedItemCount",
      "TransactionConflict",
      "WriteThrottleEvents",
    ],
    "GlobalSecondaryIndexName TableName": [
      "ConsumedReadCapacityUnits",
      "ConsumedWriteCapacityUnits",
      "OnlineIndexPercentageProgress",
      "ReadThrottleEvents",
      "WriteThrottleEvents",
    ],
    "Operation TableName": ["ReturnedItemCount", "SuccessfulRequestLatency", "SystemErrors", "ThrottledRequests"],
  },
  "AWS/Events": {
    RuleName: [
      "DeadLetterInvocations",
      "FailedInvocations",
      "Invocations",
      "InvocationsFailedToBeSentToDlq",
      "InvocationsSentToDlq",
      "ThrottledRules",
      "TriggeredRules",
    ],
  },
  "AWS/Lambda": {
    "": [
      "ClaimedAccountConcurrency",
      "ConcurrentExecutions",
      "Errors",
      "Invocations",
      "Throttles",
      "UnreservedConcurrentExecutions",
    ],
    FunctionName: [
      "AsyncEventAge",
      "AsyncEventsDropped",
      "AsyncEventsReceived",
      "ConcurrentExecutions",
      "DeadLetterErrors",
      "DestinationDeliveryFailures",
      "Duration",
      "Errors",
      "Invocations",
      "IteratorAge",
      "PostRuntimeExtensionsDuration",
      "ProvisionedConcurrencySpilloverInvocations",
      "RecursiveInvocationsDropped",
      "Throttles",
      "Url4xxCount",
      "Url5xxCount",
      "UrlRequestCount",
      "UrlRequestLatency",
    ],
    "FunctionName Resource": ["ConcurrentExecutions", "Duration", "Errors", "Invocations", "Throttles"],
  },
  "AWS/SNS": {
    TopicName: [
      "NumberOfMessagesPublished",
      "NumberOfNotificationsDelivered",
      "NumberOfNotificationsFailed",
      "NumberOfNotificationsFailedToRedriveToDlq",
      "NumberOfNotificationsFilteredOut",
      "NumberOfNotificationsRedrivenToDlq",
      "PublishSize",
    ],
  },
  "AWS/SQS": {
    QueueName: [
      "ApproximateAgeOfOldestMessage",
      "ApproximateNumberOfMessagesDelayed",
      "ApproximateNumberOfMessagesNotVisible",
      "ApproximateNumberOfMessagesVisible",
      "NumberOfEmptyReceives",
      "NumberOfMessagesDeleted",
      "NumberOfMessagesReceived",
      "NumberOfMessagesSent",
      "SentMessageSize",
    ],
  },
  "AWS/Usage": {
    "Class Resource Service Type": ["CallCount", "ResourceCount", "ThrottleCount"],
  },
  "AWS/X-Ray": {
    GroupName: ["ApproximateTraceCount", "ErrorRate", "FaultRate", "Latency", "ThrottleRate"],
  },
};

/**
 * Calls that AWS/Usage counts, by service; X-Ray has none there (CloudWatch user guide, "CloudWatch usage metrics" and
 * "CloudWatch Logs usage metrics"; KMS developer guide, "Request quotas"; SNS developer guide, "Monitoring topics using
 * CloudWatch"). Only what alarms have a use for.
 */
export const countedCalls: Readonly<Record<string, readonly string[]>> = {
  CloudWatch: [
    "DeleteAlarms",
    "DeleteDashboards",
    "DescribeAlarmHistory",
    "DescribeAlarms",
    "GetDashboard",
    "GetMetricData",
    "GetMetricStatistics",
    "ListMetrics",
    "PutDashboard",
    "PutMetricData",
  ],
  KMS: ["CryptographicOperationsRsa", "CryptographicOperationsSymmetric"],
  Logs: ["CreateLogStream", "DescribeLogGroups", "PutLogEvents"],
};

/** Every set of dimensions by which a metric is published; `undefined` where it is not published at all. */
export function dimensionSetsOf(namespace: string, metric: string): readonly string[] | undefined {
  const sets = Object.entries(awsMetrics[namespace] ?? {}).flatMap(([set, metrics]) =>
    metrics.includes(metric) ? [set] : [],
  );
  return sets.length === 0 ? undefined : sets;
}
