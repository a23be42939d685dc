/** Fetches audio beside the page, which several MB would hold up: an address in, its bytes out; none where it cannot. */
self.addEventListener('message', ({ data: url }: MessageEvent<string>) => {
  void fetch(url)
    .then((response) => response.arrayBuffer())
    .then(
      (bytes): ArrayBuffer[] => [bytes],
      () => [],
    )
    .then((transfer) => self.postMessage(transfer[0], { transfer }));
});
