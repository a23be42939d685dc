/**
 * Sends a body for as long as that takes, without a limit of time. By XMLHttpRequest: `fetch` does not tell how much has gone.
 * @param onProgress hears the share that was sent, from 0 to 1
 * @throws Error when nothing answers
 */
export function sendWithProgress(
  path: string,
  { method = 'POST', headers, body }: RequestInit,
  onProgress: (share: number) => void,
): Promise<Response> {
  const request = new XMLHttpRequest();
  request.upload.addEventListener('progress', ({ loaded, total }) => {
    if (total > 0) onProgress(loaded / total);
  });
  request.open(method, path);
  for (const [name, value] of new Headers(headers)) request.setRequestHeader(name, value);
  return new Promise((resolve, reject) => {
    request.addEventListener('load', () => {
      const { status, responseText } = request;
      resolve(new Response(responseText, { status, headers: headersOf(request) }));
    });
    // As fetch fails.
    request.addEventListener('error', () => reject(new TypeError('network error')));
    // What a file is sent as here; a stream is not.
    request.send(body as XMLHttpRequestBodyInit);
  });
}

/** As the platform writes them: a line each. */
const headersOf = (request: XMLHttpRequest): [name: string, value: string][] =>
  request
    .getAllResponseHeaders()
    .trim()
    .split('\r\n')
    .map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon), line.slice(colon + 1).trim()];
    });
