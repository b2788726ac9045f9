declare module 'unbzip2-stream' {
  /** A stream of the old kind (`through`): what is written comes out decompressed, at once. */
  interface Unbzip2 {
    write(chunk: Uint8Array): boolean;
    end(): void;
    on(event: 'data', listener: (chunk: Uint8Array) => void): this;
    on(event: 'error', listener: (error: unknown) => void): this;
  }
  const unbzip2: () => Unbzip2;
  export = unbzip2;
}
