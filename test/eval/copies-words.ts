import { foldConcept } from '../../src/text/concepts.ts'
import { stemWord } from '../../src/text/stems.ts'

/**
 * Everyday words and others for them, for the generator of copies alone: the engine never sees this table, and what the
 * engine's own table of concepts holds for one is left out. One row a
 * word, its replacements after it. `v` verbs and `n` nouns are regular and bend; `w` words stand as they are.
 */
const TABLE = `
v attack:assail,strike v arrest:detain,apprehend v confirm:verify,affirm v claim:maintain,contend v reveal:disclose,unveil
v announce:declare,proclaim v report:relate,describe v warn:caution,alert v demand:insist,require v request:solicit,seek out
v accept:embrace,endorse v reject:refuse,decline v allow:permit,let pass v block:obstruct,hinder v ban:outlaw,prohibit
v start:commence,launch v end:finish,conclude v continue:proceed,persist v delay:postpone,defer v cancel:scrap,abandon
v create:produce,establish v destroy:demolish,wreck v damage:harm,impair v injure:wound,hurt v kill:slay,murder
v help:assist,aid v support:back,endorse v oppose:resist,counter v follow:trail,pursue v chase:pursue,hunt
v discover:uncover,detect v search:scour,comb v look:gaze,glance v watch:observe,view v visit:call upon,tour
v arrive:turn up,land v return:go back,head back v move:shift,transfer v travel:journey,voyage v enter:access,penetrate
v escape:flee from,evade v capture:seize,nab v release:free,liberate v appear:emerge,surface v remain:stay,linger
v happen:occur,take shape v need:require,call for v want:desire,wish v try:attempt,endeavour v plan:intend,aim
v expect:anticipate,await v believe:think,reckon v consider:contemplate,weigh v suggest:propose,hint v indicate:signal,point out
v ask:query,question v answer:reply,respond v call:phone,label v name:identify,designate v show:display,demonstrate
v explain:clarify,spell out v describe:portray,depict v discuss:debate,talk over v talk:chat,converse v argue:contend,assert
v agree:concur,consent v decide:resolve,determine v choose:select,pick v offer:provide,extend v receive:obtain,collect
v gain:obtain,acquire v lack:miss,want for v improve:enhance,better v worsen:deteriorate,decline v increase:climb,expand
v decrease:diminish,shrink v reduce:lower,trim v raise:lift,hoist v drop:plunge,tumble v collapse:crumble,cave in
v crash:smash,plough v burn:blaze,scorch v explode:erupt,detonate v fire:shoot,discharge v hit:batter,slam
v touch:brush,contact v push:shove,press v pull:drag,tug v carry:transport,bear v deliver:hand over,supply
v gather:assemble,congregate v join:enlist in,link up with v separate:split,divide v open:unlock,inaugurate v close:shut,seal
v pass:approve,hand v fail:flop,founder v succeed:prevail,triumph v work:toil,labour v play:perform,compete
v perform:act,execute v study:examine,analyse v examine:inspect,scrutinise v investigate:probe,look into v prove:demonstrate,establish
v suspect:distrust,mistrust v accuse:blame,charge v charge:indict,accuse v convict:condemn,find guilty v admit:concede,acknowledge
v deny:dispute,contradict v resign:step down,quit v appoint:designate,name v remove:withdraw,oust v replace:supplant,succeed
v earn:make,pocket v owe:be liable for,be indebted for v borrow:take out,loan v lend:advance,loan v purchase:acquire,procure
v cost:set back,run to v save:rescue,spare v rescue:save,recover v survive:outlive,come through v recover:recuperate,rebound
v treat:tend,handle v protect:shield,safeguard v defend:guard,shield v threaten:menace,endanger v fear:dread,be afraid of
v worry:trouble,concern v hope:aspire,trust v complain:grumble,protest v criticise:condemn,fault v criticize:condemn,fault
v praise:applaud,commend v honor:celebrate,salute v celebrate:mark,commemorate v invite:ask in,summon v attend:go to,be present at
v focus:concentrate,centre v face:confront,encounter v cause:provoke,trigger v affect:influence,touch v involve:include,entail
v mention:cite,refer to v note:observe,remark v add:append,go on v issue:publish,circulate v use:employ,utilise
v place:put,position v occur:happen,take place v evacuate:clear,empty v monitor:track,observe v repair:mend,fix
n official:functionary,officeholder n attack:assault,strike n house:home,dwelling n home:residence,household n building:structure,edifice
n road:highway,thoroughfare n street:avenue,lane n car:automobile,vehicle n truck:lorry,pickup n plane:aircraft,airliner
n ship:vessel,boat n child:youngster,kid n boy:lad,youth n girl:lass,young woman n doctor:physician,medic n hospital:clinic,infirmary
n nurse:carer,medical aide n patient:sufferer,inpatient n teacher:instructor,educator n student:pupil,learner n worker:employee,labourer
n company:firm,business n boss:chief,manager n leader:chief,head n lawyer:attorney,barrister n judge:magistrate,jurist
n trial:hearing,court case n prison:jail,penitentiary n prisoner:inmate,detainee n crime:offence,felony n thief:robber,burglar
n suspect:alleged culprit,person of interest n victim:casualty,sufferer n witness:bystander,onlooker n weapon:arm,firearm
n gun:firearm,pistol n bomb:explosive,device n blast:explosion,detonation n war:conflict,hostility n battle:fight,clash
n soldier:serviceman,trooper n troop:soldier,serviceman n rebel:insurgent,guerrilla n enemy:foe,adversary n peace:calm,concord
n treaty:accord,pact n deal:agreement,bargain n talk:negotiation,discussion n meeting:gathering,session n speech:address,oration
n statement:declaration,communique n interview:conversation,question session n report:account,dispatch n story:tale,account
n newspaper:daily,journal n picture:image,photograph n film:movie,feature n song:tune,track n show:performance,programme
n actor:performer,player n singer:vocalist,crooner n star:celebrity,idol n fan:admirer,devotee n prize:award,trophy
n award:honour,accolade n game:match,contest n team:squad,side n player:athlete,sportsman n coach:trainer,manager
n goal:target,objective n season:campaign,term n record:milestone,best mark n win:victory,triumph n loss:defeat,setback
n money:cash,funds n price:cost,rate n tax:levy,duty n bill:invoice,draft law n debt:liability,arrears n loan:credit,advance
n bank:lender,financial house n market:exchange,bourse n shop:store,outlet n customer:client,shopper n product:item,article
n job:post,position n pay:wage,salary n election:poll,ballot n vote:ballot,suffrage n voter:elector,constituent n law:statute,legislation
n rule:regulation,norm n plan:scheme,proposal n idea:notion,concept n problem:difficulty,issue n danger:peril,hazard
n risk:hazard,menace n chance:opportunity,odds n effort:attempt,endeavour n result:outcome,upshot n reason:cause,motive
n change:shift,alteration n part:portion,segment n group:band,cluster n crowd:throng,multitude n member:participant,associate
n friend:companion,pal n neighbour:local resident,next-door resident n neighbor:local resident,next-door resident n relative:kinsman,family member
n wife:spouse,married partner n husband:spouse,married partner n son:male child,boy n daughter:female child,girl n death:demise,passing
n body:corpse,remains n injury:wound,trauma n illness:disease,ailment n drug:narcotic,medication n food:nourishment,provisions
n storm:tempest,gale n flood:deluge,inundation n fire:blaze,inferno n earthquake:tremor,quake n area:region,zone n town:municipality,settlement
n city:metropolis,urban centre n country:nation,state n border:frontier,boundary n village:hamlet,settlement n coast:shore,seaboard
n mountain:peak,summit n river:waterway,stream n sea:ocean,deep n field:meadow,pasture n tree:plant,trunk n year:twelvemonth,calendar year
n day:date,24 hours n night:evening,darkness n week:seven days,seven-day span n month:four weeks,calendar month n hour:sixty minutes,clock hour
n moment:instant,second n beginning:start,outset n protest:demonstration,rally n protester:demonstrator,marcher n demonstrator:protester,marcher
n resident:inhabitant,local n citizen:national,subject n expert:specialist,authority n scientist:researcher,scholar n survey:poll,study
n network:grid,web n engine:motor,power unit n computer:machine,processor n phone:handset,telephone n camera:lens,recorder
n letter:missive,note n message:dispatch,communication n photo:snapshot,picture n owner:proprietor,holder n agency:bureau,body
n authority:power,administration n campaign:drive,crusade n investigation:inquiry,probe n inquiry:probe,examination n allegation:accusation,claim
w big:large,sizeable w large:big,extensive w small:little,minor w huge:enormous,massive w new:fresh,recent w old:aged,elderly
w young:youthful,juvenile w major:principal,leading w main:chief,primary w important:significant,crucial w serious:grave,severe
w dangerous:hazardous,perilous w safe:secure,unharmed w strong:powerful,sturdy w weak:feeble,frail w rich:wealthy,affluent
w poor:impoverished,needy w happy:glad,pleased w sad:unhappy,sorrowful w angry:furious,irate w difficult:hard,tough
w easy:simple,effortless w quick:rapid,swift w slow:sluggish,unhurried w quickly:rapidly,swiftly w slowly:gradually,bit by bit
w early:initial,premature w late:overdue,tardy w famous:renowned,celebrated w popular:well-liked,favoured w beautiful:lovely,gorgeous
w terrible:awful,dreadful w good:fine,decent w great:tremendous,superb w bad:poor,awful w wrong:mistaken,incorrect
w correct:accurate,right w clear:plain,evident w obvious:apparent,evident w likely:probable,expected w possible:conceivable,feasible
w entire:whole,complete w whole:entire,full w many:numerous,a lot of w several:a number of,various w some:certain,a few
w almost:nearly,practically w nearly:almost,close to w very:extremely,highly w often:frequently,regularly w sometimes:occasionally,at times
w usually:normally,generally w immediately:at once,instantly w suddenly:abruptly,unexpectedly w recently:lately,of late
w currently:at present,now w previously:formerly,earlier w eventually:in the end,ultimately w finally:at last,ultimately
w however:nevertheless,even so w therefore:consequently,as a result w although:though,even though w despite:in spite of,notwithstanding
w during:in the course of,throughout w near:close to,beside w across:throughout,all over w among:amid,in the midst of
w police:officers,law enforcement w people:persons,individuals w children:youngsters,kids w men:males,gentlemen w women:females,ladies
w man:male,gentleman w woman:female,lady w found:located,came across w made:produced,manufactured w took:grabbed,accepted
w gave:handed,granted w went:headed,travelled w came:arrived,turned up w saw:spotted,noticed w told:informed,notified
w thought:believed,reckoned w knew:was aware of,understood w held:kept,staged w kept:retained,preserved w left:departed,quit
w lost:forfeited,mislaid w won:captured,secured w met:encountered,sat down with w sent:dispatched,forwarded w brought:fetched,carried
w bought:purchased,acquired w sold:offloaded,marketed w paid:handed over,settled w began:started,commenced w became:turned into,grew into
w broke:fractured,snapped w built:constructed,erected w fell:tumbled,slipped w rose:climbed,advanced w grew:expanded,swelled
w ran:sprinted,operated w spoke:talked,conversed w wrote:penned,noted w died:perished,lost their lives w shot:gunned down,opened fire on
w wounded:hurt,injured w trapped:stuck,pinned w missing:unaccounted for,lost w dead:deceased,lifeless w alive:living,breathing
w president:head of state,chief executive w government:administration,cabinet w army:military,armed forces w economy:financial system,commerce
w science:scholarship,learning w industry:sector,trade w security:safety,protection w emergency:crisis,urgent situation
w international:global,worldwide w local:regional,municipal w foreign:overseas,external w public:communal,open w private:personal,confidential
w former:ex,onetime w current:present,existing w final:last,closing w fatal:deadly,lethal w violent:brutal,savage w huge:vast,colossal
w approximately:roughly,around w following:after,in the wake of w amid:in the midst of,during w including:among them,such as
`

