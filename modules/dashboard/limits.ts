/** Units that a row of a dashboard is wide (CloudWatch API reference, dashboard body structure). */
export const gridWidth = 24;

/** Alarms that one widget lists (same reference, alarm status widget). */
export const maximumAlarmsPerWidget = 100;

/** Widgets of a dashboard (CloudWatch user guide, service quotas). */
export const maximumWidgets = 500;

/** Metrics of one graph, those that it only computes with among them (same quotas). */
export const maximumMetricsPerWidget = 500;

/** Metrics of all graphs of a dashboard together (same quotas). */
export const maximumMetrics = 2_500;
