/** A change of something deployed that moto does not carry out as AWS does. */
export interface EmulatorDefect {
  /** Operation of AWS, by signing name and name. */
  readonly operation: string;
  /** What moto 5.2.1 does. */
  readonly defect: string;
  /** File of the supplement that puts it right; undefined where nothing does, and a second plan would show it. */
  readonly putRightIn: string | undefined;
}

/** Updates of kinds that the stacks have. The creation of everything is rehearsed with a second plan that is empty. */
export const emulatorDefects: readonly EmulatorDefect[] = [
  {
    operation: "backup:UpdateBackupPlan",
    defect: "does not know it",
    putRightIn: "rehearsal/supplement/services/backup.ts",
  },
  {
    operation: "cognito-idp:UpdateUserPool",
    defect: "forgets what the update does not repeat: how people are named, tags",
    putRightIn: "rehearsal/supplement/services/cognito-user-pools.ts",
  },
  {
    operation: "logs:PutMetricFilter",
    defect: "has two filters, where one of that name exists",
    putRightIn: "rehearsal/supplement/services/logs.ts",
  },
  {
    operation: "sqs:SetQueueAttributes",
    defect: "takes the queue's policy away, where none is given",
    putRightIn: "rehearsal/supplement/services/sqs.ts",
  },
  {
    operation: "cognito-identity:UpdateIdentityPool",
    defect: "leaves the classic flow as it was",
    putRightIn: undefined,
  },
  {
    operation: "dynamodb:UpdateTable",
    defect: "keeps the attributes of an index that was removed",
    putRightIn: undefined,
  },
  {
    operation: "lambda:UpdateFunctionUrlConfig",
    defect: "leaves the invoke mode as it was",
    putRightIn: undefined,
  },
];
