import { equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { verifyLine } from '../../../src/brief/verify/verify.ts'
import { MUTATION_KINDS, mutate, seededRandom } from '../../eval/mutations.ts'

// Two reports in the manner of newspapers: every sentence is a true line of its own report.
const REPORTS: readonly (readonly string[])[] = [
  [
    'The harbour of Valdora was closed for 36 hours after a fire on the ferry Estrella killed 4 sailors, Governor Ana Ruiz said on Tuesday.',
    'Rescue boats from Puerto Claro reached the ferry at dawn, and none of the 212 passengers was hurt.',
    'The company that runs the ferry, Linea Sur, has not said when the Estrella will return to Valdora.',
    '“We will not sail again before every engine has been inspected,” its director, Luis Soto, told Radio Costa.',
    'In March 2024 inspectors warned Linea Sur that two of its ships had no working alarms.',
    'The ministry had approved a plan by Soto to replace the fleet for $14 million, but work never started.',
  ],
  [
    'Farmers in Norland blocked roads for the third day on Friday, demanding that Minister Peter Holm withdraw a tax on diesel.',
    'Police in Holmstad said 1,850 tractors had joined, and that 12 people were arrested after clashes near the parliament.',
    'Holm wrote to the Farmers Union that he would meet its leader, Greta Lund, if the roads were opened by 15 January.',
    '“Our members do not believe promises without dates,” Lund told supporters outside the parliament on Thursday evening.',
    'The tax, which was adopted in November, is expected to bring in 300 million crowns a year.',
    'Economists at Norland University said food prices could rise by 7 percent if the blockade were not lifted soon.',
  ],
]

for (const [at, report] of REPORTS.entries()) {
  const others = REPORTS[1 - at] ?? []
  const article = report.join(' ')
  for (const kind of MUTATION_KINDS) {
    test(`report ${at + 1}: notices every ${kind}`, () => {
      const random = seededRandom(at + 1)
      let tried = 0
      for (const sentence of report) {
        for (let turn = 0; turn < 4; turn++) {
          const line = mutate(sentence, kind, { others, random, lang: 'en' })
          if (line === null) continue
          tried++
          equal(verifyLine(line, [article], { lang: 'en' }).ok, false, line)
          equal(verifyLine(line, [sentence], { lang: 'en' }).ok, false, line)
        }
      }
      ok(tried >= 4, `only ${tried} mutations`)
    })
  }
  test(`report ${at + 1}: passes every sentence as it stands`, () => {
    for (const sentence of report) {
      for (const evidence of [sentence, article]) {
        const verdict = verifyLine(sentence, [evidence], { lang: 'en' })
        equal(verdict.reasons.join('; '), '', sentence)
        ok(verdict.score > 0.9)
      }
    }
  })
}
