const pairs = (text: string): ReadonlyMap<string, string> =>
  new Map(
    text
      .trim()
      .split(/\s+/)
      .flatMap((entry) => {
        const [base = '', forms = ''] = entry.split(':')
        return forms.split(',').map((form): [string, string] => [form, base])
      }),
  )

/** Irregular English forms a stemmer does not fold, under their base form. */
export const IRREGULAR: ReadonlyMap<string, string> = pairs(`
  arise:arose,arisen beat:beaten become:became begin:began,begun bite:bit,bitten blow:blew,blown break:broke,broken
  bring:brought build:built buy:bought catch:caught choose:chose,chosen come:came deal:dealt die:dying dig:dug do:done
  draw:drew,drawn drink:drank,drunk drive:drove,driven eat:ate,eaten fall:fell,fallen feed:fed feel:felt fight:fought
  find:found flee:fled fly:flew,flown forbid:forbade,forbidden forget:forgot,forgotten freeze:froze,frozen
  get:got,gotten give:gave,given go:went,gone grow:grew,grown hang:hung hear:heard hide:hid,hidden hold:held
  keep:kept know:knew,known lay:laid lead:led lend:lent lie:lying lose:lost make:made mean:meant meet:met pay:paid
  ride:rode,ridden ring:rang,rung rise:rose,risen run:ran see:saw,seen seek:sought sell:sold send:sent
  shake:shook,shaken shoot:shot show:shown sing:sang,sung sink:sank,sunk sit:sat sleep:slept speak:spoke,spoken
  spend:spent stand:stood steal:stole,stolen stick:stuck strike:struck,stricken swear:swore,sworn swim:swam
  take:took,taken teach:taught tell:told think:thought throw:threw,thrown undergo:underwent understand:understood
  undertake:undertook,undertaken wake:woke win:won withdraw:withdrew,withdrawn write:wrote,written
  overthrow:overthrew,overthrown mislead:misled foresee:foresaw,foreseen child:children woman:women man:men
  person:people foot:feet crisis:crises life:lives wife:wives thief:thieves leaf:leaves half:halves`)

const OUR_WORDS =
  /^(arm|behavi|candour|clam|col|endeav|fav|flav|glam|harb|hon|hum|lab|neighb|od|parl|rum|sav|splend|tum|val|vap|vig|dishon|disfav|discol)our/
const OUR_FIX = /our/
// Words whose "-is-" is their own, not the British "-ise": raise, promise, exercise, advise…
const OWN_IS =
  /(?:[aou]is|(?:prom|exerc|adv|rev|superv|compr|comprom|enterpr|franch|disgu|prem|dem|dev|desp|telev|improv|prec|conc|surpr|chast|expert|exc|inc|circumc|treat|adver?t|merchand|likew|otherw|wr|pr)is)(?:e|ed|es|ing|ation|ations|er|ers)$/
const ISE = /^(.{3,})is(e|ed|es|ing|ation|ations|er|ers)$/

const SINGLE: ReadonlyMap<string, string> = pairs(`
  defense:defence offense:offence license:licence pretense:pretence program:programme programs:programmes
  center:centre centers:centres theater:theatre theaters:theatres meter:metre meters:metres kilometer:kilometre
  kilometers:kilometres liter:litre liters:litres fiber:fibre caliber:calibre gray:grey tire:tyre tires:tyres
  plow:plough aluminum:aluminium check:cheque checks:cheques catalog:catalogue dialog:dialogue analyze:analyse
  analyzed:analysed paralyze:paralyse paralyzed:paralysed skeptic:sceptic skeptical:sceptical airplane:aeroplane
  fulfill:fulfil enroll:enrol maneuver:manoeuvre maneuvers:manoeuvres pediatric:paediatric judgment:judgement
  jewelry:jewellery mom:mum curb:kerb pajamas:pyjamas story:storey toward:towards`)

/** An English word in American spelling: "honour" → "honor", "organised" → "organized". Folded words only. */
export function americanSpelling(folded: string): string {
  const single = SINGLE.get(folded)
  if (single !== undefined) return single
  if (OUR_WORDS.test(folded)) return folded.replace(OUR_FIX, 'or')
  if (ISE.test(folded) && !OWN_IS.test(folded)) return folded.replace(ISE, '$1iz$2')
  return folded
}
