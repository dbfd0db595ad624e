import { type Call, readCall } from "../../../rehearsal/supplement/call.ts";

/** Key that the deployment itself signs with. */
export const deployerKey = "deployer";

interface CallProps {
  readonly service: string;
  readonly accessKeyId?: string;
  readonly region?: string;
}

function signed({ service, accessKeyId = deployerKey, region = "us-east-1" }: CallProps) {
  return { authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20260101/${region}/${service}/aws4_request` };
}

/** A call whose operation is named in a header, with parameters in JSON. */
export function jsonCall(props: CallProps, operation: string, input: object): Call {
  const headers = { ...signed(props), "x-amz-target": `Any_20260101.${operation}` };
  return readCall({ method: "POST", url: "/", headers }, Buffer.from(JSON.stringify(input)));
}

/** A call whose operation is method and path. */
export function restCall(props: CallProps, method: string, url: string, input?: object): Call {
  const body = input === undefined ? "" : JSON.stringify(input);
  return readCall({ method, url, headers: signed(props) }, Buffer.from(body));
}

/** A call in Query notation. */
export function queryCall(props: CallProps, form: Readonly<Record<string, string>>): Call {
  const headers = { ...signed(props), "content-type": "application/x-www-form-urlencoded; charset=utf-8" };
  return readCall({ method: "POST", url: "/", headers }, Buffer.from(new URLSearchParams(form).toString()));
}
