import { stemWord } from './stems.ts'

/**
 * Words that cannot both be true of one event, a row each: the sides parted by "|". General language, English; Spanish
 * words meet them through the glossary.
 */
const ROWS = `
rise increase grow climb gain jump soar surge up higher | fall decrease decline drop shrink tumble plunge slide down lower
win victory | lose defeat
open reopen | close shut
begin start | end finish stop
buy acquire | sell
arrive enter | leave depart exit
accept approve adopt | reject refuse veto
support back endorse favor | oppose
import | export
guilty convict | innocent acquit
hire recruit | dismiss sack
arrest detain jail | release free
alive survive | dead die kill
before earlier | after later
above | below
north northern | south southern
east eastern | west western
first | last
more | less fewer
best | worst
male man boy | female woman girl
legal | illegal
lift ease | impose tighten
agree | disagree
safe | dangerous unsafe
war | peace
`

const SIDES: ReadonlyMap<string, readonly string[]> = new Map(
  ROWS.trim()
    .split('\n')
    .flatMap((row) => {
      const [left = [], right = []] = row.split('|').map((side) =>
        side
          .trim()
          .split(' ')
          .map((word) => stemWord(word, 'en')),
      )
      return [
        ...left.map((stem): [string, readonly string[]] => [stem, right]),
        ...right.map((stem): [string, readonly string[]] => [stem, left]),
      ]
    }),
)
/** Days counted from the day of writing: each the others' opposite. */
const DAYS = ['yesterday', 'today', 'tomorrow', 'tonight'].map((word) => stemWord(word, 'en'))

/** English stems that cannot stand for the same as this one: of "rise", those of "fall" and its like. */
export function oppositesOf(stem: string): readonly string[] {
  if (DAYS.includes(stem)) return DAYS.filter((day) => day !== stem)
  return SIDES.get(stem) ?? []
}
