import { inflateRawSync } from "node:zlib";

const endSignature = 0x06054b50;
const endBytes = 22;

/** The files of a zip, by name. Reads what packaging writes: deflated or stored entries, no comment, no encryption. */
export function unzip(archive: Buffer): ReadonlyMap<string, Buffer> {
  const end = archive.length - endBytes;
  if (end < 0 || archive.readUInt32LE(end) !== endSignature) throw new Error("This is not a zip without a comment");
  const files = new Map<string, Buffer>();
  let entry = archive.readUInt32LE(end + 16);
  for (let rest = archive.readUInt16LE(end + 10); rest > 0; rest -= 1) {
    const nameEnd = entry + 46 + archive.readUInt16LE(entry + 28);
    files.set(archive.toString("utf8", entry + 46, nameEnd), content(archive, entry));
    entry = nameEnd + archive.readUInt16LE(entry + 30) + archive.readUInt16LE(entry + 32);
  }
  return files;
}

/** Content of the file whose entry in the central directory begins at `entry`. */
function content(archive: Buffer, entry: number): Buffer {
  const local = archive.readUInt32LE(entry + 42);
  const begin = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
  const bytes = archive.subarray(begin, begin + archive.readUInt32LE(entry + 20));
  return archive.readUInt16LE(entry + 10) === 0 ? bytes : inflateRawSync(bytes);
}
