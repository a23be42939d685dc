interface Options {
  /** JSON is in memory already: it is handed on as it is, read or not. */
  skipJson?: boolean;
}

const isJson = ({ headers }: Response): boolean =>
  headers.get('content-type')?.startsWith('application/json') === true;

/** The same answer; `done` once its body has been read, given up or broken off. */
export function whenRead(response: Response, done: () => void, { skipJson = false }: Options = {}): Response {
  if (response.body === null || (skipJson && isJson(response))) {
    done();
    return response;
  }
  const reader = response.body.getReader();
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done: isOver, value } = await reader.read();
          if (!isOver) return controller.enqueue(value);
          done();
          controller.close();
        } catch (error) {
          done();
          throw error;
        }
      },
      async cancel(reason) {
        done();
        await reader.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
  return new Response(body, response);
}
