import { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table/index.js";
import { Construct } from "constructs";
import type { TableDefinition } from "../../lambdas/shared/contract/index.ts";
import type { Naming } from "../naming/naming.ts";

export interface TableProps {
  readonly definition: TableDefinition;
  readonly naming: Naming;
  /** Whether the table refuses to be destroyed. */
  readonly protect: boolean;
}

/** A table as the data model says: on-demand, encrypted, recoverable to any second of the last 35 days. */
export class Table extends Construct {
  readonly resource: DynamodbTable;

  constructor(scope: Construct, id: string, { definition, naming, protect }: TableProps) {
    super(scope, id);
    const indexes = Object.entries(definition.indexes);
    const keys = [definition, ...indexes.map(([, index]) => index)]
      .flatMap(({ partitionKey, sortKey }) => (sortKey === undefined ? [partitionKey] : [partitionKey, sortKey]))
      .map(({ name, type }) => [name, type] as const);
    this.resource = new DynamodbTable(this, "table", {
      name: naming("DynamoDB table", definition.name),
      billingMode: "PAY_PER_REQUEST",
      hashKey: definition.partitionKey.name,
      rangeKey: definition.sortKey.name,
      attribute: [...new Map(keys)].map(([name, type]) => ({ name, type })),
      globalSecondaryIndex: indexes.map(([name, { partitionKey, sortKey }]) => ({
        name,
        hashKey: partitionKey.name,
        ...(sortKey === undefined ? {} : { rangeKey: sortKey.name }),
        projectionType: "ALL",
      })),
      ...(definition.timeToLive === undefined ? {} : { ttl: { attributeName: definition.timeToLive, enabled: true } }),
      pointInTimeRecovery: { enabled: true },
      serverSideEncryption: { enabled: true },
      deletionProtectionEnabled: protect,
      lifecycle: { preventDestroy: protect },
    });
  }
}
