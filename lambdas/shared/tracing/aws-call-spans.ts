import { type Attributes, SpanKind, type Tracer } from "@opentelemetry/api";
import { awaited } from "./begun-work.ts";
import { requireParent } from "./invocation-context.ts";
import { recordFailure } from "./recorded-failure.ts";
import type { InstrumentableClient } from "./tracing.ts";

interface Call {
  readonly input: { readonly TableName?: string };
}

interface Metadata {
  readonly $metadata?: { readonly httpStatusCode?: number; readonly requestId?: string };
}

type Handler = (call: Call) => Promise<{ readonly output: Metadata }>;

/** What the SDK tells its middleware about a call. */
interface CallContext {
  readonly clientName?: string;
  readonly commandName?: string;
}

/** The parts of a client of the AWS SDK that have no types in common over all services. */
interface SdkClient {
  readonly middlewareStack: {
    add(
      middleware: (next: Handler, context: CallContext) => Handler,
      options: { readonly step: "initialize"; readonly name: string; readonly override: true },
    ): void;
  };
  readonly config: { readonly region: () => Promise<string> };
}

/**
 * Makes each call of an AWS client one span of kind CLIENT, retries included; the running span waits for it. The attributes are the ones from which
 * the collector's X-Ray exporter makes a node of namespace `aws` with operation, region, request id and table.
 */
export function spanPerCall<T extends InstrumentableClient>(client: T, tracer: Tracer): T {
  const { middlewareStack, config } = client as unknown as SdkClient;
  middlewareStack.add(
    (next, { clientName = "", commandName = "" }) => {
      const traced = async (call: Call) => {
        requireParent();
        const service = clientName.replace(/Client$/, "");
        const attributes = {
          "rpc.system": "aws-api",
          "rpc.service": service,
          "rpc.method": commandName.replace(/Command$/, ""),
          "aws.region": await config.region(),
          ...tableAttributes(call),
        };
        return tracer.startActiveSpan(service, { kind: SpanKind.CLIENT, attributes }, async (span) => {
          try {
            const result = await next(call);
            span.setAttributes(responseAttributes(result.output));
            return result;
          } catch (error) {
            span.setAttributes(responseAttributes(error as Metadata));
            recordFailure(span, error);
            throw error;
          } finally {
            span.end();
          }
        });
      };
      return (call) => awaited(traced(call));
    },
    { step: "initialize", name: "openTelemetrySpan", override: true },
  );
  return client;
}

function tableAttributes({ input }: Call): Attributes {
  return input.TableName === undefined ? {} : { "aws.dynamodb.table_names": [input.TableName] };
}

function responseAttributes({ $metadata }: Metadata): Attributes {
  return {
    ...($metadata?.httpStatusCode === undefined ? {} : { "http.response.status_code": $metadata.httpStatusCode }),
    ...($metadata?.requestId === undefined ? {} : { "aws.request_id": $metadata.requestId }),
  };
}
