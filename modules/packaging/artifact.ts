/** A packaged function: a zip on disk, ready for a construct to refer to. */
export interface Artifact {
  /** Name of the function in its contract. */
  readonly functionName: string;
  /** Name of the file below `cdktf.out/artifacts`: `{function}-{first 16 hex digits of the SHA-256}.zip`. */
  readonly fileName: string;
  /** SHA-256 of the zip's bytes, hexadecimal. */
  readonly sha256: string;
  /** SHA-256 of the zip's bytes, base64: Lambda's own notation. */
  readonly sha256Base64: string;
  readonly bytes: number;
}
