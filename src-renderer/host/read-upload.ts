import type { UploadedFile } from '#shared/contract/uploaded-file.ts';

/** A file's bytes as they are, ready to travel. */
export function readUpload(file: File): Promise<UploadedFile> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => {
      const url = String(reader.result);
      resolve({ name: file.name, base64: url.slice(url.indexOf(',') + 1) });
    };
    reader.onerror = () => reject(reader.error);
    // The one way by which the browser itself does the encoding, off this thread.
    reader.readAsDataURL(file);
  });
}
