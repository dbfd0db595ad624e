import type { Rule } from "./rule.ts";
import { accountName } from "./rules/account-name.ts";
import { accountSetting } from "./rules/account-setting.ts";
import { activeTracing } from "./rules/active-tracing.ts";
import { alarmAction } from "./rules/alarm-action.ts";
import { alarmDatapoints } from "./rules/alarm-datapoints.ts";
import { alarmEmitter } from "./rules/alarm-emitter.ts";
import { alarmMetric } from "./rules/alarm-metric.ts";
import { alarmMissingData } from "./rules/alarm-missing-data.ts";
import { alarmShown } from "./rules/alarm-shown.ts";
import { alarmSubject } from "./rules/alarm-subject.ts";
import { alarmTopic } from "./rules/alarm-topic.ts";
import { alarmWindow } from "./rules/alarm-window.ts";
import { apiThrottle } from "./rules/api-throttle.ts";
import { bucketName } from "./rules/bucket-name.ts";
import { bucketPublicAccess } from "./rules/bucket-public-access.ts";
import { bucketTransport } from "./rules/bucket-transport.ts";
import { budgetNotification } from "./rules/budget-notification.ts";
import { compositeMember } from "./rules/composite-member.ts";
import { compositeRule } from "./rules/composite-rule.ts";
import { compositeSize } from "./rules/composite-size.ts";
import { corsMethod } from "./rules/cors-method.ts";
import { corsOrigin } from "./rules/cors-origin.ts";
import { dashboardAlarm } from "./rules/dashboard-alarm.ts";
import { dashboardBody } from "./rules/dashboard-body.ts";
import { dashboardMetric } from "./rules/dashboard-metric.ts";
import { dashboardSize } from "./rules/dashboard-size.ts";
import { dataProtection } from "./rules/data-protection.ts";
import { deadLetters } from "./rules/dead-letters.ts";
import { environmentVariableName } from "./rules/environment-variable-name.ts";
import { environmentVariableReserved } from "./rules/environment-variable-reserved.ts";
import { errorsWatched } from "./rules/errors-watched.ts";
import { execWrapper } from "./rules/exec-wrapper.ts";
import { functionLogGroup } from "./rules/function-log-group.ts";
import { functionUrlPermission } from "./rules/function-url-permission.ts";
import { handlerInZip } from "./rules/handler-in-zip.ts";
import { inlinePolicy } from "./rules/inline-policy.ts";
import { keyPolicy } from "./rules/key-policy.ts";
import { keyRotation } from "./rules/key-rotation.ts";
import { latencyThreshold } from "./rules/latency-threshold.ts";
import { layerFit } from "./rules/layer-fit.ts";
import { logFilterDefault } from "./rules/log-filter-default.ts";
import { logFilterPattern } from "./rules/log-filter-pattern.ts";
import { logLevelFormat } from "./rules/log-level-format.ts";
import { logRetention } from "./rules/log-retention.ts";
import { metricQuery } from "./rules/metric-query.ts";
import { metricShown } from "./rules/metric-shown.ts";
import { nameLength } from "./rules/name-length.ts";
import { permissionAction } from "./rules/permission-action.ts";
import { permissionPrincipal } from "./rules/permission-principal.ts";
import { policyAction } from "./rules/policy-action.ts";
import { policySize } from "./rules/policy-size.ts";
import { policyText } from "./rules/policy-text.ts";
import { providerAccount } from "./rules/provider-account.ts";
import { providerTags } from "./rules/provider-tags.ts";
import { publicAccess } from "./rules/public-access.ts";
import { queueEncryption } from "./rules/queue-encryption.ts";
import { reservedConcurrency } from "./rules/reserved-concurrency.ts";
import { roleTrust } from "./rules/role-trust.ts";
import { runtimeSupported } from "./rules/runtime-supported.ts";
import { samplingPriority } from "./rules/sampling-priority.ts";
import { samplingRate } from "./rules/sampling-rate.ts";
import { savedQueryLogGroup } from "./rules/saved-query-log-group.ts";
import { scheduleExpression } from "./rules/schedule-expression.ts";
import { scheduleOrder } from "./rules/schedule-order.ts";
import { secretValue } from "./rules/secret-value.ts";
import { serviceName } from "./rules/service-name.ts";
import { serviceSource } from "./rules/service-source.ts";
import { streamingNetwork } from "./rules/streaming-network.ts";
import { tableEncryption } from "./rules/table-encryption.ts";
import { tableRecovery } from "./rules/table-recovery.ts";
import { topicEncryption } from "./rules/topic-encryption.ts";
import { traceFilter } from "./rules/trace-filter.ts";
import { traceHeaderAllowed } from "./rules/trace-header.ts";
import { traceInsights } from "./rules/trace-insights.ts";
import { tracePermission } from "./rules/trace-permission.ts";
import { traceQuota } from "./rules/trace-quota.ts";
import { tracingVariable } from "./rules/tracing-variable.ts";
import { transitionDays } from "./rules/transition-days.ts";
import { trustService } from "./rules/trust-service.ts";
import { wildcardAction } from "./rules/wildcard-action.ts";
import { wildcardResource } from "./rules/wildcard-resource.ts";

/** Every rule, in the order of their ids. */
export const rules: readonly Rule[] = [
  accountName,
  accountSetting,
  activeTracing,
  alarmAction,
  alarmDatapoints,
  alarmEmitter,
  alarmMetric,
  alarmMissingData,
  alarmShown,
  alarmSubject,
  alarmTopic,
  alarmWindow,
  apiThrottle,
  bucketName,
  bucketPublicAccess,
  bucketTransport,
  budgetNotification,
  compositeMember,
  compositeRule,
  compositeSize,
  corsMethod,
  corsOrigin,
  dashboardAlarm,
  dashboardBody,
  dashboardMetric,
  dashboardSize,
  dataProtection,
  deadLetters,
  environmentVariableName,
  environmentVariableReserved,
  errorsWatched,
  execWrapper,
  functionLogGroup,
  functionUrlPermission,
  handlerInZip,
  inlinePolicy,
  keyPolicy,
  keyRotation,
  latencyThreshold,
  layerFit,
  logFilterDefault,
  logFilterPattern,
  logLevelFormat,
  logRetention,
  metricQuery,
  metricShown,
  nameLength,
  permissionAction,
  permissionPrincipal,
  policyAction,
  policySize,
  policyText,
  providerAccount,
  providerTags,
  publicAccess,
  queueEncryption,
  reservedConcurrency,
  roleTrust,
  runtimeSupported,
  samplingPriority,
  samplingRate,
  savedQueryLogGroup,
  scheduleExpression,
  scheduleOrder,
  secretValue,
  serviceName,
  serviceSource,
  streamingNetwork,
  tableEncryption,
  tableRecovery,
  topicEncryption,
  traceFilter,
  traceHeaderAllowed,
  traceInsights,
  tracePermission,
  traceQuota,
  tracingVariable,
  transitionDays,
  trustService,
  wildcardAction,
  wildcardResource,
];
