import type { TextLang } from './language.ts'

const list = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/))

/** Words that carry grammar, not news. Folded: no accents, no capitals. Negations and numbers are content: not here. */
export const STOPWORDS: Readonly<Record<TextLang, ReadonlySet<string>>> = {
  en: list(`
    a about above after again against all also although am among amid an and another any anyone anything are aren't
    around as at be because been before being below between both but by can could couldn't did didn't do does doesn't
    doing don't down during each either else ever every few for from further had hadn't has hasn't have haven't having
    he he'd he'll hence her here hers herself him himself his how however i i'd i'll i'm i've if in into is isn't it
    itself just least less let like ll many may me might mine more most much must my myself n't nearly of off on once only
    onto or other others our ours ourselves out over own per quite rather re s same shall she she'd she'll should
    shouldn't since so some someone something such t than that the their theirs them themselves then there therefore
    these they they'd they'll they're they've this those though through throughout thus to together too toward towards
    under until unless up upon ve very via was wasn't we we'd we'll we're we've were weren't what whatever when where
    whereas whether which while who whoever whom whose why will with within won't would wouldn't yet you you'd you'll
    you're you've your yours yourself said say says saying d m`),
  es: list(`
    a al algo algun alguna algunas alguno algunos alli alla ante antes aquel aquella aquellas aquello aquellos aqui asi
    aun aunque bajo bien cada casi como con contra cual cuales cualquier cuando cuanto cuya cuyas cuyo cuyos de deben
    debe del desde donde dos durante e el ella ellas ello ellos en entonces entre era eran eres es esa esas ese eso esos
    esta estaba estaban estado estan estar estas este esto estos estoy fue fueron ha habia habian habido haber hace
    hacia han has hasta hay haya he hemos hubo incluso la las le les lo los mas me mediante mi mientras mis misma mismas
    mismo mismos mucha muchas mucho muchos muy nos nosotros nuestra nuestras nuestro nuestros o os otra otras otro otros
    para pero poco por porque pues puede pueden que quien quienes se sea sean segun ser si sido siendo sino sobre son su
    sus tal tales tambien tan tanto te tener tiene tienen toda todas todavia todo todos tras tu tus u un una unas uno
    unos usted ustedes va vez y ya yo dijo dice dijeron dicen decir tenia tenian sera seran seria serian`),
}
