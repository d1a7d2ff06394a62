import { APIError } from 'openai'
import { openClient, unlessAborted, type ServerAccess } from './openai-client.ts'
import { outcomeOf, whyAborted } from './openai-faults.ts'
import { unavailable, type ModelOutcome } from './model.ts'

/** The list of a large server is some 100 kB; no longer one is read. */
const BODY_BYTES_MAX = 2_000_000
/** Models of the list that are looked at. */
const MODELS_MAX = 2_000

/** Why a server's models are not known; `unlisted`: it has the API, and no list. */
export type Unlisted = Exclude<ModelOutcome, { kind: 'answered' }> | { readonly kind: 'unlisted' }

/**
 * The names of a server's models, or why it does not tell them. It sends the key and, where there is no list, a request
 * without a message; it never throws.
 */
export async function listModels(access: ServerAccess, signal: AbortSignal): Promise<readonly string[] | Unlisted> {
  const deadline = AbortSignal.any([signal, AbortSignal.timeout(access.timeoutMs)])
  const client = openClient(access, BODY_BYTES_MAX)
  const faultOf = (error: unknown) => (deadline.aborted ? unavailable(whyAborted(signal)) : outcomeOf(error))
  try {
    const body = await unlessAborted(client.get<unknown>('/models', { signal: deadline }), deadline)
    const listed = typeof body === 'object' && body !== null && 'data' in body ? body.data : null
    // A page, or an error with 200: some servers answer so at paths that they do not know.
    return Array.isArray(listed) ? listed.slice(0, MODELS_MAX).flatMap(nameOf) : unavailable('address')
  } catch (error) {
    const fault = faultOf(error)
    if (fault.kind !== 'unavailable' || fault.reason !== 'address') return fault
  }
  try {
    await unlessAborted(client.post('/chat/completions', { body: { messages: [] }, signal: deadline }), deadline)
  } catch (error) {
    const fault = faultOf(error)
    const isRequest = error instanceof APIError && (error.status === 400 || error.status === 422)
    if (!isRequest && (fault.kind !== 'unavailable' || fault.reason !== 'model')) return fault
  }
  return { kind: 'unlisted' }
}

function nameOf(model: unknown): readonly string[] {
  return typeof model === 'object' && model !== null && 'id' in model && typeof model.id === 'string' ? [model.id] : []
}
