import { join } from 'node:path'
import { z } from 'zod'
import type { Outlet } from '../news/outlet.ts'
import { configError, type Fault } from './faults.ts'
import { urlField } from './fields.ts'
import { outletsSchema } from './schema.ts'
import { readChecked } from './read-checked.ts'

const ARRIVALS_MAX = 100

const arrivalsSchema = z
  .array(
    z.strictObject({
      file: z.string().regex(/^[\w.-]+$/),
      as: urlField,
      seenAt: z.iso.datetime(),
      note: z.string(),
    }),
  )
  .min(1)
  .max(ARRIVALS_MAX)

/** The bundled samples: files in order of arrival, and the book of their invented outlets. */
export type Samples = {
  readonly outlets: readonly Outlet[]
  readonly arrivals: readonly {
    readonly path: string
    readonly as: string
    readonly seenAt: Temporal.Instant
    readonly note: string
  }[]
}

/** Reads `arrivals.yaml` and `outlets.yaml` of the samples' folder. Throws NewsError 'config-invalid'. */
export async function loadSamples(folder: string): Promise<Samples> {
  const faults: Fault[] = []
  const arrivals = await readChecked(join(folder, 'arrivals.yaml'), arrivalsSchema, faults)
  const outlets = await readChecked(join(folder, 'outlets.yaml'), outletsSchema, faults)
  if (faults.length > 0 || arrivals === null || outlets === null) throw configError(faults)
  return {
    outlets: outlets.value.outlets,
    arrivals: arrivals.value.map(({ file, as, seenAt, note }) => ({
      path: join(folder, file),
      as,
      seenAt: Temporal.Instant.from(seenAt),
      note,
    })),
  }
}
