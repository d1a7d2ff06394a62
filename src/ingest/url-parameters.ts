/** Query parameters that say where a reader came from, or in which session, and never what is read. */
const TRACKING = new Set(
  (
    'mc_cid mc_eid mkt_tok vero_id oly_enc_id oly_anon_id _hsenc _hsmi hsctatracking cmp cmpid cid_source ocid ncid ' +
    'smid smtyp sref sr_share ref_src ref_url referrer referer traffic_source partner_id icid intcid xtor wt_mc wt.mc_id ' +
    'wt.nav spm ftag feedtype feedname srnd taid igshid igsh gclsrc wbraid gbraid _ga _gl _openstat fb_action_ids fb_ref ' +
    'fb_source guccounter guce_referrer guce_referrer_sig share_token sharetoken shareid sharetype unlocked_article_code ' +
    'replytocom amp_js_v amp_gsa usqp jsessionid phpsessid cfid cftoken'
  ).split(' '),
)
const TRACKING_PREFIX = /^(?:utm|at|ns|pk|mtm|hsa|stm|itm|trk|sc|aspsessionid)_|^aspsessionid/i
/** `fbclid`, `gclid`, `msclkid`, `ttclid` …: how the ids of clicks are called. */
const CLICK_ID = /^[a-z_]{0,6}cl(?:k)?id$/i

/** Parameters that ask for another form of the same page: some by being there, others by what they say. */
const FORM_NAME =
  /^(?:_?amp|ampmode|noamp|m|mobile|desktop|fullsite|noredirect|print|printable|printview|imprimir|showcomments)$/i
const FORM_FLAG = /^(?:|0|1|true|false|yes|no|on|off|si|amp|mobile|desktop|full)$/i
const FORM_CHOICE = /^(?:outputtype|output|view|mode|format|layout|variant|version|service|type)$/i
const FORM_VALUE = /^(?:amp|print|printable|mobile|desktop)$/i

/** Names that mostly say whence a reader came, and at some sites which text is meant: the address must name its text otherwise. */
const SOURCE_NAME =
  /^(?:ref|referral|source|src|from|via|origin|share|campaign|campaignid|medium|channel|cid|rss|feed|output)$/i
/** So many digits in a row may be an article's number. */
const NUMBER = /\d{3}/

/** True for a parameter without which the address means the same text. `isNamed`: its path names an article. */
export function isSuperfluous(name: string, value: string, isNamed: boolean): boolean {
  if (TRACKING.has(name.toLowerCase()) || TRACKING_PREFIX.test(name) || CLICK_ID.test(name)) return true
  if ((FORM_NAME.test(name) && FORM_FLAG.test(value)) || (FORM_CHOICE.test(name) && FORM_VALUE.test(value))) return true
  return isNamed && SOURCE_NAME.test(name) && !NUMBER.test(value)
}
