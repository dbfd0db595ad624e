import { fitsArnPattern } from "../iam/wildcards.ts";
import type { EmulatedAws } from "./emulated-aws.ts";

/** A statement of a function's own policy, as Lambda writes it. */
interface InvokeStatement {
  readonly Sid?: string;
  readonly Effect: string;
  readonly Principal: "*" | Readonly<Record<string, string>>;
  readonly Action: string;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Where the emulator writes what AWS writes as a condition. */
  readonly FunctionUrlAuthType?: string;
}

/** Who may invoke a function: the permissions that it was given (`aws_lambda_permission`). */
export interface InvokePermissions {
  /** Whether a service may, for something of its own, such as a rule or a topic (ARN). */
  allowsService(principal: string, sourceArn: string): boolean;
  /** Whether everybody may through its URL, which asks for no signature. */
  allowsEverybodyByUrl(): boolean;
}

/** A permission that the emulator adds to every URL by itself, and AWS does not. */
const addedByEmulator = "FunctionURLAllowPublicAccess";

/** Reads who may invoke a function. */
export async function readInvokePermissions(aws: EmulatedAws, functionName: string): Promise<InvokePermissions> {
  const found = await aws.read("lambda", `/2015-03-31/functions/${functionName}/policy`);
  const { Statement } =
    found === undefined ? { Statement: [] } : (JSON.parse(String(found.Policy)) as { Statement: InvokeStatement[] });
  return invokePermissions(Statement.filter(({ Sid }) => Sid !== addedByEmulator));
}

/**
 * What the statements of a function's policy allow. A condition that is not known makes its statement allow nothing.
 * https://docs.aws.amazon.com/lambda/latest/dg/permissions-function-services.html
 * https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html
 */
export function invokePermissions(statements: readonly InvokeStatement[]): InvokePermissions {
  const allowing = (action: string) =>
    statements.filter(({ Effect, Action }) => Effect === "Allow" && Action === `lambda:${action}`);
  const isPublic = ({ Principal }: InvokeStatement) => Principal === "*" || Principal.AWS === "*";
  return {
    allowsService: (principal, sourceArn) =>
      allowing("InvokeFunction").some(
        (statement) =>
          typeof statement.Principal === "object" &&
          statement.Principal.Service === principal &&
          comesFrom(statement, sourceArn),
      ),
    allowsEverybodyByUrl: () =>
      allowing("InvokeFunctionUrl").some((statement) => isPublic(statement) && authTypeOf(statement) === "NONE") &&
      allowing("InvokeFunction").some(
        (statement) => isPublic(statement) && conditionsOf(statement).every(([key]) => key === viaUrl),
      ),
  };
}

const viaUrl = "lambda:invokedviafunctionurl";

function comesFrom(statement: InvokeStatement, sourceArn: string): boolean {
  const account = sourceArn.split(":")[4];
  return conditionsOf(statement).every(([key, wanted]) => {
    if (key === "aws:sourcearn") return fitsArnPattern(wanted, sourceArn);
    return key === "aws:sourceaccount" && wanted === account;
  });
}

function authTypeOf({ FunctionUrlAuthType, ...statement }: InvokeStatement): string | undefined {
  const [, written] = conditionsOf(statement).find(([key]) => key === "lambda:functionurlauthtype") ?? [];
  return FunctionUrlAuthType ?? written;
}

function conditionsOf({
  Condition = {},
}: Pick<InvokeStatement, "Condition">): readonly (readonly [key: string, value: string])[] {
  return Object.values(Condition).flatMap((values) =>
    Object.entries(values).map(([key, value]) => [key.toLowerCase(), value] as const),
  );
}