const LINE = /([vnw]) ([^:\s]+):((?:(?! [vnw] \S+:)[^\n])+)/g

function readTable(): Map<string, readonly string[]> {
  const forms = new Map<string, readonly string[]>()
  for (const [, kind, word = '', others = ''] of TABLE.matchAll(LINE)) {
    const list = others
      .trim()
      .split(',')
      .filter((other) => conceptOf(other) !== conceptOf(word))
    if (list.length === 0) continue
    const bends =
      kind === 'v'
        ? [(one: string) => one, toThird, toPast, toGerund]
        : kind === 'n'
          ? [(one: string) => one, toPlural]
          : [(one: string) => one]
    for (const bend of bends)
      if (!forms.has(bend(word)))
        forms.set(
          bend(word),
          list.map((other) => bendFirst(other, kind, bend)),
        )
  }
  return forms
}

function conceptOf(word: string): string {
  return foldConcept(stemWord(word, 'en'))
}

const IRREGULAR_PAST: Readonly<Record<string, string>> = {
  strike: 'struck',
  hurt: 'hurt',
  slay: 'slew',
  seek: 'sought',
  shoot: 'shot',
  think: 'thought',
  bear: 'bore',
  shut: 'shut',
  put: 'put',
  go: 'went',
  come: 'came',
  find: 'found',
  make: 'made',
  take: 'took',
  spell: 'spelt',
  let: 'let',
  set: 'set',
  run: 'ran',
  be: 'were',
  split: 'split',
  outlive: 'outlived',
  quit: 'quit',
  hand: 'handed',
  cost: 'cost',
  hit: 'hit',
  flee: 'fled',
  lend: 'lent',
  cave: 'caved',
  lead: 'led',
  mend: 'mended',
  hunt: 'hunted',
  spare: 'spared',
}

