import { type Configuration, parseSetting, type Reach, type RunTimeContract } from "./contract/index.ts";

/** A function was started with variables that its contract does not allow. */
export class ConfigurationError extends Error {
  override readonly name = "ConfigurationError";
}

interface ExpectedText {
  readonly meaning: string;
  readonly pattern: RegExp;
}

/** What the variable of something reached must hold. */
function expectedText(reach: Reach): ExpectedText {
  switch (reach.kind) {
    case "table":
      return { meaning: `the name of table ${reach.table.name}`, pattern: /^[\w.-]{3,255}$/ };
    case "topic":
      return { meaning: `the ARN of topic ${reach.topic.name}`, pattern: /^arn:[a-z-]+:sns:[^\s:]+:\d{12}:\S+$/ };
    case "secret":
      return {
        meaning: `the ARN of secret ${reach.secret.name}`,
        pattern: /^arn:[a-z-]+:secretsmanager:[^\s:]+:\d{12}:secret:\S+$/,
      };
    case "function-url":
      return { meaning: `the URL of function ${reach.functionName}`, pattern: /^https:\/\/\S+$/ };
  }
}

/**
 * Reads and parses what a contract declares.
 *
 * @throws ConfigurationError one line that names the function and every variable that is missing or malformed.
 */
export function readConfiguration<C extends RunTimeContract>(
  contract: C,
  variables: Readonly<Record<string, string | undefined>>,
): Configuration<C> {
  const values: Record<string, string | number> = {};
  const problems: string[] = [];
  for (const [variable, reach] of Object.entries(contract.reaches)) {
    const value = variables[variable];
    const { meaning, pattern } = expectedText(reach);
    if (value === undefined || value === "") problems.push(`${variable} is missing, expected ${meaning}`);
    // The value is not repeated: where the ARN of a secret belongs, the secret itself may stand.
    else if (!pattern.test(value)) problems.push(`${variable} is malformed, expected ${meaning}`);
    else values[variable] = value;
  }
  for (const [variable, setting] of Object.entries(contract.settings)) {
    const value = variables[variable];
    if (value === undefined || value === "") {
      problems.push(`${variable} is missing, expected ${setting.meaning}`);
      continue;
    }
    const parsed = parseSetting(setting, value);
    if (parsed.ok) values[variable] = parsed.value;
    else problems.push(`${variable} is ${JSON.stringify(value)}, expected ${parsed.expected}`);
  }
  if (problems.length > 0) throw new ConfigurationError(problemLine(contract, problems));
  return values as Configuration<C>;
}

/**
 * Value of a variable that every function gets.
 *
 * @throws ConfigurationError where it is missing.
 */
export function readStandardVariable(
  contract: RunTimeContract,
  variable: "ENVIRONMENT" | "AWS_LAMBDA_FUNCTION_NAME",
  variables: Readonly<Record<string, string | undefined>>,
): string {
  const value = variables[variable];
  if (value === undefined || value === "")
    throw new ConfigurationError(problemLine(contract, [`${variable} is missing`]));
  return value;
}

function problemLine(contract: RunTimeContract, problems: readonly string[]): string {
  return `Function ${contract.name} cannot start: ${problems.join("; ")}. Its variables come from lambdas/${contract.name}/contract.ts and the environment file: deploy it again.`;
}
