import type { UploadedFile } from '#shared/contract/imports/uploaded-file.ts';

/** A file's bytes as they are, ready to travel. */
export async function readUpload(file: File): Promise<UploadedFile> {
  return { name: file.name, base64: await base64Of(file) };
}

/** Bytes in base64. */
export function base64Of(bytes: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    // No bytes may make an address without a comma.
    reader.onload = () => resolve(String(reader.result).replace(/^data:[^,]*,?/, ''));
    reader.onerror = () => reject(reader.error);
    // The one way by which the browser itself does the encoding, off this thread.
    reader.readAsDataURL(bytes);
  });
}
