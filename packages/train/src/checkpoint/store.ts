// Where a checkpoint lies, and what may be asked of it. Node has files (`node/checkpoint-file.ts`); a page may bring a place of its own.

/** A place for the bytes of one checkpoint, of which the last whole ones come back. */
export interface Store {
  /** What messages call it. */
  readonly name: string
  /** What was written last; undefined where nothing was. */
  read(): Promise<Uint8Array | undefined>
  /** All of it, or nothing. */
  write(bytes: Uint8Array): Promise<void>
}
