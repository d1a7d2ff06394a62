/**
 * Words of news that tell one thing: each row's stems count as its first. Rows hold near-synonyms only, of any story;
 * words of opposite or graded meaning never share a row.
 */
const ROWS = `
call phone telephon convers talk spoke speak dialogu discuss
meet visit trip summit encount
invit invitat
demonstr protest ralli march
captur seiz
kidnap abduct
raid incurs
threaten threat warn
accus alleg
drug narcot cocain
traffick smuggl
troop soldier forc
kill dead death die
wound injur hurt
arrest detain custodi
resign quit
elect vote ballot
govern administr
presid leader
offici author
agre agreement deal accord
attack assault
bomb explos blast
fire blaze
strike airstrik
sanction penalti
money fund aid assist
increas rise grow jump
decreas fall drop declin
compani firm
worker employe staff
school colleg univers
car vehicl
crash collis
ship boat vessel
plane aircraft jet
doctor physician
hospit clinic
court judg tribun
law legisl
begin start launch
end finish stop halt
build construct
buy purchas acquir
sell sale
help support back
need requir
ask request urg
arrang plan prepar
give provid
revok cancel
`

const CONCEPTS: ReadonlyMap<string, string> = new Map(
  ROWS.trim()
    .split('\n')
    .flatMap((row) => {
      const stems = row.split(' ')
      const [first = ''] = stems
      return stems.map((stem): [string, string] => [stem, first])
    })
    .toReversed(),
)

/** The concept a term stands for, or the term. Where rows share a stem, the first row counts. */
export function foldConcept(term: string): string {
  return CONCEPTS.get(term) ?? term
}
