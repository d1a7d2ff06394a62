/** `fetch` that reads so many bytes of an answer at most, and follows no redirect: the key goes where it was sent. */
export function fetchWithin(bytesMax: number): typeof fetch {
  return async (url, init) => {
    const response = await fetch(url, { ...init, redirect: 'error' })
    if (response.body === null) return response
    let bytes = 0
    const counted = response.body.pipeThrough(
      new TransformStream<Uint8Array, Uint8Array>({
        transform(chunk, controller) {
          bytes += chunk.byteLength
          if (bytes <= bytesMax) controller.enqueue(chunk)
          else controller.error(new TypeError('the answer is too long'))
        },
      }),
    )
    const { status, statusText, headers } = response
    return new Response(counted, { status, statusText, headers })
  }
}
