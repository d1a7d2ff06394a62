import { isNewsError } from '../news/errors.ts'

/** What a look at a platform found: ok where there is nothing to mend. Holds no secret. */
export type Finding = { readonly name: string; readonly found: string; readonly mend: string | null }

/** A call that was asked in vain, as a finding: the fault's own words hold the remedy, but for a platform that is out of reach. */
export function faultFinding(name: string, error: unknown): Finding {
  if (!isNewsError(error)) return { name, found: 'it could not be asked', mend: 'Run doctor again.' }
  if (error.code === 'unconfirmed') {
    // Nothing was posted here that might have arrived.
    const [found = ''] = error.message.split(' It may have been accepted')
    return { name, found, mend: 'Check the network and the address of the API, then run doctor again.' }
  }
  if (error.code === 'rate-limited') return { name, found: error.message, mend: 'Run doctor again then.' }
  return { name, found: error.message, mend: 'Do what the message says, then run doctor again.' }
}
