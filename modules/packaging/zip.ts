import { once } from "node:events";

/** The earliest time that a zip can hold; every entry has it, so that a build's date changes nothing. */
const entryDate = new Date(Date.UTC(1980, 0, 1));
const entryMode = 0o644;

/** Builds a zip whose bytes depend on the names and contents of its files alone. */
export async function zip(files: Readonly<Record<string, Uint8Array | string>>): Promise<Buffer> {
  // Loaded here, because a run that finds everything in the cache does without it.
  const { default: archiver } = await import("archiver");
  const archive = archiver("zip", { zlib: { level: 9 }, statConcurrency: 1 });
  const chunks: Buffer[] = [];
  archive.on("data", (chunk: Buffer) => chunks.push(chunk));
  const ended = once(archive, "end");
  for (const name of Object.keys(files).sort(byCodePoint)) {
    archive.append(Buffer.from(files[name] ?? ""), { name, date: entryDate, mode: entryMode });
  }
  await archive.finalize();
  await ended;
  return Buffer.concat(chunks);
}

/** Order that no locale changes. */
function byCodePoint(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
