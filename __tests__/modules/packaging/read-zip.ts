import { inflateRawSync } from "node:zlib";

/** An entry of a zip, as its central directory lists it. */
export interface ZipEntry {
  readonly name: string;
  readonly content: Buffer;
  /** Permissions and kind of file, as in a Unix file system. */
  readonly mode: number;
  /** Date and time in the format of DOS: 0x00210000 is the first of January 1980, midnight. */
  readonly dosTime: number;
}

const endOfDirectory = 0x06054b50;
const endOfDirectoryLength = 22;

/** Reads a zip without data descriptors of its own kind, comments or more than 65,535 entries. */
export function readZip(zip: Uint8Array): readonly ZipEntry[] {
  const bytes = Buffer.from(zip);
  const end = bytes.length - endOfDirectoryLength;
  if (bytes.readUInt32LE(end) !== endOfDirectory) throw new Error("not a zip");
  const entries: ZipEntry[] = [];
  let offset = bytes.readUInt32LE(end + 16);
  for (let count = bytes.readUInt16LE(end + 10); count > 0; count -= 1) {
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((at) => bytes.readUInt16LE(offset + at));
    const name = bytes.toString("utf8", offset + 46, offset + 46 + Number(nameLength));
    const local = bytes.readUInt32LE(offset + 42);
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const packed = bytes.subarray(start, start + bytes.readUInt32LE(offset + 20));
    const content = bytes.readUInt16LE(offset + 10) === 8 ? inflateRawSync(packed) : packed;
    const mode = bytes.readUInt16LE(offset + 40);
    entries.push({ name, content, mode, dosTime: bytes.readUInt32LE(offset + 12) });
    offset += 46 + Number(nameLength) + Number(extraLength) + Number(commentLength);
  }
  return entries;
}
