/** Hands bytes to the browser's own "save" by a click on a download link; the same in Electron and in a browser. */
export function saveFile(fileName: string, mime: string, bytes: Uint8Array): void {
  const url = URL.createObjectURL(new Blob([Uint8Array.from(bytes)], { type: mime }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  // The download has taken its own hold of the bytes by the next turn in every browser we run in, but not always at once.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
