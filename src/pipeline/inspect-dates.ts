import { rankDays } from '../story/rank-days.ts'
import type { LooseFile } from './loose-files.ts'

/** What `inspect dates` answers: the `count` days that matter most in dated files, in order of time. */
export function inspectDates(files: readonly LooseFile[], count: number): { readonly dates: readonly string[] } {
  return {
    dates: rankDays(files.map(({ reading }) => reading))
      .slice(0, count)
      .toSorted(),
  }
}
