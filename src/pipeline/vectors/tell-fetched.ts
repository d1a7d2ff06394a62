import type { Unavailable } from '../../brief/model/model.ts'
import type { Log } from '../../ops/log.ts'
import type { FetchedVectors } from '../matcher-thread.ts'
import type { Fetched } from './fetch-vectors.ts'

/** What a log line says of a fault: what happened, and what mends it. */
const UNAVAILABLE: Readonly<Record<Unavailable, string>> = {
  key: 'the server refused the key: set a valid OPENAI_API_KEY',
  model: 'the server has no such model of embeddings: set embeddings.model to one that it has',
  address: 'the server has no such API at this address: check OPENAI_BASE_URL, which ends in /v1 as a rule',
  long: 'sentences together are longer than the server reads at once: take another model of embeddings',
  limit: 'the server’s limit is reached, or the account has no money left',
  server: 'the server had a fault of its own',
  time: 'the answer did not come in time: a smaller model, or a longer embeddings.timeout',
  broken: 'the server was not reached, broke off, or did not take the request: check OPENAI_BASE_URL',
  paused: 'it failed often and is left alone for a while',
  busy: 'too many calls wait for it',
  budget: 'the day’s budget is spent: raise it in model.budget, or wait for the next day (UTC)',
  stopped: 'it was stopped',
}

/** What was fetched, ready to be logged: it holds no text of an article and no secret. */
export function tellFetched({ sentences, fault }: Fetched): FetchedVectors {
  if (fault === null) return { sentences, fault: null }
  if (fault.kind !== 'unavailable')
    return { sentences, fault: 'its answer held no vectors: is it a model of embeddings?' }
  const status = fault.status === null ? '' : ` (${fault.status})`
  return { sentences, fault: `${UNAVAILABLE[fault.reason]}${status}` }
}

/** Logs what was fetched; a fault once, until there is another or none. */
export function createFetchedLog(log: Pick<Log, 'info' | 'warn'>): (fetched: FetchedVectors) => void {
  let told: string | null = null
  return ({ sentences, fault }) => {
    if (sentences > 0) log.info({ sentences }, 'sentences have got vectors')
    if (fault !== null && fault !== told) log.warn({}, `claims are matched by words alone for now: ${fault}`)
    told = fault
  }
}
