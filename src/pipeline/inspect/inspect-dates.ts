import { NewsError } from '../../news/errors.ts'
import { rankDays } from '../../story/rank-days.ts'
import type { LooseFile } from '../loose-files.ts'

/**
 * What `inspect dates` answers: the `count` days that matter most in dated files, in order of time; all of them where
 * there are fewer. Throws 'input-empty' without files, 'input-invalid' where none states its day.
 */
export function inspectDates(files: readonly LooseFile[], count: number): { readonly dates: readonly string[] } {
  if (files.length === 0) {
    throw new NewsError(
      'input-empty',
      'there is no article to read dates from: name files, or a folder that holds some.',
    )
  }
  const days = rankDays(files.map(({ reading }) => reading))
  if (days.length === 0) {
    const whom = files.length === 1 ? 'the article does not state' : `none of the ${files.length} articles states`
    throw new NewsError(
      'input-invalid',
      `${whom} the day it was published, from which weekdays and days without a year count: give rows with ` +
        '"publishedAt", or files that state it.',
    )
  }
  return { dates: days.slice(0, count).toSorted() }
}
