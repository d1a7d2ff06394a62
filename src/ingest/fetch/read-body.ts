import { pipeline, type Transform } from 'node:stream'
import {
  constants,
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createInflateRaw,
  createZstdDecompress,
} from 'node:zlib'
import { FetchFailure } from './fetch-failure.ts'
import { PACKINGS_MAX, PIECES_MAX, ZSTD_WINDOW_LOG_MAX } from './fetch-limits.ts'

type Bytes = AsyncIterable<Uint8Array>

export type BodyLimits = {
  /** As they come, between two packings, and unpacked. */
  readonly bytesMax: number
  /** Where the unpacked body is longer than this, the rest is left out. */
  readonly cutAt?: number
}

/**
 * The body, unpacked while it streams, so that no more than the limit is ever held. Throws FetchFailure 'too-large', 'broken'
 * for a packing nobody asked for, and what zlib throws.
 */
export async function readBody(
  body: Bytes,
  contentEncoding: string | null,
  host: string,
  limits: BodyLimits,
): Promise<Uint8Array> {
  let unpacked = bounded(body, host, limits.bytesMax)
  for (const packing of packingsOf(contentEncoding, host).toReversed()) {
    unpacked = bounded(unpack(unpacked, packing), host, limits.bytesMax)
  }
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of unpacked) {
    chunks.push(chunk)
    length += chunk.byteLength
    if (length >= (limits.cutAt ?? Infinity)) break
  }
  const bytes = Buffer.concat(chunks, length)
  return limits.cutAt === undefined ? bytes : bytes.subarray(0, limits.cutAt)
}

type Packing = 'gzip' | 'deflate' | 'br' | 'zstd'

function packingsOf(contentEncoding: string | null, host: string): readonly Packing[] {
  const names = (contentEncoding ?? '').toLowerCase().split(',', PACKINGS_MAX * 4)
  const packings = names.map((name) => name.trim()).filter((name) => name !== '' && name !== 'identity')
  if (packings.length > PACKINGS_MAX) {
    throw new FetchFailure('broken', `${host}: the body of its answer is packed more than ${PACKINGS_MAX} times.`)
  }
  return packings.map((name) => {
    if (name === 'gzip' || name === 'x-gzip') return 'gzip'
    if (name === 'deflate' || name === 'br' || name === 'zstd') return name
    throw new FetchFailure('broken', `${host}: the body of its answer is packed in a way that was not asked for.`)
  })
}

async function* bounded(source: Bytes, host: string, bytesMax: number): AsyncGenerator<Uint8Array> {
  let length = 0
  let pieces = 0
  for await (const chunk of source) {
    length += chunk.byteLength
    pieces += 1
    if (pieces > PIECES_MAX) {
      throw new FetchFailure('too-large', `${host}: the body of its answer comes in more than ${PIECES_MAX} pieces.`)
    }
    if (length > bytesMax) {
      throw new FetchFailure('too-large', `${host}: the body of its answer is larger than ${bytesMax} bytes.`)
    }
    yield chunk
  }
}

async function* unpack(source: Bytes, packing: Packing): AsyncGenerator<Uint8Array> {
  const chunks = source[Symbol.asyncIterator]()
  const first = await firstChunk(chunks)
  // A packing is stated for empty bodies too.
  if (first === null) return
  const whole = prepend(first, chunks)
  // Faults of the source come out of the unpacker.
  yield* pipeline(whole, unpackerFor(packing, first), () => {})
}

async function firstChunk(chunks: AsyncIterator<Uint8Array>): Promise<Uint8Array | null> {
  for (;;) {
    const { done, value } = await chunks.next()
    if (done === true) return null
    if (value.byteLength > 0) return value
  }
}

async function* prepend(first: Uint8Array, chunks: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first
  yield* { [Symbol.asyncIterator]: () => chunks }
}

function unpackerFor(packing: Packing, first: Uint8Array): Transform {
  if (packing === 'gzip') return createGunzip()
  if (packing === 'br') return createBrotliDecompress()
  if (packing === 'zstd') {
    return createZstdDecompress({ params: { [constants.ZSTD_d_windowLogMax]: ZSTD_WINDOW_LOG_MAX } })
  }
  // "deflate" means zlib's frame (RFC 9110 §8.4.1.2), but some servers leave the frame out.
  return ((first[0] ?? 0) & 0x0f) === 8 ? createInflate() : createInflateRaw()
}
