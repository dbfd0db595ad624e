const endOfDirectory = 0x06054b50;
const endOfDirectoryLength = 22;
const entryLength = 46;

/** Names of the files in a zip that packaging made: without comments, and without more entries than 65,535. */
export function zipNames(zip: Uint8Array): readonly string[] {
  const bytes = Buffer.from(zip.buffer, zip.byteOffset, zip.byteLength);
  const end = bytes.length - endOfDirectoryLength;
  if (end < 0 || bytes.readUInt32LE(end) !== endOfDirectory) throw new Error("not a zip of this project");
  const names: string[] = [];
  let offset = bytes.readUInt32LE(end + 16);
  for (let count = bytes.readUInt16LE(end + 10); count > 0; count -= 1) {
    const nameLength = bytes.readUInt16LE(offset + 28);
    names.push(bytes.toString("utf8", offset + entryLength, offset + entryLength + nameLength));
    offset += entryLength + nameLength + bytes.readUInt16LE(offset + 30) + bytes.readUInt16LE(offset + 32);
  }
  return names;
}
