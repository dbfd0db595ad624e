/** Credentials of a deployment into the emulator. AWS knows no such key: with them nothing can be done anywhere else. */
export const rehearsalKeys = { accessKeyId: "rehearsal", secretAccessKey: "rehearsal" } as const;
