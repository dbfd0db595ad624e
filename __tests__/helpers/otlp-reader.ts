/** A span as it stands in an OTLP request (opentelemetry-proto, trace.proto). */
export interface ReceivedSpan {
  /** 32 and 16 hexadecimal digits. */
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string;
  readonly name: string;
  /** 1 internal, 2 server, 3 client. */
  readonly kind: number;
  /** Epoch milliseconds. */
  readonly begin: number;
  readonly end: number;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly events: readonly { readonly name: string; readonly attributes: Readonly<Record<string, unknown>> }[];
  readonly status: { readonly code: number; readonly message: string };
  /** Attributes of the resource that wrote it. */
  readonly resource: Readonly<Record<string, unknown>>;
}

interface Field {
  readonly number: number;
  readonly value: Buffer | bigint;
}

/** Splits a protobuf message into its fields; lengths, varints and fixed widths only, which is all that OTLP uses. */
function* fieldsOf(message: Buffer): Generator<Field> {
  let at = 0;
  const varint = () => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = message.readUInt8(at++);
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  };
  const take = (length: number) => {
    at += length;
    return message.subarray(at - length, at);
  };
  while (at < message.length) {
    const tag = Number(varint());
    const number = tag >> 3;
    const wire = tag & 7;
    if (wire === 0) yield { number, value: varint() };
    else if (wire === 1) yield { number, value: take(8) };
    else if (wire === 5) yield { number, value: take(4) };
    else if (wire === 2) yield { number, value: take(Number(varint())) };
    else throw new Error(`Wire type ${wire} is not part of OTLP.`);
  }
}

function all(message: Buffer, number: number): readonly Buffer[] {
  return [...fieldsOf(message)].filter((field) => field.number === number).map(({ value }) => value as Buffer);
}

function text(message: Buffer, number: number, encoding: "utf8" | "hex" = "utf8"): string {
  return all(message, number)[0]?.toString(encoding) ?? "";
}

function integer(message: Buffer, number: number): number {
  return Number([...fieldsOf(message)].find((field) => field.number === number)?.value ?? 0n);
}

/** A fixed number of 64 bits that counts nanoseconds. */
function milliseconds(message: Buffer, number: number): number {
  const [nanoseconds] = all(message, number);
  return nanoseconds === undefined ? Number.NaN : Number(nanoseconds.readBigUInt64LE()) / 1e6;
}

function attributeValue(value: Buffer): unknown {
  const [field] = [...fieldsOf(value)];
  switch (field?.number) {
    case 1:
      return (field.value as Buffer).toString("utf8");
    case 2:
      return field.value === 1n;
    case 3:
      return Number(BigInt.asIntN(64, field.value as bigint));
    case 4:
      return (field.value as Buffer).readDoubleLE();
    case 5:
      return all(field.value as Buffer, 1).map(attributeValue);
    default:
      return undefined;
  }
}

function attributes(message: Buffer, number: number): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    all(message, number).map((pair) => [text(pair, 1), attributeValue(all(pair, 2)[0] ?? Buffer.alloc(0))]),
  );
}

/** Every span of an ExportTraceServiceRequest. */
export function readSpans(request: Buffer): readonly ReceivedSpan[] {
  return all(request, 1).flatMap((resourceSpans) => {
    const resource = attributes(all(resourceSpans, 1)[0] ?? Buffer.alloc(0), 1);
    return all(resourceSpans, 2)
      .flatMap((scopeSpans) => all(scopeSpans, 2))
      .map((span) => readSpan(span, resource));
  });
}

function readSpan(span: Buffer, resource: ReceivedSpan["resource"]): ReceivedSpan {
  const status = all(span, 15)[0] ?? Buffer.alloc(0);
  return {
    traceId: text(span, 1, "hex"),
    spanId: text(span, 2, "hex"),
    parentSpanId: text(span, 4, "hex"),
    name: text(span, 5),
    kind: integer(span, 6),
    begin: milliseconds(span, 7),
    end: milliseconds(span, 8),
    attributes: attributes(span, 9),
    events: all(span, 11).map((event) => ({ name: text(event, 2), attributes: attributes(event, 3) })),
    status: { code: integer(status, 3), message: text(status, 2) },
    resource,
  };
}
