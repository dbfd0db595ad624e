/** A query of CloudWatch Logs Insights over the logs of a function. */
export function logsQuery(functionName: string, query: string): string {
  return `Logs Insights, /aws/lambda/${functionName}: ${query}`;
}

/** Failed invocations of a function, by the class of their error. */
export function failuresQuery(functionName: string): string {
  return logsQuery(functionName, 'filter level = "ERROR" | stats count(*) as failures by message, error_type');
}

/** A filter expression of X-Ray. */
export function tracesQuery(filter: string): string {
  return `X-Ray traces: ${filter}`;
}

/** A metric to look at, where neither logs nor traces know more. */
export function metricLook(text: string): string {
  return `Metrics: ${text}`;
}
