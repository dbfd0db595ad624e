import { type Answer, serviceError } from "../answer.ts";
import type { Call } from "../call.ts";
import type { Operation, ServiceSupplement } from "../service-supplement.ts";

/**
 * Bucket policies, kept here: the emulator applies them without their conditions, so that a policy that refuses
 * unencrypted transport would refuse everything.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html
 */
export const s3: ServiceSupplement = ({ ask }) => {
  const policies = new Map<string, Buffer>();
  const onPolicy = (operation: (call: Call, bucket: string) => Answer): Operation => {
    return (call, [bucket = ""]) =>
      new URL(call.url, "http://s3").searchParams.has("policy") ? operation(call, bucket) : ask(call);
  };
  return {
    "PUT /*": onPolicy(({ body }, bucket) => {
      policies.set(bucket, body);
      return noContent;
    }),
    "GET /*": onPolicy((call, bucket) => {
      const policy = policies.get(bucket);
      return policy === undefined
        ? serviceError(call, 404, "NoSuchBucketPolicy", "The bucket policy does not exist")
        : { status: 200, headers: { "content-type": "application/json" }, body: policy };
    }),
    "DELETE /*": onPolicy((_, bucket) => {
      policies.delete(bucket);
      return noContent;
    }),
  };
};

const noContent: Answer = { status: 204, headers: {}, body: Buffer.alloc(0) };
