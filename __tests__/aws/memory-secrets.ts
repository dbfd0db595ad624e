import { ServiceError } from "./service-error.ts";

type Input = Readonly<Record<string, unknown>>;

/** Secrets Manager's secrets, without a server. */
export interface MemorySecrets {
  /**
   * Answers one call in JSON.
   *
   * @throws ServiceError where Secrets Manager would answer with an error.
   */
  answer(operation: string, input: Input): Input;
  /** Text of each secret by its ARN; undefined: it exists and has no value. May be changed. */
  readonly texts: Map<string, string | undefined>;
}

/** Secrets Manager puts a hyphen and six characters behind the name. */
const randomPart = /-\w{6}$/;

export function memorySecrets(secrets: Readonly<Record<string, string | undefined>>): MemorySecrets {
  const texts = new Map(Object.entries(secrets));
  const arnOf = (id: string) =>
    [...texts.keys()].find((arn) => arn === id || nameOf(arn) === id || arn.replace(randomPart, "") === id);
  return {
    texts,
    answer(operation, { SecretId, ...others }) {
      if (operation !== "GetSecretValue")
        throw new ServiceError("UnknownOperationException", `No operation ${operation}`);
      const unknown = Object.keys(others);
      if (unknown.length > 0)
        throw new ServiceError("NotInMemoryAccount", `The account in memory does not know ${unknown.join(", ")}`);
      const arn = arnOf(String(SecretId));
      const text = arn === undefined ? undefined : texts.get(arn);
      if (arn === undefined || text === undefined)
        throw new ServiceError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
      return { ARN: arn, Name: nameOf(arn), SecretString: text, VersionStages: ["AWSCURRENT"] };
    },
  };
}

function nameOf(arn: string): string {
  return arn.split(":").slice(6).join(":").replace(randomPart, "");
}
