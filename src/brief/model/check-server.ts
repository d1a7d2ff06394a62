import { openClient, unlessAborted, type ServerAccess } from './openai-client.ts'
import { outcomeOf, whyAborted } from './openai-faults.ts'
import { unavailable, type ModelOutcome } from './model.ts'

/** The list of a large server is some 100 kB; no longer one is read. */
const BODY_BYTES_MAX = 2_000_000
/** Models of the list that are looked at. */
const MODELS_MAX = 2_000

/** The names of a server's models, or why it does not tell them. It sends the key and nothing else; it never throws. */
export async function listModels(
  access: ServerAccess,
  signal: AbortSignal,
): Promise<readonly string[] | Exclude<ModelOutcome, { kind: 'answered' }>> {
  const deadline = AbortSignal.any([signal, AbortSignal.timeout(access.timeoutMs)])
  try {
    const client = openClient(access, BODY_BYTES_MAX)
    const page = await unlessAborted(client.models.list({ signal: deadline }), deadline)
    const listed: unknown = page.data
    return Array.isArray(listed) ? listed.slice(0, MODELS_MAX).flatMap(nameOf) : []
  } catch (error) {
    return deadline.aborted ? unavailable(whyAborted(signal)) : outcomeOf(error)
  }
}

function nameOf(model: unknown): readonly string[] {
  return typeof model === 'object' && model !== null && 'id' in model && typeof model.id === 'string' ? [model.id] : []
}