/** Bends the verb that begins a phrase, or the noun that ends it. */
function bendFirst(phrase: string, kind: string | undefined, bend: (word: string) => string): string {
  const words = phrase.split(' ')
  const at = kind === 'n' ? words.length - 1 : 0
  return words.map((word, place) => (place === at ? bend(word) : word)).join(' ')
}

function toThird(verb: string): string {
  return toPlural(verb)
}

function toPlural(noun: string): string {
  if (/(?:s|x|z|ch|sh)$/.test(noun)) return noun.endsWith('s') && !noun.endsWith('ss') ? noun : `${noun}es`
  return /[^aeiou]y$/.test(noun) ? `${noun.slice(0, -1)}ies` : `${noun}s`
}

function toPast(verb: string): string {
  const irregular = IRREGULAR_PAST[verb]
  if (irregular !== undefined) return irregular
  if (verb.endsWith('e')) return `${verb}d`
  return /[^aeiou]y$/.test(verb) ? `${verb.slice(0, -1)}ied` : `${doubled(verb)}ed`
}

function toGerund(verb: string): string {
  return `${/[^eoy]e$/.test(verb) ? verb.slice(0, -1) : doubled(verb)}ing`
}

function doubled(verb: string): string {
  return /^[^aeiou]*[aeiou][bdgmnprt]$/.test(verb) ? `${verb}${verb.at(-1) ?? ''}` : verb
}

/** What may stand for a word, by its form in lower case: some thousand forms of the table's words. */
export const OTHER_WORDS: ReadonlyMap<string, readonly string[]> = readTable()
