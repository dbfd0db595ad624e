/** Characters of an error message, or of any other text, that a trace keeps. */
export const messageCharacters = 2048;
const stackFrames = 10;

/**
 * A copy of an error that is safe to put into a trace: the message cut at 2,048 characters and the stack at 10 frames,
 * because X-Ray drops a document above 64 KB without a word.
 */
export function boundedError(error: unknown): Error {
  const source = error instanceof Error ? error : new Error(String(error));
  const message = source.message.slice(0, messageCharacters);
  const copy = new Error(message);
  copy.name = source.name;
  const stack = source.stack ?? "";
  // A message of several lines can have some that look like frames.
  const behindMessage = stack.slice(Math.max(0, stack.indexOf(source.message)) + source.message.length);
  const frames = behindMessage.split("\n").filter((line) => /^\s+at /.test(line));
  // The X-Ray SDK takes every line after the first for a frame, also those of a message.
  copy.stack = [`${source.name}: ${message.split("\n", 1)[0]}`, ...frames.slice(0, stackFrames)].join("\n");
  return copy;
}
