/** One thing that must be in order. `ready` false: `found` says what is not, for whoever watches; it holds no secret. */
export type Probe = {
  readonly name: string
  look(): Promise<ProbeFound> | ProbeFound
}

type ProbeFound = { readonly ready: boolean; readonly found: string }

/** What `/readyz` tells. */
export type Readiness = {
  readonly ready: boolean
  readonly state: Stage
  readonly checks: readonly (ProbeFound & { readonly name: string })[]
}

/** Where the program is in its life. */
export type Stage = 'starting' | 'running' | 'stopping'

/** What has not answered by now does not serve anybody either. */
const PROBE_MAX_MS = 2_000
/** However many ask, each thing is looked at no more often than this. */
const KEPT_MS = 1_000

/** Looks at everything beside each other, once for all who ask within a second. Never throws: a fault is no readiness. */
export function createReadiness(
  probes: () => readonly Probe[],
  stage: () => Stage,
  probeMaxMs: number = PROBE_MAX_MS,
): () => Promise<Readiness> {
  let kept: { readonly at: number; readonly stage: Stage; readonly found: Promise<Readiness> } | null = null
  return () => {
    const now = performance.now()
    if (kept !== null && kept.stage === stage() && now - kept.at < KEPT_MS) return kept.found
    kept = { at: now, stage: stage(), found: look(probes(), stage(), probeMaxMs) }
    return kept.found
  }
}

async function look(probes: readonly Probe[], state: Stage, probeMaxMs: number): Promise<Readiness> {
  const checks = await Promise.all(
    probes.map(async (probe) => ({ name: probe.name, ...(await lookAt(probe, probeMaxMs)) })),
  )
  return { ready: state === 'running' && checks.every(({ ready }) => ready), state, checks }
}

async function lookAt(probe: Probe, probeMaxMs: number): Promise<ProbeFound> {
  const { promise: late, resolve } = Promise.withResolvers<ProbeFound>()
  const timer = setTimeout(
    () => resolve({ ready: false, found: `it did not answer within ${probeMaxMs} ms` }),
    probeMaxMs,
  )
  try {
    // What a fault says may hold an address or a path: whoever may read it reads the log.
    const found = Promise.resolve(probe.look()).catch(() => ({ ready: false, found: 'it failed; the log says why' }))
    return await Promise.race([found, late])
  } catch {
    return { ready: false, found: 'it failed; the log says why' }
  } finally {
    clearTimeout(timer)
  }
}
