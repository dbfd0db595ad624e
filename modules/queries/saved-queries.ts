import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group/index.js";
import { CloudwatchQueryDefinition } from "@cdktf/provider-aws/lib/cloudwatch-query-definition/index.js";
import { Construct } from "constructs";
import type { SavedQuery } from "./saved-query.ts";

/** Queries that stand ready in CloudWatch Logs Insights. They come after the log groups of the scope that they read. */
export class SavedQueries extends Construct {
  constructor(scope: Construct, id: string, queries: readonly SavedQuery[]) {
    super(scope, id);
    const logGroups = new Map(
      scope.node
        .findAll()
        .filter((node) => node instanceof CloudwatchLogGroup)
        .map((logGroup) => [logGroup.nameInput, logGroup.name]),
    );
    for (const { name, logGroups: names, query } of queries) {
      new CloudwatchQueryDefinition(this, name.replaceAll("/", "-"), {
        name,
        logGroupNames: names.map((each) => logGroups.get(each) ?? each),
        queryString: query,
      });
    }
  }
}
