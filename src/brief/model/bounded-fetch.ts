/** An answer of 1,200 tokens is some 10 kB; a longer body is none, and is not read on. */
const BODY_BYTES_MAX = 1_000_000

/** `fetch` that reads no more than an answer's worth, and follows no redirect: the key goes where it was sent. */
export async function boundedFetch(url: string | URL | Request, init?: RequestInit): Promise<Response> {
  const response = await fetch(url, { ...init, redirect: 'error' })
  if (response.body === null) return response
  let bytes = 0
  const counted = response.body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        bytes += chunk.byteLength
        if (bytes <= BODY_BYTES_MAX) controller.enqueue(chunk)
        else controller.error(new TypeError('the answer is too long'))
      },
    }),
  )
  const { status, statusText, headers } = response
  return new Response(counted, { status, statusText, headers })
}
