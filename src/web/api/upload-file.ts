import { ApiError } from '../lib/api-error.ts';
import { readAnswer } from './api-client.ts';

/**
 * Sends a file for as long as that takes. By XMLHttpRequest: `fetch` does not tell how much has gone.
 * @param onProgress hears the share that was sent, from 0 to 1
 * @throws ApiError
 */
export async function uploadFile<Answer>(
  path: string,
  file: Blob,
  onProgress: (share: number) => void,
): Promise<Answer> {
  const request = new XMLHttpRequest();
  const answered = new Promise<Response>((resolve, reject) => {
    request.addEventListener('load', () =>
      resolve(new Response(request.responseText, { status: request.status })),
    );
    request.addEventListener('error', () => reject(new ApiError('no-answer', 0)));
  });
  request.upload.addEventListener('progress', ({ loaded, total }) => {
    if (total > 0) onProgress(loaded / total);
  });
  request.open('POST', path);
  request.setRequestHeader('content-type', file.type);
  request.send(file);
  return readAnswer<Answer>(await answered);
}
