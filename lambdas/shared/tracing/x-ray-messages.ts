/** The fields of an ended subsegment of the X-Ray SDK that its document does not have as they are. */
export interface Subsegment {
  readonly id: string;
  readonly segment: { readonly trace_id: string };
  readonly parent: { readonly id: string };
  /** Ended parts stand here no more, open ones not yet. */
  readonly subsegments?: unknown;
  readonly counter?: unknown;
  readonly notTraced?: unknown;
  readonly noOp?: unknown;
}

/** A part of a trace that has ended, as text. */
export interface ClosedPart {
  readonly subsegment: object;
  readonly parent: object;
  /** The fields that a document needs when it does not stand inside of another. */
  readonly own: string;
  /** The document without these. */
  readonly document: string;
}

/** What the daemon reads before a document (AWS X-Ray developer guide, sending segment documents). */
const header = '{"format":"json","version":1}\n';

/** Bytes of a message that takes more in: X-Ray takes 64 KB, and long messages are sent in pieces. */
const sharedMessageBytes = 16_000;

/**
 * Writes the document of an ended part. Its trace is the one at this moment: the SDK keeps one for the whole process.
 *
 * @throws TypeError where a value cannot be written as JSON.
 */
export function readPart(ended: Subsegment): ClosedPart {
  const { segment, parent, subsegments: _, counter: _counter, notTraced: _traced, noOp: _noOp, ...fields } = ended;
  return {
    subsegment: ended,
    parent,
    own: `"type":"subsegment","trace_id":"${segment.trace_id}","parent_id":"${parent.id}"`,
    document: JSON.stringify(fields),
  };
}

/**
 * The messages in which parts are sent: a part stands inside of its parent's document where both are here and the
 * message stays small.
 *
 * @param parts children before their parents.
 */
export function messagesOf(parts: readonly ClosedPart[]): readonly string[] {
  const inside = new Map<object, { readonly documents: string[]; bytes: number }>();
  for (const { subsegment } of parts) inside.set(subsegment, { documents: [], bytes: 0 });
  const messages: string[] = [];
  for (const { subsegment, parent, own, document } of parts) {
    const { documents, bytes } = inside.get(subsegment) ?? { documents: [], bytes: 0 };
    const whole = documents.length === 0 ? document : `${document.slice(0, -1)},"subsegments":[${documents}]}`;
    const around = inside.get(parent);
    const together = bytes + Buffer.byteLength(document) + (around?.bytes ?? 0);
    if (around === undefined || together > sharedMessageBytes) messages.push(`${header}{${own},${whole.slice(1)}`);
    else {
      around.documents.push(whole);
      around.bytes = together;
    }
  }
  return messages;
}
